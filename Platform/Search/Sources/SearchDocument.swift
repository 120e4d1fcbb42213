import Kernel

/// What can be found: a record with its title and text.
public struct SearchDocument: Sendable, Hashable {
    public let record: RecordReference
    /// Within what it is looked for: the identity of a plan, say; empty where it belongs to nothing.
    public let scope: String
    public let title: String
    public let body: String

    public init(record: RecordReference, scope: String = "", title: String, body: String) {
        self.record = record
        self.scope = scope
        self.title = title
        self.body = body
    }
}
