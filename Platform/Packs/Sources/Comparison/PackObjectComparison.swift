import Kernel

/// What became of one object, with the fields that are not the same everywhere.
public struct PackObjectComparison: Sendable, Equatable, Codable {
    public var object: PackObjectReference
    public var title: LocalizedText
    public var change: PackChange
    public var fields: [Field]

    public init(object: PackObjectReference, title: LocalizedText, change: PackChange, fields: [Field] = []) {
        self.object = object
        self.title = title
        self.change = change
        self.fields = fields
    }

    /// What became of one field, with its values as packs write them; nil where a version has none.
    public struct Field: Sendable, Equatable, Codable {
        public var name: String
        public var change: PackChange
        public var base: String?
        /// Nil when two versions are compared.
        public var ours: String?
        public var theirs: String?

        public init(name: String, change: PackChange, base: String?, ours: String?, theirs: String?) {
            self.name = name
            self.change = change
            self.base = base
            self.ours = ours
            self.theirs = theirs
        }
    }

    /// What became of a field; `unchanged` where it is not among the differing ones.
    public func change(of field: String) -> PackChange {
        fields.first { $0.name == field }?.change ?? .unchanged
    }
}
