import CivicCalendar
import Foundation
import Kernel

/// Reads the fields of one mapping, reporting each that is unknown, missing or of the wrong kind.
///
/// Every method returns nil where the field is absent or wrong; a required field that is absent is reported once.
struct FieldReader {
    let place: PackPlace
    private let entries: [String: YAMLNode.Entry]
    /// Required keys that an unknown key probably stands for: reported as misspelt already, so not as missing.
    private let misspelt: Set<String>

    /// Nil, and reported, where the node is not a mapping.
    init?(_ node: YAMLNode, allowed: [String], _ findings: inout FindingList) {
        guard case .mapping(let written) = node.value else {
            findings.error("packs.kind.mapping.\(node.kind)", at: node.place)
            return nil
        }
        var entries: [String: YAMLNode.Entry] = [:]
        var misspelt: Set<String> = []
        let missing = allowed.filter { name in !written.contains { $0.key == name } }
        for entry in written {
            entries[entry.key] = entry
            guard !allowed.contains(entry.key) else { continue }
            let nearest =
                NameDistance.nearest(to: entry.key, among: missing)
                ?? NameDistance.nearest(to: entry.key, among: allowed)
            if let nearest {
                misspelt.insert(nearest)
                findings.error(
                    "packs.key.misspelt", at: entry.keyPlace, ["key": entry.key, "suggestion": nearest])
            } else {
                findings.error(
                    "packs.key.unknown", at: entry.keyPlace,
                    ["key": entry.key, "allowed": allowed.joined(separator: ", ")])
            }
        }
        self.place = node.place
        self.entries = entries
        self.misspelt = misspelt
    }

    /// Where the value of a field is, or the mapping where there is no such field.
    func place(of key: String) -> PackPlace { entries[key]?.value.place ?? place }

    /// Where the name of a field is, or the mapping where there is no such field.
    func keyPlace(of key: String) -> PackPlace { entries[key]?.keyPlace ?? place }

    func has(_ key: String) -> Bool { entries[key] != nil }

    /// The value of a field as it stands.
    func node(_ key: String, required: Bool = true, _ findings: inout FindingList) -> YAMLNode? {
        if let entry = entries[key] { return entry.value }
        if required, !misspelt.contains(key) { findings.error("packs.key.missing", at: place, ["key": key]) }
        return nil
    }

    // MARK: Texts

    func text(_ key: String, required: Bool = true, _ findings: inout FindingList) -> String? {
        guard let node = node(key, required: required, &findings) else { return nil }
        return Self.text(node, key, &findings)
    }

    static func text(_ node: YAMLNode, _ key: String, _ findings: inout FindingList) -> String? {
        guard case .scalar(let text, _) = node.value, !node.isNull else {
            findings.error("packs.kind.text.\(node.kind)", at: node.place, ["key": key])
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            findings.error("packs.text.empty", at: node.place, ["key": key])
            return nil
        }
        return text
    }

    func localized(_ key: String, required: Bool = true, _ findings: inout FindingList) -> LocalizedText? {
        guard let node = node(key, required: required, &findings) else { return nil }
        return Self.localized(node, &findings)
    }

    static func localized(_ node: YAMLNode, _ findings: inout FindingList) -> LocalizedText? {
        if case .scalar(let text, _) = node.value, !node.isNull {
            findings.error("packs.kind.two-languages", at: node.place, ["text": text.excerpt()])
            return nil
        }
        guard let fields = FieldReader(node, allowed: ["zh", "en"], &findings) else { return nil }
        let zh = fields.text("zh", &findings)
        let en = fields.text("en", &findings)
        guard let zh, let en else { return nil }
        return LocalizedText(zh: zh, en: en)
    }

    /// The elements of a list of texts, each with its place; an element of the wrong kind is reported and left out.
    func texts(_ key: String, required: Bool = true, _ findings: inout FindingList) -> [(
        text: String, place: PackPlace
    )]? {
        guard let nodes = list(key, required: required, &findings) else { return nil }
        return nodes.compactMap { node in Self.text(node, key, &findings).map { ($0, node.place) } }
    }

    func list(_ key: String, required: Bool = true, _ findings: inout FindingList) -> [YAMLNode]? {
        guard let node = node(key, required: required, &findings) else { return nil }
        guard case .sequence(let nodes) = node.value else {
            findings.error("packs.kind.list.\(node.kind)", at: node.place, ["key": key])
            return nil
        }
        return nodes
    }

    // MARK: Values

    func boolean(_ key: String, required: Bool = true, _ findings: inout FindingList) -> Bool? {
        guard let node = node(key, required: required, &findings) else { return nil }
        if case .scalar(let text, plain: true) = node.value {
            if text == "true" { return true }
            if text == "false" { return false }
        }
        findings.error("packs.kind.boolean", at: node.place, ["key": key, "value": node.excerpt])
        return nil
    }

    /// A whole number written in decimal digits, within bounds.
    func integer(
        _ key: String, in range: ClosedRange<Int>, required: Bool = true, _ findings: inout FindingList
    ) -> Int? {
        guard let node = node(key, required: required, &findings) else { return nil }
        guard case .scalar(let text, plain: true) = node.value, let number = Int(text), "\(number)" == text else {
            findings.error("packs.kind.integer", at: node.place, ["key": key, "value": node.excerpt])
            return nil
        }
        guard range.contains(number) else {
            findings.error(
                "packs.number.range", at: node.place,
                ["key": key, "value": text, "least": "\(range.lowerBound)", "most": "\(range.upperBound)"])
            return nil
        }
        return number
    }

    /// A decimal number of at most 18 digits, exact as written; `null` is nil and no mistake where it is not required.
    func decimal(_ key: String, required: Bool = true, _ findings: inout FindingList) -> Decimal? {
        guard let node = node(key, required: required, &findings) else { return nil }
        if !required, node.isNull { return nil }
        guard case .scalar(let text, plain: true) = node.value, Self.isDecimal(text), let value = Decimal(string: text)
        else {
            findings.error("packs.kind.decimal", at: node.place, ["key": key, "value": node.excerpt])
            return nil
        }
        return value
    }

    private static func isDecimal(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.reduce(0, { $0 + $1.count }) <= 18 else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    func date(_ key: String, required: Bool = true, _ findings: inout FindingList) -> CivicDate? {
        guard let node = node(key, required: required, &findings) else { return nil }
        return Self.date(node, key, &findings)
    }

    static func date(_ node: YAMLNode, _ key: String, _ findings: inout FindingList) -> CivicDate? {
        guard case .scalar(let text, _) = node.value, !node.isNull else {
            findings.error("packs.kind.date", at: node.place, ["key": key, "value": node.excerpt])
            return nil
        }
        if let date = CivicDate(writtenInISO: text) { return date }
        if let date = CivicDate(guessedFrom: text) {
            findings.error(
                "packs.date.form", at: node.place, ["key": key, "value": text.excerpt(), "suggestion": "\(date)"])
        } else {
            findings.error("packs.date.none", at: node.place, ["key": key, "value": text.excerpt()])
        }
        return nil
    }

    /// One of the named cases of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, among allowed: [Choice]? = nil, _ findings: inout FindingList
    ) -> Choice? where Choice.RawValue == String {
        guard let node = node(key, &findings) else { return nil }
        let names = (allowed ?? Array(Choice.allCases)).map(\.rawValue)
        guard case .scalar(let text, _) = node.value, !node.isNull else {
            findings.error("packs.kind.text.\(node.kind)", at: node.place, ["key": key])
            return nil
        }
        if names.contains(text), let value = Choice(rawValue: text) { return value }
        if let nearest = NameDistance.nearest(to: text, among: names) {
            findings.error(
                "packs.choice.misspelt", at: node.place,
                ["key": key, "value": text.excerpt(), "suggestion": nearest])
        } else {
            findings.error(
                "packs.choice.unknown", at: node.place,
                ["key": key, "value": text.excerpt(), "allowed": names.joined(separator: ", ")])
        }
        return nil
    }
}

extension YAMLNode {
    /// What is written, short enough for a message.
    var excerpt: String {
        switch value {
        case .scalar(let text, _): text.excerpt()
        case .sequence: "[…]"
        case .mapping: "{…}"
        }
    }
}

extension String {
    /// At most so many characters, cut with an ellipsis, on one line.
    func excerpt(_ limit: Int = 60) -> String {
        let line = replacing("\n", with: " ")
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }
}
