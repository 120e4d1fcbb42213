/// Which clause of a plan a deliverable answers to, and how sure that is.
public struct Binding: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The text is alike enough to bind without asking.
        case matched
        /// Something is alike, but an officer should look.
        case doubtful
        /// Nothing is alike; the deliverable stands without a clause of this plan.
        case unmatched
        /// An officer decided.
        case confirmed
    }

    /// The deliverable's stable key.
    public let deliverable: String
    /// The clause (`17-03`), nil where there is none.
    public var clause: String?
    /// From 0 to 1.
    public var similarity: Double
    public var state: State

    public init(deliverable: String, clause: String?, similarity: Double, state: State) {
        self.deliverable = deliverable
        self.clause = clause
        self.similarity = similarity
        self.state = state
    }
}
