import QualityMath

/// A crossed gauge study: every operator measures every part, as a rule the same number of times.
public enum CrossedGaugeStudy {
    /// Analyses the study by the analysis of variance of two random factors.
    ///
    /// σ²(repeat) = MSE; σ²(interaction) = (MSPO - MSE)/r with r repeats (not parts); σ²(operator) = (MSO - MSPO)/(p r);
    /// σ²(part) = (MSP - MSPO)/(o r). Where the interaction's probability is at or above the level, its square is pooled
    /// with the error and MSE takes the place of MSPO. Estimates below 0 count as 0, and sums are made of what is left.
    /// A design without repeats has no interaction: its square is the error. With one operator there is no
    /// reproducibility, and the one-way analysis of parts gives the rest.
    ///
    /// Cells of different sizes: the squares of parts, operators and interaction are those of the cell means, times the
    /// harmonic mean of the sizes, which takes the place of r (unweighted means; Burdick and Graybill 1992, ch. 6). The
    /// estimates are unbiased; the intervals are approximate. Cells without a measurement need ``RandomEffectsStudy``.
    /// Source: AIAG MSA, 4th edition, III.B; Burdick, Borror and Montgomery (2005).
    ///
    /// - Parameters:
    ///   - parts: the part of each measurement.
    ///   - operators: the operator of each measurement.
    ///   - values: the measurements.
    ///   - settings: limits, multiple, levels.
    /// - Returns: the study.
    /// - Throws: ``MethodProblem`` for lists of different lengths, fewer than 2 parts, a part that an operator did not
    ///   measure (use ``RandomEffectsStudy``), one operator without repeats, or measurements that do not vary.
    public static func analyse(
        parts: [Int], operators: [Int], values: [Double], settings: GaugeSettings = GaugeSettings()
    ) throws(MethodProblem) -> GaugeStudy {
        try settings.check()
        let layout = try Layout(parts: parts, operators: operators, values: values)
        if layout.operators == 1 { return try oneOperator(layout, settings) }
        let (p, o, r) = (Double(layout.parts), Double(layout.operators), layout.repeats)
        let squares = layout.sumsOfSquares()
        let (dfPart, dfOperator, dfInteraction) = (p - 1, o - 1, (p - 1) * (o - 1))
        let dfError = layout.errorDegrees
        let part = MeanSquare(source: "part", degreesOfFreedom: dfPart, value: squares.part / dfPart)
        let person = MeanSquare(source: "operator", degreesOfFreedom: dfOperator, value: squares.person / dfOperator)
        let both = MeanSquare(
            source: "part:operator", degreesOfFreedom: dfInteraction, value: squares.interaction / dfInteraction)
        var keeps = false
        var rows: [VarianceTableRow] = []
        let error: MeanSquare
        if dfError > 0 {
            let pure = MeanSquare(source: "repeatability", degreesOfFreedom: dfError, value: squares.error / dfError)
            let f = both.value / pure.value
            let probability = f.isNaN ? 1 : fisherProbability(f, dfInteraction, dfError)
            keeps = probability < settings.interactionLevel
            rows = [row(part, both), row(person, both), row(both, pure), row(pure, nil)]
            error =
                keeps
                ? pure
                : MeanSquare(
                    source: "repeatability", degreesOfFreedom: dfError + dfInteraction,
                    value: (squares.error + squares.interaction) / (dfError + dfInteraction))
        } else {
            error = MeanSquare(source: "repeatability", degreesOfFreedom: dfInteraction, value: both.value)
        }
        if !keeps { rows += [row(part, error), row(person, error), row(error, nil)] }
        let against = keeps ? both : error
        // Coefficients of MSP, MSO, MSPO (or the pooled error) and MSE in each component.
        func combination(_ a: Double, _ b: Double, _ c: Double, _ e: Double) -> MeanSquareCombination {
            keeps
                ? MeanSquareCombination([(part, a), (person, b), (both, c), (error, e)])
                : MeanSquareCombination([(part, a), (person, b), (error, c + e)])
        }
        let gauge = combination(0, 1 / (p * r), keeps ? (1 - 1 / p) / r : -1 / (p * r), keeps ? 1 - 1 / r : 1)
        let reproducibility = combination(
            0, 1 / (p * r), keeps ? (1 - 1 / p) / r : -1 / (p * r), keeps ? -1 / r : 0)
        let operatorOnly = combination(0, 1 / (p * r), -1 / (p * r), 0)
        let partOnly = combination(1 / (o * r), 0, -1 / (o * r), 0)
        let total = combination(
            1 / (o * r), 1 / (p * r), keeps ? (1 - 1 / p - 1 / o) / r : -1 / (p * r) - 1 / (o * r),
            keeps ? 1 - 1 / r : 1)
        let variance = (
            person: max(0, (person.value - against.value) / (p * r)),
            both: keeps ? max(0, (both.value - error.value) / r) : 0,
            part: max(0, (part.value - against.value) / (o * r)), error: error.value
        )
        let restricted: [GaugeComponent.Source: Double] = [
            .repeatability: variance.error, .operatorToOperator: variance.person, .interaction: variance.both,
            .reproducibility: variance.person + variance.both,
            .totalGauge: variance.error + variance.person + variance.both, .partToPart: variance.part,
            .total: variance.error + variance.person + variance.both + variance.part,
        ]
        var list: [(GaugeComponent.Source, MeanSquareCombination)] = [
            (.totalGauge, gauge), (.repeatability, MeanSquareCombination([(error, 1)])),
            (.reproducibility, reproducibility), (.operatorToOperator, operatorOnly),
        ]
        if keeps { list.append((.interaction, MeanSquareCombination([(both, 1 / r), (error, -1 / r)]))) }
        list += [(.partToPart, partOnly), (.total, total)]
        return try GaugeStudy(
            variances: list, restricted: restricted, table: rows,
            keepsInteraction: dfError > 0 ? keeps : nil, settings: settings, notes: layout.notes,
            source: "AIAG MSA, 4th edition, III.B")
    }

    /// The study of one operator: σ²(repeat) = MSE and σ²(part) = (MSP - MSE)/r.
    private static func oneOperator(_ layout: Layout, _ settings: GaugeSettings) throws(MethodProblem) -> GaugeStudy {
        let (p, r) = (Double(layout.parts), layout.repeats)
        guard layout.errorDegrees > 0 else {
            throw MethodProblem(
                .tooFewValues, at: "op", zh: "只有 1 名评价人时须有重复测量。", en: "One operator must measure parts repeatedly.")
        }
        let squares = layout.sumsOfSquares()
        let part = MeanSquare(source: "part", degreesOfFreedom: p - 1, value: squares.part / (p - 1))
        let pure = MeanSquare(
            source: "repeatability", degreesOfFreedom: layout.errorDegrees, value: squares.error / layout.errorDegrees)
        let between = max(0, (part.value - pure.value) / r)
        return try GaugeStudy(
            variances: [
                (.totalGauge, MeanSquareCombination([(pure, 1)])),
                (.repeatability, MeanSquareCombination([(pure, 1)])),
                (.partToPart, MeanSquareCombination([(part, 1 / r), (pure, -1 / r)])),
                (.total, MeanSquareCombination([(part, 1 / r), (pure, 1 - 1 / r)])),
            ],
            restricted: [
                .totalGauge: pure.value, .repeatability: pure.value, .partToPart: between,
                .total: pure.value + between,
            ],
            table: [row(part, pure), row(pure, nil)], keepsInteraction: nil, settings: settings,
            notes: layout.notes + [
                MethodText(
                    zh: "只有 1 名评价人，没有再现性", en: "there is one operator, so that reproducibility is not told")
            ],
            source: "AIAG MSA, 4th edition, III.B")
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

    /// The measurements as a complete table of cells.
    private struct Layout {
        let parts: Int
        let operators: Int
        /// The measurements of a cell: the harmonic mean of their numbers where these differ.
        let repeats: Double
        /// Measurements less cells.
        let errorDegrees: Double
        /// What a reader must know of the layout.
        let notes: [MethodText]
        /// Measurements less their mean, one list a cell, part by part.
        let cells: [[Double]]

        init(parts: [Int], operators: [Int], values: [Double]) throws(MethodProblem) {
            try checkStudy(values, labels: [("part", parts), ("op", operators)])
            let (partNames, operatorNames) = (Set(parts).sorted(), Set(operators).sorted())
            guard partNames.count >= 2 else {
                throw MethodProblem(
                    .tooFewValues, at: "part", zh: "至少要 2 个零件。", en: "At least 2 parts are needed.")
            }
            let partPlaces = Dictionary(uniqueKeysWithValues: partNames.enumerated().map { ($1, $0) })
            let operatorPlaces = Dictionary(uniqueKeysWithValues: operatorNames.enumerated().map { ($1, $0) })
            let mean = Summation.compensated(values) / Double(values.count)
            var cells = [[Double]](repeating: [], count: partNames.count * operatorNames.count)
            for ((part, person), value) in zip(zip(parts, operators), values) {
                cells[(partPlaces[part] ?? 0) * operatorNames.count + (operatorPlaces[person] ?? 0)].append(
                    value - mean)
            }
            guard cells.allSatisfy({ !$0.isEmpty }) else {
                throw MethodProblem(
                    .wrongShape, at: "y", zh: "每名评价人须测量每个零件；有缺的数据请用 REML。",
                    en: "Each operator measures each part at least once; use REML for other data.")
            }
            let isBalanced = Set(cells.map(\.count)).count == 1
            self.parts = partNames.count
            self.operators = operatorNames.count
            repeats =
                isBalanced
                ? Double(cells[0].count) : Double(cells.count) / cells.reduce(0) { $0 + 1 / Double($1.count) }
            errorDegrees = Double(values.count - cells.count)
            notes =
                isBalanced
                ? []
                : [
                    MethodText(
                        zh: "各组合的测量次数不同，按不加权均值分析，区间为近似",
                        en: "cells differ in size: analysed by unweighted means, the intervals are approximate")
                ]
            self.cells = cells
        }

        func sumsOfSquares() -> (part: Double, person: Double, interaction: Double, error: Double) {
            let r = repeats
            let means = cells.map { Summation.compensated($0) / Double($0.count) }
            let partMeans = (0..<parts).map { i in
                Summation.compensated((0..<operators).map { means[i * operators + $0] }) / Double(operators)
            }
            let personMeans = (0..<operators).map { j in
                Summation.compensated((0..<parts).map { means[$0 * operators + j] }) / Double(parts)
            }
            let grand = Summation.compensated(partMeans) / Double(parts)
            var (interaction, error) = (NeumaierSum(), NeumaierSum())
            for i in 0..<parts {
                for j in 0..<operators {
                    let mean = means[i * operators + j]
                    let rest = mean - partMeans[i] - personMeans[j] + grand
                    interaction.add(r * rest * rest)
                    for value in cells[i * operators + j] { error.add((value - mean) * (value - mean)) }
                }
            }
            func spread(_ means: [Double], _ weight: Double) -> Double {
                weight * Summation.compensated(means.map { ($0 - grand) * ($0 - grand) })
            }
            return (
                spread(partMeans, r * Double(operators)), spread(personMeans, r * Double(parts)), interaction.value,
                error.value
            )
        }
    }
}

/// Checks that the columns of a study agree in length and its measurements are finite.
func checkStudy(_ values: [Double], labels: [(String, [Int])]) throws(MethodProblem) {
    for (name, column) in labels where column.count != values.count {
        throw MethodProblem(
            .wrongShape, at: name, zh: "应与 y 一样有 \(values.count) 个值。", en: "It must have \(values.count) values like y."
        )
    }
    guard values.count >= 2 else {
        throw MethodProblem(.tooFewValues, at: "y", zh: "至少要 2 个测量值。", en: "At least 2 measurements are needed.")
    }
    for (index, value) in values.enumerated() where !value.isFinite || abs(value) > 1e150 {
        throw MethodProblem(
            .outOfRange, at: "y[\(index)]", zh: "测量值须为有限数，且绝对值不超过 1e150。",
            en: "A measurement is finite and at most 1e150 in size.")
    }
}
