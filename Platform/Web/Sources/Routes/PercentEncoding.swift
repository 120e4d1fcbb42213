/// Percent-encoding of paths and queries (RFC 3986, section 2) over bytes of UTF-8.
enum PercentEncoding {
    /// Encodes one path segment: everything but unreserved characters, so that a slash stays inside its segment.
    static func segment(_ text: String) -> String { encode(text) }

    static func query(_ text: String) -> String { encode(text) }

    private static func encode(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.append(byte)
            default:
                result.append(37)
                result.append(hexadecimal(byte >> 4))
                result.append(hexadecimal(byte & 15))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Decodes; nil on a broken escape, on bytes that are not UTF-8 and on NUL.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            if byte == 37 {
                guard let high = bytes.next().flatMap(value), let low = bytes.next().flatMap(value) else { return nil }
                result.append(high << 4 | low)
            } else {
                result.append(byte == 43 && plusIsSpace ? 32 : byte)
            }
        }
        guard !result.contains(0) else { return nil }
        return String(validating: result, as: UTF8.self)
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}
