import Glibc
import QualityMath

/// The inputs of a model with their distributions and correlations.
///
/// Correlated normal inputs are drawn from their joint normal distribution (JCGM 101, 6.4.8). Correlated inputs of other
/// distributions are drawn through a Gaussian copula: each keeps its own distribution, and the correlation given is that
/// of the normal scores.
public struct CorrelatedInputs: Sendable {
    /// The distributions in the order of the model's inputs.
    public let distributions: [InputDistribution]
    /// Which inputs are correlated with any other.
    let correlated: [Int]
    /// L with L Lᵀ = their correlation matrix.
    let factor: Matrix
    /// The correlation matrix of all inputs.
    public let correlation: Matrix

    /// A correlation coefficient between two inputs.
    public struct Pair: Hashable, Sendable {
        /// The index of one input.
        public let first: Int
        /// The index of the other.
        public let second: Int
        /// The coefficient, from -1 to 1.
        public let coefficient: Double

        /// Creates a correlation.
        public init(_ first: Int, _ second: Int, _ coefficient: Double) {
            self.first = first
            self.second = second
            self.coefficient = coefficient
        }
    }

    /// Creates inputs.
    ///
    /// - Throws: a distribution's problem, a coefficient outside -1...1, or `notPositiveDefinite` where the coefficients
    ///   cannot hold together.
    public init(_ distributions: [InputDistribution], correlations: [Pair] = []) throws(MathProblem) {
        for (index, distribution) in distributions.enumerated() { try distribution.check("inputs[\(index)]") }
        correlation = try Self.matrix(count: distributions.count, correlations)
        let matrix = correlation
        let involved = distributions.indices.filter { i in
            distributions.indices.contains { $0 != i && matrix[i, $0] != 0 }
        }
        var part = Matrix(rows: involved.count, columns: involved.count)
        for (a, i) in involved.enumerated() {
            for (b, j) in involved.enumerated() { part[a, b] = matrix[i, j] }
        }
        self.distributions = distributions
        correlated = involved
        factor = try Self.root(part)
    }

    static func matrix(count: Int, _ pairs: [Pair]) throws(MathProblem) -> Matrix {
        var matrix = Matrix.identity(count)
        for (number, pair) in pairs.enumerated() {
            let name = "correlations[\(number)]"
            for index in [pair.first, pair.second] where !(0..<count).contains(index) {
                throw .parameter(name: name, rule: .atMost(Double(count - 1)), value: Double(index))
            }
            guard pair.first != pair.second else { throw .shape(name: name, expected: 2, found: 1) }
            guard pair.coefficient >= -1, pair.coefficient <= 1 else {
                throw .parameter(
                    name: name, rule: pair.coefficient < -1 ? .atLeast(-1) : .atMost(1), value: pair.coefficient)
            }
            matrix[pair.first, pair.second] = pair.coefficient
            matrix[pair.second, pair.first] = pair.coefficient
        }
        return matrix
    }

    /// A factor of a correlation matrix, also of a singular one (coefficients of ±1).
    private static func root(_ matrix: Matrix) throws(MathProblem) -> Matrix {
        guard matrix.rows > 0 else { return matrix }
        do {
            return try Cholesky(matrix).lower
        } catch .notPositiveDefinite {
            let eigen = try SymmetricEigen(matrix)
            guard let least = eigen.values.first, least > -1e-9 * Double(matrix.rows) else {
                throw .notPositiveDefinite(name: "correlations")
            }
            var factor = eigen.vectors
            for j in 0..<factor.columns {
                for i in 0..<factor.rows { factor[i, j] *= max(eigen.values[j], 0).squareRoot() }
            }
            return factor
        }
    }

    /// Draws of every input from a stream of their own: input i of a chunk uses the chunk's child stream i.
    func draws(_ count: Int, _ stream: RandomStream) throws(MathProblem) -> [ContiguousArray<Double>] {
        var columns: [ContiguousArray<Double>] = []
        for (index, distribution) in distributions.enumerated() {
            var column = ContiguousArray<Double>(repeating: 0, count: count)
            var own = stream.child(UInt64(index))
            if correlated.contains(index) {
                var span = column.mutableSpan
                own.fillNormal(&span)
            } else {
                try distribution.fill(&column, &own)
            }
            columns.append(column)
        }
        guard !correlated.isEmpty else { return columns }
        let scores = correlated.map { columns[$0] }
        for (a, index) in correlated.enumerated() {
            var mixed = ContiguousArray<Double>(repeating: 0, count: count)
            for b in 0..<correlated.count where factor[a, b] != 0 {
                let weight = factor[a, b]
                for k in 0..<count { mixed[k] += weight * scores[b][k] }
            }
            if case .normal(let mean, let uncertainty) = distributions[index] {
                for k in 0..<count { mixed[k] = mean + uncertainty * mixed[k] }
            } else if case .empirical(let values) = distributions[index] {
                // As the quantile, with one sort for all draws.
                let sorted = values.sorted()
                let last = sorted.count - 1
                for k in 0..<count {
                    let p = NormalDistribution.standardCumulative(mixed[k])
                    mixed[k] = sorted[min(Int(p * Double(sorted.count)), last)]
                }
            } else {
                for k in 0..<count {
                    mixed[k] = try distributions[index].quantile(NormalDistribution.standardCumulative(mixed[k]))
                }
            }
            columns[index] = mixed
        }
        return columns
    }
}
