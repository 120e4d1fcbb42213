/// Where a plan's text came from.
public struct PlanSource: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case text
        case markdown
        case docx
        case pdf
        case pasted
    }

    /// The file's name as it was sent; for display only.
    public let name: String
    public let kind: Kind
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let digest: String
    /// The text that was read from it.
    public let text: String

    public init(name: String, kind: Kind, digest: String, text: String) {
        self.name = name
        self.kind = kind
        self.digest = digest
        self.text = text
    }
}
