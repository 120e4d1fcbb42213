/// A file that came with a form. The name is what the sender claims: for display, never for a path.
public struct FormFile: Sendable, Hashable {
    public let field: String
    public let name: String
    /// The media type the sender claims; what the bytes are is for the receiver to find out.
    public let contentType: String
    public let bytes: [UInt8]

    public init(field: String, name: String, contentType: String, bytes: [UInt8]) {
        self.field = field
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// What a form sent: fields and files.
public struct FormValues: Sendable, Hashable {
    public let fields: Values
    public let files: [FormFile]

    public init(fields: Values = Values(), files: [FormFile] = []) {
        self.fields = fields
        self.files = files
    }

    /// The first value of a field.
    public subscript(_ name: String) -> String? { fields[name] }

    /// All values of a field: of check boxes, for instance.
    public func all(_ name: String) -> [String] { fields.all(name) }

    /// The first file of a field; an empty file input, which browsers send without name and bytes, counts as none.
    public func file(_ field: String) -> FormFile? { files.first { $0.field == field } }
}
