import CNumerics

/// The decomposition A P = Q R with Q orthogonal, R upper triangular and P an order of the columns that puts the
/// independent ones first.
public struct PivotedQR: Hashable, Sendable {
    /// The orthonormal columns: rows × columns.
    public let q: Matrix
    /// The upper triangle: columns × columns, in pivoted order.
    public let r: Matrix
    /// The column of A that stands at each place of R.
    public let pivots: [Int]
    /// The number of pivots above the tolerance.
    public let rank: Int

    /// Decomposes a matrix with at least as many rows as columns; O(rows · columns²).
    public init(_ matrix: Matrix, tolerance: Double = 1e-13) throws(MathProblem) {
        let (n, p) = (matrix.rows, matrix.columns)
        guard n >= p, p > 0 else { throw .tooFewValues(name: "rows", needed: max(p, 1), found: n) }
        try matrix.requireFinite("matrix")
        var q = [Double](repeating: 0, count: n * p)
        var r = [Double](repeating: 0, count: p * p)
        var pivots = [Int64](repeating: 0, count: p)
        guard cn_qr(matrix.elements, Int64(n), Int64(p), &q, &r, &pivots) == 0 else {
            throw .noConvergence(method: "QR", iterations: 0, best: .nan)
        }
        self.q = try Matrix(rows: n, columns: p, elements: q)
        let triangle = try Matrix(rows: p, columns: p, elements: r)
        self.r = triangle
        self.pivots = pivots.map { Int($0) }
        let limit = tolerance * abs(triangle[0, 0])
        rank = (0..<p).firstIndex { abs(triangle[$0, $0]) <= limit } ?? p
    }

    /// The columns of A that depend on others.
    public var dependentColumns: [Int] { pivots[rank...].sorted() }

    /// Returns the least-squares solution of A x = b; dependent columns get 0. `b` has one value a row.
    func solve(_ b: [Double]) -> [Double] {
        var z = (0..<rank).map { Summation.dot(q.column($0), b) }
        for i in stride(from: rank - 1, through: 0, by: -1) {
            for j in i + 1..<max(rank, i + 1) { z[i] -= r[i, j] * z[j] }
            z[i] /= r[i, i]
        }
        var x = [Double](repeating: 0, count: pivots.count)
        for i in 0..<rank { x[pivots[i]] = z[i] }
        return x
    }

    /// Returns (AᵀA)⁻¹ on the independent columns, 0 elsewhere, in the order of A.
    func inverseOfNormal() -> Matrix {
        var inverse = Matrix(rows: rank, columns: rank)
        for j in 0..<rank {
            for i in stride(from: j, through: 0, by: -1) {
                var sum = i == j ? 1.0 : 0.0
                for k in i + 1..<max(j + 1, i + 1) { sum -= r[i, k] * inverse[k, j] }
                inverse[i, j] = sum / r[i, i]
            }
        }
        var result = Matrix(rows: pivots.count, columns: pivots.count)
        for i in 0..<rank {
            for j in 0...i {
                var sum = 0.0
                for k in i..<rank { sum += inverse[i, k] * inverse[j, k] }
                result[pivots[i], pivots[j]] = sum
                result[pivots[j], pivots[i]] = sum
            }
        }
        return result
    }

    /// Returns the diagonal of the hat matrix.
    func leverages() -> [Double] {
        (0..<q.rows).map { row in
            var sum = 0.0
            for j in 0..<rank { sum += q[row, j] * q[row, j] }
            return sum
        }
    }
}
