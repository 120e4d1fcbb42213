import Kernel

/// What a unit is expected to hand in to show that it delivered.
public struct ExpectedEvidence: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case report
        case data
        case document
        case list
        case photo
        case decision
        case certificate
    }

    /// Unique in its deliverable.
    public var id: String
    public var kind: Kind
    public var title: LocalizedText

    public init(id: String, kind: Kind, title: LocalizedText) {
        self.id = id
        self.kind = kind
        self.title = title
    }
}
