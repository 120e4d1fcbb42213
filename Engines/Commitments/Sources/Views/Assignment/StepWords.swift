import Kernel
import Web

/// Says in words what a step was.
struct StepWords {
    let presenter: AssignmentPresenter

    /// One step as a line of a list.
    struct Line: Sendable {
        let day: String
        let what: String
        let detail: String
        let hasDetail: Bool
        let reason: String
        let hasReason: Bool
        let by: String
        let recorded: String
    }

    /// 签收; for the sending of a request 发出商请.
    func what(_ step: AssignmentStep) -> String {
        if case .issue = step.content, presenter.assignment.direction == .request {
            return presenter.text("assignment.step.issue-request")
        }
        return presenter.text("assignment.step.\(step.kind.rawValue)")
    }

    /// What the step says besides who, when and why; empty where that is all.
    func detail(_ step: AssignmentStep) -> String {
        let city = presenter.city
        switch step.content {
        case .issue, .receipt, .objection, .closure, .extensionRefusal, .suspension, .resumption, .urge, .escalation:
            return ""
        case .ruling(_, let unit):
            guard let unit else { return presenter.text("assignment.detail.stays") }
            return presenter.text("assignment.detail.given", ["unit": city.unitName(unit)])
        case .reassignment(let unit):
            return presenter.text("assignment.detail.given", ["unit": city.unitName(unit)])
        case .report(let report):
            return presenter.text(
                "assignment.detail.report",
                [
                    "period": PeriodName.heading(report.period, presenter.request),
                    "percent": String(report.percent),
                    "files": String(report.files.count),
                ])
        case .acceptance(let sequence), .rejection(let sequence):
            guard case .report(let report) = presenter.life.steps.first(where: { $0.sequence == sequence })?.content
            else { return "" }
            return presenter.text("assignment.detail.of-report", ["period": presenter.period(report.period)])
        case .extensionRequest(let due): return presenter.text("assignment.detail.asks-due", ["due": "\(due)"])
        case .extensionGrant(_, let due): return presenter.text("assignment.detail.due", ["due": "\(due)"])
        case .targetAgreement(let quantity, let unit):
            return presenter.text(
                "assignment.detail.target", ["quantity": "\(quantity)", "unit": city.text(unit)])
        }
    }

    /// Why; of a report its text.
    func reason(_ step: AssignmentStep) -> String {
        if case .report(let report) = step.content { report.text } else { step.reason }
    }

    func line(_ step: AssignmentStep) -> Line {
        let detail = detail(step)
        let reason = reason(step)
        return Line(
            day: "\(step.day)", what: what(step), detail: detail, hasDetail: !detail.isEmpty, reason: reason,
            hasReason: !reason.isEmpty, by: presenter.city.person(step.by), recorded: step.at.textInChina)
    }
}
