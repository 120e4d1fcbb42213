/// The lists of a Word document and where each of them stands while the document is read.
///
/// A paragraph refers to an instance (`w:num`), which refers to a definition (`w:abstractNum`) with up to nine levels
/// (ISO/IEC 29500-1, 17.9). Instances of one definition count on together; an instance with a start override begins
/// anew when it is first used at that level. A deeper level begins anew after a higher one.
struct WordNumbering: Sendable {
    private struct Level: Sendable {
        var start = 1
        var format = "decimal"
        var text = ""
        var usesOnlyDecimals = false
        /// The level, from 1, after which this one begins anew; 0 is never, nil is after any higher level.
        var restart: Int?
        var style: String?
    }

    private struct Definition: Sendable {
        var levels: [Int: Level] = [:]
        var styleLink: String?
    }

    private struct Instance: Sendable {
        var definition: Int
        var startOverrides: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private struct Use: Hashable, Sendable {
        var instance: Int
        var level: Int
    }

    private var definitions: [Int: Definition] = [:]
    private var instances: [Int: Instance] = [:]
    private var counters: [Int: [Int?]] = [:]
    private var used: Set<Use> = []
    private(set) var notices: Set<WordNotice> = []

    init() {}

    init(_ root: MarkupNode, styles: WordStyles) {
        for node in root.words("abstractNum") {
            guard let identifier = node.wordAttribute("abstractNumId").flatMap({ Int($0) }) else { continue }
            definitions[identifier] = Definition(
                levels: Self.levels(node), styleLink: node.wordValue("numStyleLink"))
        }
        for node in root.words("num") {
            guard let identifier = node.wordAttribute("numId").flatMap({ Int($0) }),
                let definition = node.wordNumber("abstractNumId")
            else { continue }
            var instance = Instance(definition: definition)
            for override in node.words("lvlOverride") {
                guard let level = override.wordAttribute("ilvl").flatMap({ Int($0) }) else { continue }
                instance.startOverrides[level] = override.wordNumber("startOverride")
                instance.levels.merge(Self.levels(override)) { $1 }
            }
            instances[identifier] = instance
        }
        resolveStyleLinks(styles)
    }

    /// The printed number of the next paragraph of a list; nil when the list is number 0, which means none.
    ///
    /// A list that the document does not define gives no number and a notice; Word shows no number either.
    mutating func next(instance identifier: Int, level: Int?, style: String?) -> WordNumber? {
        guard identifier != 0 else { return nil }
        guard let instance = instances[identifier], let definition = definitions[instance.definition] else {
            notices.insert(.missingNumbering(identifier))
            return nil
        }
        let levels = definition.levels.merging(instance.levels) { $1 }
        // A style's paragraphs go to the level that names the style (17.9.23).
        let depth = level ?? style.flatMap { name in levels.first { $0.value.style == name }?.key } ?? 0
        guard (0...8).contains(depth), let current = levels[depth] else { return nil }
        advance(instance.definition, identifier, instance, depth, levels)
        if current.format == NumberFormat.bullet.rawValue {
            return WordNumber(text: Self.bullet(current.text), level: depth, isBullet: true)
        }
        let text = render(current, counters: counters[instance.definition] ?? [], levels: levels)
        return text.isEmpty ? nil : WordNumber(text: text, level: depth)
    }

    private mutating func advance(
        _ definition: Int, _ identifier: Int, _ instance: Instance, _ depth: Int, _ levels: [Int: Level]
    ) {
        var counts = counters[definition] ?? [Int?](repeating: nil, count: 9)
        let isFirstUse = used.insert(Use(instance: identifier, level: depth)).inserted
        if isFirstUse, let start = instance.startOverrides[depth] {
            counts[depth] = start
        } else if let count = counts[depth] {
            let (next, overflow) = count.addingReportingOverflow(1)
            counts[depth] = overflow ? count : next
        } else {
            counts[depth] = instance.startOverrides[depth] ?? levels[depth]?.start ?? 1
        }
        for deeper in (depth + 1)..<9 where (levels[deeper]?.restart).map({ $0 > depth }) ?? true {
            counts[deeper] = nil
        }
        counters[definition] = counts
    }

    private mutating func render(_ level: Level, counters: [Int?], levels: [Int: Level]) -> String {
        var text = ""
        var rest = level.text[...]
        while let character = rest.popFirst() {
            guard character == "%", let digit = rest.first?.wholeNumberValue, (1...9).contains(digit) else {
                text.append(character)
                continue
            }
            rest.removeFirst()
            guard let source = levels[digit - 1] else { continue }
            // A higher level that has not been used yet shows the number it will start with.
            let count = counters.indices.contains(digit - 1) ? counters[digit - 1] ?? source.start : source.start
            text += format(count, level.usesOnlyDecimals ? NumberFormat.decimal.rawValue : source.format)
        }
        return text
    }

    private mutating func format(_ count: Int, _ name: String) -> String {
        if let format = NumberFormat(rawValue: name) { return format.text(count) }
        notices.insert(.unknownNumberFormat(name))
        return String(count)
    }

    // Bullets come from symbol fonts as private-use characters, which mean nothing outside the font.
    private static func bullet(_ text: String) -> String {
        let isPrivate = text.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) }
        return text.isEmpty || isPrivate ? "•" : text
    }

    private static func levels(_ node: MarkupNode) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for child in node.words("lvl") {
            guard let index = child.wordAttribute("ilvl").flatMap({ Int($0) }), (0...8).contains(index) else {
                continue
            }
            levels[index] = Level(
                start: child.wordNumber("start") ?? 0, format: numberFormat(child),
                text: child.wordValue("lvlText") ?? "", usesOnlyDecimals: child.wordFlag("isLgl"),
                restart: child.wordNumber("lvlRestart"), style: child.wordValue("pStyle"))
        }
        return levels
    }

    // Newer formats are wrapped in alternate content with a plain one as fallback; the plain one is what is known here.
    private static func numberFormat(_ level: MarkupNode) -> String {
        if let plain = level.wordValue("numFmt") { return plain }
        let fallback = level.children.first(where: \.isAlternateContent)?.children.first {
            $0.element.name == "Fallback"
        }
        return fallback?.wordValue("numFmt") ?? NumberFormat.decimal.rawValue
    }

    // A definition may only point to a list style, whose own list holds the levels (17.9.21).
    private mutating func resolveStyleLinks(_ styles: WordStyles) {
        for (identifier, definition) in definitions {
            guard definition.levels.isEmpty, let link = definition.styleLink,
                let number = styles.listNumber(ofStyle: link), let target = instances[number]?.definition
            else { continue }
            let levels = definitions[target]?.levels ?? [:]
            definitions[identifier]?.levels = levels
        }
    }
}
