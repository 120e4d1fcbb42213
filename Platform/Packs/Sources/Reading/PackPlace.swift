/// A place in a pack: a file by its path in the folder, and a line and column counted from 1.
public struct PackPlace: Sendable, Hashable, Codable {
    public var file: String
    /// Nil where the whole file is meant.
    public var line: Int?
    public var column: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}
