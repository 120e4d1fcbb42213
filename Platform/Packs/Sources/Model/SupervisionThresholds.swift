/// After how many overdue workdays the office is proposed to act on a task.
public struct SupervisionThresholds: Sendable, Equatable {
    /// Overdue by so many workdays: urging the unit is proposed. 0 or more.
    public var urgeAfterWorkdays: Int

    /// Overdue by so many workdays: escalation to the unit's leader is proposed. ``urgeAfterWorkdays`` or more.
    public var escalateAfterWorkdays: Int

    /// Nil where the pack does not say; the values may be the defaults then.
    public var basis: Basis?

    public init(urgeAfterWorkdays: Int = 1, escalateAfterWorkdays: Int = 5, basis: Basis? = nil) {
        self.urgeAfterWorkdays = urgeAfterWorkdays
        self.escalateAfterWorkdays = escalateAfterWorkdays
        self.basis = basis
    }
}
