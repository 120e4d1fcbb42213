import Access
import Foundation
import Kernel
import Testing
import Web
import WebTesting

@testable import Server

/// The subscription to due days, as somebody and their calendar program use it.
struct DueFeedTests {
    private static let page = "/dues/subscription"

    /// The address that the answer to its making shows.
    private static func open(_ house: SignedInCity, _ client: TestClient) async throws -> String {
        let reply = try await house.send(client, page, [], from: page)
        #expect(reply.status == 200)
        let start = try #require(reply.text.firstRange(of: "http://localhost/feeds/dues.ics?key="))
        let address = String(reply.text[start.lowerBound...].prefix { $0 != "<" }).replacing("&amp;", with: "&")
        return String(address.dropFirst("http://localhost".count))
    }

    private static func events(_ text: String) -> Set<String> {
        Set(text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }.map(String.init))
    }

    @Test("a calendar program reads what its holder may see, in the holder's language, without any cookie")
    func reading() async throws {
        try await SignedInCity.with { house in
            let unit = try await house.client("liaison.amr_m")
            #expect(try await unit.get(Self.page).status == 200)
            let address = try await Self.open(house, unit)
            let own = try await unit.get("/dues.ics").text
            let read = try await house.stranger().get(address)
            #expect(read.status == 200)
            #expect(read.header("Content-Type")?.hasPrefix("text/calendar") == true)
            #expect(!Self.events(own).isEmpty && Self.events(read.text) == Self.events(own))
            #expect(read.text.contains("URL:http://localhost/assignments/"))
            let office = try await house.client("office")
            let all = try await house.stranger().get(try await Self.open(house, office))
            #expect(Self.events(all.text).isStrictSuperset(of: Self.events(own)))
            // Who comes with a session of their own reads the holder's days, not theirs.
            #expect(Self.events(try await office.get(address).text) == Self.events(own))
            #expect(read.text.contains("X-WR-CALNAME:期限日历\r\n"))
            let english = try await house.stranger().get(address.replacing("lang=zh-Hans", with: "lang=en"))
            #expect(english.text.contains("X-WR-CALNAME:Due days\r\n"))
            // The address is not shown again.
            #expect(try await !unit.get(Self.page).text.contains("feeds/dues.ics"))
        }
    }

    @Test("what is no key, was renewed or withdrawn, or whose holder lost the right, answers 404 alike")
    func gone() async throws {
        try await SignedInCity.with { house in
            let client = try await house.client("liaison.amr_m")
            let first = try await Self.open(house, client)
            let second = try await Self.open(house, client)
            for address in ["/feeds/dues.ics", "/feeds/dues.ics?key=", "/feeds/dues.ics?key=abc", first] {
                #expect(try await house.stranger().get(address).status == 404, "\(address)")
            }
            #expect(try await house.stranger().get(second).status == 200)
            let withdrawn = try await house.send(client, "\(Self.page)/withdrawal", [], from: Self.page)
            #expect(withdrawn.status == 303)
            #expect(try await house.stranger().get(second).status == 404)
            let third = try await Self.open(house, client)
            try await RoleDesk(house.access).revoke(
                .liaison, of: house.person("liaison.amr_m").id, reason: "left",
                by: Actor(name: "secadmin", roles: [.securityAdministrator]), key: try .fresh())
            #expect(try await house.stranger().get(third).status == 404)
        }
    }

    @Test("administrators and the public have no due days to subscribe to")
    func others() async throws {
        try await SignedInCity.with { house in
            let system = try await house.client("sysadmin")
            #expect(try await system.get(Self.page).status == 403)
            #expect(try await house.stranger().get(Self.page).status == 303)
        }
    }
}
