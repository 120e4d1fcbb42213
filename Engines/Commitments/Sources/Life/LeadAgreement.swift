import CivicCalendar
import Kernel

/// Who leads a deliverable, as the office agreed it for a plan: beside who the plan names and who the pack proposed.
public struct LeadAgreement: Sendable, Hashable {
    public let id: Identifier
    public let plan: String
    public let deliverable: String
    public let unit: String
    public let reason: String
    public let day: CivicDate
    public let at: LogTime
    public let by: String
}
