import Web

/// What waits, and for whom, in sentences: the first thing that the page says.
struct PendingWords {
    let presenter: AssignmentPresenter

    private func text(_ key: String, _ arguments: [String: String]) -> String { presenter.text(key, arguments) }

    var all: [String] {
        get throws {
            let state = presenter.state
            let city = presenter.city
            var all: [String] = []
            if let objection = state.pendingObjection {
                all.append(
                    text(
                        "assignment.pending.objection",
                        ["day": "\(objection.day)", "by": city.person(objection.by), "reason": objection.reason]))
            }
            if let report = state.pendingReport {
                all.append(
                    text(
                        "assignment.pending.report",
                        [
                            "day": "\(report.step.day)", "period": presenter.period(report.content.period),
                            "percent": String(report.content.percent),
                        ]))
            }
            if let request = state.pendingExtension, case .extensionRequest(let due) = request.content {
                all.append(
                    text(
                        "assignment.pending.extension",
                        [
                            "day": "\(request.day)", "by": city.person(request.by), "due": "\(due)",
                            "reason": request.reason,
                        ]))
            }
            if state.isSuspended, let suspension = state.suspensions.last {
                all.append(
                    text(
                        "assignment.pending.suspension",
                        ["day": "\(suspension.from)", "reason": suspension.reason]))
            }
            switch state.phase {
            case .established: all.append(text("assignment.pending.issue", [:]))
            case .assigned where state.pendingObjection == nil:
                all.append(
                    text(
                        presenter.direction == .request
                            ? "assignment.pending.receipt-request" : "assignment.pending.receipt",
                        ["day": state.issue.map { "\($0.day)" } ?? ""]))
            case .returned:
                if let report = state.reports.last, let review = report.review {
                    all.append(
                        text(
                            "assignment.pending.returned",
                            [
                                "day": "\(review.day)", "by": city.person(review.by),
                                "period": presenter.period(report.content.period), "reason": review.reason,
                            ]))
                }
            case .accepted: all.append(text("assignment.pending.closure", [:]))
            case .inProgress:
                if !state.isSuspended, let next = try presenter.nextPeriod(), !presenter.isAnswered(next.name) {
                    all.append(
                        text(
                            "assignment.pending.period",
                            ["period": presenter.period(next.name), "due": "\(next.reportDue)"]))
                }
            case .assigned, .reported, .closed: break
            }
            return all
        }
    }
}
