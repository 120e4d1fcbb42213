import CNumerics

/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(values) Vᵀ.
public struct SymmetricEigen: Hashable, Sendable {
    /// The eigenvalues in increasing order.
    public let values: [Double]
    /// The eigenvectors in the columns, in the order of the values, of length 1.
    public let vectors: Matrix

    /// Decomposes a symmetric matrix, of which only the lower triangle is read; O(n³).
    public init(_ matrix: Matrix) throws(MathProblem) {
        try matrix.requireSquare("matrix")
        try matrix.requireFinite("matrix")
        let n = matrix.rows
        var values = [Double](repeating: 0, count: n)
        var vectors = [Double](repeating: 0, count: n * n)
        if n > 0, cn_symmetric_eigen(matrix.elements, Int64(n), &values, &vectors) != 0 {
            throw .noConvergence(method: "symmetric eigenvalues", iterations: 30 * n, best: .nan)
        }
        self.values = values
        self.vectors = try Matrix(rows: n, columns: n, elements: vectors)
    }
}
