/// Something on which two sides differ and somebody has to decide: a field, or whether an object stays.
public struct PackConflict: Sendable, Hashable, Codable {
    public var object: PackObjectReference
    /// Nil where one side removed the object that the other changed.
    public var field: String?

    public init(_ object: PackObjectReference, field: String? = nil) {
        self.object = object
        self.field = field
    }

    /// Whose version a conflict is resolved to.
    public enum Side: String, Sendable, Codable, CaseIterable {
        case ours
        case theirs
    }
}
