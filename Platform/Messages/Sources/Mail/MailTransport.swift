/// What carries a letter to a mail server.
public protocol MailTransport: Sendable {
    /// Hands a letter over; returns when the server has taken it.
    func send(_ letter: Letter) async throws(MailFailure)
}

/// Why a letter was not taken.
public struct MailFailure: Error, Sendable, Hashable {
    /// What the server or the program said, one line without secrets.
    public let reason: String
    /// Whether trying again is of no use: the server refused it for good (a 5xx answer, RFC 5321, section 4.2.1).
    public let isFinal: Bool

    public init(reason: String, isFinal: Bool) {
        self.reason = reason
        self.isFinal = isFinal
    }
}
