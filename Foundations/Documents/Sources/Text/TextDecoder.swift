import Glibc

/// Turns bytes into text, whole and strictly, and says which encoding they were in.
///
/// A byte order mark decides. Without one the bytes are UTF-8 when every byte is; else GB 18030 when every byte is;
/// else the first undecodable byte is an error. A file that is nearly all UTF-8 with a few broken bytes is reported
/// as broken UTF-8: read as GB 18030 it would turn into other Chinese characters without a word. A NUL byte is
/// refused in every encoding, because no text file holds one.
public struct TextDecoder: Sendable {
    /// The most bytes that are accepted.
    public let limit: Int

    /// Makes a decoder with a limit in bytes, 64 MiB unless told.
    public init(limit: Int = 64 << 20) {
        self.limit = limit
    }

    /// Decodes the bytes.
    ///
    /// - Throws: `DocumentProblem.undecodableText` with the offset of the first bad byte, `.overLimit` beyond `limit`.
    public func decode(_ bytes: [UInt8]) throws(DocumentProblem) -> DecodedText {
        guard bytes.count <= limit else { throw .overLimit(.bytes, limit: limit, place: "") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return try decodeUTF8(bytes, from: 3)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return try decodeUTF16(bytes, encoding: .utf16LittleEndian)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return try decodeUTF16(bytes, encoding: .utf16BigEndian)
        }
        let survey = UTF8Survey(bytes)
        guard let firstInvalid = survey.firstInvalid else { return try decodeUTF8(bytes, from: 0) }
        // In GB 18030 text valid UTF-8 sequences are accidents: over windows of 10 to 5000 characters of a real plan
        // there were at most 0.75 for each invalid byte. More than two are UTF-8 with damage.
        if survey.sequences > 2 * survey.invalidBytes {
            throw .undecodableText(encoding: .utf8, byteOffset: firstInvalid)
        }
        return try decodeGB18030(bytes)
    }

    private func decodeUTF8(_ bytes: [UInt8], from start: Int) throws(DocumentProblem) -> DecodedText {
        let body = bytes[start...]
        if let nul = body.firstIndex(of: 0) { throw .undecodableText(encoding: .utf8, byteOffset: nul) }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw .undecodableText(encoding: .utf8, byteOffset: UTF8Survey(bytes).firstInvalid ?? start)
        }
        return DecodedText(text: text, encoding: .utf8, hasByteOrderMark: start > 0)
    }

    private func decodeUTF16(_ bytes: [UInt8], encoding: TextEncoding) throws(DocumentProblem) -> DecodedText {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var offset = 2
        var awaitsLowSurrogate = false
        while offset < bytes.count {
            guard offset + 1 < bytes.count else { throw .undecodableText(encoding: encoding, byteOffset: offset) }
            let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
            let unit = encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
            let isLowSurrogate = UTF16.isTrailSurrogate(unit)
            guard unit != 0, isLowSurrogate == awaitsLowSurrogate else {
                throw .undecodableText(encoding: encoding, byteOffset: awaitsLowSurrogate ? offset - 2 : offset)
            }
            awaitsLowSurrogate = UTF16.isLeadSurrogate(unit)
            units.append(unit)
            offset += 2
        }
        guard !awaitsLowSurrogate else { throw .undecodableText(encoding: encoding, byteOffset: bytes.count - 2) }
        return DecodedText(text: String(decoding: units, as: UTF16.self), encoding: encoding, hasByteOrderMark: true)
    }

    private func decodeGB18030(_ bytes: [UInt8]) throws(DocumentProblem) -> DecodedText {
        if let nul = bytes.firstIndex(of: 0) { throw .undecodableText(encoding: .gb18030, byteOffset: nul) }
        return DecodedText(text: try GB18030Converter.decode(bytes), encoding: .gb18030, hasByteOrderMark: false)
    }
}

/// How much of some bytes is valid UTF-8 (Unicode 15, table 3-7).
struct UTF8Survey {
    /// The offset of the first byte that is not part of a valid sequence.
    private(set) var firstInvalid: Int?
    /// Bytes that are not part of a valid sequence.
    private(set) var invalidBytes = 0
    /// Valid sequences of two to four bytes.
    private(set) var sequences = 0

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            let length = Self.sequenceLength(bytes, at: index)
            if length == 0 {
                firstInvalid = firstInvalid ?? index
                invalidBytes += 1
                index += 1
            } else {
                if length > 1 { sequences += 1 }
                index += length
            }
        }
    }

    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let lead = bytes[index]
        let second: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for next in (index + 2)..<max(index + 2, index + length) where !(0x80...0xBF).contains(bytes[next]) {
            return 0
        }
        return length
    }
}

/// GB 18030 to UTF-8 through the C library's iconv, which converts strictly and reports where it stopped.
enum GB18030Converter {
    static func decode(_ bytes: [UInt8]) throws(DocumentProblem) -> String {
        guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else {
            throw .encodingUnavailable(.gb18030)
        }
        defer { iconv_close(converter) }
        // A character of one byte stays one; of two bytes becomes at most three; of four at most four.
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        let (status, consumed, produced) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var sourcePointer = source.baseAddress
                var sourceLeft = source.count
                var targetPointer = target.baseAddress
                var targetLeft = target.count
                let status = iconv(converter, &sourcePointer, &sourceLeft, &targetPointer, &targetLeft)
                return (status, source.count - sourceLeft, target.count - targetLeft)
            }
        }
        guard status != -1, consumed == bytes.count else {
            throw .undecodableText(encoding: .gb18030, byteOffset: consumed)
        }
        return String(decoding: output[..<produced].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
