import Glibc
import QualityMath

/// The power-law process of a repairable system under growth or wear: N(t) has mean λ t^β.
///
/// β below 1 is growth, 1 a constant rate, above 1 wear. Bounds: β and the achieved MTBF by Crow's exact chi-squared
/// methods and by the normal approximation on logarithms (Fisher). The fit is tested by Cramér and von Mises' statistic.
/// Source: MIL-HDBK-189C (2011), 5.5 and 6.2; IEC 61164:2004, clause 7; Crow, RAMS 1982; IEC 61710:2013.
public struct CrowAMSAA: Explainable {
    /// When observation ended.
    public enum Termination: Hashable, Sendable {
        /// At a time chosen beforehand, the total time on test.
        case time(Double)
        /// At the last failure.
        case failure
    }

    /// The failure times on the cumulative test time, in order.
    public let times: [Double]
    /// The end of observation T.
    public let end: Double
    /// Whether observation ended at a failure.
    public let endsAtFailure: Bool
    /// The maximum likelihood estimate of β.
    public let beta: Double
    /// The maximum likelihood estimate of λ.
    public let lambda: Double
    /// The estimate of β without bias: times (n - 1)/n when ended by time, (n - 2)/n when ended by failure; NaN for too
    /// few failures.
    public let unbiasedBeta: Double

    /// Fits the process.
    ///
    /// - Parameters:
    ///   - times: failure times of the system (or of several systems, on their summed time), positive, in any order.
    ///   - termination: how observation ended.
    /// - Throws: no failure (one when ended by failure), times after the end, or all times at the end.
    public init(times: [Double], termination: Termination) throws(MathProblem) {
        try RequiredInput.allPositive(times, "times")
        let sorted = times.sorted()
        switch termination {
        case .time(let limit):
            try RequiredInput.positive(limit, "end")
            try RequiredInput.count(sorted.count, atLeast: 1, "times")
            if let last = sorted.last, last > limit {
                throw .parameter(name: "end", rule: .atLeast(last), value: limit)
            }
            end = limit
            endsAtFailure = false
        case .failure:
            try RequiredInput.count(sorted.count, atLeast: 2, "times")
            end = sorted[sorted.count - 1]
            endsAtFailure = true
        }
        let end = end
        let logs = Summation.compensated(sorted.map { log(end / $0) })
        guard logs > 0 else { throw .tooFewValues(name: "distinct times", needed: 2, found: 1) }
        let n = Double(sorted.count)
        self.times = sorted
        beta = n / logs
        lambda = exp(log(n) - beta * log(end))
        let loss = endsAtFailure ? 2.0 : 1.0
        unbiasedBeta = n > loss ? (n - loss) / n * beta : .nan
    }

    private var count: Double { Double(times.count) }
    /// The growth rate 1 - β.
    public var growthRate: Double { 1 - beta }
    /// The cumulative MTBF T/n.
    public var cumulativeMTBF: Double { end / count }
    /// The demonstrated (instantaneous) MTBF at the end, 1/(λβT^(β-1)) = T/(nβ).
    public var instantaneousMTBF: Double { end / (count * beta) }
    /// The instantaneous MTBF at the end with the unbiased β.
    public var unbiasedMTBF: Double { end / (count * unbiasedBeta) }
    /// Returns the expected number of failures up to a time.
    public func expectedFailures(to time: Double) -> Double { lambda * pow(time, beta) }
    /// Returns the instantaneous MTBF at a time, by extrapolation beyond the end.
    public func mtbf(at time: Double) -> Double { 1 / (lambda * beta * pow(time, beta - 1)) }

    /// Returns bounds for β: 2nβ/β̂ is chi-squared with 2n degrees of freedom (2(n - 1) when ended by failure).
    public func betaBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let chi = try ChiSquaredDistribution(degreesOfFreedom: endsAtFailure ? 2 * (count - 1) : 2 * count)
        let alpha = 1 - confidence
        return LifeFit.Bounds(
            lower: beta * chi.quantile(alpha / 2) / (2 * count),
            upper: beta * chi.upperQuantile(alpha / 2) / (2 * count))
    }

    /// Returns bounds for β by the normal approximation on log β: β̂ exp(±z/√n).
    public func fisherBetaBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let factor = exp(NormalDistribution.standardQuantile(0.5 + confidence / 2) / count.squareRoot())
        return LifeFit.Bounds(lower: beta / factor, upper: beta * factor)
    }

    /// Returns bounds for the instantaneous MTBF at the end by the normal approximation on its logarithm, whose
    /// variance is 2/n when ended by failure or by time.
    public func fisherMTBFBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let factor = exp(NormalDistribution.standardQuantile(0.5 + confidence / 2) * (2 / count).squareRoot())
        return LifeFit.Bounds(lower: instantaneousMTBF / factor, upper: instantaneousMTBF * factor)
    }

    /// Returns Crow's bounds for the instantaneous MTBF at the end (MIL-HDBK-189C, tables of Π₁ and Π₂).
    ///
    /// Ended by failure, M̂/MTBF is distributed as a product of two gamma variables over n²: its quantiles come from a
    /// numerical integral, good to 8 digits. Ended by time, the bounds come from the law of the number of failures given
    /// Σ log(T/tᵢ), which has no other parameter than the MTBF; they hold the confidence or more.
    public func mtbfBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let alpha = (1 - confidence) / 2
        if endsAtFailure {
            try RequiredInput.count(times.count, atLeast: 3, "times")
            // M/M̂ = n²/(XY) with X = β Σ log(T/tᵢ) ~ gamma(n - 1) and Y = λT^β ~ gamma(n), independent.
            return LifeFit.Bounds(
                lower: instantaneousMTBF * count * count / (try productQuantile(1 - alpha)),
                upper: instantaneousMTBF * count * count / (try productQuantile(alpha)))
        }
        let lowerFactor = try timeEndedFactor(probability: alpha, isLower: true)
        let upperFactor = try timeEndedFactor(probability: alpha, isLower: false)
        return LifeFit.Bounds(lower: instantaneousMTBF * lowerFactor, upper: instantaneousMTBF * upperFactor)
    }

    /// The p-quantile of a product of independent gamma variables with shapes n - 1 and n.
    private func productQuantile(_ p: Double) throws(MathProblem) -> Double {
        let x = try GammaDistribution(shape: count - 1)
        let y = try GammaDistribution(shape: count)
        func cumulative(_ product: Double) throws(MathProblem) -> Double {
            try Quadrature.adaptive(from: 0, to: 1, relativeTolerance: 1e-11, absoluteTolerance: 1e-13) { u in
                y.cumulative(product / x.quantile(u))
            }.value
        }
        var (low, high) = (log(count * count) - 20 / count.squareRoot() - 3, log(count * count) + 20)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if try cumulative(exp(middle)) < p { low = middle } else { high = middle }
            if high - low < 1e-12 * max(abs(low), 1) { break }
        }
        return exp((low + high) / 2)
    }

    /// The factor on M̂ for observation ended by time (Crow 1977; MIL-HDBK-189C, 5.5.2, with Bessel's function I₁ as the
    /// normalising sum).
    private func timeEndedFactor(probability alpha: Double, isLower: Bool) throws(MathProblem) -> Double {
        // For fixed S = Σ log(T/tᵢ) the count n given S = s and δ = ρT has P(n) ∝ (δ s)^n / (n! (n - 1)!), n ≥ 1, where
        // MTBF = T/δ. The bounds solve P(N ≤ n) = α and P(N ≥ n) = α in x = δ s.
        let n = times.count
        func tail(_ logX: Double) -> Double {
            // log weights (k log x - log k! - log (k-1)!), summed relative to the largest.
            let peak = max(1, Int(exp(logX / 2)))
            let width = 60 + 20 * Int(exp(logX / 4)) + n
            let range = max(1, min(peak, n) - width)...(max(peak, n) + width)
            let weights = range.map { k in
                (
                    k,
                    Double(k) * logX - SpecialFunctions.logGamma(Double(k) + 1)
                        - SpecialFunctions.logGamma(Double(k))
                )
            }
            let largest = weights.map(\.1).max() ?? 0
            var (part, all) = (0.0, 0.0)
            for (k, weight) in weights {
                let mass = exp(weight - largest)
                all += mass
                if isLower ? k <= n : k >= n { part += mass }
            }
            return part / all
        }
        // Lower MTBF bound: large δ, P(N ≤ n) = α falls in x. Upper: small δ, P(N ≥ n) = α grows in x.
        var (low, high) = (-60.0, 2 * log(count + 10) + 8 / count.squareRoot())
        for _ in 0..<100 {
            let middle = (low + high) / 2
            let isBelow = isLower ? tail(middle) > alpha : tail(middle) < alpha
            if isBelow { low = middle } else { high = middle }
        }
        // δ = x/S and S = n/β̂, so that MTBF = T S/x = M̂ n²/x.
        return count * count / exp((low + high) / 2)
    }

    /// The Cramér-von Mises statistic of the failure times, with the unbiased β, and the number M of terms.
    public var cramerVonMises: (statistic: Double, terms: Int) {
        let m = endsAtFailure ? times.count - 1 : times.count
        guard m >= 1, unbiasedBeta.isFinite else { return (.nan, m) }
        var sum = NeumaierSum()
        for i in 0..<m {
            let difference = pow(times[i] / end, unbiasedBeta) - (2 * Double(i) + 1) / (2 * Double(m))
            sum.add(difference * difference)
        }
        return (1 / (12 * Double(m)) + sum.value, m)
    }

    /// Returns the critical value of the Cramér-von Mises statistic at a significance of 0.20, 0.15, 0.10, 0.05 or 0.01,
    /// for 2 to 60 and more terms (MIL-HDBK-189C, table of critical values); nil outside.
    public static func cramerVonMisesCritical(terms: Int, significance: Double) -> Double? {
        CramerVonMisesTable.critical(terms: terms, significance: significance)
    }

    /// Laplace's test for trend: standard normal if the rate is constant, below 0 for growth.
    public var laplace: Double {
        let m = endsAtFailure ? times.count - 1 : times.count
        guard m > 0 else { return .nan }
        let mean = Summation.compensated(Array(times.prefix(m))) / Double(m)
        return (mean - end / 2) / (end * (1 / (12 * Double(m))).squareRoot())
    }

    /// The two-sided probability of so strong a trend in Σ log(T/tᵢ) if the rate is constant (MIL-HDBK-189 test).
    public var trendProbability: Double {
        let degrees = endsAtFailure ? 2 * (count - 1) : 2 * count
        do {
            let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
            let statistic = 2 * count / beta
            return min(1, 2 * min(chi.cumulative(statistic), chi.survival(statistic)))
        } catch {
            return .nan
        }
    }

    /// The estimates with their formulas, and the test of fit.
    public var explanation: Explanation {
        let (statistic, terms) = cramerVonMises
        let critical = Self.cramerVonMisesCritical(terms: terms, significance: 0.1)
        let fit = MethodText(zh: "失效过程为幂律过程（克拉默-冯·米塞斯检验，0.10）", en: "power law (Cramér-von Mises, 0.10)")
        return Explanation(
            steps: [
                MethodText("β = n/Σ ln(T/tᵢ) = \(times.count)/\((count / beta).significant()) = \(beta.significant())"),
                MethodText("λ = n/T^β = \(times.count)/\(end.plain)^\(beta.significant()) = \(lambda.significant())"),
                MethodText("MTBF(T) = 1/(λβT^(β-1)) = \(instantaneousMTBF.significant())"),
                MethodText("C² = \(statistic.significant()), M = \(terms)"),
            ], source: "MIL-HDBK-189C, 6.2; IEC 61164:2004, 7",
            assumptions: [
                critical.map { Assumption(statistic <= $0 ? .met : .notMet, zh: fit.zh, en: fit.en) }
                    ?? Assumption(.unknown, zh: fit.zh, en: fit.en)
            ])
    }
}
