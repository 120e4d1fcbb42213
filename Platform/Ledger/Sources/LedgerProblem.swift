import Kernel

/// Why the ledger refused a change.
public enum LedgerProblem: ProblemConvertible, Sendable, Equatable {
    /// Rows were changed and no entry was recorded for it: a fault of the engine, told so that nothing goes unlogged.
    case unrecorded(rows: Int)
    /// The verb is not among those the engines declare.
    case undeclaredVerb(String)
    /// The ledger's head is not where the entries end: somebody else wrote to it.
    case headMoved
    /// A stored entry cannot be read.
    case unreadableEntry(position: Int64)
    /// The key was used before for something else.
    case keyReused
    /// The key is too short, too long, or has characters besides visible ASCII.
    case badKey
    /// The value cannot be written as JSON: a number that is not finite, or beyond ±(2^53 − 1).
    case unwritable
    /// The text is not JSON; the offset in bytes at which that was seen.
    case badJSON(offset: Int, reason: String)
    /// libcrypto offers no SHA-256.
    case noDigest

    /// The same as people are told it, under `ledger.` keys.
    public var problem: Problem {
        switch self {
        case .unrecorded(let rows): Problem(.failure, "ledger.unrecorded", ["rows": "\(rows)"])
        case .undeclaredVerb(let verb): Problem(.failure, "ledger.undeclared-verb", ["verb": verb])
        case .headMoved: Problem(.unavailable, "ledger.head-moved")
        case .unreadableEntry(let position):
            Problem(.failure, "ledger.unreadable-entry", ["position": "\(position)"])
        case .keyReused: Problem(.conflict, "ledger.key-reused")
        case .badKey: Problem(.badInput, "ledger.bad-key")
        case .unwritable: Problem(.badInput, "ledger.unwritable")
        case .badJSON(let offset, let reason):
            Problem(.badInput, "ledger.bad-json", ["offset": "\(offset)", "reason": reason])
        case .noDigest: Problem(.failure, "ledger.no-digest")
        }
    }
}
