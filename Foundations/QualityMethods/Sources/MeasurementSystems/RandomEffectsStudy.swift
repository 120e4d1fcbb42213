import Glibc
import QualityMath

/// A gauge study of any layout by restricted maximum likelihood: expanded (more factors), nested, crossed, unbalanced.
///
/// y = μ + Σ Zᵢ uᵢ + e, each uᵢ normal with its own variance. The likelihood is climbed by Fisher's scoring with the
/// variances kept at 0 or above; a balanced study with no negative estimate gives the components of the analysis of
/// variance. Standard errors are those of the expected information, intervals Satterthwaite's with 2 (σ²/se)² degrees
/// of freedom. O(n³) an iteration for n measurements, at most 2000.
/// Source: Patterson and Thompson (1971); Searle, Casella and McCulloch (1992), ch. 6 and 8.
public struct RandomEffectsStudy: Hashable, Sendable, Explainable {
    /// A random effect: the factors whose combinations are its levels.
    public struct Effect: Hashable, Sendable {
        /// The names of the factors, one for a main effect, more for an interaction or a nested effect.
        public let factors: [String]
        /// Whether the effect is the measured object and not the measurement system.
        public let isPart: Bool

        /// Makes an effect.
        public init(_ factors: [String], isPart: Bool = false) {
            self.factors = factors
            self.isPart = isPart
        }

        /// The name: the factors with colons.
        public var name: String { factors.joined(separator: ":") }
    }

    /// A component of variance.
    public struct Component: Hashable, Sendable {
        /// The name of the effect, or `repeatability`.
        public let name: String
        /// The variance.
        public let variance: Double
        /// Its standard error.
        public let standardError: Double
        /// Satterthwaite's degrees of freedom.
        public let degreesOfFreedom: Double
        /// Satterthwaite's interval; nil where the variance is 0.
        public let interval: ClosedRange<Double>?
    }

    /// The components, the effects in their order and repeatability last.
    public let components: [Component]
    /// Measurement system: all but the parts.
    public let gauge: Component
    /// Parts.
    public let parts: Component
    /// Everything.
    public let total: Component
    /// The mean of the measurements by generalised least squares.
    public let mean: Double
    /// Twice the greatest restricted log-likelihood, without its constant.
    public let restrictedLogLikelihood: Double
    /// The number of iterations.
    public let iterations: Int

    /// The number of distinct categories; nil without gauge variation.
    public var distinctCategories: Int? {
        let ratio = (2 * parts.variance / gauge.variance).squareRoot()
        return gauge.variance > 0 && ratio < 1e15 ? max(1, Int(ratio.rounded(.down))) : nil
    }

    /// Fits the study.
    ///
    /// - Parameters:
    ///   - factors: the level of each factor for each measurement.
    ///   - effects: the random effects.
    ///   - values: the measurements.
    ///   - confidence: the level of the intervals.
    /// - Throws: ``MethodProblem`` for columns of different lengths, an unknown factor, an effect with one level or a
    ///   level for each measurement, more than 2000 measurements, measurements that do not vary, no convergence.
    public init(
        factors: [String: [Int]], effects: [Effect], values: [Double], confidence: Double = 0.95
    ) throws(MethodProblem) {
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        try checkStudy(values, labels: factors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        guard values.count <= 2000 else {
            throw MethodProblem(
                .outOfRange, at: "y", zh: "REML 至多处理 2000 个测量值。", en: "REML takes at most 2000 measurements.")
        }
        guard !effects.isEmpty else {
            throw MethodProblem(
                .tooFewValues, at: "effects", zh: "至少要 1 个随机效应。", en: "At least 1 random effect is needed.")
        }
        let spread = Moments(of: values)
        guard spread.standardDeviation > 0, spread.standardDeviation.isFinite else {
            throw MethodProblem(.degenerate, at: "y", zh: "测量值没有变异。", en: "The measurements do not vary.")
        }
        var columns: [[Int]] = []
        for (index, effect) in effects.enumerated() {
            var keys: [[Int]] = Array(repeating: [], count: values.count)
            for factor in effect.factors {
                guard let levels = factors[factor] else {
                    throw MethodProblem(
                        .unknownField, at: "effects[\(index)]", zh: "没有名为 \(factor) 的因子。",
                        en: "There is no factor \(factor).")
                }
                for row in levels.indices { keys[row].append(levels[row]) }
            }
            let places = Dictionary(
                Set(keys).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            guard places.count >= 2, places.count < values.count else {
                throw MethodProblem(
                    .degenerate, at: "effects[\(index)]", zh: "效应 \(effect.name) 的水平数须不少于 2 且少于测量次数。",
                    en: "The effect \(effect.name) needs at least 2 levels and fewer than measurements.")
            }
            columns.append(keys.map { places[$0] ?? 0 })
        }
        // Data of mean 0 and deviation 1: the scoring then has one scale for every study.
        let scaled = values.map { ($0 - spread.mean) / spread.standardDeviation }
        var fit = RestrictedLikelihood(columns: columns, values: scaled)
        try fit.climb()
        let scale = spread.standardDeviation * spread.standardDeviation
        let covariance = fit.covariance
        func component(_ name: String, _ members: [Int]) throws(MethodProblem) -> Component {
            let variance = members.reduce(0) { $0 + fit.variances[$1] }
            var error = 0.0
            for i in members { for j in members { error += covariance[i, j] } }
            let deviation = max(0, error).squareRoot()
            let degrees = deviation > 0 ? 2 * variance * variance / (deviation * deviation) : .infinity
            let combined = MeanSquareCombination([
                (MeanSquare(source: name, degreesOfFreedom: degrees, value: variance * scale), 1)
            ])
            return Component(
                name: name, variance: variance * scale, standardError: deviation * scale, degreesOfFreedom: degrees,
                interval: variance > 0 && degrees.isFinite
                    ? try combined.satterthwaiteInterval(confidence: confidence) : nil)
        }
        var list: [Component] = []
        for (index, effect) in effects.enumerated() { list.append(try component(effect.name, [index])) }
        list.append(try component("repeatability", [effects.count]))
        components = list
        let partPlaces = effects.indices.filter { effects[$0].isPart }
        gauge = try component("total-gauge", (0...effects.count).filter { !partPlaces.contains($0) })
        parts = try component("part-to-part", partPlaces)
        total = try component("total", Array(0...effects.count))
        mean = spread.mean + fit.mean * spread.standardDeviation
        restrictedLogLikelihood = fit.twiceLogLikelihood - Double(values.count - 1) * log(scale)
        iterations = fit.iterations
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: (components + [gauge, parts, total]).map {
                MethodText("σ²(\($0.name)) = \($0.variance.significant()) ± \($0.standardError.significant(3))")
            }, source: "Patterson and Thompson (1971); Searle, Casella and McCulloch (1992)",
            assumptions: [
                Assumption(.unknown, zh: "各随机效应独立且正态", en: "random effects are independent and normal"),
                Assumption(
                    isMet: components.allSatisfy { $0.variance > 0 }, zh: "方差分量均大于 0",
                    en: "no component of variance is at 0"),
            ])
    }
}

/// The restricted likelihood of a model of random effects and its maximum.
struct RestrictedLikelihood {
    private let columns: [[Int]]
    private let values: [Double]
    /// The variances of the effects, and of repeatability last.
    private(set) var variances: [Double]
    private(set) var covariance = Matrix(rows: 0, columns: 0)
    private(set) var mean = 0.0
    private(set) var twiceLogLikelihood = -Double.infinity
    private(set) var iterations = 0

    private struct State {
        var twiceLogLikelihood: Double
        var mean: Double
        var score: [Double]
        var information: Matrix
    }

    init(columns: [[Int]], values: [Double]) {
        self.columns = columns
        self.values = values
        variances = [Double](repeating: 1 / Double(columns.count + 1), count: columns.count + 1)
    }

    /// Climbs by Fisher's scoring; a variance that would fall below 0 is set to 0 and freed when its score rises again.
    mutating func climb() throws(MethodProblem) {
        do {
            var state = try evaluate(variances)
            for iteration in 1...500 {
                iterations = iteration
                let free = variances.indices.filter { variances[$0] > 0 || state.score[$0] > 1e-9 }
                let step = try direction(state, free)
                var length = 1.0
                var moved = false
                while length > 1e-10 {
                    var next = variances
                    for (place, i) in free.enumerated() { next[i] = max(0, variances[i] + length * step[place]) }
                    // Repeatability holds the covariance together.
                    next[next.count - 1] = max(next[next.count - 1], variances[variances.count - 1] / 20)
                    let trial = try evaluate(next)
                    if trial.twiceLogLikelihood >= state.twiceLogLikelihood - 1e-12 {
                        let change = zip(next, variances).reduce(0) { max($0, abs($1.0 - $1.1)) }
                        variances = next
                        state = trial
                        moved = change > 1e-13
                        break
                    }
                    length /= 2
                }
                if !moved { return try finish(state) }
            }
        } catch let problem as MathProblem {
            throw MethodProblem(problem, at: "y")
        } catch let problem as MethodProblem {
            throw problem
        } catch {
            throw MethodProblem(.noConvergence, at: "y", zh: "计算不能进行。", en: "The computation cannot be done.")
        }
        throw MethodProblem(
            .noConvergence, at: "y", zh: "REML 在 500 次迭代内未收敛。", en: "REML did not converge in 500 iterations.")
    }

    private mutating func finish(_ state: State) throws {
        mean = state.mean
        twiceLogLikelihood = state.twiceLogLikelihood
        let free = variances.indices.filter { variances[$0] > 0 }
        let inner = try submatrix(state.information, free).inverse()
        var full = Matrix(rows: variances.count, columns: variances.count)
        for (a, i) in free.enumerated() { for (b, j) in free.enumerated() { full[i, j] = inner[a, b] } }
        covariance = full
    }

    private func direction(_ state: State, _ free: [Int]) throws -> [Double] {
        try submatrix(state.information, free).solving(free.map { state.score[$0] })
    }

    private func submatrix(_ matrix: Matrix, _ places: [Int]) -> Matrix {
        var result = Matrix(rows: places.count, columns: places.count)
        for (a, i) in places.enumerated() { for (b, j) in places.enumerated() { result[a, b] = matrix[i, j] } }
        return result
    }

    /// The likelihood, score and expected information with P = V⁻¹ - V⁻¹1(1'V⁻¹1)⁻¹1'V⁻¹.
    private func evaluate(_ variances: [Double]) throws -> State {
        let n = values.count
        var covariance = Matrix(rows: n, columns: n)
        for i in 0..<n {
            covariance[i, i] += variances[variances.count - 1]
            for j in 0..<n {
                for (place, column) in columns.enumerated() where column[i] == column[j] {
                    covariance[i, j] += variances[place]
                }
            }
        }
        let factor = try Cholesky(covariance)
        var p = try factor.inverse()
        let sums = (0..<n).map { i in p.row(i).reduce(0, +) }
        let whole = sums.reduce(0, +)
        for i in 0..<n { for j in 0..<n { p[i, j] -= sums[i] * sums[j] / whole } }
        let mean = zip(sums, values).reduce(0) { $0 + $1.0 * $1.1 } / whole
        let projected = try p.multiplied(by: values)
        let quadratic = zip(projected, values).reduce(0) { $0 + $1.0 * $1.1 }
        // P Vᵢ sums the columns of P by level: one n × levels matrix an effect; repeatability keeps P itself.
        let products = columns.map { column -> [[Double]] in
            let levels = (column.max() ?? 0) + 1
            return (0..<n).map { row in
                var sums = [Double](repeating: 0, count: levels)
                for j in 0..<n { sums[column[j]] += p[row, j] }
                return sums
            }
        }
        let k = columns.count
        var score = [Double](repeating: 0, count: k + 1)
        var information = Matrix(rows: k + 1, columns: k + 1)
        for i in 0..<k {
            let trace = (0..<n).reduce(0.0) { $0 + products[i][$1][columns[i][$1]] }
            var sums = [Double](repeating: 0, count: (columns[i].max() ?? 0) + 1)
            for row in 0..<n { sums[columns[i][row]] += projected[row] }
            score[i] = (sums.reduce(0) { $0 + $1 * $1 } - trace) / 2
            for j in i..<k {
                // tr(P Vᵢ P Vⱼ) = Σ over levels a of i and b of j of (Zᵢ'P Zⱼ)²(a, b).
                var table: [[Double]] = Array(
                    repeating: [Double](repeating: 0, count: (columns[j].max() ?? 0) + 1),
                    count: (columns[i].max() ?? 0) + 1)
                for row in 0..<n {
                    for (b, value) in products[j][row].enumerated() { table[columns[i][row]][b] += value }
                }
                let value = table.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / 2
                information[i, j] = value
                information[j, i] = value
            }
            let value = products[i].reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / 2
            information[i, k] = value
            information[k, i] = value
        }
        score[k] = (projected.reduce(0) { $0 + $1 * $1 } - p.trace) / 2
        information[k, k] = p.elements.reduce(0) { $0 + $1 * $1 } / 2
        return State(
            twiceLogLikelihood: -factor.logDeterminant - log(whole) - quadratic, mean: mean, score: score,
            information: information)
    }
}
