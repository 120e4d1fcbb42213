import Glibc
import QualityMath

/// A test of normality: its statistic and p value.
public struct NormalityTest: Explainable, Hashable {
    /// The name of the test.
    public let name: String
    /// The statistic.
    public let statistic: Double
    /// The probability of so extreme a statistic for normal data.
    public let probability: Double
    private let source: String

    /// The Anderson-Darling test with estimated mean and standard deviation; p by D'Agostino and Stephens (1986), 4.9.
    public static func andersonDarling(_ values: [Double]) throws(MethodProblem) -> NormalityTest {
        let sorted = try prepared(values, least: 3)
        let moments = Moments(of: sorted)
        let scores = sorted.map { ($0 - moments.mean) / moments.standardDeviation }
        let n = Double(scores.count)
        let statistic = GoodnessOfFit.andersonDarling(
            logCumulative: scores.map { NormalDistribution.standardLogCumulative($0) },
            logSurvival: scores.map { NormalDistribution.standardLogCumulative(-$0) })
        let a = statistic * (1 + 0.75 / n + 2.25 / (n * n))
        let p: Double =
            switch a {
            case 0.6...: exp(1.2937 - 5.709 * a + 0.0186 * a * a)
            case 0.34...: exp(0.9177 - 4.279 * a - 1.38 * a * a)
            case 0.2...: 1 - exp(-8.318 + 42.796 * a - 59.938 * a * a)
            default: 1 - exp(-13.436 + 101.14 * a - 223.73 * a * a)
            }
        return NormalityTest(
            name: "anderson-darling", statistic: statistic, probability: min(max(a > 13 ? 0 : p, 0), 1),
            source: "D'Agostino and Stephens (1986), Goodness-of-Fit Techniques, table 4.9; ISO 5479")
    }

    /// The Shapiro-Wilk test by Royston's approximation (1995, algorithm AS R94), for 3 to 5000 values.
    public static func shapiroWilk(_ values: [Double]) throws(MethodProblem) -> NormalityTest {
        let sorted = try prepared(values, least: 3)
        guard sorted.count <= 5000 else {
            throw MethodProblem(
                .outOfRange, at: "values", zh: "夏皮罗-威尔克检验最多 5000 个值。", en: "The test takes at most 5000 values.")
        }
        let count = sorted.count
        let n = Double(count)
        let weights = shapiroWeights(count)
        let center = NumberColumn.mean(sorted)
        var numerator = 0.0
        for index in weights.indices { numerator += weights[index] * (sorted[count - 1 - index] - sorted[index]) }
        let residuals = sorted.map { $0 - center }
        let w = min(numerator * numerator / Summation.dot(residuals, residuals), 1)
        return NormalityTest(
            name: "shapiro-wilk", statistic: w, probability: shapiroProbability(w, n),
            source: "Royston (1995), Applied Statistics 44, 547-551 (AS R94); ISO 5479")
    }

    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }

    /// The weights of the largest half, largest first.
    private static func shapiroWeights(_ count: Int) -> [Double] {
        if count == 3 { return [Double(0.5).squareRoot()] }
        let n = Double(count)
        let half = count / 2
        let scores = (1...half).map { NormalDistribution.standardQuantile((Double($0) - 0.375) / (n + 0.25)) }
        let total = 2 * scores.reduce(0) { $0 + $1 * $1 }
        let root = total.squareRoot()
        let u = 1 / n.squareRoot()
        let first = polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u) - scores[0] / root
        var weights = [first]
        let factor: Double
        if count > 5 {
            let second = polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u) - scores[1] / root
            weights.append(second)
            factor =
                ((total - 2 * scores[0] * scores[0] - 2 * scores[1] * scores[1])
                / (1 - 2 * first * first - 2 * second * second)).squareRoot()
        } else {
            factor = ((total - 2 * scores[0] * scores[0]) / (1 - 2 * first * first)).squareRoot()
        }
        for index in weights.count..<half { weights.append(-scores[index] / factor) }
        return weights
    }

    private static func shapiroProbability(_ w: Double, _ n: Double) -> Double {
        if n == 3 {
            return min(max(6 / .pi * (asin(w.squareRoot()) - asin(Double(0.75).squareRoot())), 0), 1)
        }
        var y = log1p(-w)
        let (mean, deviation): (Double, Double)
        if n <= 11 {
            let bound = -2.273 + 0.459 * n
            if y >= bound { return 0 }
            y = -log(bound - y)
            mean = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n)
            deviation = exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n))
        } else {
            let x = log(n)
            mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], x)
            deviation = exp(polynomial([-0.4803, -0.082676, 0.0030302], x))
        }
        return NormalDistribution.standardCumulative((mean - y) / deviation)
    }

    /// The values in order; throws for too few, not finite or constant ones.
    private static func prepared(_ values: [Double], least: Int) throws(MethodProblem) -> [Double] {
        guard values.count >= least else {
            throw MethodProblem(
                .tooFewValues, at: "values", zh: "至少要 \(least) 个值。", en: "At least \(least) values are needed.")
        }
        try ControlChart.requireFinite(values)
        let sorted = values.sorted()
        guard sorted[0] < sorted[sorted.count - 1] else {
            throw MethodProblem(.degenerate, at: "values", zh: "所有值都相等。", en: "All values are equal.")
        }
        return sorted
    }

    /// The statistic and p value with their source.
    public var explanation: Explanation {
        Explanation(
            steps: [MethodText("\(name): \(statistic.significant(8)), p = \(probability.significant(4))")],
            source: source,
            assumptions: [Assumption(.unknown, zh: "观测值相互独立", en: "the values are independent")])
    }
}

/// Distances between data and a distribution.
public enum GoodnessOfFit {
    /// A² = -n - Σ (2i-1)/n (log F(xᵢ) + log(1 - F(xₙ₊₁₋ᵢ))) from the logarithms at the sorted values.
    public static func andersonDarling(logCumulative: [Double], logSurvival: [Double]) -> Double {
        let n = Double(logCumulative.count)
        var sum = NeumaierSum()
        for (index, low) in logCumulative.enumerated() {
            sum.add((2 * Double(index) + 1) * (low + logSurvival[logSurvival.count - 1 - index]))
        }
        return -n - sum.value / n
    }
}
