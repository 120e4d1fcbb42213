import Kernel
import Testing
import Web
import WebTesting

/// Follows the links of a site as a reader would, a few of each kind of page.
struct Crawler {
    let site: Site
    let client: TestClient
    /// How many addresses of one route are visited.
    var each = 6

    struct Visit {
        let path: String
        let route: String?
        let reply: TestClient.Reply
    }

    /// Visits what can be reached from the given addresses; `check` sees every answer.
    func crawl(
        from starts: [String], headers: [(String, String)] = [], _ check: (Visit) throws -> Void
    ) async throws -> Set<String> {
        var waiting = starts
        var seen = Set(starts)
        var counts: [String: Int] = [:]
        while let path = waiting.popLast() {
            let route = route(of: path)
            counts[route?.description ?? "", default: 0] += 1
            let reply = try await client.get(path, headers: headers)
            try check(Visit(path: path, route: route?.description, reply: reply))
            var links: [String] = []
            if let next = reply.header("Location") { links.append(next) }
            if reply.header("Content-Type")?.hasPrefix("text/html") == true { links += Self.links(reply.text) }
            for link in links where !seen.contains(link) {
                let name = self.route(of: link)?.description ?? ""
                guard counts[name, default: 0] < each, waiting.count < 2_000 else { continue }
                // What waits counts too, or one page's links would fill the whole walk.
                counts[name, default: 0] += name.isEmpty ? 0 : 1
                seen.insert(link)
                waiting.append(link)
            }
        }
        return Set(counts.keys)
    }

    /// Addresses inside the site, without their fragments.
    static func links(_ html: String) -> [String] {
        html.matches(of: /href="(\/[^"#]*)/).map { Wizard.unescaped(String($0.output.1)) }
    }

    /// The declared route that a path belongs to; one with fixed words goes before one with a parameter.
    func route(of path: String) -> RouteDeclaration? {
        let segments = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        let fitting = site.routes.filter { route in
            route.method == .get && route.segments.count == segments.count
                && zip(route.segments, segments).allSatisfy { declared, given in
                    if case .fixed(let text) = declared { text == given } else { true }
                }
        }
        return fitting.min { Self.parameters($0) < Self.parameters($1) }
    }

    private static func parameters(_ route: RouteDeclaration) -> Int {
        route.segments.count { if case .parameter = $0 { true } else { false } }
    }
}
