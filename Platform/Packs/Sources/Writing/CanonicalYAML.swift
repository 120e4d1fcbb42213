import CivicCalendar
import Foundation
import Kernel

/// Builds YAML text in the canonical form of packs: two spaces a level, quotes only where a text would otherwise be
/// read as something else, short mappings and lists of plain values on one line.
struct CanonicalYAML {
    /// A value to be written.
    indirect enum Value {
        /// A text, quoted where needed.
        case text(String)
        /// A number, a date, `true`, `false` or `null`, never quoted.
        case word(String)
        case list([Value])
        case mapping([(key: String, value: Value)])
        /// A mapping that is never written on one line.
        case block([(key: String, value: Value)])
    }

    private static let width = 120
    private(set) var text = ""

    init(_ root: [(key: String, value: Value)]) {
        write(root, level: 0)
    }

    private mutating func write(_ fields: [(key: String, value: Value)], level: Int, afterDash: Bool = false) {
        var indentation = afterDash ? "" : String(repeating: "  ", count: level)
        for (key, value) in fields {
            let start = "\(indentation)\(key):"
            let column = level * 2 + key.count + 1
            if let line = Self.line(value), column + 1 + line.count <= Self.width || Self.staysOnLine(value) {
                text += "\(start) \(line)\n"
            } else {
                text += "\(start)\n"
                switch value {
                case .mapping(let inner), .block(let inner): write(inner, level: level + 1)
                case .list(let elements): write(elements, level: level + 1)
                case .text, .word: break
                }
            }
            indentation = String(repeating: "  ", count: level)
        }
    }

    private mutating func write(_ elements: [Value], level: Int) {
        for element in elements {
            text += String(repeating: "  ", count: level) + "- "
            if let line = Self.line(element),
                level * 2 + 2 + line.count <= Self.width || Self.staysOnLine(element)
            {
                text += line + "\n"
            } else if case .mapping(let fields) = element {
                write(fields, level: level + 1, afterDash: true)
            }
        }
    }

    /// The value on one line, or nil for what is always written over several: lists of mappings and mappings of lists.
    private static func line(_ value: Value, inFlow: Bool = false) -> String? {
        switch value {
        case .text(let text): return scalar(text, inFlow: inFlow)
        case .word(let word): return word
        case .list(let elements):
            var parts: [String] = []
            for element in elements {
                if case .mapping = element { return nil }
                guard let part = line(element, inFlow: true) else { return nil }
                parts.append(part)
            }
            return "[" + parts.joined(separator: ", ") + "]"
        case .mapping(let fields):
            guard fields.count <= 4, !fields.isEmpty else { return nil }
            var parts: [String] = []
            for (key, value) in fields {
                if case .list = value { return nil }
                guard let part = line(value, inFlow: true) else { return nil }
                parts.append("\(key): \(part)")
            }
            return "{" + parts.joined(separator: ", ") + "}"
        case .block: return nil
        }
    }

    private static func staysOnLine(_ value: Value) -> Bool {
        switch value {
        case .text, .word: true
        case .list(let elements): elements.isEmpty
        case .mapping, .block: false
        }
    }

    // MARK: Scalars

    static func scalar(_ text: String, inFlow: Bool) -> String {
        isPlain(text, inFlow: inFlow) ? text : quoted(text)
    }

    private static let indicators: Set<Unicode.Scalar> = [
        "-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`",
    ]
    private static let words: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "=", "<<", ".inf", ".nan",
    ]

    /// Whether a text reads as itself without quotes, for any reader of YAML 1.1 or 1.2.
    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, !indicators.contains(first) else { return false }
        if first == " " || last == " " || last == ":" || words.contains(text.lowercased()) { return false }
        if scalars.starts(with: ["-", "-", "-"]) || scalars.starts(with: [".", ".", "."]) { return false }
        for (index, scalar) in scalars.enumerated() {
            if !isPrintable(scalar) { return false }
            if scalar == ":", index + 1 < scalars.count, scalars[index + 1] == " " { return false }
            if scalar == "#", index > 0, scalars[index - 1] == " " { return false }
            // `:` before a bracket or at a comma ends a key in braces, so no colon is left bare there.
            if inFlow, [",", "[", "]", "{", "}", ":", "?"].contains(scalar) { return false }
        }
        return !looksLikeNumberOrDate(scalars)
    }

    /// Whether some reader may take the text for a number, a date or a time: a digit, sign or dot first, and nothing
    /// else but characters of numbers.
    private static func looksLikeNumberOrDate(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let first = scalars.first, "+-.0123456789".unicodeScalars.contains(first) else { return false }
        return scalars.allSatisfy { "+-.,_:0123456789abcdefxABCDEFXoOTZtz ".unicodeScalars.contains($0) }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0x3000, 0xA0: false
        default: true
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return result + "\""
    }
}

extension CanonicalYAML.Value {
    static func localized(_ text: LocalizedText) -> Self {
        .mapping([("zh", .text(text.zh)), ("en", .text(text.en))])
    }

    static func date(_ date: CivicDate) -> Self { .word(date.description) }
    static func integer(_ number: Int) -> Self { .word("\(number)") }
    static func decimal(_ number: Decimal) -> Self { .word("\(number)") }
    static func boolean(_ value: Bool) -> Self { .word(value ? "true" : "false") }
    static func texts(_ texts: [String]) -> Self { .list(texts.map { .text($0) }) }

    static func validity(_ validity: Validity) -> Self {
        .mapping([("from", .date(validity.from)), ("to", .date(validity.to))])
    }

    static func basis(_ basis: Basis) -> Self {
        .mapping([("text", .text(basis.text)), ("status", .word(basis.status.rawValue))])
    }
}
