import QualityMath

/// The fields by which methods take life data, in two forms: right-censored times, or intervals.
enum LifeDataFields {
    static let all: [InputField] = [
        InputField(
            "times", .numbers, optional: true, zh: "每个产品最后一次观测的时间（与 failed 同用）",
            en: "When each unit was last seen (with failed)."),
        InputField(
            "failed", .booleans, optional: true, zh: "此时是否失效；0 与 1 亦可", en: "Whether it failed then; 0 and 1 will do."),
        InputField(
            "lower", .numbersOrNull, optional: true, zh: "已知寿命大于此值，null 为左截尾（与 upper 同用）",
            en: "The life is longer than this, null for left-censored (with upper)."),
        InputField(
            "upper", .numbersOrNull, optional: true, zh: "已知寿命不大于此值，null 为右截尾；与 lower 相等为精确时间",
            en: "The life is at most this, null for right-censored; equal to lower for an exact time."),
        InputField(
            "counts", .numbers, rule: .positive, optional: true, zh: "每行的产品数，缺省为 1", en: "Units a row, 1 if absent."),
        InputField(
            "entries", .numbers, optional: true, zh: "开始观测的时间（左截断）", en: "When observation began (left truncation)."),
        InputField(
            "exits", .numbersOrNull, optional: true, zh: "只有在此之前失效才会被记录（右截断），null 为无",
            en: "Only failures before this could be seen (right truncation), null for none."),
    ]

    /// The fields of data that are not truncated.
    static var untruncated: [InputField] { all.filter { $0.name != "entries" && $0.name != "exits" } }

    static func read(_ inputs: MethodInputs) throws(MethodProblem) -> LifeData {
        var rows: [(Double, Double)] = []
        if inputs.has("times") {
            let times = try inputs.numbers("times", atLeast: 1)
            let failed = try inputs.booleans("failed")
            try same(failed.count, times.count, "failed")
            for (time, failed) in zip(times, failed) { rows.append((time, failed ? time : .infinity)) }
        } else {
            let lower = try inputs.numbersWithMissing("lower")
            let upper = try inputs.numbersWithMissing("upper")
            try same(upper.count, lower.count, "upper")
            for (low, high) in zip(lower, upper) { rows.append((low ?? -.infinity, high ?? .infinity)) }
        }
        let counts = try inputs.optionalNumbers("counts", .positive)
        let entries = try inputs.optionalNumbers("entries")
        if let counts { try same(counts.count, rows.count, "counts") }
        if let entries { try same(entries.count, rows.count, "entries") }
        let exits = inputs.has("exits") ? try inputs.numbersWithMissing("exits") : nil
        if let exits { try same(exits.count, rows.count, "exits") }
        let observations = rows.indices.map { index in
            LifeObservation(
                from: rows[index].0, to: rows[index].1, count: counts?[index] ?? 1,
                entry: entries?[index] ?? -.infinity, exit: (exits?[index]).flatMap { $0 } ?? .infinity)
        }
        return try namingFields(all, else: inputs.has("times") ? "times" : "lower") { () throws(MathProblem) in
            try LifeData(observations)
        }
    }

    static func same(_ found: Int, _ expected: Int, _ name: String) throws(MethodProblem) {
        guard found == expected else {
            throw MethodProblem(
                .wrongShape, at: name, zh: "有 \(found) 个值，应有 \(expected) 个。",
                en: "It has \(found) values and must have \(expected).")
        }
    }
}
