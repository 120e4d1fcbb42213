import Kernel
import Ledger
import Messages

/// Tells those whom a step concerns, in the step's own transaction: the unit of what it got, the reviewer of a report,
/// the office of a request, the leader of an objection, the unit's leader of an escalation.
struct AssignmentNotice {
    let step: AssignmentStep
    let before: AssignmentState
    let after: AssignmentLife

    func send(in session: ChangeSession) throws {
        guard let recipient else { return }
        let assignment = after.assignment
        var arguments = [
            "title": assignment.title.zh, "title@en": assignment.title.en, "due": "\(after.latest.due)",
            "reason": step.reason,
        ]
        if case .report(let report) = step.content { arguments["percent"] = String(report.percent) }
        try Messages.send(
            Message(
                kind: "assignment-\(step.kind.rawValue)", recipient: recipient,
                text: .keyed(
                    subject: "notice.\(step.kind.rawValue)",
                    body: step.reason.isEmpty ? nil : "notice.reason", arguments: arguments),
                link: AssignmentRoutes.assignment.link(assignment.id).href,
                key: "assignment/\(assignment.id)/\(step.sequence)"), in: session)
    }

    private var recipient: Recipient? {
        switch step.content {
        case .issue, .reassignment, .ruling, .acceptance, .rejection, .closure, .extensionGrant, .extensionRefusal,
            .suspension, .resumption, .urge:
            owners()
        case .escalation: owners(role: .unitLeader)
        case .objection: .role(.leader)
        case .report: .role(.reviewer)
        case .extensionRequest: .role(.office)
        case .receipt, .targetAgreement: nil
        }
    }

    private func owners(role: Role? = nil) -> Recipient {
        if let district = after.assignment.district { return .district(district, role: role) }
        return .unit(after.latest.unit, role: role)
    }
}
