/// What inspection of one lot on its first submission found.
public struct LotResult: Hashable, Sendable {
    /// Whether the lot was accepted.
    public let isAccepted: Bool
    /// Whether the switching score grows if the lot was accepted: for single plans with Ac ≥ 2, whether the lot would
    /// also have been accepted with the AQL one step tighter; for double plans, whether the first sample accepted; for
    /// multiple plans, whether one of the first three did. Not used with Ac 0 or 1.
    public let isAcceptedOneStepTighter: Bool
    /// For the form of MIL-STD-105E: whether the count fell into the gap of a reduced plan.
    public let isInGap: Bool

    /// Makes a result.
    public init(isAccepted: Bool, isAcceptedOneStepTighter: Bool = false, isInGap: Bool = false) {
        self.isAccepted = isAccepted
        self.isAcceptedOneStepTighter = isAcceptedOneStepTighter
        self.isInGap = isInGap
    }
}

/// The switching rules between normal, tightened and reduced inspection, as a value: each lot gives the next state.
///
/// ISO 2859-1:1999, 9.3: normal to tightened when 2 of 5 or fewer consecutive lots are not accepted; tightened to normal
/// after 5 accepted in a row; discontinued when 5 lots in all were not accepted on tightened inspection; normal to
/// reduced at a switching score of 30 where the authority approves and production is steady; reduced to normal when a
/// lot is not accepted or production becomes irregular. MIL-STD-105E, 4.7: reduced after 10 accepted lots whose total
/// of nonconforming items is within the limit number (given by the caller: its table is not in this library), normal
/// again also when a count falls into the gap, discontinued after 10 lots in a row on tightened inspection.
public struct SwitchingEngine: Hashable, Sendable {
    /// Why the severity changed.
    public enum Event: String, Hashable, Sendable, CaseIterable {
        /// 2 of at most 5 consecutive lots were not accepted on normal inspection.
        case twoOfFiveNotAccepted = "two-of-five-not-accepted"
        /// 5 lots in a row were accepted on tightened inspection.
        case fiveAccepted = "five-accepted"
        /// The switching score reached 30, or the rule of 10 lots of MIL-STD-105E was met.
        case goodRecord = "good-record"
        /// A lot was not accepted on reduced inspection.
        case notAcceptedOnReduced = "not-accepted-on-reduced"
        /// A count fell into the gap of a reduced plan.
        case gap
        /// Production became irregular, or another condition asks for normal inspection.
        case irregularProduction = "irregular-production"
        /// Inspection on the tightened plan is discontinued until the supplier has mended the process.
        case discontinued
        /// Inspection is resumed, on tightened inspection.
        case resumed
    }

    /// One line of the log.
    public struct Entry: Hashable, Sendable {
        /// The number of the lot, from 1, after which it happened; 0 before the first.
        public let lot: Int
        /// The severity in force for that lot.
        public let severity: InspectionSeverity
        /// Whether the lot was accepted; nil for an event between lots.
        public let isAccepted: Bool?
        /// The switching score after the lot.
        public let score: Int
        /// Why the severity changed; nil where it did not.
        public let event: Event?
    }

    /// The form of the rules.
    public let form: InspectionForm
    /// The acceptance number of the single normal plan, or that of the last stage.
    public let acceptanceNumber: Int
    /// The type of the plans.
    public let type: PlanType
    /// The severity for the next lot.
    public private(set) var severity: InspectionSeverity = .normal
    /// Whether inspection is discontinued.
    public private(set) var isDiscontinued = false
    /// The switching score; with MIL-STD-105E the number of lots accepted in a row.
    public private(set) var score = 0
    /// The log, oldest first.
    public private(set) var log: [Entry] = []

    /// Lots since the last that was not accepted on normal inspection; nil where there was none.
    private var sinceFailure: Int?
    private var acceptedInRow = 0
    private var failuresOnTightened = 0
    private var lotsOnTightened = 0

    /// Makes an engine at normal inspection.
    public init(acceptanceNumber: Int, type: PlanType = .single, form: InspectionForm = .iso2859) {
        self.acceptanceNumber = acceptanceNumber
        self.type = type
        self.form = form
    }

    /// Takes one lot in and returns why the severity changed, if it did.
    ///
    /// - Parameters:
    ///   - result: what first inspection of the lot found.
    ///   - mayReduce: the authority approves reduced inspection and production is steady (for MIL-STD-105E also: the
    ///     total of nonconforming items in the last 10 lots is within the limit number).
    /// - Returns: the event, nil for none.
    /// - Throws: ``MethodProblem`` while inspection is discontinued.
    @discardableResult
    public mutating func take(_ result: LotResult, mayReduce: Bool = true) throws(MethodProblem) -> Event? {
        guard !isDiscontinued else {
            throw .refused("lots", zh: "检验已暂停，须先恢复", en: "inspection is discontinued: resume it first")
        }
        let inForce = severity
        let event: Event? =
            switch severity {
            case .normal: takeOnNormal(result, mayReduce: mayReduce)
            case .tightened: takeOnTightened(result)
            case .reduced:
                if !result.isAccepted {
                    enter(.normal, .notAcceptedOnReduced)
                } else if form == .milStd105E, result.isInGap {
                    enter(.normal, .gap)
                } else {
                    nil
                }
            }
        log.append(
            Entry(lot: lots + 1, severity: inForce, isAccepted: result.isAccepted, score: score, event: event))
        return event
    }

    /// Returns to normal inspection from reduced because production became irregular; nothing happens otherwise.
    public mutating func reportIrregularProduction() {
        guard severity == .reduced else { return }
        let event = enter(.normal, .irregularProduction)
        log.append(Entry(lot: lots, severity: .reduced, isAccepted: nil, score: score, event: event))
    }

    /// Resumes inspection, on the tightened plan, once the supplier has mended the process.
    public mutating func resume() {
        guard isDiscontinued else { return }
        isDiscontinued = false
        let event = enter(.tightened, .resumed)
        log.append(Entry(lot: lots, severity: .tightened, isAccepted: nil, score: score, event: event))
    }

    private var lots: Int { log.last?.lot ?? 0 }

    private mutating func takeOnNormal(_ result: LotResult, mayReduce: Bool) -> Event? {
        if result.isAccepted {
            sinceFailure = sinceFailure.map { $0 + 1 }
        } else {
            // Two failures with at most three accepted lots between them lie within five consecutive lots.
            if let between = sinceFailure, between <= 3 { return enter(.tightened, .twoOfFiveNotAccepted) }
            sinceFailure = 0
        }
        score = Self.nextScore(score, result, type: type, acceptanceNumber: acceptanceNumber, form: form)
        return mayReduce && score >= (form == .iso2859 ? 30 : 10) ? enter(.reduced, .goodRecord) : nil
    }

    private mutating func takeOnTightened(_ result: LotResult) -> Event? {
        lotsOnTightened += 1
        acceptedInRow = result.isAccepted ? acceptedInRow + 1 : 0
        failuresOnTightened += result.isAccepted ? 0 : 1
        if acceptedInRow >= 5 { return enter(.normal, .fiveAccepted) }
        if form == .iso2859 ? failuresOnTightened >= 5 : lotsOnTightened >= 10 {
            isDiscontinued = true
            return .discontinued
        }
        return nil
    }

    /// The switching score after a lot (ISO 2859-1:1999, 9.3.3.2).
    static func nextScore(
        _ score: Int, _ result: LotResult, type: PlanType, acceptanceNumber: Int, form: InspectionForm
    ) -> Int {
        guard result.isAccepted else { return 0 }
        if form == .milStd105E { return score + 1 }
        if type == .single, acceptanceNumber <= 1 { return score + 2 }
        return result.isAcceptedOneStepTighter ? score + 3 : 0
    }

    @discardableResult
    private mutating func enter(_ next: InspectionSeverity, _ event: Event) -> Event {
        severity = next
        score = 0
        sinceFailure = nil
        acceptedInRow = 0
        failuresOnTightened = 0
        lotsOnTightened = 0
        return event
    }
}
