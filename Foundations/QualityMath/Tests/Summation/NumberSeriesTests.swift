import Foundation
import QualityMath
import Testing

@Suite struct NumberSeriesTests {
    private func exponentials(_ values: [Double]) -> [Double] {
        var values = values
        var span = values.mutableSpan
        NumberSeries.replaceByExponentials(&span)
        return values
    }

    @Test("the exponential of a series is within two units in the last place of the C library's")
    func exponential() {
        var stream = RandomStream(key: 1)
        let values = stream.uniforms(40_003).enumerated().map { ($1 - 0.5) * ($0.isMultiple(of: 2) ? 1416 : 2) }
        for (x, y) in zip(values, exponentials(values)) {
            #expect(abs(y - exp(x)) <= 2 * exp(x).ulp, "exp(\(x))")
        }
    }

    @Test("the exponential of a series keeps its ends: 0, infinity, NaN, numbers below the least normal one")
    func ends() {
        let values = [
            0, -0.0, .infinity, -.infinity, 709.782712893384, 709.79, 1e308, -745.1, -745.2, -1e308, -708.5,
        ]
        #expect(exponentials(values) == values.map { exp($0) })
        #expect(exponentials([.nan, 1]).first?.isNaN == true)
        #expect(exponentials([]).isEmpty)
    }

    @Test("the logarithm of a series is that of single numbers")
    func logarithm() {
        var stream = RandomStream(key: 2)
        var values = stream.normals(10_001).map { exp(30 * $0) } + [.leastNormalMagnitude, .greatestFiniteMagnitude, 1]
        let expected = values.map { log($0) }
        var span = values.mutableSpan
        NumberSeries.replaceByLogarithms(&span)
        for (found, wanted) in zip(values, expected) { #expect(abs(found - wanted) <= 2 * wanted.ulp) }
        #expect(values.last == 0)
    }

    @Test("exponential sums are those of the terms one by one", arguments: [0, 1, 7, 8, 9, 1003])
    func sums(count: Int) {
        var stream = RandomStream(key: 3)
        let logs = stream.uniforms(count).map { -5 * $0 }
        let found = NumberSeries.exponentialSums(logs.span, power: 1.7)
        for (sum, order) in [(found.zeroth, 0.0), (found.first, 1), (found.second, 2)] {
            let wanted = Summation.compensated(logs.map { pow($0, order) * exp(1.7 * $0) })
            #expect(abs(sum - wanted) <= 1e-14 * abs(wanted))
        }
    }

    @Test("a radix sort gives the order of the numbers, also of equal, negative and infinite ones")
    func sorted() {
        var stream = RandomStream(key: 4)
        for count in [0, 1, 2, 100, 2047, 2048, 5000, 100_000] {
            var values = stream.normals(count).map { ($0 * 8).rounded() * 1e150 + $0 }
            if count > 10 { values[3...6] = [.infinity, -.infinity, -0.0, 0] }
            let sorted = NumberSeries.sorted(values)
            #expect(sorted == values.sorted())
            let zeros = sorted.filter { $0 == 0 }
            let firstPositive = zeros.firstIndex { $0.sign == .plus } ?? zeros.count
            #expect(zeros[firstPositive...].allSatisfy { $0.sign == .plus })
        }
        #expect(NumberSeries.sorted([Double](repeating: 2.5, count: 3000)) == [Double](repeating: 2.5, count: 3000))
        let withNaN = NumberSeries.sorted([.nan] + stream.normals(3000))
        #expect(withNaN.last?.isNaN == true)
    }

    @Test("means and ranges of rows are those of each row", arguments: [1, 2, 3, 4, 5, 6, 7, 8, 10, 13])
    func rows(size: Int) {
        var stream = RandomStream(key: 5)
        let values = stream.normals(size * 101)
        var means = [Double](repeating: 0, count: 101)
        var ranges = means
        var meanSpan = means.mutableSpan
        var rangeSpan = ranges.mutableSpan
        NumberSeries.writeMeansAndRanges(values.span, size: size, means: &meanSpan, ranges: &rangeSpan)
        for row in 0..<101 {
            let part = values[row * size..<(row + 1) * size]
            #expect(abs(means[row] - part.reduce(0, +) / Double(size)) < 1e-15)
            #expect(ranges[row] == (part.max() ?? 0) - (part.min() ?? 0))
        }
    }

    @Test("bits say which numbers are beyond a limit, and NaN is beyond none")
    func bits() {
        var stream = RandomStream(key: 6)
        var values = stream.normals(64 * 9)
        values[70] = .nan
        let other = stream.normals(64 * 9)
        var above = [UInt64](repeating: 0, count: 9)
        var below = above
        var greater = above
        var aboveSpan = above.mutableSpan
        NumberSeries.setBits(&aboveSpan, above: 0.5, values.span)
        var belowSpan = below.mutableSpan
        NumberSeries.setBits(&belowSpan, above: 0.5, sign: -1, values.span)
        var greaterSpan = greater.mutableSpan
        NumberSeries.setBits(&greaterSpan, where: values.span, isAbove: other.span)
        for (index, value) in values.enumerated() {
            let (word, bit) = (index / 64, UInt64(index % 64))
            #expect((above[word] >> bit & 1 == 1) == (value > 0.5))
            #expect((below[word] >> bit & 1 == 1) == (value < -0.5))
            #expect((greater[word] >> bit & 1 == 1) == (value > other[index]))
        }
    }

    @Test("binomial probabilities of many fractions are those of one at a time")
    func binomial() throws {
        let fractions = (0..<203).map { Double($0) / 203 } + [1e-300, 1e-9, 1 - 1e-9]
        for (count, trials) in [(0, 1), (3, 125), (18, 12_375), (60, 200)] {
            var results = [Double](repeating: 0, count: fractions.count)
            var span = results.mutableSpan
            let isComplete = NumberSeries.writeBinomialCumulative(fractions.span, atMost: count, of: trials, &span)
            #expect(isComplete == !results.contains { $0.isNaN })
            for (p, found) in zip(fractions, results) {
                if Double(trials) * log1p(-p) <= -600 {
                    #expect(found.isNaN)
                } else {
                    let wanted = try BinomialDistribution(trials: trials, probability: p).cumulative(count)
                    #expect(abs(found - wanted) <= 1e-12 * wanted, "\(count) of \(trials) at \(p)")
                }
            }
        }
    }

    @Test(
        "a binomial probability of what is no fraction is NaN, and said to be missing", arguments: [-0.1, 1.5, .nan, 1])
    func noFraction(p: Double) {
        var results = [Double](repeating: 0, count: 11)
        var fractions = [Double](repeating: 0.1, count: 11)
        for place in [3, 9] {
            fractions[place] = p
            var span = results.mutableSpan
            let isComplete = NumberSeries.writeBinomialCumulative(fractions.span, atMost: 2, of: 50, &span)
            #expect(!isComplete)
            #expect(results[place].isNaN)
        }
    }

    @Test("sums, means and squares are those of exact sums, whatever the offset", arguments: [0, 1, 7, 8, 9, 1003])
    func moments(count: Int) {
        var stream = RandomStream(key: 7)
        let values = stream.normals(count).map { 1e8 + $0 }
        #expect(abs(NumberSeries.sum(values.span) - Summation.exact(values)) <= 1e-13 * Summation.exact(values))
        let mean = NumberSeries.mean(values.span)
        #expect(count == 0 ? mean.isNaN : abs(mean - Summation.exact(values) / Double(count)) <= mean.ulp)
        let (sum, squares) = NumberSeries.deviations(values.span, from: 1e8)
        #expect(abs(sum - Summation.exact(values.map { $0 - 1e8 })) <= 1e-11)
        #expect(abs(squares - Summation.exact(values.map { ($0 - 1e8) * ($0 - 1e8) })) <= 1e-11)
    }

    @Test("standardised values and weighted averages are those of one at a time", arguments: [0, 1, 7, 8, 9, 1003])
    func oneAtATime(count: Int) {
        var stream = RandomStream(key: 8)
        let values = stream.normals(count).map { 100 + $0 }
        var results = [Double](repeating: -1, count: count + 2)
        var span = results.mutableSpan
        NumberSeries.writeStandardized(values.span, center: 99, factor: 0.5, &span, at: 2)
        #expect(results == [-1, -1] + values.map { ($0 - 99) * 0.5 })
        for weight in [0.05, 0.2, 1] {
            var averages = [Double](repeating: 0, count: count)
            var span = averages.mutableSpan
            let last = NumberSeries.writeWeightedAverages(values.span, weight: weight, from: 90, &span)
            var state = 90.0
            for (index, value) in values.enumerated() {
                state = weight * value + (1 - weight) * state
                // A rounding of 100 at each step, of which 1/weight steps still count.
                #expect(abs(averages[index] - state) <= 3e-14 / weight)
            }
            #expect(last == averages.last ?? 90)
        }
        var sums = [Double](repeating: 0, count: count)
        var sumSpan = sums.mutableSpan
        let last = NumberSeries.writeCumulativeSums(
            values.span, center: 100, factor: 0.5, allowance: 0.1, from: 3, &sumSpan)
        var state = 3.0
        let expected = values.map { value in
            state = max(0, state + ((value - 100) * 0.5 - 0.1))
            return state
        }
        #expect(sums == expected)
        #expect(last == state)
    }
}
