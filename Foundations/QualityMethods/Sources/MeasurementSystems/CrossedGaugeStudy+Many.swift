import QualityMath

/// The components of variance of one of many gauge studies, without their intervals.
public struct GaugeVariances: Hashable, Sendable {
    /// The variance of repeating.
    public let repeatability: Double
    /// The variance between operators, not below 0.
    public let operators: Double
    /// The variance of operators who measure some parts differently, not below 0; 0 where it was pooled.
    public let interaction: Double
    /// The variance between parts, not below 0.
    public let parts: Double
    /// F of the interaction against the error; NaN without repeats.
    public let interactionF: Double
    /// Whether the interaction was kept.
    public let keepsInteraction: Bool

    /// The variance of the gauge: repeatability and reproducibility together.
    public var gauge: Double { repeatability + operators + interaction }
    /// The whole variance.
    public var total: Double { gauge + parts }
    /// The gauge's share of the total study variation, 0 to 1; NaN where nothing varies.
    public var studyShare: Double { (gauge / total).squareRoot() }
}

extension CrossedGaugeStudy {
    /// Studies of one block, the unit of work of a thread.
    private static let studiesPerBlock = 128

    /// Returns the components of variance of many crossed studies of one design, as ``analyse(parts:operators:values:settings:)``
    /// estimates them for each.
    ///
    /// - Parameters:
    ///   - values: study after study; in each part after part, operator after operator, repeat after repeat.
    ///   - parts: the number of parts, at least 2.
    ///   - operators: the number of operators, at least 2.
    ///   - repeats: how often each operator measures each part, at least 1.
    ///   - interactionLevel: the interaction is kept when its probability is below this.
    ///   - threads: how many threads work; it changes nothing but the time.
    /// - Returns: one set of components a study, in order.
    /// - Throws: ``MethodProblem`` for a design that is too small, values that do not fill whole studies, or a value that is
    ///   not finite or above 1e150 in size.
    public static func variances(
        values: [Double], parts: Int, operators: Int, repeats: Int, interactionLevel: Double = 0.05, threads: Int = 2
    ) throws(MethodProblem) -> [GaugeVariances] {
        guard interactionLevel >= 0, interactionLevel <= 1 else { throw .fraction("interactionLevel") }
        guard (2...1_000_000).contains(parts), (2...1_000_000).contains(operators), (1...1_000_000).contains(repeats)
        else {
            throw MethodProblem(
                .tooFewValues, at: parts < 2 ? "parts" : operators < 2 ? "operators" : "repeats",
                zh: "零件和评价人各至少要 2 个，重复至少 1 次，均不超过 1000000。",
                en: "At least 2 parts and 2 operators and 1 repeat are needed, at most 1000000 of each.")
        }
        let (size, overflows) = (parts * operators).multipliedReportingOverflow(by: repeats)
        guard !overflows, !values.isEmpty, values.count.isMultiple(of: size) else {
            throw MethodProblem(
                .wrongShape, at: "values", zh: "值的个数应为每个研究个数（零件×评价人×重复）的整数倍。",
                en: "The number of values must be a multiple of parts × operators × repeats.")
        }
        let design = Design(parts: parts, operators: operators, repeats: repeats, level: interactionLevel)
        let blocks = ConcurrentChunks.ranges(values.count / size, size: studiesPerBlock)
        let results = ConcurrentChunks.map(blocks.count, threads: threads) { number in
            design.variances(of: values.span, blocks[number])
        }
        var all: [GaugeVariances] = []
        all.reserveCapacity(values.count / size)
        for block in results { all += block }
        // A value that is not finite or too large shows in the sums; only then is it looked for.
        if !all.allSatisfy({ $0.total.isFinite }) || values.contains(where: { abs($0) > 1e150 }) {
            try checkStudy(values, labels: [])
        }
        return all
    }

    /// A balanced design with what all its studies share.
    private struct Design: Sendable {
        let parts: Int
        let operators: Int
        let repeats: Int
        /// The interaction is kept above this F.
        let limit: Double

        init(parts: Int, operators: Int, repeats: Int, level: Double) {
            self.parts = parts
            self.operators = operators
            self.repeats = repeats
            let (both, error) = (Double((parts - 1) * (operators - 1)), Double(parts * operators * (repeats - 1)))
            limit =
                repeats == 1
                ? .infinity
                : numberOrNaN { () throws(MathProblem) -> Double in
                    try FDistribution(numerator: both, denominator: error).upperQuantile(level)
                }
        }

        func variances(of values: borrowing Span<Double>, _ studies: Range<Int>) -> [GaugeVariances] {
            var cells = [Double](repeating: 0, count: parts * operators)
            var partSums = [Double](repeating: 0, count: parts)
            var operatorSums = [Double](repeating: 0, count: operators)
            return studies.map { study in
                one(values, study * cells.count * repeats, &cells, &partSums, &operatorSums)
            }
        }

        /// One study. Values count from the study's first one and cell means from the grand mean, so that an offset costs no
        /// digits.
        private func one(
            _ values: borrowing Span<Double>, _ start: Int, _ cells: inout [Double], _ partSums: inout [Double],
            _ operatorSums: inout [Double]
        ) -> GaugeVariances {
            let (p, o, r) = (Double(parts), Double(operators), Double(repeats))
            let origin = values[start]
            var cell = cells.mutableSpan
            var (grand, error) = (0.0, 0.0)
            var place = start
            for index in 0..<cell.count {
                var sum = 0.0
                for offset in 0..<repeats { sum += values[place + offset] - origin }
                let mean = sum / r
                for offset in 0..<repeats {
                    let difference = values[place + offset] - origin - mean
                    error += difference * difference
                }
                cell[index] = mean
                grand += mean
                place += repeats
            }
            grand /= p * o
            var byPart = partSums.mutableSpan
            var byOperator = operatorSums.mutableSpan
            for j in 0..<operators { byOperator[j] = 0 }
            var index = 0
            for i in 0..<parts {
                var sum = 0.0
                for j in 0..<operators {
                    let deviation = cell[index] - grand
                    cell[index] = deviation
                    sum += deviation
                    byOperator[j] += deviation
                    index += 1
                }
                byPart[i] = sum / o
            }
            var (ofParts, ofOperators, both) = (0.0, 0.0, 0.0)
            for j in 0..<operators {
                byOperator[j] /= p
                ofOperators += byOperator[j] * byOperator[j]
            }
            index = 0
            for i in 0..<parts {
                ofParts += byPart[i] * byPart[i]
                for j in 0..<operators {
                    let rest = cell[index] - byPart[i] - byOperator[j]
                    both += rest * rest
                    index += 1
                }
            }
            return components(
                part: ofParts * o * r / (p - 1), person: ofOperators * p * r / (o - 1), interaction: both * r,
                error: error)
        }

        private func components(part: Double, person: Double, interaction: Double, error: Double) -> GaugeVariances {
            let (p, o, r) = (Double(parts), Double(operators), Double(repeats))
            let (both, pure) = ((p - 1) * (o - 1), p * o * (r - 1))
            let square = interaction / both
            let f = square / (error / pure)
            let keeps = f > limit
            let rest = keeps ? error / pure : (error + interaction) / (pure + both)
            let against = keeps ? square : rest
            return GaugeVariances(
                repeatability: rest, operators: max(0, (person - against) / (p * r)),
                interaction: keeps ? max(0, (square - rest) / r) : 0, parts: max(0, (part - against) / (o * r)),
                interactionF: f, keepsInteraction: keeps)
        }
    }
}
