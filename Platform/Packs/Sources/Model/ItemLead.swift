import Kernel

/// Who leads an item: as the plan's words have it, and as the office agreed.
public struct ItemLead: Sendable, Equatable {
    /// The unit that the text names first, or nil where the text names no leader among several units.
    public var asWritten: String?
    public var asAgreed: String
    /// Why, above all where the two differ.
    public var reason: LocalizedText?

    public init(asWritten: String?, asAgreed: String, reason: LocalizedText?) {
        self.asWritten = asWritten
        self.asAgreed = asAgreed
        self.reason = reason
    }
}
