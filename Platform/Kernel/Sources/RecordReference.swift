/// A record of any engine, named without knowing the engine: kind and identity. Server resolves it to a link.
public struct RecordReference: Sendable, Hashable, Codable, CustomStringConvertible {
    /// `plan`, `item`, `deliverable`, …
    public let kind: String
    public let identity: String

    public init(kind: String, identity: String) {
        self.kind = kind
        self.identity = identity
    }

    public var description: String { "\(kind)/\(identity)" }
}
