import Glibc
import QualityMath

/// Plans and bounds for showing by test that a reliability or an MTBF is reached.
///
/// Source: IEC 61124:2023 and IEC 60605-4 for the exponential distribution, IEC 61123 for success ratios; the parametric
/// binomial for Weibull lives: Meeker and Escobar (1998), 10.
public enum DemonstrationTest {
    /// The number of units, and what they show.
    public struct BinomialPlan: Explainable {
        /// The units to test.
        public let units: Int
        /// The failures allowed.
        public let allowedFailures: Int
        /// The reliability shown.
        public let reliability: Double
        /// The confidence with which it is shown.
        public let confidence: Double
        /// The confidence that the plan reaches, at least the one asked for.
        public let reachedConfidence: Double

        /// The binomial sum with its numbers.
        public var explanation: Explanation {
            Explanation(
                steps: [
                    MethodText(
                        "Σ_{k≤\(allowedFailures)} C(\(units), k)(1 - \(reliability.plain))^k \(reliability.plain)^(\(units) - k)"
                            + " = \((1 - reachedConfidence).significant()) ≤ 1 - \(confidence.plain)")
                ], source: "IEC 61123:2019",
                assumptions: [
                    Assumption(.unknown, zh: "各受试产品相互独立", en: "the units fail independently")
                ])
        }
    }

    /// Returns the fewest units whose test with at most f failures shows a reliability with a confidence.
    public static func units(
        reliability: Double, confidence: Double, allowedFailures: Int = 0
    ) throws(MathProblem) -> BinomialPlan {
        try RequiredInput.openProbability(reliability, "reliability")
        try RequiredInput.openProbability(confidence, "confidence")
        guard allowedFailures >= 0, allowedFailures <= 1_000_000 else {
            throw .parameter(name: "allowedFailures", rule: .count, value: Double(allowedFailures))
        }
        // P(at most f failures) of n units is I_R(n - f, f + 1): falls in n.
        func passing(_ n: Int) -> Double {
            n <= allowedFailures
                ? 1
                : SpecialFunctions.regularizedBeta(
                    reliability, Double(n - allowedFailures), Double(allowedFailures) + 1)
        }
        // A plan that meets the confidence but for rounding is accepted.
        let limit = (1 - confidence) * (1 + 1e-13)
        var high = allowedFailures + 1
        while passing(high) > limit {
            high *= 2
            guard high < 1 << 50 else {
                throw .noConvergence(method: "number of units", iterations: 50, best: Double(high))
            }
        }
        var low = allowedFailures
        while high - low > 1 {
            let middle = (low + high) / 2
            if passing(middle) <= limit { high = middle } else { low = middle }
        }
        return BinomialPlan(
            units: high, allowedFailures: allowedFailures, reliability: reliability, confidence: confidence,
            reachedConfidence: 1 - passing(high))
    }

    /// Returns Clopper and Pearson's interval for a proportion of x in n.
    public static func clopperPearson(
        successes: Int, trials: Int, confidence: Double
    ) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        guard trials >= 1 else { throw .tooFewValues(name: "trials", needed: 1, found: trials) }
        guard successes >= 0 else { throw .parameter(name: "successes", rule: .atLeast(0), value: Double(successes)) }
        guard successes <= trials else {
            throw .parameter(name: "successes", rule: .atMost(Double(trials)), value: Double(successes))
        }
        let (x, n) = (Double(successes), Double(trials))
        let alpha = 1 - confidence
        let lower =
            successes == 0 ? 0 : SpecialFunctions.inverseRegularizedBeta(alpha / 2, x, n - x + 1).x
        let upper =
            successes == trials
            ? 1 : SpecialFunctions.inverseRegularizedBetaComplement(alpha / 2, x + 1, n - x).x
        return LifeFit.Bounds(lower: lower, upper: upper)
    }

    /// Returns the one-sided lower bound of the MTBF of exponential lives from a total time on test and the failures.
    ///
    /// 2T/χ²(confidence; 2r + 2) when the test ended by time, 2T/χ²(confidence; 2r) when it ended at the last failure
    /// (NaN for none).
    public static func mtbfLowerBound(
        totalTime: Double, failures: Int, confidence: Double, endsAtFailure: Bool = false
    ) throws(MathProblem) -> Double {
        try RequiredInput.positive(totalTime, "totalTime")
        try RequiredInput.openProbability(confidence, "confidence")
        guard failures >= 0 else { throw .parameter(name: "failures", rule: .atLeast(0), value: Double(failures)) }
        if endsAtFailure, failures == 0 { return .nan }
        let degrees = 2 * Double(failures) + (endsAtFailure ? 0 : 2)
        return 2 * totalTime / (try ChiSquaredDistribution(degreesOfFreedom: degrees)).quantile(confidence)
    }

    /// Returns the two-sided interval of the MTBF; the upper end is infinity without failures.
    public static func mtbfBounds(
        totalTime: Double, failures: Int, confidence: Double, endsAtFailure: Bool = false
    ) throws(MathProblem) -> LifeFit.Bounds {
        let tail = (1 - confidence) / 2
        let lower = try mtbfLowerBound(
            totalTime: totalTime, failures: failures, confidence: 1 - tail, endsAtFailure: endsAtFailure)
        guard failures > 0 else { return LifeFit.Bounds(lower: lower, upper: .infinity) }
        let chi = try ChiSquaredDistribution(degreesOfFreedom: 2 * Double(failures))
        return LifeFit.Bounds(lower: lower, upper: 2 * totalTime / chi.quantile(tail))
    }

    /// Returns the total time on test that shows an MTBF with a confidence if at most f failures happen.
    public static func totalTime(
        mtbf: Double, confidence: Double, allowedFailures: Int = 0
    ) throws(MathProblem) -> Double {
        try RequiredInput.positive(mtbf, "mtbf")
        try RequiredInput.openProbability(confidence, "confidence")
        guard allowedFailures >= 0 else {
            throw .parameter(name: "allowedFailures", rule: .atLeast(0), value: Double(allowedFailures))
        }
        return mtbf
            * (try ChiSquaredDistribution(degreesOfFreedom: 2 * Double(allowedFailures) + 2))
            .quantile(confidence) / 2
    }

    /// A test of fixed length with two risks for exponential lives.
    public struct TwoRiskPlan: Hashable, Sendable {
        /// The failures allowed.
        public let allowedFailures: Int
        /// The total time on test.
        public let totalTime: Double
        /// The chance that lives at the upper MTBF are refused, at most the one asked for.
        public let producerRisk: Double
        /// The chance that lives at the lower MTBF are accepted, the one asked for.
        public let consumerRisk: Double
    }

    /// Returns the shortest fixed-length test that accepts the upper MTBF with 1 - α and refuses the lower one with
    /// 1 - β (IEC 61124, type B plans computed instead of looked up).
    public static func twoRiskPlan(
        upperMTBF: Double, lowerMTBF: Double, producerRisk: Double, consumerRisk: Double
    ) throws(MathProblem) -> TwoRiskPlan {
        try RequiredInput.positive(lowerMTBF, "lowerMTBF")
        guard upperMTBF.isFinite, upperMTBF > lowerMTBF else {
            throw .parameter(name: "upperMTBF", rule: .greaterThan(lowerMTBF), value: upperMTBF)
        }
        try RequiredInput.openProbability(producerRisk, "producerRisk")
        try RequiredInput.openProbability(consumerRisk, "consumerRisk")
        for allowed in 0..<100_000 {
            let time = try totalTime(mtbf: lowerMTBF, confidence: 1 - consumerRisk, allowedFailures: allowed)
            let refused = try PoissonDistribution(mean: time / upperMTBF).survival(Double(allowed))
            if refused <= producerRisk {
                return TwoRiskPlan(
                    allowedFailures: allowed, totalTime: time, producerRisk: refused, consumerRisk: consumerRisk)
            }
        }
        throw .noConvergence(method: "two-risk plan", iterations: 100_000, best: .nan)
    }

    /// Returns the probability that a fixed-length test is passed at an MTBF: the operating characteristic.
    public static func passing(
        mtbf: Double, totalTime: Double, allowedFailures: Int
    ) throws(MathProblem) -> Double {
        try RequiredInput.positive(mtbf, "mtbf")
        try RequiredInput.nonnegative(totalTime, "totalTime")
        guard allowedFailures >= 0 else {
            throw .parameter(name: "allowedFailures", rule: .atLeast(0), value: Double(allowedFailures))
        }
        return try PoissonDistribution(mean: totalTime / mtbf).cumulative(Double(allowedFailures))
    }

    /// Returns how long each of n units must run to show a reliability at a mission time, for Weibull lives of known shape
    /// (the parametric binomial).
    public static func weibullDuration(
        units: Int, reliability: Double, missionTime: Double, shape: Double, confidence: Double,
        allowedFailures: Int = 0
    ) throws(MathProblem) -> Double {
        try RequiredInput.openProbability(reliability, "reliability")
        try RequiredInput.positive(missionTime, "missionTime")
        try RequiredInput.positive(shape, "shape")
        try RequiredInput.openProbability(confidence, "confidence")
        guard allowedFailures >= 0 else {
            throw .parameter(name: "allowedFailures", rule: .atLeast(0), value: Double(allowedFailures))
        }
        guard units > allowedFailures else {
            throw .tooFewValues(name: "units", needed: allowedFailures + 1, found: units)
        }
        // The reliability at the end of the test must be the one whose passing probability is 1 - confidence.
        let atEnd = SpecialFunctions.inverseRegularizedBeta(
            1 - confidence, Double(units - allowedFailures), Double(allowedFailures) + 1
        ).x
        return missionTime * pow(log(atEnd) / log(reliability), 1 / shape)
    }
}
