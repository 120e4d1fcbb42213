import Kernel

/// A meeting by name, for pages that lead to it.
public struct MeetingName: Sendable, Hashable {
    public let id: Identifier
    public let title: String
}
