import Foundation
import QualityMath
import Testing

@Suite("Sobol sequence", .timeLimit(.minutes(3)))
struct SobolSequenceTests {
    private struct Table: Decodable {
        var points: [[Double]]
    }

    @Test("the first 64 points in 128 dimensions are SciPy's")
    func scipy() throws {
        let table = try JSONDecoder().decode(Table.self, from: ReferenceTable.data("sobol"))
        let sequence = try SobolSequence(dimensions: 128)
        let points = sequence.points(count: 64)
        for (index, expected) in table.points.enumerated() {
            #expect(points.row(index) == expected)
            #expect(sequence.point(UInt64(index)) == expected)
        }
    }

    @Test("any range can be entered, and a power of two of points is balanced, shifted or not")
    func balance() throws {
        let plain = try SobolSequence(dimensions: 20)
        #expect(plain.points(from: 37, count: 11).row(5) == plain.point(42))
        for sequence in [plain, try SobolSequence(dimensions: 20, shift: RandomStream(key: 8))] {
            let points = sequence.points(count: 256)
            for d in 0..<20 {
                var cells = [Int](repeating: 0, count: 256)
                for x in points.column(d) { cells[Int(x * 256)] += 1 }
                #expect(cells.allSatisfy { $0 == 1 })
            }
        }
    }

    @Test("an integral of eight dimensions comes out far better than by random numbers")
    func integral() throws {
        let sequence = try SobolSequence(dimensions: 8, shift: RandomStream(key: 1))
        let points = sequence.points(count: 4096)
        var sum = 0.0
        for row in 0..<4096 { sum += points.row(row).reduce(1) { $0 * (1 + ($1 - 0.5) / 2) } }
        #expect(abs(sum / 4096 - 1) < 1e-3)
    }

    @Test("dimensions outside 1...128 are refused")
    func limits() {
        #expect(throws: MathProblem.parameter(name: "dimensions", rule: .atLeast(1), value: 0)) {
            try SobolSequence(dimensions: 0)
        }
        #expect(throws: MathProblem.parameter(name: "dimensions", rule: .atMost(128), value: 129)) {
            try SobolSequence(dimensions: 129)
        }
    }
}
