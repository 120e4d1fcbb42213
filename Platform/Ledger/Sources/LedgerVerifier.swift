import Kernel
import Storage

/// Recomputes the ledger from its first entry and names the first row that does not fit.
///
/// It finds rows that were edited, removed, moved or put in. Somebody who can write to the database and recomputes the
/// whole chain and the head is found only by comparison with a checkpoint kept elsewhere.
public struct LedgerVerifier {
    public struct Fault: Sendable, Hashable, CustomStringConvertible {
        public enum Kind: String, Sendable {
            /// A position is missing: a row was removed.
            case missing
            /// The text does not give the leaf hash beside it.
            case edited
            /// The leaf hash is right for its text, and the chain is not: the row was replaced or moved.
            case broken = "chain"
            /// The columns that entries are found by say something else than the entry.
            case columns
            /// The change's text does not give the digest in the entry.
            case change
            /// The head counts other entries, or ends in another chain: rows were cut off or put in at the end.
            case head
        }

        /// The first bad row.
        public let position: Int64
        public let kind: Kind

        public var description: String { "position \(position): \(kind.rawValue)" }
    }

    public struct Outcome: Sendable, Hashable {
        /// How many entries were right before the first fault.
        public let size: Int64
        /// The running hash behind them.
        public let chain: Digest?
        public let fault: Fault?
    }

    private let session: any ReadSession

    public init(_ session: any ReadSession) {
        self.session = session
    }

    /// Reads every entry once. Complexity: O(n) time, constant memory.
    public func verify() throws -> Outcome {
        var next: Int64 = 0
        var chain = Digest(bytes: LedgerEntry.emptyChain)
        var fault: Fault?
        try session.forEach(
            """
            SELECT e.position, e.time, e.actor, e.verb, e.record_kind, e.record_identity, e.entry, e.leaf_hash,
                   e.chain_hash, c.change
            FROM ledger_entries e LEFT JOIN ledger_changes c ON c.position = e.position ORDER BY e.position
            """
        ) { row in
            guard fault == nil, let previous = chain else { return }
            let position = Int64(try row.integer("position"))
            guard position == next else {
                fault = Fault(position: next, kind: .missing)
                return
            }
            let text = try row.text("entry")
            let leaf = try LedgerEntry.leafHash(text)
            let following = try LedgerEntry.chainHash(previous, leaf)
            if try row.bytes("leaf_hash") != leaf.bytes {
                fault = Fault(position: position, kind: .edited)
            } else if try row.bytes("chain_hash") != following.bytes {
                fault = Fault(position: position, kind: .broken)
            } else if try !Self.columnsFit(row, text, position) {
                fault = Fault(position: position, kind: .columns)
            } else if try !Self.changeFits(row, text, position) {
                fault = Fault(position: position, kind: .change)
            } else {
                chain = following
                next += 1
            }
        }
        if fault == nil {
            let head = try session.first("SELECT size, chain_hash FROM ledger_head WHERE id = 1")
            let size = try head?.integer("size")
            if size != Int(next) {
                fault = Fault(position: min(next, Int64(size ?? 0)), kind: .head)
            } else if try head?.bytes("chain_hash") != chain?.bytes {
                fault = Fault(position: max(0, next - 1), kind: .head)
            }
        }
        return Outcome(size: next, chain: chain, fault: fault)
    }

    private static func columnsFit(_ row: Row, _ text: String, _ position: Int64) throws -> Bool {
        let entry = try LedgerEntry(position: position, text: text)
        return try entry.time == row.time("time") && entry.actor.name == row.text("actor")
            && entry.verb.name == row.text("verb") && entry.record.kind == row.text("record_kind")
            && entry.record.identity == row.text("record_identity")
    }

    /// A change's text may have been taken out; one that is there must be the one that was recorded.
    private static func changeFits(_ row: Row, _ text: String, _ position: Int64) throws -> Bool {
        guard let change = try row.optionalText("change") else { return true }
        return try Digest(of: change) == LedgerEntry(position: position, text: text).change
    }
}
