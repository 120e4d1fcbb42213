import CivicCalendar
import Kernel
import PlanText

/// A plan that went through the import wizard and is in force.
public struct CommittedPlan: Sendable {
    /// Short and readable, as it stands in addresses: `2021-1`.
    public let id: String
    public let pack: String
    public let plan: Plan
    /// Whether its words are a paraphrase, which every page that shows them says.
    public let isParaphrase: Bool
    public let source: PlanSource
    /// Which item of the pack each item of the plan is.
    public let knownItems: [Int: Int]
    /// The unit of the pack that each written name means, where one does.
    public let unitIDs: [String: String]
    public let committedAt: LogTime
    public let committedBy: String

    /// The year that the plan is for; the first four digits of its id.
    public var year: String { String(id.prefix(4)) }
}

/// A plan without its text, for lists.
public struct CommittedPlanSummary: Sendable {
    public let id: String
    public let pack: String
    public let title: String
    public let issuer: String?
    public let issued: CivicDate?
    public let isParaphrase: Bool
    public let sourceName: String
    public let itemCount: Int
    public let committedAt: LogTime
    public let committedBy: String
}
