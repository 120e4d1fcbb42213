import Glibc

/// Skip-lot sampling SkSP-2: after i accepted lots in a row only a fraction f of the lots is inspected.
///
/// With the probability P of the reference plan, P_a = (f P + (1-f) Pⁱ) / (f + (1-f) Pⁱ), and the mean sample per lot is
/// n f / (f + (1-f) Pⁱ). Source: Perry (1973), Skip-lot sampling plans; the principle of ISO 2859-3, whose qualification
/// scores and tables are not in this library.
public struct SkipLotPlan: Hashable, Sendable {
    /// The reference plan.
    public let reference: AcceptancePlan
    /// The accepted lots in a row that lead to skipping.
    public let clearanceNumber: Int
    /// The fraction of lots inspected while skipping.
    public let fraction: Double

    /// What the plan does at one quality level.
    public struct Performance: Hashable, Sendable {
        /// The probability of acceptance over all lots, skipped ones included.
        public let acceptance: Double
        /// The mean sample over all lots.
        public let averageSampleNumber: Double
        /// The share of lots that are inspected.
        public let inspectedShare: Double
    }

    /// Makes a plan.
    ///
    /// - Throws: ``MethodProblem`` for a clearance number outside 1...1000 or a fraction not in (0, 1].
    public init(reference: AcceptancePlan, clearanceNumber: Int, fraction: Double) throws(MethodProblem) {
        guard (1...1000).contains(clearanceNumber) else {
            throw .refused("i", zh: "连续接收批数须为 1 至 1000", en: "the clearance number is 1 to 1000")
        }
        guard fraction > 0, fraction <= 1 else {
            throw .refused("f", zh: "跳批检验频率须大于 0 且不超过 1", en: "the fraction is above 0 and at most 1")
        }
        self.reference = reference
        self.clearanceNumber = clearanceNumber
        self.fraction = fraction
    }

    /// Returns the behaviour at one quality level.
    ///
    /// - Throws: ``MethodProblem`` for a quality out of range.
    public func performance(at quality: Double, model: LotModel = .binomial) throws(MethodProblem) -> Performance {
        let plan = try reference.performance(at: quality, model: model)
        let cleared = pow(plan.acceptance, Double(clearanceNumber))
        let denominator = fraction + (1 - fraction) * cleared
        let share = fraction / denominator
        return Performance(
            acceptance: (fraction * plan.acceptance + (1 - fraction) * cleared) / denominator,
            averageSampleNumber: plan.averageSampleNumber * share, inspectedShare: share)
    }
}

/// The state of skip-lot inspection of one product, lot by lot.
///
/// Which lots are inspected while skipping is for the caller to draw (at random, with the fraction), so that the draw can
/// be shown.
public struct SkipLotEngine: Hashable, Sendable {
    /// The plan.
    public let plan: SkipLotPlan
    /// Whether lots are being skipped.
    public private(set) var isSkipping = false
    /// Accepted lots in a row under inspection of every lot.
    public private(set) var acceptedInRow = 0
    /// What happened, one line an inspected lot: accepted or not, and whether lots are skipped afterwards.
    public private(set) var log: [(isAccepted: Bool, isSkippingAfter: Bool)] = []

    /// Begins with every lot inspected.
    public init(plan: SkipLotPlan) { self.plan = plan }

    /// Takes the result of an inspected lot in.
    public mutating func take(isAccepted: Bool) {
        acceptedInRow = isAccepted ? acceptedInRow + 1 : 0
        if !isAccepted { isSkipping = false }
        if acceptedInRow >= plan.clearanceNumber { isSkipping = true }
        log.append((isAccepted, isSkipping))
    }

    /// Two engines are equal when their plans and logs are.
    public static func == (left: SkipLotEngine, right: SkipLotEngine) -> Bool {
        left.plan == right.plan && left.log.elementsEqual(right.log, by: ==)
    }

    /// Hashes the plan and the number of lots.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(plan)
        hasher.combine(log.count)
    }
}
