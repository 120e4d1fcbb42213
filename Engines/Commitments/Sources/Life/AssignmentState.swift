import CivicCalendar
import Kernel

/// An assignment as it was after some of its steps: derived from them and never kept.
///
/// Complexity: O(steps). Any sequence of steps gives a state; which steps may follow is ``refusal(of:)``.
public struct AssignmentState: Sendable, Hashable {
    /// A report with what became of it.
    public struct Report: Sendable, Hashable {
        public enum Outcome: String, Sendable, Hashable {
            case pending, accepted, returned
        }

        public let step: AssignmentStep
        public let content: AssignmentReport
        public internal(set) var outcome: Outcome
        /// The acceptance or rejection.
        public internal(set) var review: AssignmentStep?
    }

    /// A change of the due day: who moved it, when and why.
    public struct Extension: Sendable, Hashable {
        public let request: AssignmentStep
        public let decision: AssignmentStep
        public let before: CivicDate
        public let after: CivicDate
    }

    /// How much the plan's words mean, as agreed.
    public struct AgreedTarget: Sendable, Hashable {
        public let value: Quantity
        public let unit: LocalizedText
        public let step: AssignmentStep
    }

    public let assignment: Assignment
    public let steps: [AssignmentStep]

    public private(set) var phase: AssignmentPhase = .established
    /// The unit that has it now.
    public private(set) var unit: String
    /// The due day in force.
    public private(set) var due: CivicDate
    public private(set) var reports: [Report] = []
    public private(set) var extensions: [Extension] = []
    public private(set) var refusedExtensions: [AssignmentStep] = []
    public private(set) var pendingExtension: AssignmentStep?
    public private(set) var pendingObjection: AssignmentStep?
    /// Suspended times; the last one may still run.
    public private(set) var suspensions: [Suspension] = []
    public private(set) var issue: AssignmentStep?
    public private(set) var receipt: AssignmentStep?
    public private(set) var closure: AssignmentStep?
    public private(set) var urges: [AssignmentStep] = []
    public private(set) var escalations: [AssignmentStep] = []
    /// How much was agreed; nil where the plan's words are all there is.
    public private(set) var target: AgreedTarget?

    init(_ assignment: Assignment, _ steps: [AssignmentStep]) {
        self.assignment = assignment
        self.steps = steps
        unit = assignment.unit
        due = assignment.due
        for step in steps { apply(step) }
    }

    public var version: Int { steps.last?.sequence ?? 0 }
    public var isClosed: Bool { phase == .closed }
    public var isSuspended: Bool { suspensions.last.map { $0.resumed == nil } ?? false }
    public var pendingReport: Report? { reports.last.flatMap { $0.outcome == .pending ? $0 : nil } }

    /// Reports that count: pending or accepted.
    public var standingReports: [Report] { reports.filter { $0.outcome != .returned } }

    /// Done so far by the last report that counts.
    public var percent: Int { standingReports.last?.content.percent ?? 0 }

    private mutating func apply(_ step: AssignmentStep) {
        switch step.content {
        case .issue:
            issue = step
            phase = .assigned
        case .receipt:
            receipt = step
            phase = .inProgress
        case .objection: pendingObjection = step
        case .ruling(_, let newUnit):
            pendingObjection = nil
            if let newUnit { give(to: newUnit) }
        case .reassignment(let newUnit): give(to: newUnit)
        case .report(let content):
            reports.append(Report(step: step, content: content, outcome: .pending, review: nil))
            phase = .reported
        case .acceptance(let report):
            settle(report, .accepted, step)
            phase = percent == 100 ? .accepted : .inProgress
        case .rejection(let report):
            settle(report, .returned, step)
            phase = .returned
        case .closure:
            closure = step
            phase = .closed
        case .extensionRequest: pendingExtension = step
        case .extensionGrant(_, let day):
            if let request = pendingExtension {
                extensions.append(Extension(request: request, decision: step, before: due, after: day))
            }
            due = day
            pendingExtension = nil
        case .extensionRefusal:
            refusedExtensions.append(step)
            pendingExtension = nil
        case .suspension: suspensions.append(Suspension(from: step.day, resumed: nil, reason: step.reason))
        case .resumption:
            if let running = suspensions.popLast() {
                suspensions.append(Suspension(from: running.from, resumed: step.day, reason: running.reason))
            }
        case .urge: urges.append(step)
        case .escalation: escalations.append(step)
        case .targetAgreement(let value, let unit): target = AgreedTarget(value: value, unit: unit, step: step)
        }
    }

    private mutating func give(to newUnit: String) {
        unit = newUnit
        receipt = nil
        if issue != nil { phase = .assigned }
    }

    private mutating func settle(_ sequence: Int, _ outcome: Report.Outcome, _ review: AssignmentStep) {
        guard let index = reports.lastIndex(where: { $0.step.sequence == sequence }) else { return }
        reports[index].outcome = outcome
        reports[index].review = review
    }
}
