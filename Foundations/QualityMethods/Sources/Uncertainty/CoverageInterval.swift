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
    public static func both(
        of values: [Double], probability: Double
    ) throws(MathProblem) -> (symmetric: CoverageInterval, shortest: CoverageInterval) {
        let q = try places(values.count, probability)
        let rest = values.count - q
        guard values.count >= 100_000, probability > 0.5 else {
            let sorted = values.sorted()
            return (
                try symmetric(sorted: sorted, probability: probability),
                shortest(lowest: sorted, highest: sorted, count: values.count, q: q)
            )
        }
        // Thresholds from a sample of every k-th value; the counts then show whether they were far enough out.
        let stride = values.count / 10_000
        let sample = (0..<10_000).map { values[$0 * stride] }.sorted()
        let share = Double(rest) / Double(values.count) + 0.02
        let index = min(Int(share * 10_000), 9_999)
        let (low, high) = (sample[index], sample[9_999 - index])
        var lowest: [Double] = []
        var highest: [Double] = []
        lowest.reserveCapacity(rest + values.count / 25)
        highest.reserveCapacity(rest + values.count / 25)
        for value in values {
            if value <= low { lowest.append(value) }
            if value >= high { highest.append(value) }
        }
        guard low < high, lowest.count >= rest, highest.count >= rest else {
            let sorted = values.sorted()
            return (
                try symmetric(sorted: sorted, probability: probability),
                shortest(lowest: sorted, highest: sorted, count: values.count, q: q)
            )
        }
        let unsorted = [lowest, highest]
        let tails = ConcurrentChunks.map(2, threads: 2) { unsorted[$0].sorted() }
        (lowest, highest) = (tails[0], tails[1])
        let r = (rest % 2 == 0 ? rest / 2 : (rest + 1) / 2) - 1
        let offset = values.count - highest.count
        let start = max(r, 0)
        return (
            CoverageInterval(lower: lowest[start], upper: highest[start + q - offset]),
            shortest(lowest: lowest, highest: highest, count: values.count, q: q)
        )
    }
}
