import CivicCalendar
import Kernel

/// An assignment with everything that happened to it, oldest first.
public struct AssignmentLife: Sendable, Hashable {
    public let assignment: Assignment
    public let steps: [AssignmentStep]

    public init(assignment: Assignment, steps: [AssignmentStep]) {
        self.assignment = assignment
        self.steps = steps
    }

    public var id: Identifier { assignment.id }

    /// How many steps there are in all: what an editor has seen, for telling two editors apart.
    public var version: Int { steps.last?.sequence ?? 0 }

    /// The last day on which something happened; nothing may happen before it.
    public var lastDay: CivicDate { steps.last?.day ?? assignment.establishedOn }

    /// What it was like at the end of a day; nil before it was established.
    public func state(on day: CivicDate) -> AssignmentState? {
        guard assignment.establishedOn <= day else { return nil }
        return AssignmentState(assignment, steps.filter { $0.day <= day })
    }

    /// What it is like after all its steps.
    public var latest: AssignmentState { AssignmentState(assignment, steps) }
}
