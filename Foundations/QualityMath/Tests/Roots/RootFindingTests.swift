import QualityMath
import Testing

@Suite("Roots", .timeLimit(.minutes(3)))
struct RootFindingTests {
    @Test("Brent's method finds simple, multiple and steep roots")
    func brent() throws {
        let root = try RootFinding.brent(from: 0, to: 2) { $0 * $0 - 2 }
        #expect(abs(root.x - 2.0.squareRoot()) <= 2 * 1.4142.ulp && root.evaluations < 15)
        let triple = try RootFinding.brent(from: -1, to: 3) { ($0 - 1) * ($0 - 1) * ($0 - 1) }
        #expect(abs(triple.x - 1) < 1e-5)
        let steep = try RootFinding.brent(from: -1, to: 1) { $0 < 0.3 ? -1e-300 : 1e300 }
        #expect(abs(steep.x - 0.3) < 1e-15)
        #expect(try RootFinding.brent(from: 0, to: 1) { $0 }.x == 0)
    }

    @Test("Newton's method stays inside its limits and ends at full precision")
    func newton() throws {
        let cubic = try RootFinding.newton(from: 0.001, within: 0...10) { x in (x * x * x - 5, 3 * x * x) }
        #expect(abs(cubic.x - 1.709_975_946_676_697) <= 1e-15)
        // The slope at the start points out of the interval.
        let wave = try RootFinding.newton(from: 0.1, within: -3...4) { x in (x / (1 + x * x) - 0.2, 0) }
        #expect(abs(wave.x / (1 + wave.x * wave.x) - 0.2) < 1e-12)
    }

    @Test("what cannot be solved is said")
    func problems() {
        #expect(throws: MathProblem.noSignChange(lower: 1, upper: 2)) {
            try RootFinding.brent(from: 1, to: 2) { $0 * $0 + 1 }
        }
        #expect(throws: MathProblem.notFinite(name: "function")) {
            try RootFinding.brent(from: 1, to: 2) { _ in .nan }
        }
        #expect(throws: MathProblem.self) {
            try RootFinding.brent(from: 0, to: 1e300, maximumIterations: 3) { $0 < 12345 ? -1 : 1 }
        }
        #expect(throws: MathProblem.self) { try RootFinding.newton(from: 1, within: 0...2) { _ in (1, 0) } }
    }

    @Test("a bracket widens on either side and keeps to its limits")
    func bracket() throws {
        let (a, b) = try RootFinding.bracket(from: 0, to: 1) { $0 - 1000 }
        #expect(a <= 1000 && b >= 1000)
        let (c, d) = try RootFinding.bracket(from: 5, to: 6, within: 0...10) { $0 - 0.5 }
        #expect(c <= 0.5 && d >= 0.5 && c >= 0)
        #expect(throws: MathProblem.self) { try RootFinding.bracket(from: 0, to: 1, within: 0...10) { $0 + 1 } }
    }
}
