/// Text of a cell as ISO/IEC 29500-1, 22.9.2.19 (ST_Xstring) writes it: `_x000B_` is a character XML cannot carry.
enum SpreadsheetText {
    /// Escapes what XML cannot carry, and what would be taken for such an escape.
    static func escape(_ text: String) -> String {
        var escaped = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "_", isEscape(rest) {
                escaped += "_x005F_"
            } else if scalar.value < 0x20 && scalar != "\t" && scalar != "\n"
                || [0xFFFE, 0xFFFF].contains(scalar.value)
            {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            } else {
                escaped.unicodeScalars.append(scalar)
            }
            rest.removeFirst()
        }
        return escaped
    }

    /// Turns escapes back into characters.
    static func unescape(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var plain = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "_", isEscape(rest),
                let value = UInt32(String(String.UnicodeScalarView(rest.dropFirst(2).prefix(4))), radix: 16),
                let character = Unicode.Scalar(value)
            {
                plain.unicodeScalars.append(character)
                rest.removeFirst(7)
            } else {
                plain.unicodeScalars.append(scalar)
                rest.removeFirst()
            }
        }
        return plain
    }

    private static func isEscape(_ text: Substring.UnicodeScalarView) -> Bool {
        let head = Array(text.prefix(7))
        return head.count == 7 && head[1] == "x" && head[6] == "_"
            && head[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
