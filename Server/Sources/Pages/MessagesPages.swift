import Access
import Kernel
import Ledger
import Messages
import Web

/// What Heng told the reader: the messages of the reader's person, roles, unit and district.
struct MessagesPages: Sendable {
    let database: LedgeredDatabase

    private static let pageSize = 30

    var registrations: [RouteRegistration] {
        [
            ServerRoutes.messages.handle(list),
            ServerRoutes.reading.handle(read),
            ServerRoutes.readings.handle(readAll),
        ]
    }

    private func list(_ request: PageRequest) async throws -> Answer {
        let isUnreadOnly = request.query["unread"] == "1"
        let page = max(1, min(10_000, request.query["page"].flatMap(Int.init) ?? 1))
        let showsMail = request.allows(ServerRoutes.readMailState)
        let (inbox, mail, names) = try await database.read {
            [actor = request.actor, day = request.businessDate] session in
            (
                try Messages.inbox(
                    for: actor, asOf: day, unreadOnly: isUnreadOnly, offset: (page - 1) * Self.pageSize,
                    limit: Self.pageSize, in: session), showsMail ? try MailState(in: session) : nil,
                try PeopleDesk.names(in: session)
            )
        }
        let title = request.text("server.messages")
        return .page(
            Page(
                "server/messages", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "messages",
                model: MessagesView(
                    inbox: inbox, names: names, mail: mail, isUnreadOnly: isUnreadOnly, page: page,
                    pageSize: Self.pageSize,
                    request: request)))
    }

    private func read(_ request: PageRequest, _ identifier: Identifier) async throws -> Answer {
        try await database.change(by: request.actor) { try Messages.markRead(identifier, in: $0) }
        return .redirect(ServerRoutes.messages.link())
    }

    private func readAll(_ request: PageRequest) async throws -> Answer {
        let count = try await database.change(by: request.actor) { try Messages.markAllRead(in: $0) }
        return .redirect(
            ServerRoutes.messages.link(), flash: Flash("server.messages.flash.read", ["count": String(count)]))
    }
}
