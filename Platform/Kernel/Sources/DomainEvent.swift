/// A fact that one engine states and others may act on; delivered through the outbox, never by a call.
public struct DomainEvent: Sendable, Hashable, Codable {
    /// `plan.committed`, `binding.confirmed`, …
    public let name: String
    public let record: RecordReference
    public let time: LogTime
    public let details: [String: String]

    public init(name: String, record: RecordReference, time: LogTime, details: [String: String] = [:]) {
        self.name = name
        self.record = record
        self.time = time
        self.details = details
    }
}
