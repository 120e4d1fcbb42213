import Glibc
import QualityMath
import Testing

@Suite("Linear algebra", .timeLimit(.minutes(3)))
struct LinearAlgebraTests {
    private func random(_ rows: Int, _ columns: Int, _ key: UInt64) throws -> Matrix {
        var stream = RandomStream(key: key)
        return try Matrix(rows: rows, columns: columns, elements: stream.normals(rows * columns))
    }

    private func distance(_ a: Matrix, _ b: Matrix) throws -> Double { try a.adding(b, scale: -1).frobeniusNorm }

    @Test("solutions, inverses and determinants meet residual bounds")
    func solving() throws {
        for n in [1, 2, 5, 30] {
            let a = try random(n, n, UInt64(n))
            let x = try random(n, 3, 99)
            let b = try a.multiplied(by: x)
            let found = try a.solving(b)
            let residual = try distance(try a.multiplied(by: found), b)
            #expect(residual <= 1e-14 * Double(n) * a.frobeniusNorm * found.frobeniusNorm)
            let inverse = try a.inverse()
            #expect(
                try distance(try a.multiplied(by: inverse), .identity(n))
                    <= 1e-14 * Double(n) * a.frobeniusNorm * inverse.frobeniusNorm)
            let (logarithm, sign) = try a.logDeterminant()
            let determinant = try a.determinant()
            #expect(abs(sign * exp(logarithm) - determinant) <= 1e-13 * abs(determinant))
        }
        #expect(try Matrix([[3, 1], [4, 2]]).determinant() == 2)
        #expect(throws: MathProblem.singular(name: "matrix")) { try Matrix([[1, 2], [2, 4]]).inverse() }
        #expect(try Matrix([[1, 2], [2, 4]]).determinant() == 0)
        #expect(throws: MathProblem.notFinite(name: "matrix")) { try Matrix([[.nan]]).inverse() }
        #expect(throws: MathProblem.shape(name: "matrix", expected: 1, found: 2)) { try Matrix([[1, 2]]).inverse() }
        #expect(throws: MathProblem.shape(name: "row", expected: 2, found: 1)) { try Matrix([[1, 2], [3]]) }
    }

    @Test("Cholesky, eigenvalues and singular values rebuild their matrix")
    func decompositions() throws {
        for n in [1, 3, 12, 80] {
            let a = try random(n + 3, n, 7 + UInt64(n))
            let gram = try a.transposed.multiplied(by: a)
            let cholesky = try Cholesky(gram)
            let rebuilt = try cholesky.lower.multiplied(by: cholesky.lower.transposed)
            #expect(try distance(rebuilt, gram) <= 1e-13 * gram.frobeniusNorm)
            #expect(abs(cholesky.logDeterminant - (try gram.logDeterminant().logarithm)) < 1e-8)
            let identity = try gram.multiplied(by: try cholesky.inverse())
            #expect(try distance(identity, .identity(n)) < 1e-6)
            let b = (0..<n).map { Double($0) + 1 }
            let direct = try gram.solving(b)
            let quadratic = Summation.dot(direct, b)
            #expect(abs(try cholesky.mahalanobisSquare(b) - quadratic) <= 1e-8 * quadratic)

            let eigen = try SymmetricEigen(gram)
            let product = try eigen.vectors.multiplied(by: .diagonal(eigen.values))
            #expect(
                try distance(try product.multiplied(by: eigen.vectors.transposed), gram) <= 1e-13 * gram.frobeniusNorm)
            #expect(eigen.values == eigen.values.sorted())

            let svd = try SingularValueDecomposition(a)
            let usv = try svd.u.multiplied(by: .diagonal(svd.values)).multiplied(by: svd.v.transposed)
            #expect(try distance(usv, a) <= 1e-13 * a.frobeniusNorm)
            let pseudo = try a.pseudoinverse()
            #expect(try distance(try pseudo.multiplied(by: a), .identity(n)) < 1e-9)
        }
        #expect(throws: MathProblem.notPositiveDefinite(name: "matrix")) { try Cholesky(Matrix([[1, 2], [2, 1]])) }
        #expect(throws: MathProblem.notFinite(name: "matrix")) { try SymmetricEigen(Matrix([[.infinity]])) }
        #expect(throws: MathProblem.notFinite(name: "matrix")) { try SingularValueDecomposition(Matrix([[.nan, 1]])) }
        #expect(try SymmetricEigen(Matrix(rows: 0, columns: 0)).values.isEmpty)
        #expect(try SingularValueDecomposition(Matrix([[3, 0], [0, 4]])).conditionNumber == 4.0 / 3)
    }

    @Test("least squares is exact on a line, names dependent columns, and takes weights")
    func leastSquares() throws {
        let xs = [1.0, 2, 3, 4]
        let line = try LeastSquares(design: try Matrix(xs.map { [1, $0] }), response: xs.map { 3 + 2 * $0 })
        #expect(line.coefficients == [3, 2] && line.residualSumOfSquares == 0 && line.rank == 2)
        #expect(abs(line.leverages.reduce(0, +) - 2) < 1e-14)
        let dependent = try LeastSquares(
            design: try Matrix(xs.map { [1, $0, 2 * $0 + 1] }), response: [1, 3, 2, 5])
        #expect(dependent.rank == 2 && dependent.dependentColumns.count == 1)
        #expect(dependent.residualDegreesOfFreedom == 2)
        // A weight of 2 is the same as the row twice.
        let weighted = try LeastSquares(
            design: try Matrix(xs.map { [1, $0] }), response: [1, 3, 2, 5], weights: [1, 2, 1, 1])
        let doubled = try LeastSquares(
            design: try Matrix([1.0, 2, 2, 3, 4].map { [1, $0] }), response: [1, 3, 3, 2, 5])
        for j in 0..<2 { #expect(abs(weighted.coefficients[j] - doubled.coefficients[j]) < 1e-14) }
        #expect(abs(weighted.residualSumOfSquares - doubled.residualSumOfSquares) < 1e-14)
        #expect(throws: MathProblem.shape(name: "response", expected: 4, found: 3)) {
            try LeastSquares(design: Matrix(xs.map { [1, $0] }), response: [1, 2, 3])
        }
        #expect(throws: MathProblem.tooFewValues(name: "design", needed: 2, found: 1)) {
            try LeastSquares(design: Matrix([[1, 2]]), response: [1])
        }
        #expect(throws: MathProblem.parameter(name: "weights", rule: .nonnegative, value: -1)) {
            try LeastSquares(design: Matrix(column: [1, 1]), response: [1, 2], weights: [1, -1])
        }
        #expect(throws: MathProblem.notFinite(name: "response")) {
            try LeastSquares(design: Matrix(column: [1, 1]), response: [1, .nan])
        }
    }

    /// y = 1 + x + … + x⁵ with x = 0…20: NIST StRD Wampler1, whose certified coefficients are all 1.
    @Test("NIST StRD Wampler1 and Wampler2: a polynomial of degree 5 to eleven digits or more")
    func wampler() throws {
        let xs = (0...20).map(Double.init)
        for base in [1.0, 0.1] {
            let design = try Matrix(xs.map { x in (0...5).map { pow(x, Double($0)) } })
            let response = xs.map { x in (0...5).reduce(0) { $0 + pow(base * x, Double($1)) } }
            let fit = try LeastSquares(design: design, response: response)
            for degree in 0...5 {
                let wanted = pow(base, Double(degree))
                #expect(abs(fit.coefficients[degree] / wanted - 1) < 1e-11, "\(base) \(degree)")
            }
        }
    }
}
