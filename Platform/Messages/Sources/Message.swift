import CivicCalendar
import Kernel

/// Something that Heng tells people: a reminder, an urging, an escalation, a note that a bulletin was issued.
public struct Message: Sendable, Hashable {
    /// What kind it is, a short word such as `due-soon`; pages filter by it and the ledger keeps it.
    public var kind: String
    /// Whom it is for.
    public var recipient: Recipient
    /// What it says.
    public var text: MessageText
    /// The page it is about, from the root of the site: `/plans/…`; nil where there is none.
    public var link: String?
    /// What makes it the same message: one key is sent once, whoever sends it again.
    public var key: String

    /// Makes a message.
    ///
    /// - Throws: `messages.problem.link` for a link that does not stay on the site, `.kind` and `.key` for an empty or
    ///   overlong one.
    public init(
        kind: String, recipient: Recipient, text: MessageText, link: String? = nil, key: String
    ) throws(Problem) {
        guard !kind.isEmpty, kind.utf8.count <= 60,
            kind.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw Problem(.failure, "messages.problem.kind", ["kind": kind]) }
        guard (1...300).contains(key.utf8.count) else { throw Problem(.failure, "messages.problem.key") }
        if let link {
            guard link.hasPrefix("/"), !link.hasPrefix("//"), link.utf8.count <= 1_000,
                link.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C })
            else { throw Problem(.failure, "messages.problem.link", ["link": link]) }
        }
        self.kind = kind
        self.recipient = recipient
        self.text = text
        self.link = link
        self.key = key
    }
}

/// A message as it was sent.
public struct SentMessage: Sendable, Hashable {
    public let identifier: Identifier
    public let kind: String
    public let recipient: Recipient
    public let text: MessageText
    public let link: String?
    /// The business date on which it was sent.
    public let day: CivicDate
    public let sentAt: LogTime
    public let sentBy: String
    /// When the reader who asks marked it as read; nil where the reader has not.
    public let readAt: LogTime?
}

/// One page of somebody's messages, the newest first.
public struct Inbox: Sendable, Hashable {
    public let messages: [SentMessage]
    /// How many there are in all, by the same filter.
    public let total: Int
    /// How many of all are unread, whatever the filter.
    public let unread: Int
}
