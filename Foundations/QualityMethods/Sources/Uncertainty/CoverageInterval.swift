import Glibc
import QualityMath

/// An interval that holds a quantity with a stated probability.
public struct CoverageInterval: Hashable, Sendable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double

    /// Creates an interval.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// The upper less the lower end.
    public var width: Double { upper - lower }

    /// The number q of steps between the ends among M sorted values, and of values beyond them (JCGM 101, 7.7.2).
    private static func places(_ count: Int, _ probability: Double) throws(MathProblem) -> Int {
        try RequiredInput.openProbability(probability, "probability")
        let product = probability * Double(count)
        let q = product == product.rounded() ? Int(product) : Int((product + 0.5).rounded(.down))
        guard q >= 1, q < count else { throw .tooFewValues(name: "draws", needed: 20, found: count) }
        return q
    }

    /// Returns the probabilistically symmetric interval of sorted values (JCGM 101, 7.7.2).
    public static func symmetric(sorted: [Double], probability: Double) throws(MathProblem) -> CoverageInterval {
        let q = try places(sorted.count, probability)
        let rest = sorted.count - q
        let r = rest % 2 == 0 ? rest / 2 : (rest + 1) / 2
        return CoverageInterval(lower: sorted[max(r - 1, 0)], upper: sorted[min(max(r - 1, 0) + q, sorted.count - 1)])
    }

    /// Returns the shortest interval of sorted values (JCGM 101, 7.7.4); the first of several of one width.
    public static func shortest(sorted: [Double], probability: Double) throws(MathProblem) -> CoverageInterval {
        let q = try places(sorted.count, probability)
        return shortest(lowest: sorted, highest: sorted, count: sorted.count, q: q)
    }

    /// Among M values whose lowest and highest M - q are sorted in two lists.
    private static func shortest(
        lowest: [Double], highest: [Double], count: Int, q: Int
    ) -> CoverageInterval {
        let offset = count - highest.count
        var best = CoverageInterval(lower: lowest[0], upper: highest[q - offset])
        for r in 0..<count - q {
            let candidate = CoverageInterval(lower: lowest[r], upper: highest[r + q - offset])
            if candidate.width < best.width { best = candidate }
        }
        return best
    }

    /// Returns both intervals of values in any order, sorting only the two tails: O(M) for many draws.
    ///
    /// The number of threads changes nothing but the time.
    public static func both(
        of values: [Double], probability: Double, threads: Int = 2
    ) throws(MathProblem) -> (symmetric: CoverageInterval, shortest: CoverageInterval) {
        let q = try places(values.count, probability)
        let rest = values.count - q
        let ends = values.count >= 100_000 && probability > 0.5 ? tails(values, rest: rest, threads) : nil
        guard let (lowest, highest) = ends else {
            let sorted = NumberSeries.sorted(values)
            return (
                try symmetric(sorted: sorted, probability: probability),
                shortest(lowest: sorted, highest: sorted, count: values.count, q: q)
            )
        }
        let r = (rest % 2 == 0 ? rest / 2 : (rest + 1) / 2) - 1
        let offset = values.count - highest.count
        let start = max(r, 0)
        return (
            CoverageInterval(lower: lowest[start], upper: highest[start + q - offset]),
            shortest(lowest: lowest, highest: highest, count: values.count, q: q)
        )
    }

    /// Values in one piece of work.
    private static let pieceSize = 100_000

    /// At least `rest` lowest and highest values, sorted; nil where a sample of the values did not tell where they begin.
    private static func tails(
        _ values: [Double], rest: Int, _ threads: Int
    ) -> (lowest: [Double], highest: [Double])? {
        // Thresholds from a sample of every k-th value, five of its standard errors further in than the part that is wanted.
        let stride = values.count / 10_000
        let sample = NumberSeries.sorted((0..<10_000).map { values[$0 * stride] })
        let part = Double(rest) / Double(values.count)
        let share = part + 5 * (part * (1 - part) / 10_000).squareRoot() + 0.001
        let index = min(Int(share * 10_000), 9_999)
        let (low, high) = (sample[index], sample[9_999 - index])
        let pieces = ConcurrentChunks.ranges(values.count, size: pieceSize)
        let found = ConcurrentChunks.map(pieces.count, threads: threads) { number in
            select(values.span.extracting(pieces[number]), low, high)
        }
        let unsorted = [found.flatMap(\.lowest), found.flatMap(\.highest)]
        guard low < high, unsorted[0].count >= rest, unsorted[1].count >= rest else { return nil }
        let sorted = ConcurrentChunks.map(2, threads: threads) { NumberSeries.sorted(unsorted[$0]) }
        return (sorted[0], sorted[1])
    }

    /// The values at or beyond two thresholds. Places move on by what holds, so that no branch depends on the data.
    private static func select(
        _ values: borrowing Span<Double>, _ low: Double, _ high: Double
    ) -> (lowest: [Double], highest: [Double]) {
        var lowest = [Double](repeating: 0, count: values.count + 1)
        var highest = lowest
        var left = lowest.mutableSpan
        var right = highest.mutableSpan
        var (below, above) = (0, 0)
        for index in 0..<values.count {
            let value = values[index]
            left[below] = value
            right[above] = value
            below += value <= low ? 1 : 0
            above += value >= high ? 1 : 0
        }
        return (Array(lowest.prefix(below)), Array(highest.prefix(above)))
    }
}
