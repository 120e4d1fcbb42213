import CivicCalendar
import Kernel

extension AssignmentState {
    /// Why a step may not follow now; nil where it may.
    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        case closed
        case suspended
        case notSuspended = "not-suspended"
        case notIssued = "not-issued"
        case issuedAlready = "issued-already"
        case notAssigned = "not-assigned"
        case notSigned = "not-signed"
        case disputed
        case notDisputed = "not-disputed"
        case reportPending = "report-pending"
        case noReportPending = "no-report-pending"
        case notThatReport = "not-that-report"
        case notAccepted = "not-accepted"
        case acceptedAlready = "accepted-already"
        case extensionPending = "extension-pending"
        case noExtensionPending = "no-extension-pending"
        case notThatRequest = "not-that-request"
        case dueNotLater = "due-not-later"
        case sameUnit = "same-unit"
        case notUrged = "not-urged"

        /// As a problem that names the remedy.
        public var problem: Problem { Problem(.conflict, "assignment.refusal.\(rawValue)") }
    }

    /// Why a step may not follow this state, nil where it may.
    ///
    /// The invariants that the walk in the tests keeps: nothing follows a closure; an assignment is closed only after
    /// a report of 100 % was accepted; at most one report, request and objection wait at a time; the due day only
    /// grows; a suspended assignment is neither reported on, nor urged, nor asked to be extended.
    public func refusal(of content: AssignmentStep.Content) -> Refusal? {
        if isClosed { return .closed }
        switch content {
        case .issue: return issue == nil ? nil : .issuedAlready
        case .receipt: return phase != .assigned ? .notAssigned : pendingObjection != nil ? .disputed : nil
        case .objection:
            return pendingObjection != nil
                ? .disputed
                : issue == nil
                    ? .notIssued : phase == .reported ? .reportPending : phase == .accepted ? .acceptedAlready : nil
        case .ruling(let objection, let newUnit):
            guard let pendingObjection else { return .notDisputed }
            return pendingObjection.sequence != objection ? .notDisputed : newUnit == unit ? .sameUnit : nil
        case .reassignment(let newUnit):
            if pendingObjection != nil { return .disputed }
            if pendingReport != nil { return .reportPending }
            return newUnit == unit ? .sameUnit : phase == .accepted ? .acceptedAlready : nil
        case .report:
            if isSuspended { return .suspended }
            if pendingReport != nil { return .reportPending }
            if pendingObjection != nil { return .disputed }
            return phase == .inProgress || phase == .returned ? nil : phase == .accepted ? .acceptedAlready : .notSigned
        case .acceptance(let report), .rejection(let report):
            guard let pendingReport else { return .noReportPending }
            return pendingReport.step.sequence == report ? nil : .notThatReport
        case .closure: return phase == .accepted ? nil : pendingReport != nil ? .reportPending : .notAccepted
        case .extensionRequest(let day):
            if isSuspended { return .suspended }
            if issue == nil { return .notIssued }
            if pendingExtension != nil { return .extensionPending }
            return phase == .accepted ? .acceptedAlready : day > due ? nil : .dueNotLater
        case .extensionGrant(let request, let day):
            guard let pendingExtension else { return .noExtensionPending }
            return pendingExtension.sequence != request ? .notThatRequest : day > due ? nil : .dueNotLater
        case .extensionRefusal(let request):
            guard let pendingExtension else { return .noExtensionPending }
            return pendingExtension.sequence == request ? nil : .notThatRequest
        case .suspension: return isSuspended ? .suspended : phase == .accepted ? .acceptedAlready : nil
        case .resumption: return isSuspended ? nil : .notSuspended
        case .urge, .escalation:
            if isSuspended { return .suspended }
            if issue == nil { return .notIssued }
            if phase == .accepted { return .acceptedAlready }
            if pendingReport != nil { return .reportPending }
            return content == .escalation && urges.isEmpty ? .notUrged : nil
        case .targetAgreement: return nil
        }
    }
}
