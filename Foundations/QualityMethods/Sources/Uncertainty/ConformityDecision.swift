import Glibc
import QualityMath

/// Whether a measured item conforms to its tolerance, given the uncertainty of the measurement.
///
/// The conformance probability is that of the knowledge about the quantity inside the tolerance interval:
/// p_c = Φ((T_U - y)/u) - Φ((T_L - y)/u). Acceptance limits lie a guard band w inside (guarded acceptance) or outside
/// (guarded rejection) the tolerance limits. Source: JCGM 106:2012, 7.2, 8.3 and 9; ISO 14253-1:2017; ILAC-G8:09/2019.
public struct ConformityDecision: Explainable {
    /// The tolerance, with one limit or two.
    public struct Tolerance: Hashable, Sendable {
        /// The lower limit; minus infinity for none.
        public let lower: Double
        /// The upper limit; infinity for none.
        public let upper: Double

        /// Creates a tolerance; at least one limit must be given and the lower be below the upper.
        public init(lower: Double? = nil, upper: Double? = nil) throws(MathProblem) {
            self.lower = lower ?? -.infinity
            self.upper = upper ?? .infinity
            if let lower { try RequiredInput.finite(lower, "lower") }
            if let upper { try RequiredInput.finite(upper, "upper") }
            guard lower != nil || upper != nil else { throw .tooFewValues(name: "limits", needed: 1, found: 0) }
            guard self.lower < self.upper else {
                throw .parameter(name: "upper", rule: .greaterThan(self.lower), value: self.upper)
            }
        }
    }

    /// How acceptance limits are set.
    public enum Rule: Hashable, Sendable {
        /// At the tolerance limits (shared risk).
        case simple
        /// A guard band of a multiple of U = 2u inside the limits; 1 is the default of ISO 14253-1.
        case guardedAcceptance(multiple: Double)
        /// A guard band of a multiple of U = 2u outside the limits.
        case guardedRejection(multiple: Double)
        /// Accept when the conformance probability is at least this.
        case probability(Double)
    }

    /// What is decided.
    public enum Verdict: String, Hashable, Sendable {
        /// The measured value lies in the acceptance interval.
        case accepted
        /// It does not.
        case rejected
    }

    /// The measured value y.
    public let value: Double
    /// Its standard uncertainty u.
    public let uncertainty: Double
    /// The conformance probability.
    public let conformanceProbability: Double
    /// The acceptance interval; nil for a rule by probability, and where guard bands leave nothing.
    public let acceptance: CoverageInterval?
    /// The decision.
    public let verdict: Verdict
    /// The tolerance.
    public let tolerance: Tolerance

    /// Decides on a measured value whose knowledge is normal (or Student's t where degrees of freedom are given).
    public init(
        value: Double, uncertainty: Double, tolerance: Tolerance, rule: Rule, degreesOfFreedom: Double = .infinity
    ) throws(MathProblem) {
        try RequiredInput.finite(value, "value")
        try RequiredInput.nonnegative(uncertainty, "uncertainty")
        guard degreesOfFreedom > 0 else {
            throw .parameter(name: "degreesOfFreedom", rule: .positive, value: degreesOfFreedom)
        }
        self.value = value
        self.uncertainty = uncertainty
        self.tolerance = tolerance
        conformanceProbability = try Self.probability(value, uncertainty, tolerance, degreesOfFreedom)
        var band = 0.0
        switch rule {
        case .simple: break
        case .guardedAcceptance(let multiple):
            try RequiredInput.nonnegative(multiple, "multiple")
            band = 2 * uncertainty * multiple
        case .guardedRejection(let multiple):
            try RequiredInput.nonnegative(multiple, "multiple")
            band = -2 * uncertainty * multiple
        case .probability(let least):
            try RequiredInput.openProbability(least, "probability")
            acceptance = nil
            verdict = conformanceProbability >= least ? .accepted : .rejected
            return
        }
        let (low, high) = (tolerance.lower + band, tolerance.upper - band)
        acceptance = low <= high ? CoverageInterval(lower: low, upper: high) : nil
        verdict = value >= low && value <= high ? .accepted : .rejected
    }

    private static func probability(
        _ value: Double, _ uncertainty: Double, _ tolerance: Tolerance, _ degrees: Double
    ) throws(MathProblem) -> Double {
        if uncertainty == 0 { return value >= tolerance.lower && value <= tolerance.upper ? 1 : 0 }
        let (a, b) = ((tolerance.lower - value) / uncertainty, (tolerance.upper - value) / uncertainty)
        if degrees == .infinity { return NormalDistribution.standard.probability(from: a, to: b) }
        return try StudentTDistribution(degreesOfFreedom: degrees).probability(from: a, to: b)
    }

    /// Returns the conformance probability from draws of the quantity, such as those of a Monte Carlo propagation.
    public static func conformanceProbability(draws: [Double], tolerance: Tolerance) throws(MathProblem) -> Double {
        try RequiredInput.count(draws.count, atLeast: 1, "draws")
        return Double(draws.count { $0 >= tolerance.lower && $0 <= tolerance.upper }) / Double(draws.count)
    }

    /// The consumer's and the producer's global risk of an acceptance rule.
    public struct GlobalRisk: Hashable, Sendable {
        /// The chance that an item does not conform and is accepted.
        public let consumer: Double
        /// The chance that an item conforms and is rejected.
        public let producer: Double
    }

    /// Returns the global risks for a process whose items are normal and a measurement whose errors are normal
    /// (JCGM 106:2012, 9.5.2 to 9.5.4), by numerical integration.
    ///
    /// - Parameters:
    ///   - processMean: the mean of the items.
    ///   - processDeviation: their standard deviation.
    ///   - uncertainty: the standard uncertainty of one measurement.
    ///   - tolerance: the tolerance.
    ///   - acceptance: the acceptance interval; an end is infinite where the tolerance has none.
    /// - Returns: both risks.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public static func globalRisk(
        processMean: Double, processDeviation: Double, uncertainty: Double, tolerance: Tolerance,
        acceptance: CoverageInterval
    ) throws(MathProblem) -> GlobalRisk {
        try RequiredInput.finite(processMean, "processMean")
        try RequiredInput.positive(processDeviation, "processDeviation")
        try RequiredInput.positive(uncertainty, "uncertainty")
        guard acceptance.lower < acceptance.upper else {
            throw .parameter(name: "acceptance.upper", rule: .greaterThan(acceptance.lower), value: acceptance.upper)
        }
        let process = try NormalDistribution(mean: processMean, standardDeviation: processDeviation)
        func accepted(_ eta: Double) -> Double {
            NormalDistribution.standard.probability(
                from: (acceptance.lower - eta) / uncertainty, to: (acceptance.upper - eta) / uncertainty)
        }
        // Beyond 12 deviations of the process nothing is left; pieces end where the integrand turns.
        let ends = (processMean - 12 * processDeviation, processMean + 12 * processDeviation)
        func integral(_ from: Double, _ to: Double, _ f: (Double) -> Double) throws(MathProblem) -> Double {
            let (low, high) = (max(from, ends.0), min(to, ends.1))
            guard low < high else { return 0 }
            var cuts = [low, high]
            for limit in [acceptance.lower, acceptance.upper] where limit.isFinite {
                cuts += [limit - 6 * uncertainty, limit, limit + 6 * uncertainty]
            }
            cuts += [processMean - 3 * processDeviation, processMean, processMean + 3 * processDeviation]
            let inside = cuts.filter { $0 >= low && $0 <= high }.sorted()
            var sum = 0.0
            for (a, b) in zip(inside, inside.dropFirst()) where b > a {
                sum += try Quadrature.adaptive(
                    from: a, to: b, relativeTolerance: 1e-10, absoluteTolerance: 1e-13, f
                ).value
            }
            return sum
        }
        func consumer(_ eta: Double) -> Double { process.density(eta) * accepted(eta) }
        let below = try integral(-.infinity, tolerance.lower, consumer)
        let above = try integral(tolerance.upper, .infinity, consumer)
        let producer = try integral(tolerance.lower, tolerance.upper) { process.density($0) * (1 - accepted($0)) }
        return GlobalRisk(consumer: below + above, producer: producer)
    }

    /// The probability and the limits.
    public var explanation: Explanation {
        var steps = [
            MethodText(
                "p_c = Φ((T_U - y)/u) - Φ((T_L - y)/u) = \(conformanceProbability.significant()), "
                    + "y = \(value.plain), u = \(uncertainty.plain)")
        ]
        if let acceptance {
            steps.append(MethodText("A = [\(acceptance.lower.significant()), \(acceptance.upper.significant())]"))
        }
        steps.append(
            verdict == .accepted ? MethodText(zh: "判为合格", en: "accepted") : MethodText(zh: "判为不合格", en: "rejected"))
        return Explanation(
            steps: steps, source: "JCGM 106:2012, 7 and 8",
            assumptions: [
                Assumption(.unknown, zh: "对被测量的认识服从正态（或 t）分布", en: "what is known of the quantity is normal (or t)")
            ])
    }
}
