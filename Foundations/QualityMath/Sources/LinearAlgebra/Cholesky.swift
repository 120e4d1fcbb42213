import CNumerics
import Glibc

/// The decomposition A = L Lᵀ of a symmetric positive definite matrix.
public struct Cholesky: Hashable, Sendable {
    /// The lower triangular factor L.
    public let lower: Matrix

    /// Decomposes a matrix, of which only the lower triangle is read; O(n³).
    public init(_ matrix: Matrix) throws(MathProblem) {
        try matrix.requireSquare("matrix")
        try matrix.requireFinite("matrix")
        let n = matrix.rows
        var factor = [Double](repeating: 0, count: n * n)
        if n > 0, cn_cholesky(matrix.elements, Int64(n), &factor) != 0 {
            throw .notPositiveDefinite(name: "matrix")
        }
        lower = try Matrix(rows: n, columns: n, elements: factor)
    }

    /// The logarithm of the determinant of A.
    public var logDeterminant: Double { 2 * lower.diagonal.reduce(0) { $0 + log($1) } }

    /// Returns L⁻¹ b, by which correlated values become uncorrelated.
    public func forward(_ b: [Double]) throws(MathProblem) -> [Double] {
        let n = lower.rows
        guard b.count == n else { throw .shape(name: "right side", expected: n, found: b.count) }
        var x = b
        for i in 0..<n {
            for j in 0..<i { x[i] -= lower[i, j] * x[j] }
            x[i] /= lower[i, i]
        }
        return x
    }

    /// Returns the x with A x = b.
    public func solving(_ b: [Double]) throws(MathProblem) -> [Double] {
        var x = try forward(b)
        let n = lower.rows
        for i in stride(from: n - 1, through: 0, by: -1) {
            for j in i + 1..<max(n, i + 1) { x[i] -= lower[j, i] * x[j] }
            x[i] /= lower[i, i]
        }
        return x
    }

    /// Returns A⁻¹.
    public func inverse() throws(MathProblem) -> Matrix {
        let n = lower.rows
        var result = Matrix(rows: n, columns: n)
        for j in 0..<n {
            var unit = [Double](repeating: 0, count: n)
            unit[j] = 1
            let column = try solving(unit)
            for i in 0..<n { result[i, j] = column[i] }
        }
        return result
    }

    /// Returns bᵀ A⁻¹ b, the squared Mahalanobis distance of b.
    public func mahalanobisSquare(_ b: [Double]) throws(MathProblem) -> Double {
        let z = try forward(b)
        return Summation.dot(z, z)
    }
}
