import Glibc
import QualityMath
import Testing

@Suite("Quadrature", .timeLimit(.minutes(3)))
struct QuadratureTests {
    @Test("adaptive integrals over finite, half-infinite and infinite ranges")
    func adaptive() throws {
        #expect(abs(try Quadrature.adaptive(from: 0, to: 1) { exp($0) }.value - (M_E - 1)) < 1e-15)
        let gauss = try Quadrature.adaptive(from: -.infinity, to: .infinity) { exp(-$0 * $0 / 2) }
        #expect(abs(gauss.value - 2.506_628_274_631_000_5) < 1e-14)
        let tail = try Quadrature.adaptive(from: 3, to: .infinity) { exp(-$0) }
        #expect(abs(tail.value - exp(-3)) < 1e-15)
        let left = try Quadrature.adaptive(from: -.infinity, to: -1) { 1 / ($0 * $0) }
        #expect(abs(left.value - 1) < 1e-12)
        let root = try Quadrature.adaptive(from: 0, to: 1, relativeTolerance: 1e-10) { 1 / $0.squareRoot() }
        #expect(abs(root.value - 2) < 1e-9)
        let kink = try Quadrature.adaptive(from: -1, to: 2) { abs($0) }
        #expect(abs(kink.value - 2.5) < 1e-13)
        #expect(try Quadrature.adaptive(from: 2, to: -1) { abs($0) }.value == -kink.value)
        #expect(try Quadrature.adaptive(from: 1, to: 1) { $0 }.value == 0)
    }

    @Test("an integral that does not exist is refused, with the best estimate or the reason")
    func refused() {
        #expect(throws: MathProblem.self) {
            try Quadrature.adaptive(from: 0, to: 1, maximumEvaluations: 2000) { 1 / $0 }
        }
        #expect(throws: MathProblem.notFinite(name: "function")) {
            try Quadrature.adaptive(from: 0, to: 1) { _ in .nan }
        }
        #expect(throws: MathProblem.notFinite(name: "limits")) { try Quadrature.adaptive(from: .nan, to: 1) { $0 } }
    }

    @Test("the 10-21-point rule is exact for polynomials up to degree 31")
    func kronrod() throws {
        for degree in 0...31 {
            let integral = try Quadrature.adaptive(from: 0, to: 1, relativeTolerance: 1, maximumEvaluations: 21) {
                pow($0, Double(degree))
            }
            #expect(abs(integral.value * Double(degree + 1) - 1) < 1e-14, "degree \(degree)")
            #expect(integral.evaluations == 21)
        }
    }

    @Test("Gauss rules are exact for polynomials of degree 2n - 1, from 1 point to hundreds")
    func rules() throws {
        for n in [1, 2, 3, 5, 16, 64, 300] {
            let legendre = try GaussRule.legendre(n)
            for degree in [0, 2, 4, 10] where degree < 2 * n {
                #expect(
                    abs(legendre.sum { pow($0, Double(degree)) } - 2 / Double(degree + 1)) < 1e-13, "\(n) \(degree)")
            }
            #expect(legendre.nodes == legendre.nodes.sorted() && legendre.nodes.count == n)
            let hermite = try GaussRule.normalExpectation(n)
            // Even moments of the standard normal distribution: 1, 1, 3, 15.
            for (degree, moment) in [(0, 1.0), (2, 1), (4, 3), (6, 15)] where degree < 2 * n {
                #expect(abs(hermite.sum { pow($0, Double(degree)) } - moment) < 1e-12 * moment, "\(n) \(degree)")
            }
            #expect(abs(hermite.sum { $0 * $0 * $0 }) < 1e-12)
        }
        let three = try GaussRule.hermite(3)
        #expect(abs(three.nodes[2] - 1.5.squareRoot()) < 1e-15)
        #expect(abs(three.weights[1] - 2 * Double.pi.squareRoot() / 3) < 2e-15)
        #expect(throws: MathProblem.self) { try GaussRule.legendre(0) }
        #expect(throws: MathProblem.self) { try GaussRule.hermite(301) }
    }
}
