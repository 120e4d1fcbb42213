/// Rows in the text format of `COPY` (PostgreSQL manual, COPY, "Text Format").
enum CopyText {
    /// Appends one row: columns between tabs, a newline at its end.
    static func append(_ row: [SQLValue], to bytes: inout [UInt8]) {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(9) }
            switch value {
            case .null: bytes += [92, 78]
            case .integer(let number): bytes += String(number).utf8
            case .real(let number):
                bytes += (number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : "\(number)").utf8
            case .text(let text): appendEscaped(text.utf8, to: &bytes)
            case .blob(let blob):
                // The backslash of \x is itself escaped.
                bytes += [92, 92, 120]
                for byte in blob {
                    bytes.append(hexadecimal(byte >> 4))
                    bytes.append(hexadecimal(byte & 15))
                }
            }
        }
        bytes.append(10)
    }

    private static func appendEscaped(_ text: String.UTF8View, to bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 92: bytes += [92, 92]
            case 9: bytes += [92, 116]
            case 10: bytes += [92, 110]
            case 13: bytes += [92, 114]
            default: bytes.append(byte)
            }
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 87 + digit }
}
