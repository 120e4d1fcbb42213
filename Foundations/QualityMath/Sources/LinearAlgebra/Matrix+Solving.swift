import CNumerics
import Glibc

extension Matrix {
    /// The reciprocal condition below which a square system counts as singular: one rounding.
    static let smallestReciprocalCondition = 2.220446049250313e-16

    /// Returns the X with A X = B by LU decomposition with partial pivoting; O(n³).
    public func solving(_ right: Matrix) throws(MathProblem) -> Matrix {
        try requireSquare("matrix")
        try requireFinite("matrix")
        try right.requireFinite("right side")
        guard right.rows == rows else { throw .shape(name: "right side", expected: rows, found: right.rows) }
        if rows == 0 || right.columns == 0 { return right }
        var solution = [Double](repeating: 0, count: rows * right.columns)
        var condition = 0.0
        let status = cn_solve(
            elements, Int64(rows), right.elements, Int64(right.columns), &solution, &condition)
        guard status == 0, condition >= Self.smallestReciprocalCondition else { throw .singular(name: "matrix") }
        return try Matrix(rows: rows, columns: right.columns, elements: solution)
    }

    /// Returns the x with A x = b.
    public func solving(_ right: [Double]) throws(MathProblem) -> [Double] {
        try solving(Matrix(column: right)).elements
    }

    /// Returns the inverse of a square matrix. Solving is cheaper and more precise where a solution is what is wanted.
    public func inverse() throws(MathProblem) -> Matrix { try solving(.identity(rows)) }

    /// Returns log |det A| and the sign of the determinant: (-infinity, 0) for a singular matrix.
    public func logDeterminant() throws(MathProblem) -> (logarithm: Double, sign: Double) {
        try requireSquare("matrix")
        try requireFinite("matrix")
        if rows == 0 { return (0, 1) }
        var logarithm = 0.0
        var sign = 0.0
        guard cn_log_determinant(elements, Int64(rows), &logarithm, &sign) == 0 else {
            throw .notFinite(name: "matrix")
        }
        return (logarithm, sign)
    }

    /// Returns the determinant; see ``logDeterminant()`` for large matrices, where it may overflow.
    public func determinant() throws(MathProblem) -> Double {
        let (logarithm, sign) = try logDeterminant()
        return sign == 0 ? 0 : sign * exp(logarithm)
    }

    /// Returns the Moore-Penrose inverse by singular values; those below the tolerance times the largest count as 0.
    public func pseudoinverse(tolerance: Double? = nil) throws(MathProblem) -> Matrix {
        let svd = try SingularValueDecomposition(self)
        let largest = svd.values.first ?? 0
        let limit = (tolerance ?? Double(max(rows, columns)) * 2.220446049250313e-16) * largest
        var scaled = svd.v
        for (j, value) in svd.values.enumerated() {
            for i in 0..<scaled.rows { scaled[i, j] = value > limit ? scaled[i, j] / value : 0 }
        }
        return try scaled.multiplied(by: svd.u.transposed)
    }
}
