extension MethodValue {
    /// Returns the value as JSON (RFC 8259) on one line, or indented by two spaces a level.
    ///
    /// Numbers are written with the fewest digits that read back to the same bits; NaN and infinities become `null`;
    /// names are in alphabetical order, so that equal values give equal text.
    public func json(indented: Bool = false) -> String {
        var text = ""
        write(to: &text, level: indented ? 0 : nil)
        return text
    }

    private func write(to text: inout String, level: Int?) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? Self.digits(value) : "null"
        case .text(let value): Self.quote(value, to: &text)
        case .list(let values):
            let flat = level == nil || values.allSatisfy { $0.asList == nil && $0.asObject == nil }
            Self.write(values, open: "[", close: "]", level: flat ? nil : level, to: &text) { value, level, text in
                value.write(to: &text, level: level)
            }
        case .object(let members):
            let ordered = members.sorted { $0.key < $1.key }
            Self.write(ordered, open: "{", close: "}", level: level, to: &text) { member, level, text in
                Self.quote(member.key, to: &text)
                text += level == nil ? ":" : ": "
                member.value.write(to: &text, level: level)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], open: String, close: String, level: Int?, to text: inout String,
        _ writeItem: (Item, Int?, inout String) -> Void
    ) {
        text += open
        let inner = level.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            writeItem(item, inner, &text)
        }
        if let level, !items.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
        text += close
    }

    /// The shortest digits that read back to the same bits; `1e+20` is how Swift writes 1e20 and is valid JSON.
    private static func digits(_ value: Double) -> String {
        value.description
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
