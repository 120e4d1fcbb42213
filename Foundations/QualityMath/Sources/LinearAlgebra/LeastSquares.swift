import CNumerics
import Glibc

/// A linear least-squares problem: the coefficients that make the sum of squared residuals least.
///
/// Solved by Householder QR with column pivoting on columns scaled to length 1, so that neither the units of the columns
/// nor their order matter, and refined once with residuals in twice the working precision. Columns that depend on others
/// (within the tolerance) get the coefficient 0 and are named in `dependentColumns`.
public struct LeastSquares: Sendable {
    /// One coefficient for each column of the design.
    public let coefficients: [Double]
    /// The responses minus the fitted values.
    public let residuals: [Double]
    /// The sum of squared residuals (weighted, where weights were given).
    public let residualSumOfSquares: Double
    /// The number of independent columns.
    public let rank: Int
    /// The columns left out because they depend on others.
    public let dependentColumns: [Int]
    /// (XᵀWX)⁻¹: times the residual variance, the covariance of the coefficients. Rows and columns of dependent columns
    /// are 0.
    public let unscaledCovariance: Matrix
    /// The leverage of each row, the diagonal of the hat matrix.
    public let leverages: [Double]
    /// The number of rows with a weight above 0.
    public let observations: Int

    /// The rows minus the rank.
    public var residualDegreesOfFreedom: Int { observations - rank }
    /// The residual sum of squares over its degrees of freedom; NaN without any.
    public var residualVariance: Double {
        residualDegreesOfFreedom > 0 ? residualSumOfSquares / Double(residualDegreesOfFreedom) : .nan
    }
    /// The standard errors of the coefficients.
    public var standardErrors: [Double] {
        let variance = residualVariance
        return unscaledCovariance.diagonal.map { ($0 * variance).squareRoot() }
    }

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - design: one row an observation, one column a term (add a column of ones for an intercept).
    ///   - response: one value a row.
    ///   - weights: one weight a row, 0 or more; all 1 when left out.
    ///   - tolerance: a pivot below this part of the largest counts as 0.
    /// - Throws: ``MathProblem`` for shapes that do not agree or values that are not finite.
    public init(
        design: Matrix, response: [Double], weights: [Double]? = nil, tolerance: Double = 1e-13
    ) throws(MathProblem) {
        let (n, p) = (design.rows, design.columns)
        guard response.count == n else { throw .shape(name: "response", expected: n, found: response.count) }
        guard n >= p, p > 0 else { throw .tooFewValues(name: "design", needed: max(p, 1), found: n) }
        try design.requireFinite("design")
        guard response.allSatisfy({ $0.isFinite }) else { throw .notFinite(name: "response") }
        let roots = try Self.rootWeights(weights, n)

        var scaled = design
        for i in 0..<n where roots[i] != 1 {
            for j in 0..<p { scaled[i, j] *= roots[i] }
        }
        var scales = [Double](repeating: 1, count: p)
        for j in 0..<p {
            // A power of two: scaling is exact.
            let norm = Matrix(column: scaled.column(j)).frobeniusNorm
            guard norm.isFinite else { throw .notFinite(name: "design") }
            if norm > 0 { scales[j] = 1 / norm.binade }
            for i in 0..<n { scaled[i, j] *= scales[j] }
        }
        let qr = try PivotedQR(scaled, tolerance: tolerance)
        let weighted = (0..<n).map { response[$0] * roots[$0] }
        var solution = qr.solve(weighted)
        var remainder = Self.remainder(scaled, weighted, solution)
        for _ in 0..<2 {
            let correction = qr.solve(remainder)
            let refined = (0..<p).map { solution[$0] + correction[$0] }
            let refinedRemainder = Self.remainder(scaled, weighted, refined)
            guard Self.squares(refinedRemainder) <= Self.squares(remainder) else { break }
            solution = refined
            remainder = refinedRemainder
        }
        coefficients = (0..<p).map { solution[$0] * scales[$0] }
        residualSumOfSquares = Self.squares(remainder)
        residuals = Self.remainder(design, response, coefficients)
        rank = qr.rank
        dependentColumns = qr.dependentColumns
        var covariance = qr.inverseOfNormal()
        for i in 0..<p {
            for j in 0..<p { covariance[i, j] *= scales[i] * scales[j] }
        }
        unscaledCovariance = covariance
        leverages = qr.leverages()
        observations = roots.count { $0 > 0 }
    }

    private static func rootWeights(_ weights: [Double]?, _ n: Int) throws(MathProblem) -> [Double] {
        guard let weights else { return [Double](repeating: 1, count: n) }
        guard weights.count == n else { throw .shape(name: "weights", expected: n, found: weights.count) }
        for weight in weights { _ = try checked(weight, "weights", .nonnegative) }
        return weights.map { $0.squareRoot() }
    }

    private static func remainder(_ x: Matrix, _ y: [Double], _ b: [Double]) -> [Double] {
        let minusB = b.map { -$0 } + [1]
        return (0..<x.rows).map { Summation.dot(x.row($0) + [y[$0]], minusB) }
    }

    private static func squares(_ x: [Double]) -> Double { Summation.dot(x, x) }
}
