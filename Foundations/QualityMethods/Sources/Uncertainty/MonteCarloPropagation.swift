import Glibc
import QualityMath

/// The propagation of distributions through a model by Monte Carlo.
///
/// Draws come in chunks of 10⁴; each chunk has a Philox stream of its own, numbered by the chunk, and chunks are put together
/// in order, so that results have the same bits with one thread or many. Source: JCGM 101:2008, clause 7; several outputs:
/// JCGM 102:2011, clause 7.
public struct MonteCarloPropagation: Explainable {
    /// One output.
    public struct Output: Sendable {
        /// The name.
        public let name: String
        /// The average of the draws.
        public let mean: Double
        /// Their standard deviation, the standard uncertainty.
        public let uncertainty: Double
        /// The probabilistically symmetric coverage interval.
        public let symmetric: CoverageInterval
        /// The shortest coverage interval.
        public let shortest: CoverageInterval
        /// The numerical tolerance δ that was asked for; nil without adaptation.
        public let tolerance: Double?
    }

    /// The draws of one chunk (JCGM 101, 7.9.4 asks for at least 10⁴).
    public static let chunkSize = 10_000

    /// The outputs in the order of the model.
    public let outputs: [Output]
    /// The draws of each output, for regions and histograms.
    public let draws: [[Double]]
    /// The correlation matrix of the outputs.
    public let correlation: Matrix
    /// The coverage probability.
    public let probability: Double
    /// Whether the tolerance was reached; true without adaptation.
    public let isConverged: Bool
    /// The number of draws.
    public var count: Int { draws.first?.count ?? 0 }

    /// Propagates with a fixed number of draws.
    ///
    /// - Parameters:
    ///   - model: the measurement model.
    ///   - inputs: the distributions, in the order of the model's inputs.
    ///   - count: the number of draws, 100 to 10⁸.
    ///   - probability: the coverage probability.
    ///   - stream: where random numbers come from; the same stream gives the same result.
    ///   - threads: how many threads work; it changes nothing but the time.
    /// - Throws: a draw that is not a finite number (`notFinite`), with the output's name.
    public init(
        _ model: MeasurementModel, inputs: CorrelatedInputs, count: Int, probability: Double = 0.95,
        stream: RandomStream, threads: Int = 2
    ) throws(MathProblem) {
        guard count >= 100 else { throw .tooFewValues(name: "count", needed: 100, found: count) }
        guard count <= 100_000_000 else { throw .parameter(name: "count", rule: .atMost(1e8), value: Double(count)) }
        try Self.check(model, inputs)
        let ranges = ConcurrentChunks.ranges(count, size: Self.chunkSize)
        let draws = try Self.chunks(model, inputs, ranges.map(\.count), first: 0, stream, threads)
        try self.init(
            model, draws: draws, probability: probability, tolerances: nil, isConverged: true, threads: threads)
    }

    /// Propagates adaptively: chunks are added until twice the standard deviation of each result over chunks is below the
    /// tolerance of the wanted number of significant digits (JCGM 101, 7.9; JCGM 102, 7.8).
    ///
    /// - Parameters:
    ///   - model: the measurement model.
    ///   - inputs: the distributions, in the order of the model's inputs.
    ///   - digits: significant decimal digits of the standard uncertainty, 1 to 4.
    ///   - probability: the coverage probability.
    ///   - limit: the most draws; where it is reached first, `isConverged` is false.
    ///   - stream: where random numbers come from.
    ///   - threads: how many threads work; it changes nothing but the time.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        adaptively model: MeasurementModel, inputs: CorrelatedInputs, digits: Int = 2, probability: Double = 0.95,
        limit: Int = 10_000_000, stream: RandomStream, threads: Int = 2
    ) throws(MathProblem) {
        guard (1...4).contains(digits) else {
            throw .parameter(name: "digits", rule: digits < 1 ? .atLeast(1) : .atMost(4), value: Double(digits))
        }
        try RequiredInput.openProbability(probability, "probability")
        try RequiredInput.count(limit, atLeast: 2 * Self.chunkSize, "limit")
        try Self.check(model, inputs)
        // J = ⌈100/(1 - p)⌉ and M = max(J, 10⁴): a high coverage probability needs larger chunks (7.9.4 a).
        let size = max(Int((100 / (1 - probability)).rounded(.up)), Self.chunkSize)
        guard size * 2 <= max(limit, 2) else {
            throw .parameter(name: "probability", rule: .atMost(1 - 200 / Double(limit)), value: probability)
        }
        var collected = [[Double]](repeating: [], count: model.outputs.count)
        var summaries: [[[Double]]] = []
        var tolerances = [Double](repeating: 0, count: model.outputs.count)
        var isConverged = false
        while !isConverged, (summaries.count + 1) * size <= limit {
            // Two chunks at a time, so that two threads have work; the test is made after each in order.
            let pair = min(2, limit / size - summaries.count)
            let next = try Self.chunks(
                model, inputs, [Int](repeating: size, count: pair), first: summaries.count, stream, threads)
            for part in 0..<pair where !isConverged {
                var summary: [[Double]] = []
                for output in next.indices {
                    let values = Array(next[output][part * size..<(part + 1) * size])
                    collected[output] += values
                    let moments = Moments(of: values)
                    let both = try CoverageInterval.both(of: values, probability: probability)
                    summary.append([
                        moments.mean, moments.standardDeviation, both.symmetric.lower, both.symmetric.upper,
                    ])
                }
                summaries.append(summary)
                guard summaries.count >= 2 else { continue }
                isConverged = true
                for output in collected.indices {
                    let uncertainty = Moments(of: collected[output]).standardDeviation
                    tolerances[output] = Self.tolerance(uncertainty, digits: digits)
                    for result in 0..<4 {
                        let spread = Moments(of: summaries.map { $0[output][result] })
                        let error = spread.standardDeviation / Double(summaries.count).squareRoot()
                        if 2 * error > tolerances[output] { isConverged = false }
                    }
                }
            }
        }
        try self.init(
            model, draws: collected, probability: probability, tolerances: tolerances, isConverged: isConverged,
            threads: threads)
    }

    private init(
        _ model: MeasurementModel, draws: [[Double]], probability: Double, tolerances: [Double]?, isConverged: Bool,
        threads: Int
    ) throws(MathProblem) {
        var outputs: [Output] = []
        for (index, values) in draws.enumerated() {
            let moments = DrawMoments(of: values, threads: threads)
            guard moments.mean.isFinite, moments.variance.isFinite else {
                throw .notFinite(name: "output \(model.outputs[index])")
            }
            let both = try CoverageInterval.both(of: values, probability: probability, threads: threads)
            outputs.append(
                Output(
                    name: model.outputs[index], mean: moments.mean, uncertainty: moments.variance.squareRoot(),
                    symmetric: both.symmetric, shortest: both.shortest, tolerance: tolerances?[index]))
        }
        var correlation = Matrix.identity(draws.count)
        for i in draws.indices {
            for j in 0..<i {
                let (a, b) = (outputs[i], outputs[j])
                let sum = Summation.compensated(
                    zip(draws[i], draws[j]).map { ($0 - a.mean) * ($1 - b.mean) })
                let r = sum / Double(draws[i].count - 1) / (a.uncertainty * b.uncertainty)
                correlation[i, j] = r
                correlation[j, i] = r
            }
        }
        self.outputs = outputs
        self.draws = draws
        self.correlation = correlation
        self.probability = probability
        self.isConverged = isConverged
    }

    private static func check(_ model: MeasurementModel, _ inputs: CorrelatedInputs) throws(MathProblem) {
        try RequiredInput.sameCount(inputs.distributions.count, model.inputs.count, "inputs")
    }

    /// The draws of chunks first..., one list an output, in the order of the chunks.
    private static func chunks(
        _ model: MeasurementModel, _ inputs: CorrelatedInputs, _ sizes: [Int], first: Int, _ stream: RandomStream,
        _ threads: Int
    ) throws(MathProblem) -> [[Double]] {
        let parallel = model.outputs.count
        // All chunks but the last are of one size; a chunk holds its draws output by output.
        let (draws, problems) = ConcurrentChunks.fillWithResults(
            sizes.reduce(0, +) * parallel, size: (sizes.first ?? 1) * parallel, threads: threads
        ) { places, draws -> MathProblem? in
            let number = places.lowerBound / ((sizes.first ?? 1) * parallel)
            do throws(MathProblem) {
                try chunk(model, inputs, sizes[number], stream.child(UInt64(first + number)), &draws)
                return nil
            } catch {
                return error
            }
        }
        if let problem = problems.lazy.compactMap({ $0 }).first { throw problem }
        if parallel == 1 { return [draws] }
        var columns = [[Double]](repeating: [], count: parallel)
        var start = 0
        for size in sizes {
            for output in columns.indices {
                columns[output] += draws[start + output * size..<start + (output + 1) * size]
            }
            start += size * parallel
        }
        return columns
    }

    private static func chunk(
        _ model: MeasurementModel, _ inputs: CorrelatedInputs, _ count: Int, _ stream: RandomStream,
        _ draws: inout MutableSpan<Double>
    ) throws(MathProblem) {
        let columns = try inputs.draws(count, stream)
        var blocks = ModelBlocks(model)
        var packed = columns.map { _ in
            ContiguousArray<SIMD8<Double>>(repeating: SIMD8(repeating: 0), count: ModelBlocks.vectors)
        }
        for start in stride(from: 0, to: count, by: ModelBlocks.size) {
            let size = min(ModelBlocks.size, count - start)
            for (index, column) in columns.enumerated() {
                ModelBlocks.copy(column.span, from: start, size, to: &packed[index])
            }
            blocks.evaluate(packed) { output, values in
                ModelBlocks.copy(values, size, to: &draws, at: output * count + start)
            }
        }
        for output in model.outputs.indices {
            // 0 · x is 0 for finite x alone, and NaN stays.
            var probe = 0.0
            for k in output * count..<(output + 1) * count { probe += 0 * draws[k] }
            guard probe == 0 else { throw .notFinite(name: "output \(model.outputs[output])") }
        }
    }

    /// δ = ½·10^l for u = c·10^l with c of the wanted number of digits (JCGM 101, 7.9.2).
    public static func tolerance(_ uncertainty: Double, digits: Int) -> Double {
        guard uncertainty > 0, uncertainty.isFinite else { return 0 }
        // u rounded to the digits may gain one: 9.96 to two digits is 1.0·10¹.
        var exponent = Int(log10(uncertainty).rounded(.down)) - (digits - 1)
        let rounded = (uncertainty / pow(10, Double(exponent))).rounded()
        if rounded >= pow(10, Double(digits)) { exponent += 1 }
        return 0.5 * pow(10, Double(exponent))
    }

    /// The results with the number of draws.
    public var explanation: Explanation {
        var steps = outputs.map { output in
            MethodText(
                "\(output.name): y = \(output.mean.significant(8)), u = \(output.uncertainty.significant()), "
                    + "[\(output.shortest.lower.significant()), \(output.shortest.upper.significant())]")
        }
        steps.append(
            MethodText(
                zh: "抽样 \(count) 次，包含概率 \(probability.plain)，区间为最短包含区间",
                en: "\(count) draws, coverage probability \(probability.plain), shortest intervals"))
        return Explanation(
            steps: steps, source: outputs.count > 1 ? "JCGM 102:2011, 7" : "JCGM 101:2008, 7",
            assumptions: [
                Assumption(isMet: isConverged, zh: "结果在数值容差内稳定", en: "results are stable within the tolerance"),
                Assumption(.unknown, zh: "输入量的分布如所给", en: "the inputs have the distributions given"),
            ])
    }
}
