import Kernel
import Web

/// The addresses of pages that belong to no engine.
enum ServerRoutes {
    static let readAbout = Permission("server.read-about")
    static let search = Permission("server.search")

    static let about = Route0(.get, "about", permission: readAbout)
    static let find = Route0(.get, "search", permission: search)

    static let all: [any DeclaredRoute] = [about, find]
}
