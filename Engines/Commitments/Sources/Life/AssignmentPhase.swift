/// How far an assignment has come between being established and being closed.
///
///     established -issue-> assigned -receipt-> in progress -report-> reported -acceptance-> in progress or accepted
///     reported -rejection-> returned -report-> reported          accepted -closure-> closed
///
/// A suspension, a request for an extension and an objection lie over the phase and do not change it; a ruling or a
/// reassignment that gives the work to another unit leads back to assigned.
public enum AssignmentPhase: String, Sendable, Hashable, CaseIterable {
    case established
    case assigned
    case inProgress = "in-progress"
    case reported
    case returned
    /// A report of 100 % was accepted; the office has still to close it.
    case accepted
    case closed
}
