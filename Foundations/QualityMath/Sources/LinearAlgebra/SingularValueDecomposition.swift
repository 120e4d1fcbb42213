import CNumerics

/// The thin singular value decomposition A = U diag(values) Vᵀ.
public struct SingularValueDecomposition: Hashable, Sendable {
    /// The left singular vectors in columns: rows × min(rows, columns).
    public let u: Matrix
    /// The singular values in decreasing order.
    public let values: [Double]
    /// The right singular vectors in columns: columns × min(rows, columns).
    public let v: Matrix

    /// Decomposes a matrix: by Jacobi's method up to 64 columns, which keeps small values precise, else by divide and
    /// conquer.
    public init(_ matrix: Matrix) throws(MathProblem) {
        try matrix.requireFinite("matrix")
        let (m, n) = (matrix.rows, matrix.columns)
        let k = min(m, n)
        var u = [Double](repeating: 0, count: m * k)
        var values = [Double](repeating: 0, count: k)
        var v = [Double](repeating: 0, count: n * k)
        if k > 0, cn_svd(matrix.elements, Int64(m), Int64(n), &u, &values, &v) != 0 {
            throw .noConvergence(method: "singular values", iterations: 30 * k, best: .nan)
        }
        self.u = try Matrix(rows: m, columns: k, elements: u)
        self.values = values
        self.v = try Matrix(rows: n, columns: k, elements: v)
    }

    /// The ratio of the largest to the smallest singular value; infinity for a singular matrix.
    public var conditionNumber: Double {
        guard let largest = values.first, let smallest = values.last else { return .nan }
        return largest / smallest
    }
}
