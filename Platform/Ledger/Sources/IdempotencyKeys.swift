import Kernel
import Storage

/// A request's own name for itself, so that sending it again does not do it again.
public struct IdempotencyKey: Sendable, Hashable {
    public let text: String
    /// `POST /plans`, …
    public let route: String
    /// The digest of what was sent.
    public let content: Digest

    /// Takes a key of 8 to 200 visible ASCII characters; throws `badKey` for others.
    public init(_ text: String, route: String, content: Digest) throws(LedgerProblem) {
        guard (8...200).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badKey
        }
        self.text = text
        self.route = route
        self.content = content
    }
}

/// What became of a request with a key.
public enum IdempotentOutcome: Sendable, Hashable {
    /// It was done now; the location of what it made.
    case done(String)
    /// It had been done before; the location that was answered then.
    case repeated(String)

    public var location: String {
        switch self {
        case .done(let location), .repeated(let location): location
        }
    }
}

extension ChangeSession {
    /// Does something once for a key, in this transaction.
    ///
    /// The body makes the change and returns the location to be answered. Where the same actor sent the same before, the
    /// recorded outcome is returned and the body is not run. Throws `LedgerProblem.keyReused` where the key stands for
    /// another actor, route or content.
    public func once(_ key: IdempotencyKey, _ body: () throws -> String) throws -> IdempotentOutcome {
        let known = try first(
            "SELECT actor, route, content, outcome FROM idempotency_keys WHERE key = \(key.text)")
        if let known {
            guard try known.text("actor") == actor.name, try known.text("route") == key.route,
                try known.bytes("content") == key.content.bytes
            else { throw LedgerProblem.keyReused }
            return .repeated(try known.text("outcome"))
        }
        let location = try body()
        try withoutRecord(reason: "a key says nothing about the city; its change has its own entry") { session in
            try session.execute(
                """
                INSERT INTO idempotency_keys (key, actor, route, content, outcome, time)
                VALUES (\(key.text), \(actor.name), \(key.route), \(key.content.bytes), \(location), \(clock.now()))
                """)
        }
        return .done(location)
    }

    /// Forgets keys that are older than a time; returns how many.
    @discardableResult
    public func forgetKeys(before time: LogTime) throws -> Int {
        try withoutRecord(reason: "keys are kept only as long as a request may be repeated") { session in
            try session.execute("DELETE FROM idempotency_keys WHERE time < \(time)")
        }
    }
}
