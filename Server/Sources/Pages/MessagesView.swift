import Kernel
import Messages
import Web

/// A page of messages.
struct MessagesView: Sendable {
    struct Entry: Sendable {
        let subject: String
        let paragraphs: [String]
        let href: String
        let hasLink: Bool
        let sent: String
        let isUnread: Bool
        let readAction: String
        let csrfToken: String
    }

    struct Choice: Sendable {
        let text: String
        let href: String
        let isChosen: Bool
    }

    struct Failure: Sendable {
        let address: String
        let attempts: String
        let error: String
        let time: String
    }

    let count: String
    let choices: [Choice]
    let entries: [Entry]
    let hasEntries: Bool
    let empty: String
    let hasUnread: Bool
    let readAllAction: String
    let csrfToken: String
    let previousHref: String
    let hasPrevious: Bool
    let nextHref: String
    let hasNext: Bool
    let hasMail: Bool
    let mailCount: String
    let failures: [Failure]
    let hasFailures: Bool

    init(
        inbox: Inbox, names: [String: LocalizedText], mail: MailState?, isUnreadOnly: Bool, page: Int, pageSize: Int,
        request: PageRequest
    ) {
        func address(_ unread: Bool, _ page: Int) -> String {
            ServerRoutes.messages.link().with(MessagesState(isUnreadOnly: unread, page: page)).href
        }
        count = request.text("server.messages.count", ["unread": String(inbox.unread)])
        choices = [
            Choice(text: request.text("server.messages.all"), href: address(false, 1), isChosen: !isUnreadOnly),
            Choice(text: request.text("server.messages.unread"), href: address(true, 1), isChosen: isUnreadOnly),
        ]
        entries = inbox.messages.map { Self.entry($0, names, request) }
        hasEntries = !entries.isEmpty
        empty = request.text(isUnreadOnly ? "server.messages.none-unread" : "server.messages.none")
        hasUnread = inbox.unread > 0
        readAllAction = ServerRoutes.readings.link().href
        csrfToken = request.csrfToken
        hasPrevious = page > 1
        previousHref = address(isUnreadOnly, page - 1)
        hasNext = page * pageSize < inbox.total
        nextHref = address(isUnreadOnly, page + 1)
        let letters = mail.map { $0.queued + $0.sent + $0.failed } ?? 0
        hasMail = letters > 0
        mailCount =
            mail.map {
                request.text(
                    "server.messages.mail-count",
                    ["queued": String($0.queued), "sent": String($0.sent), "failed": String($0.failed)])
            } ?? ""
        failures = (mail?.failures ?? []).map {
            Failure(
                address: $0.address, attempts: String($0.attempts), error: $0.error, time: $0.time.textInChina)
        }
        hasFailures = !failures.isEmpty
    }

    private static func entry(
        _ message: SentMessage, _ names: [String: LocalizedText], _ request: PageRequest
    ) -> Entry {
        let subject: String
        let body: String
        switch message.text {
        case .keyed(let key, let bodyKey, let arguments):
            subject = request.text(key, arguments)
            body = bodyKey.map { request.text($0, arguments) } ?? ""
        case .ready(let first, let second):
            subject = first(request.language)
            body = second(request.language)
        }
        return Entry(
            subject: subject, paragraphs: body.split(whereSeparator: \.isNewline).map(String.init),
            href: message.link ?? "", hasLink: message.link != nil,
            sent: request.text(
                "server.messages.sent", ["day": "\(message.day)", "by": sender(message.sentBy, names, request)]),
            isUnread: message.readAt == nil, readAction: ServerRoutes.reading.link(message.identifier).href,
            csrfToken: request.csrfToken)
    }

    /// Who sent a message: a person by name and account, what Heng tells of itself as the system.
    private static func sender(
        _ account: String, _ names: [String: LocalizedText], _ request: PageRequest
    ) -> String {
        guard !account.hasPrefix("system:") else { return request.text("server.messages.by-system") }
        guard let name = names[account]?.complete(request.language) else { return account }
        return request.text("server.messages.by-person", ["name": name, "account": account])
    }
}

/// A page of messages as its address keeps it.
struct MessagesState: QueryState {
    let isUnreadOnly: Bool
    let page: Int

    var queryItems: [QueryItem] {
        (isUnreadOnly ? [QueryItem("unread", "1")] : []) + (page > 1 ? [QueryItem("page", String(page))] : [])
    }
}
