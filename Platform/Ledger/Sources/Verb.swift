/// What is done to a record, as the ledger names it: `plan.commit`.
///
/// Every engine lists its verbs, so that a test can walk all changes there are.
public struct Verb: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let name: String

    public init(name: String) {
        self.name = name
    }

    public var description: String { name }

    public static func < (left: Verb, right: Verb) -> Bool { left.name < right.name }
}
