import Access
import Kernel
import Web

/// Everybody who is signed in now.
struct SessionsView: Sendable {
    struct Line: Sendable {
        let account: String
        let name: String
        let personHref: String
        let begun: String
        let seen: String
        let address: String
        let agent: String
        let endHref: String
        let endLabel: String
    }

    let lines: [Line]
    let hasLines: Bool
    let csrfToken: String

    init(_ sessions: [Session], request: PageRequest) {
        lines = sessions.map { session in
            Line(
                account: session.person.account, name: session.person.title(request.language),
                personHref: AdministrationRoutes.person.link(session.person.id).href,
                begun: session.begunAt.textInChina, seen: session.lastSeenAt.textInChina,
                address: session.origin.address, agent: session.origin.agent,
                endHref: AdministrationRoutes.endOthersSession.link(session.id).href,
                endLabel: request.text("administration.session.end-of", ["account": session.person.account]))
        }
        hasLines = !lines.isEmpty
        csrfToken = request.csrfToken
    }
}

/// The rules in force.
struct PolicyView: Sendable {
    let facts: [Fact]
}
