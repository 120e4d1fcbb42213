/// The text of a file of a pack: UTF-8 without a byte order mark, lines ended by LF.
struct SourceText: Sendable {
    let file: String
    let text: String

    /// Decodes bytes; files with a byte order mark or with CRLF read as those without.
    ///
    /// A byte that is not UTF-8, a control character and a line separator other than LF are findings: editors and YAML
    /// count lines differently there, and a place in a message would be wrong.
    init?(bytes: [UInt8], file: String, _ findings: inout FindingList) {
        self.file = file
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count {
            if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            kept.append(bytes[index])
            index += 1
        }
        guard let decoded = String(validating: kept, as: UTF8.self) else {
            findings.error("packs.encoding", at: PackPlace(file: file, line: Self.lineOfInvalidByte(kept)))
            return nil
        }
        text = decoded
        var line = 1
        var column = 1
        for scalar in decoded.unicodeScalars {
            if scalar == "\n" {
                line += 1
                column = 1
                continue
            }
            if Self.isForbidden(scalar) {
                findings.error(
                    "packs.control-character", at: PackPlace(file: file, line: line, column: column),
                    ["character": "U+" + Self.hexadecimal(scalar)])
                return nil
            }
            column += 1
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func lineOfInvalidByte(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }
}
