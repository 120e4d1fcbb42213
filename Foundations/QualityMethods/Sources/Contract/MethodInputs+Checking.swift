extension MethodInputs {
    /// Checks that the value of a field has its shape and meets its rule; an absent optional field passes.
    func check(_ field: InputField) throws(MethodProblem) {
        guard has(field.name) else {
            if field.isOptional { return }
            let rule = field.shape.isNumeric && field.rule != .finite ? field.rule.words : nil
            throw MethodProblem(
                .missing, at: place(field.name),
                zh: "缺少此项，应为\(field.shape.words.zh)\(rule.map { "，每个数为\($0.zh)" } ?? "")。",
                en: "This field is missing. It must be \(field.shape.words.en)\(rule.map { ", \($0.en)" } ?? "").")
        }
        switch field.shape {
        case .number: _ = try number(field.name, field.rule)
        case .integer: try checkRule(field, [Double(try integer(field.name))])
        case .text: _ = try text(field.name)
        case .choice(let choices): _ = try text(field.name, oneOf: choices)
        case .boolean: _ = try boolean(field.name)
        case .numbers: _ = try numbers(field.name, field.rule)
        case .integers: try checkRule(field, try integers(field.name).map { Double($0) })
        case .texts: _ = try texts(field.name)
        case .booleans: _ = try booleans(field.name)
        case .matrix: _ = try matrix(field.name, field.rule, ragged: true)
        case .numbersOrNull: _ = try numbersWithMissing(field.name, field.rule)
        case .matrixOrNull:
            for (row, element) in try list(field.name).enumerated() {
                let path = place(field.name) + "[\(row)]"
                for (column, number) in try Self.list(element, atLeast: 0, at: path).enumerated() where !number.isNull {
                    _ = try Self.number(number, field.rule, at: path + "[\(column)]")
                }
            }
        case .object:
            if try value(field.name).asObject == nil {
                throw wrongKind(try value(field.name), field.name, "对象", "an object")
            }
        case .objects: _ = try objects(field.name)
        case .any: _ = try value(field.name)
        }
    }

    private func checkRule(_ field: InputField, _ numbers: [Double]) throws(MethodProblem) {
        for (index, number) in numbers.enumerated() where !field.rule.isMet(by: number) {
            let place = field.shape == .integers ? "\(place(field.name))[\(index)]" : place(field.name)
            throw Self.outOfRange(number, field.rule, at: place)
        }
    }

    static func number(_ value: MethodValue, _ rule: NumberRule, at place: String) throws(MethodProblem) -> Double {
        guard let number = value.asNumber else { throw wrongKind(value, at: place, "数值", "a number") }
        guard rule.isMet(by: number) else { throw outOfRange(number, rule, at: place) }
        return number
    }

    static func integer(
        _ value: MethodValue, _ range: ClosedRange<Int>, at place: String
    ) throws(MethodProblem) -> Int {
        guard let integer = value.asInteger else { throw wrongKind(value, at: place, "整数", "a whole number") }
        guard range.contains(integer) else {
            let (low, high) = (range.lowerBound, range.upperBound)
            let words: MethodText =
                high == Int.max
                ? MethodText(zh: "不小于 \(low)", en: "at least \(low)")
                : low == Int.min
                    ? MethodText(zh: "不大于 \(high)", en: "at most \(high)")
                    : MethodText(zh: "在 \(low) 到 \(high) 之间", en: "from \(low) to \(high)")
            throw MethodProblem(
                .outOfRange, at: place, zh: "值为 \(integer)，应\(words.zh)。",
                en: "It is \(integer) and must be \(words.en).")
        }
        return integer
    }

    static func numbers(
        _ value: MethodValue, _ rule: NumberRule, atLeast count: Int, at place: String
    ) throws(MethodProblem) -> [Double] {
        let list = try list(value, atLeast: count, at: place)
        var numbers: [Double] = []
        numbers.reserveCapacity(list.count)
        for (index, element) in list.enumerated() {
            guard let number = element.asNumber, rule.isMet(by: number) else {
                numbers.append(try Self.number(element, rule, at: place + "[\(index)]"))
                continue
            }
            numbers.append(number)
        }
        return numbers
    }

    static func list(
        _ value: MethodValue, atLeast count: Int, at place: String
    ) throws(MethodProblem) -> [MethodValue] {
        guard let list = value.asList else { throw wrongKind(value, at: place, "列表", "a list") }
        guard list.count >= count else {
            throw MethodProblem(
                .tooFewValues, at: place, zh: "有 \(list.count) 个值，至少要 \(count) 个。",
                en: "It has \(list.count) values and needs at least \(count).")
        }
        return list
    }

    static func outOfRange(_ number: Double, _ rule: NumberRule, at place: String) -> MethodProblem {
        MethodProblem(
            .outOfRange, at: place, zh: "值为 \(number.plain)，应为\(rule.words.zh)。",
            en: "It is \(number.plain) and must be \(rule.words.en).")
    }

    func wrongKind(_ value: MethodValue, _ name: String, _ zh: String, _ en: String) -> MethodProblem {
        Self.wrongKind(value, at: place(name), zh, en)
    }

    static func wrongKind(_ value: MethodValue, at place: String, _ zh: String, _ en: String) -> MethodProblem {
        MethodProblem(
            .wrongKind, at: place, zh: "应为\(zh)，现为\(value.kindText.zh)。",
            en: "It must be \(en), and is \(value.kindText.en).")
    }

    static func unknown(_ name: String, among names: [String], path: String) -> MethodProblem {
        let near = Suggestion.nearest(to: name, among: names)
        let list = names.joined(separator: ", ")
        return MethodProblem(
            .unknownField, at: path.isEmpty ? name.clipped : path + "." + name.clipped,
            zh: "没有此项。" + (near.map { "是否要用 \($0)？" } ?? "可用：\(list)。"),
            en: "There is no such field." + (near.map { " Did you mean \($0)?" } ?? " The fields are \(list)."))
    }
}

/// The nearest known name to one that is not known.
enum Suggestion {
    /// Returns the name within a third of the length in edits (at least 2), nearest first; nil where none is near.
    static func nearest(to text: String, among names: [String]) -> String? {
        let limit = max(2, text.count / 3)
        return names.map { ($0, distance(Array(text.lowercased()), Array($0.lowercased()))) }
            .filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    }

    /// Returns the nearest name of a method: by the whole name, else by the part after the family, which may hold the
    /// text or be near to it, so that `kaplan` finds `reliability/kaplan-meier` and `cusun` `control-charts/cusum`.
    static func nearestMethod(to text: String, among names: [String]) -> String? {
        func last(_ name: String) -> String { name.split(separator: "/").last.map(String.init) ?? name }
        if let near = nearest(to: text, among: names) { return near }
        let part = last(text).lowercased()
        if part.count > 2, let whole = names.first(where: { last($0).contains(part) }) { return whole }
        let near = nearest(to: part, among: names.map(last))
        return names.first { last($0) == near }
    }

    /// The number of insertions, deletions and substitutions between two texts (Levenshtein 1966).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard a.count <= 64, b.count <= 64 else { return Int.max }
        var previous = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            for (j, right) in b.enumerated() {
                row.append(min(row[j] + 1, previous[j + 1] + 1, previous[j] + (left == right ? 0 : 1)))
            }
            previous = row
        }
        return previous[b.count]
    }
}

extension String {
    /// The text as a message may repeat it: on one line, control characters as spaces, at most 60 characters.
    var clipped: String {
        var line = ""
        for scalar in unicodeScalars.prefix(60) {
            line.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return unicodeScalars.count > 60 ? line + "…" : line
    }
}
