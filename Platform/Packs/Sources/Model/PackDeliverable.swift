import CivicCalendar
import Kernel

/// Something that a unit has to deliver, made from one clause of the plan.
public struct PackDeliverable: Sendable, Equatable {
    /// A stable key, `slug/words`: it never changes and is unique in the pack.
    public var id: String
    public var title: LocalizedText
    /// The exact clause of the plan that this was made for.
    public var clause: String
    /// Terms of art or proper names that identify the clause in another wording too; at most 4.
    public var anchors: [String]
    public var lead: String
    public var supports: [String]
    public var cadence: Cadence
    /// The first day; nil means the first day of the pack.
    public var starts: CivicDate?
    public var due: CivicDate
    /// Whether each district owes it separately.
    public var perDistrict: Bool
    /// How much it counts beside the others of its item and of its unit: 1 to 100.
    public var weight: Int
    public var target: Target?
    /// What every report on it is asked for, besides text and percentage.
    public var numbers: [ReportedNumber]
    public var evidence: [ExpectedEvidence]
    public var validity: Validity
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, clause: String, anchors: [String] = [], lead: String,
        supports: [String] = [], cadence: Cadence, starts: CivicDate? = nil, due: CivicDate, perDistrict: Bool = false,
        weight: Int = 1, target: Target? = nil, numbers: [ReportedNumber] = [], evidence: [ExpectedEvidence],
        validity: Validity, basis: Basis
    ) {
        self.id = id
        self.title = title
        self.clause = clause
        self.anchors = anchors
        self.lead = lead
        self.supports = supports
        self.cadence = cadence
        self.starts = starts
        self.due = due
        self.perDistrict = perDistrict
        self.weight = weight
        self.target = target
        self.numbers = numbers
        self.evidence = evidence
        self.validity = validity
        self.basis = basis
    }

    /// The first day: its own, or the first day of the pack.
    public func firstDay(in pack: Validity) -> CivicDate { starts ?? pack.from }
}
