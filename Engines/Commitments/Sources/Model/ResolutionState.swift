import Packs

/// An assignment that a meeting resolved, on a day.
public struct ResolutionState: Sendable {
    public let life: AssignmentLife
    public let state: AssignmentState
    /// The district that owes it, nil where a unit does.
    public let district: District?
    public let judgement: Judgement
    /// The meeting that resolved it.
    public let meeting: MeetingName?
}
