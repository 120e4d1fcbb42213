import CivicCalendar
import Kernel

/// One thing that happened to an assignment: who, when, why. Steps are only ever added.
public struct AssignmentStep: Sendable, Hashable {
    /// What happened; each kind has rows of its own.
    public enum Content: Sendable, Hashable {
        /// 交办: sent to the unit, as an order or as a request.
        case issue
        /// 签收: the unit took it.
        case receipt
        /// 异议: the unit says that it is not its work.
        case objection
        /// 裁定: a leader decided the objection; the unit that has it from now on, nil where it stays.
        case ruling(objection: Int, unit: String?)
        /// 改派: the office gave it to another unit.
        case reassignment(unit: String)
        /// 反馈: the unit reported.
        case report(AssignmentReport)
        /// 复核通过 of the report with that number.
        case acceptance(report: Int)
        /// 退回 of the report with that number.
        case rejection(report: Int)
        /// 销号.
        case closure
        /// 申请延期 to a day.
        case extensionRequest(due: CivicDate)
        /// 同意延期: the due day from now on.
        case extensionGrant(request: Int, due: CivicDate)
        /// 不同意延期.
        case extensionRefusal(request: Int)
        /// 暂缓.
        case suspension
        /// 恢复.
        case resumption
        /// 催办.
        case urge
        /// 升级 to the unit's leader.
        case escalation
        /// 目标商定: how much the plan's 一批 is.
        case targetAgreement(Quantity, unit: LocalizedText)
    }

    /// The name of a kind, as the schema and the string files have it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case issue, receipt, objection, ruling, reassignment, report, acceptance, rejection, closure
        case extensionRequest = "extension-request"
        case extensionGrant = "extension-grant"
        case extensionRefusal = "extension-refusal"
        case suspension, resumption, urge, escalation
        case targetAgreement = "target-agreement"
    }

    /// Counts the assignment's steps from 1: its version after this step.
    public let sequence: Int
    public let content: Content
    /// The business date on which it happened.
    public let day: CivicDate
    /// Why; empty where none is asked for.
    public let reason: String
    /// The account's name.
    public let by: String
    public let at: LogTime
    public let source: Assignment.Source

    public init(
        sequence: Int, content: Content, day: CivicDate, reason: String, by: String, at: LogTime,
        source: Assignment.Source
    ) {
        self.sequence = sequence
        self.content = content
        self.day = day
        self.reason = reason
        self.by = by
        self.at = at
        self.source = source
    }

    public var kind: Kind { content.kind }
}

extension AssignmentStep.Content {
    public var kind: AssignmentStep.Kind {
        switch self {
        case .issue: .issue
        case .receipt: .receipt
        case .objection: .objection
        case .ruling: .ruling
        case .reassignment: .reassignment
        case .report: .report
        case .acceptance: .acceptance
        case .rejection: .rejection
        case .closure: .closure
        case .extensionRequest: .extensionRequest
        case .extensionGrant: .extensionGrant
        case .extensionRefusal: .extensionRefusal
        case .suspension: .suspension
        case .resumption: .resumption
        case .urge: .urge
        case .escalation: .escalation
        case .targetAgreement: .targetAgreement
        }
    }
}

extension AssignmentStep.Kind {
    /// Whether whoever does it must say why.
    public var needsReason: Bool {
        switch self {
        case .objection, .ruling, .reassignment, .rejection, .extensionRequest, .extensionRefusal, .suspension,
            .escalation, .targetAgreement:
            true
        case .issue, .receipt, .report, .acceptance, .closure, .extensionGrant, .resumption, .urge: false
        }
    }
}
