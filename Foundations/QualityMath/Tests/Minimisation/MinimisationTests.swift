import Glibc
import QualityMath
import Testing

@Suite("Minima", .timeLimit(.minutes(3)))
struct MinimisationTests {
    private func rosenbrock(_ x: [Double]) -> (value: Double, gradient: [Double]) {
        var value = 0.0
        var gradient = [Double](repeating: 0, count: x.count)
        for i in 0..<x.count - 1 {
            let a = x[i + 1] - x[i] * x[i]
            let b = 1 - x[i]
            value += 100 * a * a + b * b
            gradient[i] += -400 * x[i] * a - 2 * b
            gradient[i + 1] += 200 * a
        }
        return (value, gradient)
    }

    @Test("L-BFGS-B finds Rosenbrock's minimum in 2, 10 and 50 variables")
    func free() throws {
        for n in [2, 10, 50] {
            let start = (0..<n).map { $0.isMultiple(of: 2) ? -1.2 : 1.0 }
            let minimum = try Minimisation.lbfgsb(from: start, rosenbrock)
            // Rosenbrock's function has a second local minimum near (-1, 1, …, 1) from four variables on.
            let isLocal = minimum.point.dropFirst().allSatisfy { abs($0 - 1) < 0.1 } && minimum.gradient < 1e-5
            #expect(n == 2 ? minimum.point.allSatisfy { abs($0 - 1) < 1e-7 } : isLocal, "\(n): \(minimum)")
            #expect(minimum.iterations < 400)
        }
    }

    @Test("L-BFGS-B keeps to the box, and its minimum meets the conditions of Karush, Kuhn and Tucker")
    func bounded() throws {
        // With x₁ ≤ 0.5 the minimum is at (0.5, 0.25), value 0.25.
        let half = try Minimisation.lbfgsb(
            from: [-1.2, 1], lower: [-2, -2], upper: [0.5, 2], rosenbrock)
        #expect(abs(half.point[0] - 0.5) < 1e-15 && abs(half.point[1] - 0.25) < 1e-9 && abs(half.value - 0.25) < 1e-12)
        // With x₂ ≥ 1.5 and no other limit: x₁ solves 400 x³ + (2 - 600) x - 2 = 0 near 1.22437.
        let above = try Minimisation.lbfgsb(
            from: [0, 3], lower: [-.infinity, 1.5], upper: nil, rosenbrock)
        #expect(above.point[1] == 1.5 && abs(above.point[0] - 1.224_370_749_9) < 1e-8, "\(above)")
        for seed in 0..<20 as Range<UInt64> {
            var stream = RandomStream(key: seed)
            let lower = (0..<8).map { _ in stream.normal() - 1 }
            let upper = lower.map { $0 + 2 * stream.uniform() }
            let start = (0..<8).map { _ in 3 * stream.normal() }
            let minimum = try Minimisation.lbfgsb(from: start, lower: lower, upper: upper, rosenbrock)
            let gradient = rosenbrock(minimum.point).gradient
            for i in 0..<8 {
                let x = minimum.point[i]
                #expect(x >= lower[i] && x <= upper[i])
                let free = x > lower[i] && x < upper[i]
                let scale = 1e-5 * (1 + abs(minimum.value))
                if free {
                    #expect(abs(gradient[i]) < scale, "seed \(seed), \(i): \(gradient[i]), \(minimum.end)")
                } else if lower[i] < upper[i] {
                    #expect(x == lower[i] ? gradient[i] > -scale : gradient[i] < scale, "seed \(seed), \(i)")
                }
            }
        }
    }

    @Test("L-BFGS-B steps back from values that are not finite")
    func infinite() throws {
        // Defined for x > 0 only: x - log x, least at 1.
        let minimum = try Minimisation.lbfgsb(from: [1e-3]) { x in (x[0] - log(x[0]), [1 - 1 / x[0]]) }
        #expect(abs(minimum.point[0] - 1) < 1e-8)
        #expect(throws: MathProblem.notFinite(name: "function")) {
            try Minimisation.lbfgsb(from: [-1]) { x in (log(x[0]), [1 / x[0]]) }
        }
        #expect(throws: MathProblem.shape(name: "lower", expected: 2, found: 1)) {
            try Minimisation.lbfgsb(from: [1, 1], lower: [0], rosenbrock)
        }
        #expect(throws: MathProblem.self) {
            try Minimisation.lbfgsb(from: [1, 1], lower: [2, 2], upper: [1, 1], rosenbrock)
        }
    }

    @Test("Newton's method with a Hessian ends at full precision")
    func newton() throws {
        let minimum = try Minimisation.newton(from: [-1.2, 1]) { x in
            let (value, gradient) = rosenbrock(x)
            var hessian = Matrix(rows: 2, columns: 2)
            hessian[0, 0] = 1200 * x[0] * x[0] - 400 * x[1] + 2
            hessian[0, 1] = -400 * x[0]
            hessian[1, 0] = -400 * x[0]
            hessian[1, 1] = 200
            return (value, gradient, hessian)
        }
        #expect(minimum.point.allSatisfy { abs($0 - 1) < 1e-14 } && minimum.iterations < 40)
    }

    @Test("Brent's minimum and Nelder and Mead's need no slopes")
    func slopeless() throws {
        let one = try Minimisation.brent(from: 0, to: 10) { ($0 - 3) * ($0 - 3) + 2 }
        #expect(abs(one.x - 3) < 1e-7 && abs(one.value - 2) < 1e-14)
        let edge = try Minimisation.brent(from: 1, to: 2) { $0 }
        #expect(abs(edge.x - 1) < 1e-6)
        let two = try Minimisation.nelderMead(from: [-1.2, 1]) { rosenbrock($0).value }
        #expect(two.point.allSatisfy { abs($0 - 1) < 1e-4 })
        let kink = try Minimisation.nelderMead(from: [3, 4, 5]) { x in abs(x[0]) + abs(x[1] - 1) + abs(x[2] + 2) }
        #expect(abs(kink.point[0]) < 1e-6 && abs(kink.point[1] - 1) < 1e-6 && abs(kink.point[2] + 2) < 1e-6, "\(kink)")
        #expect(throws: MathProblem.self) { try Minimisation.nelderMead(from: []) { _ in 0 } }
        #expect(throws: MathProblem.self) { try Minimisation.nelderMead(from: [1]) { _ in .nan } }
    }
}
