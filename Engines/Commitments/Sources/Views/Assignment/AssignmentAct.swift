import CivicCalendar
import Kernel
import Web

/// What may be done to an assignment by posting a form on its page. A report has a page of its own.
enum AssignmentAct: String, Sendable, CaseIterable {
    case receipt
    case issue
    case acceptance
    case rejection
    case ruling
    case extensionDecision = "extension-decision"
    case closure
    case extensionRequest = "extension-request"
    case objection
    case urge
    case escalation
    case resumption
    case reassignment
    case target
    case suspension

    var route: Route1<Identifier> {
        switch self {
        case .receipt: AssignmentRoutes.receipt
        case .issue: AssignmentRoutes.issue
        case .acceptance: AssignmentRoutes.acceptance
        case .rejection: AssignmentRoutes.rejection
        case .ruling: AssignmentRoutes.ruling
        case .extensionDecision: AssignmentRoutes.extensionDecision
        case .closure: AssignmentRoutes.closure
        case .extensionRequest: AssignmentRoutes.extensionRequest
        case .objection: AssignmentRoutes.objection
        case .urge: AssignmentRoutes.urge
        case .escalation: AssignmentRoutes.escalation
        case .resumption: AssignmentRoutes.resumption
        case .reassignment: AssignmentRoutes.reassignment
        case .target: AssignmentRoutes.target
        case .suspension: AssignmentRoutes.suspension
        }
    }

    /// The permission that its route asks for.
    var permission: Permission { route.declaration.permission }

    /// Whether it answers what waits, and so comes before everything else that may be done.
    var isAnswer: Bool {
        switch self {
        case .receipt, .issue, .acceptance, .rejection, .ruling, .extensionDecision, .closure: true
        default: false
        }
    }

    /// A step of this kind that only the state can refuse, not what somebody would type.
    private func probe(_ state: AssignmentState) throws -> AssignmentStep.Content {
        switch self {
        case .receipt: .receipt
        case .issue: .issue
        case .acceptance: .acceptance(report: state.pendingReport?.step.sequence ?? 0)
        case .rejection: .rejection(report: state.pendingReport?.step.sequence ?? 0)
        case .ruling: .ruling(objection: state.pendingObjection?.sequence ?? 0, unit: nil)
        case .extensionDecision: .extensionRefusal(request: state.pendingExtension?.sequence ?? 0)
        case .closure: .closure
        case .extensionRequest: .extensionRequest(due: try state.due.adding(days: 1))
        case .objection: .objection
        case .urge: .urge
        case .escalation: .escalation
        case .resumption: .resumption
        case .reassignment: .reassignment(unit: "")
        case .target:
            .targetAgreement(Quantity(scaled: 1, decimals: 0), unit: LocalizedText(zh: "", en: ""))
        case .suspension: .suspension
        }
    }

    /// Whether this reader may do it now: both the permission and the state allow it.
    func isOpen(_ presenter: AssignmentPresenter) throws -> Bool {
        let state = presenter.state
        guard !presenter.isBehindTime,
            presenter.request.allows(permission, unit: state.unit, district: presenter.assignment.district)
        else { return false }
        return state.refusal(of: try probe(state)) == nil
    }
}
