/// What a part of a pack rests on: the citation or the reason, and whether that is official.
public struct Basis: Sendable, Hashable {
    /// How far a reader may rely on it. Only `official` may ever be shown as the city's own rule.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// Published by an authority; the text cites it.
        case official
        /// Written for a demonstration.
        case example
        /// Taken to be so until an officer confirms it.
        case assumption
    }

    public var text: String
    public var status: Status

    public init(text: String, status: Status) {
        self.text = text
        self.status = status
    }
}
