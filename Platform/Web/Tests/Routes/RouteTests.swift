import CivicCalendar
import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct RouteTests {
    static let permission = Permission("sample.read")

    @Test("a link fills the parameters and encodes what a path cannot hold")
    func linksAreEncoded() {
        let route = Route1<String>(.get, "items/{item}", permission: Self.permission)
        #expect(route.link("17-03").href == "/items/17-03")
        #expect(route.link("三 /\"<").href == "/items/%E4%B8%89%20%2F%22%3C")
        #expect(route.declaration.faults.isEmpty)
        #expect(route.link("1").anchored("clause 3").href == "/items/1#clause%203")
    }

    @Test("a path whose parameters do not fit its type is a fault of the declaration")
    func malformedDeclarations() {
        #expect(!Route0(.get, "items/{item}", permission: Self.permission).declaration.faults.isEmpty)
        #expect(!Route1<String>(.get, "items", permission: Self.permission).declaration.faults.isEmpty)
        #expect(!Route0(.get, "/items", permission: Self.permission).declaration.faults.isEmpty)
        #expect(!Route0(.get, "事项", permission: Self.permission).declaration.faults.isEmpty)
        let twice = Route2<Int, Int>(.get, "a/{x}/{x}", permission: Self.permission)
        #expect(!twice.declaration.faults.isEmpty)
    }

    @Test("what is declared must be registered once, and what is registered must be declared")
    func tableIsComplete() {
        let first = Route0(.get, "first", permission: Self.permission)
        let second = Route0(.get, "second", permission: Self.permission)
        let registration = first.handle { _ in .json(1) }
        #expect(RouteTable(declared: [first], registrations: [registration]).faults.isEmpty)
        let missing = RouteTable(declared: [first, second], registrations: [registration])
        #expect(missing.faults == ["GET /second is declared and not registered"])
        let unknown = RouteTable(declared: [], registrations: [registration])
        #expect(unknown.faults == ["GET /first is registered and not declared"])
        let twice = RouteTable(declared: [first], registrations: [registration, registration])
        #expect(twice.faults == ["GET /first is registered 2 times"])
        let one = Route1<String>(.get, "a/{x}", permission: Self.permission)
        let other = Route1<Int>(.get, "a/{y}", permission: Self.permission)
        let hidden = RouteTable(
            declared: [one, other],
            registrations: [one.handle { _, _ in .json(1) }, other.handle { _, _ in .json(1) }])
        #expect(hidden.faults.contains("GET /a/{y} is declared twice, the other time as GET /a/{x}"))
    }

    @Test("typed parameters reach the handler, and what does not read as the type is not there")
    func typedParameters() async throws {
        let client = try SampleEngine.client()
        let identity = "0190163d-8694-739b-aea5-966c26f8ad90"
        let reply = try await client.get("/pairs/7/\(identity)")
        #expect(reply.text == "{\"identity\":\"\(identity)\",\"number\":\"7\"}")
        #expect(try await client.get("/pairs/07/\(identity)").status == 404)
        #expect(try await client.get("/pairs/7/\(identity.uppercased())").status == 404)
        #expect(try await client.get("/pairs/7").status == 404)
    }

    @Test("a site with a fault in its composition does not start, and names every fault")
    func unsoundSitesDoNotStart() {
        #expect {
            _ = try Site(
                SampleEngine.configuration {
                    $0.registrations.removeLast()
                    $0.strings.add(["sample.only": "一"], in: .zhHans)
                })
        } throws: { error in
            let faults = (error as? CompositionFault)?.faults ?? []
            return faults.contains("GET /greeting is declared and not registered")
                && faults.contains("en: sample.only is missing")
        }
        #expect(throws: CompositionFault.self) {
            try Site(SampleEngine.configuration { $0.policy = PermissionPolicy() })
        }
    }

    @Test("a query survives the way into a link and out of it")
    func queryRoundTrip() throws {
        let nasty = ["", "a b", "a+b", "100%", "&=?#/", "\"'<>", "三\u{301}", "\r\n\t", "🀄"]
        for name in nasty where !name.isEmpty {
            for value in nasty {
                let link = SampleEngine.items.link().adding([QueryItem(name, value), QueryItem("x", "1")])
                let query = try #require(link.href.split(separator: "?", maxSplits: 1).last)
                let read = try Values(urlEncoded: query, limits: RequestLimits())
                #expect(read.items == [QueryItem(name, value), QueryItem("x", "1")])
            }
        }
    }
}
