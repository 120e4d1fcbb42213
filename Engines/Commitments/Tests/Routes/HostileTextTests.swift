import Kernel
import PlanText
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Words of a plan that would be markup or a formula if somebody trusted them.
@Suite struct HostileTextTests {
    private static let markup = "<script>alert('衡')</script>"
    private static let attribute = "\"><img src=x onerror=alert(1)>"
    private static let formula = "=1+1"

    private func hostilePlan() throws -> Plan {
        var plan = try SmallCity.plan()
        plan.document.title = "2021年\(Self.markup)\(Self.attribute)"
        plan.document.issuer = Self.markup
        plan.document.copiesTo = [Self.attribute]
        plan.sections[0].title = Self.markup
        var item = plan.items[0]
        item.title = "\(Self.formula)\(Self.markup)"
        item.responsible.units = ["\(Self.formula)局\(Self.attribute)", "市教育局"]
        item.responsible.asWritten = "（\(Self.markup)负责）"
        item.body = "制定年度任务清单\(Self.markup)，开展质量月\(Self.attribute)。"
        let first = "制定年度任务清单\(Self.markup)"
        item.clauses[0].text = first
        item.clauses[0].start = 0
        item.clauses[0].end = first.unicodeScalars.count
        item.clauses.removeSubrange(1...)
        plan = plan.replacing(item)
        return plan
    }

    private func check(_ reply: TestClient.Reply, _ path: String) {
        #expect(reply.status == 200, "\(path)")
        let text = reply.text
        for piece in ["<script>alert", "<img src=x", "onerror=alert(1)>", "\"><img", "alert('"] {
            #expect(!text.contains(piece), "\(path) has \(piece)")
        }
    }

    @Test("comes out escaped on every page, in every attribute, in both languages")
    func pages() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            let client = try city.client()
            let source = PlanSource(
                name: "\(Self.attribute)\(Self.markup).txt", kind: .text, digest: "00",
                text: SmallCity.planText + "\n\(Self.markup)\n\(Self.attribute)\n")
            let id = try await city.desk.start(
                try hostilePlan(), from: source, pack: .loaded("small-2021"), by: city.office)
            for (language, _) in languages {
                for step in ["", "/document", "/items/1", "/bindings?show=all", "/commitment"] {
                    let reply = try await client.get("/imports/\(id)\(step)", headers: asking(language))
                    check(reply, step)
                    #expect(reply.text.contains("&lt;script&gt;alert"), "\(step)")
                }
                check(try await client.get("/plans", headers: asking(language)), "/plans with a draft")
            }
            let plan = try await city.desk.commit(
                try await city.desk.draft(id), isParaphrase: false, year: 2021, by: city.office)
            for (language, _) in languages {
                for page in [
                    "", "/unit-matrix", "/district-matrix", "/items/1", "/items/2", "/deliverables", "/units",
                    "/units/A", "/units/B", "/source", "/deliverables/mechanism:list",
                ] {
                    let reply = try await client.get("/plans/\(plan)\(page)", headers: asking(language))
                    check(reply, page)
                    #expect(reply.text.contains("&lt;script&gt;"), "\(page)")
                }
                check(
                    try await client.get("/comparison?old=2021-1&new=\(plan)", headers: asking(language)), "comparison")
            }
            let file = try await client.get("/plans/\(plan)/source-file")
            #expect(file.text == source.text)
            #expect(file.header("Content-Type")?.hasPrefix("text/plain") == true)
            #expect(file.header("X-Content-Type-Options") == "nosniff")
        }
    }

    @Test("a formula is a text in CSV and in XLSX", arguments: ["board", "deliverables-file", "units-file"])
    func formulas(name: String) async throws {
        try await CityFixture.with(.sqlite) { city in
            var pack = try SmallCity.pack()
            pack.units[0].short = LocalizedText(zh: "=1+1局", en: "=1+1 bureau")
            pack.items[0].deliverables[0].title = LocalizedText(zh: "=1+1任务", en: "=1+1 task")
            try await city.loading.load(pack, by: city.office)
            let id = try await city.desk.start(
                try hostilePlan(), from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
            let plan = try await city.desk.commit(
                try await city.desk.draft(id), isParaphrase: false, year: 2021, by: city.office)
            let client = try city.client()
            let csv = try await client.get("/plans/\(plan)/\(name)/csv").text
            #expect(csv.contains("'=1+1"), "\(csv)")
            for start in [",=", "\n=", ",\"=", "\n\"=", "\u{FEFF}="] { #expect(!csv.contains(start), "\(start)") }
            let sheets = try await client.get("/plans/\(plan)/\(name)/xlsx").sheets()
            let cells = sheets.flatMap(\.rows).flatMap(\.self)
            let dangerous = cells.filter { $0.plainText.contains("=1+1") }
            #expect(!dangerous.isEmpty)
            for cell in dangerous {
                if case .text = cell { continue }
                Issue.record("\(cell) is not a text")
            }
        }
    }

    @Test("an upload whose name and words are hostile is read and shown as what it is")
    func upload() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let page = try await client.get("/imports/new")
            let text = SmallCity.planText.replacing("健全工作机制", with: "健全\(Self.markup)机制")
                .replacing("市教育局", with: "<b>市教育局")
            let (body, type) = TestClient.multipart(
                fields: [
                    ("csrf-token", page.hiddenField("csrf-token") ?? ""), ("idempotency-key", "key-upload"),
                    ("pack", "small-2021"),
                ], files: [("file", "<img src=x onerror=alert(1)>.txt", "text/html", Array(text.utf8))])
            let reply = try await client.send(
                "POST", "/imports",
                headers: [("Content-Type", type), ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")],
                body: body)
            let draft = try #require(reply.header("Location"), "\(reply.status)")
            for step in ["", "/document", "/items/1", "/bindings?show=all", "/commitment"] {
                check(try await client.get(draft + step), step)
            }
            let name = try await city.desk.draft(try #require(Identifier(String(draft.suffix(36))))).source.name
            #expect(name.contains("img src=x onerror=alert(1)") && name.hasSuffix(".txt"))
            #expect(try await client.get(draft).text.contains(name.escapedForHTML))
        }
    }
}
