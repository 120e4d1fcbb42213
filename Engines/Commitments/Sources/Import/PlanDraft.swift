import CivicCalendar
import Kernel
import PlanText

/// A plan on its way in: read from a document, corrected by officers, not yet in force.
public struct PlanDraft: Sendable {
    public enum State: String, Sendable, CaseIterable {
        case draft
        case committed
        case discarded
    }

    public let id: Identifier
    /// The pack whose deliverables it is bound to.
    public let pack: String
    /// Whether that pack is yet to be made from the plan itself, when it is committed.
    public let makesPack: Bool
    public let source: PlanSource
    public var plan: Plan
    /// Grows with every correction; a correction names the version it was made on.
    public var version: Int
    public let state: State
    /// The plan it became.
    public let committedAs: String?
    public let createdAt: LogTime
    public let createdBy: String
    public let updatedAt: LogTime

    /// The year it is for: of its title or signature, else the year given.
    public func year(orElse year: Int) -> Int { plan.document.planYear ?? year }
}
