/// One thing that may be done, named `engine.verb-object`: what a route or a verb asks for.
public struct Permission: Sendable, Hashable, Codable, CustomStringConvertible {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public var description: String { name }
}
