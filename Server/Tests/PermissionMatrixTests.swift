import Foundation
import Kernel
import Testing
import Web
import WebTesting

@testable import Server

/// Who may do what, as `permissions.txt` beside this file says it: a change of it is seen in review.
struct PermissionMatrixTests {
    /// What a cell may say: all records, one's own unit's, district's or person's only, or nothing.
    private static let marks: [PermissionScope?: String] = [.all: "yes", .own: "own", nil: "-"]

    private struct Line: Hashable, CustomStringConvertible {
        let route: String
        let cells: [String]

        func mark(_ role: Role) -> String {
            Role.allCases.firstIndex(of: role).flatMap { $0 < cells.count ? cells[$0] : nil } ?? "-"
        }

        var description: String { ([route] + cells).joined(separator: " | ") }
    }

    private static let roles = Role.allCases.map(\.rawValue)

    private func table() throws -> [Line] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "permissions.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(lines.first == ["route"] + Self.roles, "the head names every role in the order of the source")
        return try lines.dropFirst().map { cells in
            try #require(cells.count == Self.roles.count + 1, "\(cells)")
            try #require(cells.dropFirst().allSatisfy { Self.marks.values.contains($0) }, "\(cells)")
            return Line(route: cells[0], cells: Array(cells.dropFirst()))
        }
    }

    @Test("the composed site allows exactly what the table says, route by route and role by role")
    func matrix() async throws {
        let expected = try table()
        #expect(Set(expected.map(\.route)).count == expected.count, "a route is listed twice")
        try await DemonstrationCity.empty(.sqlite) { city in
            let site = try await city.site()
            let found = site.routes.map { route in
                Line(
                    route: route.description,
                    cells: Role.allCases.map { role in
                        let scope = site.policy.scope(of: route.permission, for: Actor(name: "a", roles: [role]))
                        return Self.marks[scope] ?? "?"
                    })
            }
            let missing = Set(found).subtracting(expected).map(\.description).sorted()
            let extra = Set(expected).subtracting(found).map(\.description).sorted()
            #expect(missing == [], "the site has these, the table has not")
            #expect(extra == [], "the table has these, the site has not")
        }
    }

    @Test("the site answers as the table says: 403 to whom a route is denied, something else to whom it is allowed")
    func answers() async throws {
        let expected = Dictionary(try table().map { ($0.route, $0) }, uniquingKeysWith: { first, _ in first })
        try await DemonstrationCity.with { city in
            for role in Role.allCases {
                let site = try await city.site([role])
                let client = DemonstrationCity.client(of: site)
                for route in site.routes {
                    let path = "/" + route.segments.map(Self.sample).joined(separator: "/")
                    let reply =
                        route.method.changesState
                        ? try await client.post(path, [], from: "/sign-in") : try await client.get(path)
                    let mayPass = try #require(expected[route.description]).mark(role) != "-"
                    #expect((reply.status == 403) == !mayPass, "\(role.rawValue) \(route): \(reply.status)")
                }
            }
        }
    }

    @Test("a role that the table denies sees no link to the route in the rail")
    func navigation() async throws {
        try await DemonstrationCity.with { city in
            let liaison = try await city.client([.liaison]).get("/about").text
            #expect(!liaison.contains("href=\"/ledger\""))
            let office = try await city.client([.office]).get("/about").text
            #expect(office.contains("href=\"/ledger\""))
        }
    }

    private static func sample(_ segment: RouteDeclaration.Segment) -> String {
        switch segment {
        case .fixed(let text): text
        case .parameter("plan"): DemonstrationCity.plan
        case .parameter("format"): "csv"
        case .parameter("import"), .parameter("person"), .parameter("session"): "017be8c6-1c00-7000-8000-000000000000"
        case .parameter("role"): "office"
        case .parameter("position"), .parameter("item"): "1"
        case .parameter: "x:y"
        }
    }
}
