import QualityMath

/// A nested gauge study: each operator measures parts of his own, as with tests that destroy the part.
public enum NestedGaugeStudy {
    /// The result with its mean squares.
    public struct Result: Hashable, Sendable {
        /// The components.
        public let study: GaugeStudy
        /// The mean square of operators.
        public let operators: MeanSquare
        /// The mean square of parts within operators.
        public let parts: MeanSquare
        /// The mean square of repeats.
        public let repeats: MeanSquare
    }

    /// Analyses the study by the nested analysis of variance.
    ///
    /// With E(MS parts) = σ² + n₁ σ²(part) and E(MS operators) = σ² + n₂ σ²(part) + n₃ σ²(operator), where n₁, n₂, n₃ are
    /// the repeats and repeats × parts of a balanced study, and otherwise those of Searle (1971, 11.6). Intervals are for
    /// balanced studies exact to the order of the method; for others they are approximate.
    /// Source: AIAG MSA, 4th edition, IV (nondestructive and destructive studies); Montgomery (2013).
    ///
    /// - Throws: ``MethodProblem`` for lists of different lengths, fewer than 2 operators, no operator with 2 parts, no
    ///   repeats, or measurements that do not vary.
    public static func analyse(
        operators: [Int], parts: [Int], values: [Double], settings: GaugeSettings = GaugeSettings()
    ) throws(MethodProblem) -> Result {
        try settings.check()
        try checkStudy(values, labels: [("op", operators), ("part", parts)])
        let mean = Summation.compensated(values) / Double(values.count)
        var groups: [Int: [Int: [Double]]] = [:]
        for ((person, part), value) in zip(zip(operators, parts), values) {
            groups[person, default: [:]][part, default: []].append(value - mean)
        }
        let cells = groups.keys.sorted().map { person in
            (groups[person] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
        }
        let (a, b, n) = (
            Double(cells.count), Double(cells.reduce(0) { $0 + $1.count }), Double(values.count)
        )
        guard a >= 2, b > a, n > b else {
            throw MethodProblem(
                .tooFewValues, at: "part", zh: "至少要 2 名评价人、有评价人测 2 个零件、有重复测量。",
                en: "At least 2 operators, an operator with 2 parts, and repeats are needed.")
        }
        var (between, within, error) = (NeumaierSum(), NeumaierSum(), NeumaierSum())
        var (overPerson, partShare, personShare) = (0.0, 0.0, 0.0)
        for person in cells {
            let all = person.flatMap { $0 }
            let (size, own) = (Double(all.count), Summation.compensated(all) / Double(all.count))
            between.add(size * own * own)
            var squares = 0.0
            for cell in person {
                let (count, cellMean) = (Double(cell.count), Summation.compensated(cell) / Double(cell.count))
                within.add(count * (cellMean - own) * (cellMean - own))
                for value in cell { error.add((value - cellMean) * (value - cellMean)) }
                squares += count * count
            }
            overPerson += squares / size
            partShare += squares
            personShare += size * size
        }
        let n1 = (n - overPerson) / (b - a)
        let n2 = (overPerson - partShare / n) / (a - 1)
        let n3 = (n - personShare / n) / (a - 1)
        let person = MeanSquare(source: "operator", degreesOfFreedom: a - 1, value: between.value / (a - 1))
        let part = MeanSquare(source: "part:operator", degreesOfFreedom: b - a, value: within.value / (b - a))
        let pure = MeanSquare(source: "repeatability", degreesOfFreedom: n - b, value: error.value / (n - b))
        let partOnly = MeanSquareCombination([(part, 1 / n1), (pure, -1 / n1)])
        let ratio = n2 / n1
        let personOnly = MeanSquareCombination([(person, 1 / n3), (part, -ratio / n3), (pure, (ratio - 1) / n3)])
        let gauge = MeanSquareCombination([(person, 1 / n3), (part, -ratio / n3), (pure, 1 + (ratio - 1) / n3)])
        let total = MeanSquareCombination([
            (person, 1 / n3), (part, 1 / n1 - ratio / n3), (pure, 1 - 1 / n1 + (ratio - 1) / n3),
        ])
        let (sp, so) = (max(0, partOnly.estimate), max(0, personOnly.estimate))
        let study = try GaugeStudy(
            variances: [
                (.totalGauge, gauge), (.repeatability, MeanSquareCombination([(pure, 1)])),
                (.reproducibility, personOnly), (.partToPart, partOnly), (.total, total),
            ],
            restricted: [
                .totalGauge: so + pure.value, .repeatability: pure.value, .reproducibility: so, .partToPart: sp,
                .total: so + sp + pure.value,
            ],
            table: [row(person, part), row(part, pure), row(pure, nil)], keepsInteraction: nil, settings: settings,
            source: "AIAG MSA, 4th edition, IV; Searle (1971), 11.6")
        return Result(study: study, operators: person, parts: part, repeats: pure)
    }

    private static func row(_ square: MeanSquare, _ error: MeanSquare?) -> VarianceTableRow {
        let f = error.map { square.value / $0.value }
        return VarianceTableRow(
            source: square.source, degreesOfFreedom: Int(square.degreesOfFreedom),
            sumOfSquares: square.value * square.degreesOfFreedom, meanSquare: square.value, f: f,
            probability: f.flatMap { f in
                error.map { fisherProbability(f, square.degreesOfFreedom, $0.degreesOfFreedom) }
            })
    }
}
