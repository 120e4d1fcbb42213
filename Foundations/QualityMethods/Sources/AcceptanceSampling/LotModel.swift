import Glibc
import QualityMath

/// How the nonconforming items of a sample are counted.
public enum LotModel: Hashable, Sendable {
    /// Items from a steady process or a large lot: binomial counts.
    case binomial
    /// Nonconformities per item, any number on one item: Poisson counts.
    case poisson
    /// Items drawn without return from a lot of this size, with round(N p) nonconforming ones in it (half to even).
    case hypergeometric(lotSize: Int)

    /// The number of nonconforming items in the lot that a fraction stands for; nil without a lot size.
    func nonconforming(_ fraction: Double) -> Int? {
        guard case .hypergeometric(let lotSize) = self else { return nil }
        return Int((Double(lotSize) * fraction).rounded(.toNearestOrEven))
    }

    /// Checks the quality level, and the sample against the lot.
    func check(_ fraction: Double, sample: Int) throws(MethodProblem) {
        switch self {
        case .binomial:
            guard fraction >= 0, fraction <= 1 else { throw .fraction("p") }
        case .poisson:
            guard fraction >= 0, fraction.isFinite else {
                throw .refused("p", zh: "每单位产品不合格数须为非负有限数", en: "nonconformities per item are finite and at least 0")
            }
        case .hypergeometric(let lotSize):
            guard fraction >= 0, fraction <= 1 else { throw .fraction("p") }
            guard (1...1_000_000_000).contains(lotSize) else {
                throw .refused("N", zh: "批量须为 1 至 1000000000 的整数", en: "the lot size is 1 to 1000000000")
            }
            guard sample <= lotSize else {
                throw .refused("n", zh: "样本量不得超过批量", en: "the sample is not larger than the lot")
            }
        }
    }

    /// The probability of at most c nonconforming items in one sample of n.
    ///
    /// O(c) with one exponential for small c, the incomplete beta or gamma function otherwise.
    func cumulative(_ c: Int, sample n: Int, fraction p: Double) -> Double {
        if c < 0 { return 0 }
        switch self {
        case .binomial:
            if c >= n || p == 0 { return 1 }
            if p == 1 { return 0 }
            if c <= Self.fewTerms, Double(n) * log1p(-p) > -600 {
                var mass = exp(Double(n) * log1p(-p))
                var sum = mass
                let odds = p / (1 - p)
                for x in 0..<c {
                    mass *= odds * Double(n - x) / Double(x + 1)
                    sum += mass
                }
                return min(sum, 1)
            }
            return SpecialFunctions.regularizedBetaComplement(p, Double(c + 1), Double(n - c))
        case .poisson:
            return p == 0 ? 1 : SpecialFunctions.regularizedGammaQ(Double(c + 1), Double(n) * p)
        case .hypergeometric(let lotSize):
            let marked = nonconforming(p) ?? 0
            if c >= marked { return 1 }
            return numberOrNaN { () throws(MathProblem) -> Double in
                try HypergeometricDistribution(population: lotSize, marked: marked, draws: n).cumulative(c)
            }
        }
    }

    /// The same for many fractions, eight at a time for binomial counts of few nonconforming items.
    ///
    /// - Returns: whether all fractions are quality levels; if not, the results mean nothing.
    func cumulative(
        _ c: Int, sample n: Int, fractions: borrowing Span<Double>, _ results: inout MutableSpan<Double>
    ) -> Bool {
        if case .binomial = self, c >= 0, c <= Self.fewTerms, c < n {
            if NumberSeries.writeBinomialCumulative(fractions, atMost: c, of: n, &results) { return true }
        } else {
            for index in 0..<fractions.count { results[index] = .nan }
        }
        for index in 0..<fractions.count where results[index].isNaN {
            guard isQuality(fractions[index]) else { return false }
            results[index] = cumulative(c, sample: n, fraction: fractions[index])
        }
        return true
    }

    /// Whether a quality level is one: what ``check(_:sample:)`` asks of it.
    func isQuality(_ fraction: Double) -> Bool {
        switch self {
        case .binomial, .hypergeometric: fraction >= 0 && fraction <= 1
        case .poisson: fraction >= 0 && fraction.isFinite
        }
    }

    /// Up to so many terms the sum is quicker than the incomplete beta function, and as good.
    private static let fewTerms = 60

    /// The probabilities of 0..<limit nonconforming items in a sample of n, after `drawn` items with `found` among them.
    func masses(limit: Int, sample n: Int, fraction p: Double, drawn: Int, found: Int) -> [Double] {
        func mass(_ x: Int) -> Double {
            numberOrNaN { () throws(MathProblem) -> Double in
                switch self {
                case .binomial: return try BinomialDistribution(trials: n, probability: p).mass(x)
                case .poisson: return try PoissonDistribution(mean: Double(n) * p).mass(x)
                case .hypergeometric(let lotSize):
                    let left = (nonconforming(p) ?? 0) - found
                    if left < 0 { return 0 }
                    return try HypergeometricDistribution(population: lotSize - drawn, marked: left, draws: n).mass(x)
                }
            }
        }
        return (0..<max(limit, 0)).map { mass($0) }
    }
}
