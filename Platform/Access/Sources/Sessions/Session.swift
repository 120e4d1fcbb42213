import Kernel

/// Where a request comes from, as far as it can be told.
public struct Origin: Sendable, Hashable {
    /// The address of the other side; empty where it is not known.
    public let address: String
    /// What the browser says it is, shortened.
    public let agent: String

    public init(address: String, agent: String) {
        self.address = String(address.prefix(64))
        self.agent = String(agent.filter { !$0.isNewline && $0 != "\u{0}" }.prefix(200))
    }
}

/// Somebody's being signed in, kept on the server; the browser holds a token of it.
public struct Session: Sendable, Hashable {
    /// What must be done before anything else.
    public enum Duty: String, Sendable, CaseIterable {
        /// The second factor's code is still owed.
        case code
        /// The password was given by somebody else, or is too old.
        case password
        /// An administrator without a second factor.
        case enrolment
    }

    public let id: Identifier
    public let person: Person
    public let hasPassedCode: Bool
    public let begunAt: LogTime
    public let lastSeenAt: LogTime
    public let endsAt: LogTime
    public let origin: Origin
    public let duty: Duty?
}

/// A session's token: 256 random bits as hexadecimal. Only its SHA-256 is kept.
struct SessionToken: Sendable {
    let text: String

    init(_ parts: AccessParts) {
        text = parts.randomBytes(32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
