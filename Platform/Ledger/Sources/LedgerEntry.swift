import Kernel

/// One line of the ledger: who did what to which record, when and why.
///
/// Its text is canonical JSON and holds no position: where an entry stands is said by the chain and by the tree over
/// it, not by itself.
public struct LedgerEntry: Sendable, Hashable {
    /// Counted from 0 without gaps: the leaf's index in the tree.
    public let position: Int64
    public let time: LogTime
    public let actor: Actor
    public let verb: Verb
    public let record: RecordReference
    /// SHA-256 of the change's canonical JSON.
    public let change: Digest
    public let reason: String?

    /// The canonical JSON that is hashed.
    ///
    /// - Throws: `unwritable` where the time lies beyond 2^53 microseconds (the year 2255).
    public func text() throws(LedgerProblem) -> String {
        var members: [String: CanonicalJSON] = [
            "time": try .integer(time.microseconds),
            "actor": .string(actor.name),
            "roles": .array(actor.roles.map(\.rawValue).sorted().map { .string($0) }),
            "verb": .string(verb.name),
            "record": ["kind": .string(record.kind), "identity": .string(record.identity)],
            "change": .string(change.hexadecimal),
        ]
        if let reason { members["reason"] = .string(reason) }
        return try CanonicalJSON.object(members).text()
    }

    /// The leaf hash of an entry's text: SHA-256 of 0x00 and its bytes (RFC 6962, section 2.1).
    static func leafHash(_ text: String) throws(LedgerProblem) -> Digest {
        try Digest(of: [0] + Array(text.utf8))
    }

    /// The running hash behind an entry: SHA-256 of the one before it and the leaf hash. Before the first it is zeros.
    static func chainHash(_ previous: Digest, _ leaf: Digest) throws(LedgerProblem) -> Digest {
        try Digest(of: previous.bytes + leaf.bytes)
    }

    static let emptyChain = [UInt8](repeating: 0, count: Digest.byteCount)

    init(
        position: Int64, time: LogTime, actor: Actor, verb: Verb, record: RecordReference, change: Digest,
        reason: String?
    ) {
        self.position = position
        self.time = time
        self.actor = actor
        self.verb = verb
        self.record = record
        self.change = change
        self.reason = reason
    }

    /// Reads a kept entry back from its text.
    init(position: Int64, text: String) throws(LedgerProblem) {
        let json = try CanonicalJSON(parsing: text)
        guard case .number(let time) = json["time"], let microseconds = Int64(exactly: time),
            let name = json["actor"]?.string, case .array(let roles) = json["roles"],
            let verb = json["verb"]?.string, let kind = json["record"]?["kind"]?.string,
            let identity = json["record"]?["identity"]?.string,
            let change = json["change"]?.string.flatMap(Digest.init(hexadecimal:))
        else { throw .unreadableEntry(position: position) }
        self.init(
            position: position, time: LogTime(microseconds: microseconds),
            // A role that a later version dropped is left out here; the text keeps it.
            actor: Actor(name: name, roles: Set(roles.compactMap { $0.string.flatMap(Role.init(rawValue:)) })),
            verb: Verb(name: verb), record: RecordReference(kind: kind, identity: identity), change: change,
            reason: json["reason"]?.string)
    }
}

extension Digest {
    /// Reads 64 lower-case hexadecimal digits.
    public init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 2 * Self.byteCount else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        default: nil
        }
    }
}
