/// The points of a task by its standing, from which a unit's score is made; what has not started and what is suspended
/// has none and does not count.
///
/// A unit's score is the mean of its tasks' points, each weighted by ``PackDeliverable/weight``: from 0 to 100.
public struct ScorePoints: Sendable, Equatable {
    /// Finished on the due day or before.
    public var finished: Int
    /// Finished after the due day.
    public var finishedLate: Int
    public var onPath: Int
    public var atRisk: Int
    /// Not finished after the due day.
    public var late: Int

    /// Nil where the pack does not say; the values may be the defaults then.
    public var basis: Basis?

    /// Every number is from 0 to 100.
    public init(
        finished: Int = 100, finishedLate: Int = 80, onPath: Int = 100, atRisk: Int = 60, late: Int = 20,
        basis: Basis? = nil
    ) {
        self.finished = finished
        self.finishedLate = finishedLate
        self.onPath = onPath
        self.atRisk = atRisk
        self.late = late
        self.basis = basis
    }
}
