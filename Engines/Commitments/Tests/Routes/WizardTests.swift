import Foundation
import Kernel
import Ledger
import Packs
import PlanText
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// The import wizard as a browser goes through it.
@Suite struct WizardTests {
    /// Uploads a file; the draft's address.
    private func upload(
        _ client: TestClient, _ text: String, name: String = "plan.txt", pack: String = "small-2021"
    ) async throws -> TestClient.Reply {
        let page = try await client.get("/imports/new")
        let (body, type) = TestClient.multipart(
            fields: [
                ("csrf-token", page.hiddenField("csrf-token") ?? ""),
                ("idempotency-key", page.hiddenField("idempotency-key") ?? ""), ("pack", pack), ("text", ""),
            ], files: [("file", name, "text/plain", Array(text.utf8))])
        return try await client.send(
            "POST", "/imports",
            headers: [("Content-Type", type), ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")],
            body: body)
    }

    /// Sends a form with a key of its own, unless it names one.
    private func post(
        _ client: TestClient, _ path: String, _ fields: [(String, String)], from page: String
    ) async throws -> TestClient.Reply {
        let key = fields.contains { $0.0 == "idempotency-key" } ? [] : [("idempotency-key", UUID().uuidString)]
        return try await client.post(path, fields + key, from: page)
    }

    private func draftPath(_ reply: TestClient.Reply) throws -> String {
        #expect((300..<400).contains(reply.status), "\(reply.status) \(reply.text.prefix(2000))")
        return try #require(reply.header("Location"))
    }

    @Test(
        "a file goes through upload, preview, correction, binding and commit to its board",
        arguments: DatabaseEngine.allCases)
    func wholeWay(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let draft = try draftPath(try await upload(client, SmallCity.planText, name: "小河.txt"))
            for (language, _) in languages {
                for step in ["", "/document", "/items/1", "/items/2", "/bindings", "/bindings?show=all", "/commitment"]
                {
                    let reply = try await client.get(draft + step, headers: asking(language))
                    #expect(reply.status == 200 && !reply.text.contains("⟦"), "\(step)")
                    #expect(!reply.text.showsKey, "\(step) shows a key")
                }
            }
            let preview = try await client.get(draft).text
            for item in try SmallCity.plan().items { #expect(preview.contains(item.title)) }
            #expect(preview.contains("小河.txt"))

            let item = try #require(try SmallCity.plan().items.last)
            let corrected = try await post(
                client, "\(draft)/items/2",
                [
                    ("version", "1"), ("title", "提高产品和工程质量"),
                    ("clauses", item.clauses.map(\.text).joined(separator: "\n")),
                    ("units", "市市场监管局\n市住房城乡建设委"), ("lead", "市市场监管局"),
                ], from: "\(draft)/items/2")
            #expect((300..<400).contains(corrected.status), "\(corrected.text.prefix(3000))")

            let stale = try await post(
                client, "\(draft)/document", [("version", "1"), ("title", "旧")], from: "\(draft)/document")
            #expect(stale.status == 409)

            let shown = try await client.get("\(draft)/bindings?show=all")
            var fields = [("version", "2"), ("show", "all")]
            let bindings = try await bindings(of: draft, city)
            for binding in bindings { fields.append(("clause:\(binding.deliverable)", binding.clause ?? "")) }
            #expect(fields.allSatisfy { shown.text.contains("name=\"\($0.0)\"") })
            let bound = try await post(client, "\(draft)/bindings", fields, from: "\(draft)/bindings")
            #expect((300..<400).contains(bound.status), "\(bound.text.prefix(3000))")
            #expect(try await self.bindings(of: draft, city).allSatisfy { $0.state == .confirmed })

            let commit = try await client.get("\(draft)/commitment")
            #expect(commit.text.contains("市住房城乡建设委"), "the unit that the pack does not know is named")
            let done = try await post(client, "\(draft)/commitment", [("version", "3")], from: "\(draft)/commitment")
            #expect(done.header("Location") == "/plans/2021-1")
            let board = try await client.get("/plans/2021-1").text
            #expect(board.contains("提高产品和工程质量") && board.contains("健全工作机制"))
            #expect(!board.contains("测试示例"), "imported words are not marked as a paraphrase")
            #expect(try await client.get(draft).header("Location") == "/plans/2021-1", "an old address leads on")
            for step in ["/document", "/items/1", "/bindings", "/commitment"] {
                #expect(try await client.get(draft + step).status == 409, "\(step)")
            }
            let verbs = try await city.entries().map { String($0.prefix { $0 != " " }) }
            #expect(
                verbs == [
                    "pack.load", "plan-import.start", "plan-import.correct", "plan-import.bind", "plan.commit",
                ])
        }
    }

    private func bindings(of path: String, _ city: CityFixture) async throws -> [Binding] {
        let id = try #require(Identifier(String(path.split(separator: "/").last ?? "")))
        return try await city.desk.bindings(of: try await city.desk.draft(id)).bindings
    }

    @Test("pasted text, and a pack made from it")
    func pasted() async throws {
        try await CityFixture.with(.sqlite) { city in
            let client = try city.client()
            for text in [SmallCity.planText, try Repository.planText("linjiang-2024.md")] {
                let reply = try await post(
                    client, "/imports",
                    [("pack", "+new"), ("text", text), ("idempotency-key", "start-\(text.utf8.count)")],
                    from: "/imports/new")
                let draft = try draftPath(reply)
                #expect(try await client.get("\(draft)/bindings").status == 200)
                let done = try await post(
                    client, "\(draft)/commitment",
                    [("version", "1"), ("idempotency-key", "commit-\(text.utf8.count)")],
                    from: "\(draft)/commitment")
                let board = try #require(done.header("Location"), "\(done.status) \(done.text.prefix(3000))")
                for (language, _) in languages {
                    for page in ["", "/unit-matrix", "/district-matrix", "/deliverables", "/units", "/items/1"] {
                        let reply = try await client.get(board + page, headers: asking(language))
                        #expect(reply.status == 200 && !reply.text.contains("⟦"), "\(board)\(page)")
                    }
                }
            }
        }
    }

    @Test("what cannot be read is told at its field, the rest of the form kept")
    func refusals() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let before = try await city.snapshot()
            for (index, fields) in [
                [("pack", "small-2021"), ("text", "")], [("pack", "small-2021"), ("text", "没有条目的一行")],
                [("pack", "nowhere"), ("text", SmallCity.planText)], [("text", SmallCity.planText)],
            ].enumerated() {
                let reply = try await post(
                    client, "/imports", fields + [("idempotency-key", "refusal-\(index)")], from: "/imports/new")
                #expect(reply.status == 422, "\(fields)")
                #expect(!reply.text.contains("⟦"), "\(fields)")
                #expect(reply.text.contains("error"), "\(fields)")
            }
            let broken = try await upload(client, "PK\u{3}\u{4} broken", name: "plan.docx")
            #expect(broken.status == 422 || broken.status == 415)
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("a correction that does not fit is told at its field, and nothing is kept")
    func corrections() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let draft = try draftPath(try await upload(client, SmallCity.planText))
            let clauses = try #require(try SmallCity.plan().items.first).clauses.map(\.text).joined(separator: "\n")
            let sound = ["title": "标题", "clauses": clauses, "units": "市市场监管局", "lead": "", "version": "1"]
            let before = try await city.snapshot()
            for (index, (field, value)) in [
                ("title", " "), ("clauses", ""), ("clauses", "正文里没有的话"), ("clauses", "制定年度任务清单 | 圆"),
                ("clauses", clauses.split(separator: "\n").reversed().joined(separator: "\n")),
                ("units", "市市场监管局\n市市场监管局"), ("lead", "市教育局"),
            ].enumerated() {
                var fields = sound
                fields[field] = value
                let reply = try await post(
                    client, "\(draft)/items/1",
                    fields.map { ($0.key, $0.value) } + [("idempotency-key", "wrong-\(index)")],
                    from: draft)
                #expect(reply.status == 422, "\(field) \(value)")
                #expect(reply.text.contains("href=\"#") && !reply.text.contains("⟦"), "\(field) \(value)")
            }
            for (index, (field, value)) in [("title", ""), ("date", "2021-02-30")].enumerated() {
                let fields = ["title": "标题", "version": "1"].merging([field: value]) { $1 }
                let reply = try await post(
                    client, "\(draft)/document",
                    fields.map { ($0.key, $0.value) } + [("idempotency-key", "wrongdoc-\(index)")],
                    from: draft)
                #expect(reply.status == 422, "\(field) \(value)")
            }
            let noVersion = try await post(client, "\(draft)/items/1", [("title", "x")], from: draft)
            #expect(noVersion.status == 422)
            for (index, field) in ["clause:no/such", "clause:mechanism/list"].enumerated() {
                let reply = try await post(
                    client, "\(draft)/bindings",
                    [("version", "1"), (field, "99-99"), ("idempotency-key", "nosuchb-\(index)")], from: draft)
                #expect(reply.status == 422, "\(field)")
            }
            #expect(try await city.snapshot() == before)
            #expect(try await client.get("\(draft)/items/9").status == 404)
        }
    }

    @Test("a form sent twice counts once, and answers the same; another one with its key is refused")
    func twice() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            var places: Set<String> = []
            for _ in 0..<3 {
                let reply = try await post(
                    client, "/imports",
                    [("pack", "small-2021"), ("text", SmallCity.planText), ("idempotency-key", "key-start")],
                    from: "/imports/new")
                places.insert(try draftPath(reply))
            }
            #expect(places.count == 1)
            let draft = try #require(places.first)
            var boards: Set<String> = []
            for _ in 0..<3 {
                let reply = try await post(
                    client, "\(draft)/commitment", [("version", "1"), ("idempotency-key", "key-commit")], from: "/plans"
                )
                boards.insert(try draftPath(reply))
            }
            #expect(boards == ["/plans/2021-1"])
            let other = try await post(
                client, "/imports",
                [("pack", "small-2021"), ("text", SmallCity.planText + "\n"), ("idempotency-key", "key-start")],
                from: "/imports/new")
            #expect(other.status == 409, "the key stands for another text")
            let malformed = try await post(
                client, "/imports", [("pack", "small-2021"), ("text", SmallCity.planText), ("idempotency-key", "短")],
                from: "/imports/new")
            #expect(malformed.status == 422, "a key that is none is the sender's mistake")
            let discarded = try await post(
                client, "\(draft)/withdrawal", [("version", "1"), ("idempotency-key", "key-late")], from: "/plans")
            #expect(discarded.status == 409)
        }
    }

    @Test("a text without a title cannot be put in force before it has one, and says so")
    func withoutTitle() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let text = "（一）健全工作机制。制定年度任务清单。（市市场监管局负责）\n（二）加强监督。开展监督抽查。（市教育局负责）\n"
            let draft = try draftPath(try await upload(client, text))
            for step in ["", "/document", "/bindings", "/commitment"] {
                #expect(try await client.get(draft + step).status == 200, "\(step)")
            }
            let refused = try await post(client, "\(draft)/commitment", [("version", "1")], from: "/plans")
            #expect(refused.status == 422, "\(refused.text.prefix(1500))")
            let fixed = try await post(
                client, "\(draft)/document",
                [("version", "1"), ("title", "甲市2021年工作"), ("idempotency-key", "key-title")],
                from: "/plans")
            #expect((300..<400).contains(fixed.status))
            let done = try await post(
                client, "\(draft)/commitment", [("version", "2"), ("idempotency-key", "key-done1")], from: "/plans")
            #expect(done.header("Location") == "/plans/2021-1")
        }
    }

    @Test("a draft that was given up is gone from the list and from its pages")
    func discard() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let draft = try draftPath(try await upload(client, SmallCity.planText))
            #expect(try await client.get("/plans").text.contains("href=\"\(draft)\""))
            let gone = try await post(client, "\(draft)/withdrawal", [("version", "1")], from: draft)
            #expect(gone.header("Location") == "/plans")
            #expect(try await !client.get("/plans").text.contains("href=\"\(draft)\""))
            #expect(try await client.get(draft).header("Location") == "/plans")
            #expect(try await client.get("\(draft)/bindings").status == 409)
        }
    }

    @Test("two plans are compared by address, and in both languages")
    func comparison() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            var plan = try SmallCity.plan()
            plan.items[0].title = "改进工作机制"
            let id = try await city.desk.start(
                plan, from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
            _ = try await city.desk.commit(
                try await city.desk.draft(id), isParaphrase: false, year: 2021, by: city.office)
            let client = try city.client()
            for (language, _) in languages {
                let page = try await client.get("/comparison?old=2021-1&new=2021-2", headers: asking(language))
                #expect(page.status == 200 && !page.text.contains("⟦"))
                #expect(page.text.contains("<ins>改进</ins>") && page.text.contains("<del>健全</del>"))
                #expect(try await client.get("/comparison", headers: asking(language)).text.contains("<ins>改进</ins>"))
                let same = try await client.get("/comparison?old=2021-1&new=2021-1", headers: asking(language))
                #expect(same.status == 200 && !same.text.contains("<ins>"))
            }
        }
    }
}
