import Kernel
import Web

/// The addresses of pages that belong to no engine.
enum ServerRoutes {
    static let readAbout = Permission("server.read-about")
    static let search = Permission("server.search")
    /// One's own messages, and marking them as read.
    static let readMessages = Permission("server.read-messages")
    /// How many letters wait, went out and failed.
    static let readMailState = Permission("server.read-mail-state")

    static let about = Route0(.get, "about", permission: readAbout)
    static let find = Route0(.get, "search", permission: search)

    static let messages = Route0(.get, "messages", permission: readMessages)
    static let reading = Route1<Identifier>(.post, "messages/{message}/reading", permission: readMessages)
    static let readings = Route0(.post, "messages/readings", permission: readMessages)

    static let all: [any DeclaredRoute] = [about, find, messages, reading, readings]

    /// Who may do what: messages are for everybody who signed in.
    static func grant(in policy: inout PermissionPolicy) {
        for role in Role.allCases where role != .public { policy.grant(readMessages, to: role) }
        policy.grant(readMailState, to: .office, .systemAdministrator)
    }
}
