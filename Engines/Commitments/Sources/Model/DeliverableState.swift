import CivicCalendar
import Packs

/// A deliverable on a day: what it is, what it answers to, and where each part of it stands.
public struct DeliverableState: Sendable {
    /// One commitment of it: the whole, or one district's.
    public struct Part: Sendable {
        public let commitment: Commitment
        /// The district, nil where the deliverable is owed once.
        public let district: District?
        public let judgement: Judgement
        /// What was assigned and what happened since; nil where nobody was given it yet.
        public let life: AssignmentLife?
    }

    /// As the pack has it, its lead as agreed or reassigned.
    public let deliverable: PackDeliverable
    /// The lead that the pack proposed.
    public let packLead: String
    /// Whether the office agreed on the lead for this plan.
    public let isLeadAgreed: Bool
    /// The pack's item that it belongs to.
    public let knownItem: Int
    /// The item of the plan in which it is shown; nil where the plan has no such item.
    public let item: Int?
    public let binding: Binding?
    public let parts: [Part]
    public let tally: Tally

    public init(
        deliverable: PackDeliverable, packLead: String, isLeadAgreed: Bool, knownItem: Int, item: Int?,
        binding: Binding?, parts: [Part]
    ) {
        self.deliverable = deliverable
        self.packLead = packLead
        self.isLeadAgreed = isLeadAgreed
        self.knownItem = knownItem
        self.item = item
        self.binding = binding
        self.parts = parts
        tally = Tally(parts.map(\.judgement))
    }

    public var id: String { deliverable.id }

    /// nil where a calendar is missing, and so nothing can be derived.
    public var standing: Standing? { tally.standing }
    public var isFinished: Bool { standing?.isFinished ?? false }

    /// The due day while somebody has something to finish, else nil: what only waits for its review falls due no more.
    public var nextDue: CivicDate? {
        isFinished || standing == .suspended || (!parts.isEmpty && parts.allSatisfy { $0.judgement.percent == 100 })
            ? nil : due
    }

    /// The due day in force: of its parts that are not finished the earliest, else the pack's.
    public var due: CivicDate {
        parts.filter { !$0.judgement.standing.isFinished }.map { $0.commitment.latestDue }.min()
            ?? deliverable.due
    }

    /// The unit that leads it and those that support it, lead first.
    public var units: [String] { [deliverable.lead] + deliverable.supports }
}
