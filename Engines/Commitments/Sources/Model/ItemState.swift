import CivicCalendar
import Packs
import PlanText

/// An item of the plan on a day, computed from its deliverables and never typed in.
public struct ItemState: Sendable {
    public let item: Plan.Item
    /// What the pack knows of it; nil for an item that no pack item is like.
    public let known: PackItem?
    public let deliverables: [DeliverableState]

    public init(item: Plan.Item, known: PackItem?, deliverables: [DeliverableState]) {
        self.item = item
        self.known = known
        self.deliverables = deliverables
    }

    public var number: Int { item.number }

    /// nil where the item has no deliverable, and so nothing that could stand anywhere, or where a calendar is missing.
    public var standing: Standing? {
        let known = deliverables.compactMap(\.standing)
        return known.count == deliverables.count ? Standing.whole(of: known) : nil
    }

    /// Mean of its deliverables' percentages, each with weight one, rounded down.
    public var percent: Int {
        deliverables.isEmpty ? 0 : deliverables.reduce(0) { $0 + $1.tally.percent } / deliverables.count
    }

    public var expectedPercent: Int {
        deliverables.isEmpty ? 0 : deliverables.reduce(0) { $0 + $1.tally.expectedPercent } / deliverables.count
    }

    public var nextDue: CivicDate? { deliverables.compactMap(\.nextDue).min() }

    public func count(_ standing: Standing) -> Int { deliverables.count { $0.standing == standing } }

    /// The deliverables that answer to a clause.
    public func deliverables(of clause: String) -> [DeliverableState] {
        deliverables.filter { $0.binding?.clause == clause }
    }

    /// The deliverables that answer to none of its clauses.
    public var unbound: [DeliverableState] {
        let clauses = Set(item.clauses.map(\.id))
        return deliverables.filter { state in state.binding?.clause.map { !clauses.contains($0) } ?? true }
    }

    /// The agreed lead's unit id, else the id of the lead the text names.
    public func lead(_ plan: CommittedPlan) -> String? {
        known?.lead.asAgreed ?? item.responsible.lead.flatMap { plan.unitIDs[$0] }
    }
}
