import QualityMath
import Testing

@Suite("Summation and moments", .timeLimit(.minutes(3)))
struct SummationTests {
    @Test("the exact sum is correctly rounded where plain and compensated sums are not")
    func exactSum() {
        #expect(Summation.exact([1e100, 1, -1e100]) == 1)
        #expect(Summation.exact([1, 1e100, 1, -1e100]) == 2)
        #expect(Summation.compensated([1, 1e100, 1, -1e100]) == 2)
        #expect(Summation.exact([Double](repeating: 0.1, count: 10)) == 1)
        // Halfway cases: 2⁵³ + 1 is a tie to even, and anything beyond decides it.
        #expect(Summation.exact([9_007_199_254_740_992, 1]) == 9_007_199_254_740_992)
        #expect(Summation.exact([9_007_199_254_740_992, 1, 1e-300]) == 9_007_199_254_740_994)
        #expect(Summation.exact([]) == 0)
        #expect(Summation.exact([1, .nan]).isNaN)
        #expect(Summation.exact([1, .infinity]) == .infinity)
        #expect(Summation.compensated([1, .infinity]) == .infinity)
        #expect(
            Summation.exact([1e308, 1e308, -1e308]).isNaN || Summation.exact([1e308, 1e308, -1e308]) == 1e308
                || Summation.exact([1e308, 1e308, -1e308]) == .infinity)
    }

    @Test("the order of the values does not change the exact sum")
    func orderDoesNotMatter() {
        var stream = RandomStream(key: 6)
        let values = (0..<500).map { _ in stream.normal() * 1e10 * stream.uniform() + 1e-10 * stream.normal() }
        let sum = Summation.exact(values)
        for _ in 0..<20 {
            let order = stream.permutation(values.count)
            #expect(Summation.exact(order.map { values[$0] }) == sum)
        }
        #expect(Summation.exact(values + values.map { -$0 }) == 0)
    }

    /// The certified values are 10000000.2 and 0.1. The doubles nearest to the data have the standard deviation below
    /// (exact rational arithmetic on the doubles, Python's fractions, rounded once).
    @Test("NIST StRD NumAcc4: mean and deviation have every digit that the doubles hold")
    func numAcc4() {
        var values = [10_000_000.2]
        for _ in 0..<500 { values += [10_000_000.1, 10_000_000.3] }
        let deviation = 0.10000000055879354
        let moments = Moments(of: values)
        #expect(moments.mean == 10_000_000.2)
        #expect(abs(moments.standardDeviation - deviation) <= 2 * deviation.ulp)
        #expect(abs(moments.standardDeviation - 0.1) < 1e-9)
        var streamed = Moments()
        for x in values { streamed.add(x) }
        #expect(abs(streamed.mean - 10_000_000.2) < 1e-8)
        #expect(abs(streamed.standardDeviation - 0.1) < 1e-8)
        let numAcc3 = Moments(of: [1_000_000.2] + (0..<500).flatMap { _ in [1_000_000.1, 1_000_000.3] })
        #expect(numAcc3.mean == 1_000_000.2 && abs(numAcc3.standardDeviation - 0.1) < 1e-10)
    }

    @Test("streamed and merged moments agree with those of two passes")
    func streaming() {
        var stream = RandomStream(key: 12)
        let values = stream.normals(3000).map { $0 * $0 * 3 + 100 }
        let whole = Moments(of: values)
        var streamed = Moments()
        for x in values { streamed.add(x) }
        var merged = Moments(of: Array(values[..<700]))
        merged.merge(Moments())
        merged.merge(Moments(of: Array(values[700...])))
        for other in [streamed, merged] {
            #expect(other.count == 3000 && other.minimum == whole.minimum && other.maximum == whole.maximum)
            #expect(abs(other.mean / whole.mean - 1) < 1e-14)
            #expect(abs(other.variance / whole.variance - 1) < 1e-12)
            #expect(abs(other.skewness / whole.skewness - 1) < 1e-11)
            #expect(abs(other.excessKurtosis / whole.excessKurtosis - 1) < 1e-11)
        }
        // Against definitions on a small set: 2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and population variance 4.
        let small = Moments(of: [2, 4, 4, 4, 5, 5, 7, 9])
        #expect(small.mean == 5 && small.populationVariance == 4)
        #expect(abs(small.skewness - 0.65625) < 1e-15)
        #expect(abs(small.excessKurtosis + 0.21875) < 1e-15)
    }

    @Test("no value, one value, constant values, NaN and 1e308 give NaN or the plain answer")
    func degenerate() {
        let none = Moments(of: [])
        #expect(none.mean.isNaN && none.variance.isNaN && none.skewness.isNaN && none.sumOfSquares.isNaN)
        let one = Moments(of: [7])
        #expect(one.mean == 7 && one.variance.isNaN && one.populationVariance == 0)
        let constant = Moments(of: [0.1, 0.1, 0.1])
        #expect(constant.mean == 0.1 && constant.variance == 0 && constant.skewness.isNaN)
        #expect(Moments(of: [1, .nan, 3]).mean.isNaN)
        #expect(Moments(of: [1, .nan, 3]).variance.isNaN)
        #expect(Moments(of: [1e308, 1e308, 1e308]).mean == 1e308)
        #expect(Moments(of: [1e308, 1e308, 1e308]).variance == 0)
        #expect(Moments(of: [1e308, -1e308]).variance == .infinity)
    }

    @Test("dot products keep digits that cancel")
    func dot() {
        #expect(Summation.dot([1e10, 1, -1e10], [1e10, 1, 1e10]) == 1)
        #expect(Summation.dot([], []) == 0)
    }
}
