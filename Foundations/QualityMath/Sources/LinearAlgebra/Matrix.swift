import CNumerics

/// A dense matrix of doubles, stored row by row.
///
/// A value: copies are independent. Indices out of range stop the program, as with an array; shapes that come from data
/// are checked by throwing initialisers and functions.
public struct Matrix: Hashable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The elements, row after row.
    public private(set) var elements: [Double]

    /// Creates a matrix of one repeated value (negative sizes count as 0).
    public init(rows: Int, columns: Int, repeating value: Double = 0) {
        self.rows = max(rows, 0)
        self.columns = max(columns, 0)
        elements = [Double](repeating: value, count: self.rows * self.columns)
    }

    /// Creates a matrix from its elements, row after row.
    public init(rows: Int, columns: Int, elements: [Double]) throws(MathProblem) {
        guard rows >= 0, columns >= 0, elements.count == rows * columns else {
            throw .shape(name: "elements", expected: max(rows, 0) * max(columns, 0), found: elements.count)
        }
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Creates a matrix from its rows, which must have one length.
    public init(_ rows: [[Double]]) throws(MathProblem) {
        let width = rows.first?.count ?? 0
        for row in rows where row.count != width {
            throw .shape(name: "row", expected: width, found: row.count)
        }
        self.rows = rows.count
        columns = width
        elements = rows.flatMap { $0 }
    }

    /// Creates a matrix with one column.
    public init(column: [Double]) {
        rows = column.count
        columns = 1
        elements = column
    }

    /// Returns the identity matrix.
    public static func identity(_ size: Int) -> Matrix { diagonal([Double](repeating: 1, count: max(size, 0))) }

    /// Returns a square matrix with the given diagonal.
    public static func diagonal(_ values: [Double]) -> Matrix {
        var matrix = Matrix(rows: values.count, columns: values.count)
        for (i, value) in values.enumerated() { matrix[i, i] = value }
        return matrix
    }

    /// The element at a row and a column, both counted from 0.
    public subscript(row: Int, column: Int) -> Double {
        @inline(__always) get { elements[row * columns + column] }
        @inline(__always) set { elements[row * columns + column] = newValue }
    }

    /// Returns one row.
    public func row(_ index: Int) -> [Double] { Array(elements[index * columns..<(index + 1) * columns]) }

    /// Returns one column.
    public func column(_ index: Int) -> [Double] { (0..<rows).map { self[$0, index] } }

    /// The elements where row and column are equal.
    public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

    /// The sum of the diagonal.
    public var trace: Double { Summation.compensated(diagonal) }

    /// The matrix with rows and columns exchanged.
    public var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for i in 0..<rows {
            for j in 0..<columns { result[j, i] = self[i, j] }
        }
        return result
    }

    /// Whether all elements are finite.
    public var isFinite: Bool { elements.allSatisfy { $0.isFinite } }

    /// The square root of the sum of squared elements.
    public var frobeniusNorm: Double {
        let scale = elements.reduce(0) { max($0, abs($1)) }
        guard scale > 0, scale.isFinite else { return scale }
        var sum = 0.0
        for x in elements { sum += (x / scale) * (x / scale) }
        return scale * sum.squareRoot()
    }

    /// Returns each element through a function.
    public func map(_ transform: (Double) -> Double) -> Matrix {
        var result = self
        result.elements = elements.map(transform)
        return result
    }

    /// Returns the matrix product; the columns here must equal the rows there.
    public func multiplied(by other: Matrix) throws(MathProblem) -> Matrix {
        guard columns == other.rows else { throw .shape(name: "rows", expected: columns, found: other.rows) }
        var result = Matrix(rows: rows, columns: other.columns)
        if rows == 0 || columns == 0 || other.columns == 0 { return result }
        let status = cn_multiply(
            elements, other.elements, Int64(rows), Int64(columns), Int64(other.columns), &result.elements)
        guard status == 0 else { throw .notFinite(name: "product") }
        return result
    }

    /// Returns the product with a column vector.
    public func multiplied(by vector: [Double]) throws(MathProblem) -> [Double] {
        guard columns == vector.count else { throw .shape(name: "vector", expected: columns, found: vector.count) }
        return (0..<rows).map { row in
            var sum = 0.0
            for j in 0..<columns { sum += self[row, j] * vector[j] }
            return sum
        }
    }

    /// Returns the elementwise sum; the shapes must agree.
    public func adding(_ other: Matrix, scale: Double = 1) throws(MathProblem) -> Matrix {
        guard rows == other.rows else { throw .shape(name: "rows", expected: rows, found: other.rows) }
        guard columns == other.columns else { throw .shape(name: "columns", expected: columns, found: other.columns) }
        var result = self
        for i in 0..<elements.count { result.elements[i] += scale * other.elements[i] }
        return result
    }

    /// Returns vᵀ A v for a square matrix and a vector of its size.
    public func quadraticForm(_ vector: [Double]) throws(MathProblem) -> Double {
        try requireSquare("matrix")
        return Summation.dot(vector, try multiplied(by: vector))
    }

    func requireSquare(_ name: String) throws(MathProblem) {
        guard rows == columns else { throw .shape(name: name, expected: rows, found: columns) }
    }

    func requireFinite(_ name: String) throws(MathProblem) {
        guard isFinite else { throw .notFinite(name: name) }
    }
}
