import Testing
import Web
import WebTesting

/// Forms that another site made a browser send.
struct ForgeryTests {
    @Test("every route that changes state refuses a form without its token, or from elsewhere, and changes nothing")
    func missingToken() async throws {
        try await DemonstrationCity.with { city in
            let site = try await city.site()
            let client = DemonstrationCity.client(of: site)
            let wizard = Wizard(client: client)
            let draft = try await wizard.start()
            let before = try await DatabaseDump(city.store)
            let token = try #require(try await client.get(draft).hiddenField("csrf-token"))
            let own = [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://localhost"),
                ("Sec-Fetch-Site", "same-origin"),
            ]
            let foreign = [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://evil.example"),
                ("Sec-Fetch-Site", "cross-site"),
            ]
            let id = String(draft.dropFirst("/imports/".count))
            for route in site.routes where route.method.changesState {
                let path = "/" + route.path.replacing("{import}", with: id).replacing("{item}", with: "1")
                let fields = [("idempotency-key", "0123456789"), ("version", "1"), ("title", "a")]
                for (headers, sent) in [
                    (own, fields), (own, fields + [("csrf-token", "")]), (own, fields + [("csrf-token", token + "x")]),
                    (foreign, fields + [("csrf-token", token)]),
                ] {
                    let reply = try await client.send(
                        "POST", path, headers: headers, body: Array(TestClient.encoded(sent).utf8))
                    #expect(reply.status == 403, "\(route)")
                }
            }
            #expect(try await DatabaseDump(city.store).changes(since: before) == [])
        }
    }
}
