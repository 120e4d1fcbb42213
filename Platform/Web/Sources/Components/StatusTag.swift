/// The seven states a commitment can be in; an engine maps its own states to them.
public enum TagTone: String, Sendable, CaseIterable {
    case notStarted, onPath, atRisk, late, finished, finishedLate, suspended

    /// The key of the state's word.
    var textKey: String { "web.status.\(rawValue)" }

    /// The symbol of the sprite, one distinct shape a state.
    var symbol: String { "status-\(rawValue)" }
}

/// A state as icon, word and colour, with its reason one focus away.
public struct StatusTag: Sendable, Hashable {
    public let tone: TagTone
    public let word: String
    /// A sentence that says why; empty where there is nothing to say.
    public let reason: String

    /// A tag with the house's own word for the state.
    public init(_ tone: TagTone, reason: String = "", for request: PageRequest) {
        self.init(tone, word: request.text(tone.textKey), reason: reason)
    }

    /// A tag with another word: an assessment's grade, a case's phase.
    public init(_ tone: TagTone, word: String, reason: String = "") {
        self.tone = tone
        self.word = word
        self.reason = reason
    }

    /// What the partial `web/status` shows.
    public var view: View {
        View(tone: tone.rawValue, symbol: tone.symbol, word: word, reason: reason, hasReason: !reason.isEmpty)
    }

    public struct View: Sendable {
        public let tone: String
        public let symbol: String
        public let word: String
        public let reason: String
        public let hasReason: Bool
    }
}
