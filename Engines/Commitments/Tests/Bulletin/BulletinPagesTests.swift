import Documents
import Foundation
import Kernel
import Printing
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Bulletins as a browser goes through them.
@Suite(.timeLimit(.minutes(20))) struct BulletinPagesTests {
    private static let liaison = Actor(name: "liaison.a", roles: [.liaison], unit: "A")

    private func post(
        _ client: TestClient, _ path: String, _ fields: [(String, String)], from page: String
    ) async throws -> TestClient.Reply {
        try await client.post(path, fields + [("idempotency-key", UUID().uuidString)], from: page)
    }

    private func draft(_ client: TestClient, plan: String, month: String = "2021-08") async throws -> String {
        let reply = try await post(client, "/bulletins", [("plan", plan), ("month", month)], from: "/bulletins/new")
        #expect(reply.status == 303, "\(reply.text.prefix(1000))")
        return try #require(reply.header("Location"))
    }

    @Test(
        "drafted, edited, approved by another, numbered and issued, read by a unit", arguments: DatabaseEngine.allCases)
    func wholeWay(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let leader = try city.client(actor: CityFixture.leader)
            let liaison = try city.client(actor: Self.liaison)
            #expect(try await office.get("/bulletins").text.contains("还没有通报"))
            let address = try await draft(office, plan: plan)
            #expect(try await office.get(address).text.contains("截至2021年8月31日"))
            #expect(try await liaison.get(address).status == 404)

            let edited = try await post(
                office, "\(address)/text",
                [
                    ("version", "1"), ("title", "关于8月情况的通报"), ("overview", "第一段\r\n第二段"), ("progress", "进展"),
                    ("concerns", "问题"), ("demands", "要求"),
                ], from: "\(address)/text")
            #expect(edited.status == 303)
            #expect(try await office.get(address).text.contains("须由他人批准"))
            #expect(try await post(office, "\(address)/approval", [("version", "2")], from: address).status == 403)
            #expect(try await post(office, "\(address)/issue", [("version", "2")], from: address).status == 409)
            #expect(try await post(leader, "\(address)/approval", [("version", "2")], from: address).status == 303)
            #expect(try await post(leader, "\(address)/issue", [("version", "2")], from: address).status == 403)
            #expect(try await post(office, "\(address)/issue", [("version", "2")], from: address).status == 303)

            let page = try await liaison.get(address)
            #expect(page.status == 200)
            #expect(page.text.contains("质办发〔2021〕1号"))
            #expect(page.text.contains("第二段"))
            #expect(!page.text.contains("\(address)/text"))
            let word = try await liaison.get("\(address)/files/docx")
            #expect(word.status == 200)
            let document = try WordDocument.read(word.bytes)
            #expect(document.paragraphs.contains { $0.text == "质办发〔2021〕1号" })
            #expect(document.paragraphs.contains { $0.text == "第一段" })
            #expect(
                try await post(office, "\(address)/withdrawal", [("version", "2"), ("reason", "x")], from: address)
                    .status == 409)
            let csv = try await liaison.get("/bulletins-file/csv")
            #expect(String(decoding: csv.bytes, as: UTF8.self).contains("质办发〔2021〕1号"))
            #expect(try await liaison.get("/bulletins-file/xlsx").sheets().count == 2)
        }
    }

    @Test(
        "a month that has an issued bulletin takes another one only where that is ticked; months before the plan are not offered"
    )
    func further() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let leader = try city.client(actor: CityFixture.leader)
            let offered = try await office.get("/bulletins/new").text
            #expect(offered.contains(">2021-01<") && !offered.contains("2020-12") && !offered.contains("再次通报"))
            let early = try await post(
                office, "/bulletins", [("plan", plan), ("month", "2020-12")], from: "/bulletins/new")
            #expect(early.status == 422 && early.text.contains("早于该工作要点的第一个月 2021-01"))

            let address = try await draft(office, plan: plan)
            _ = try await post(leader, "\(address)/approval", [("version", "1")], from: address)
            _ = try await post(office, "\(address)/issue", [("version", "1")], from: address)
            let form = try await office.get("/bulletins/new").text
            #expect(form.contains("再次通报") && form.contains("2021-08（质办发〔2021〕1号）"))
            let again = [("plan", plan), ("month", "2021-08")]
            let refused = try await post(office, "/bulletins", again, from: "/bulletins/new")
            #expect(refused.status == 422 && refused.text.contains("文号 质办发〔2021〕1号"))
            let ticked = try await post(office, "/bulletins", again + [("further", "yes")], from: "/bulletins/new")
            #expect(ticked.status == 303 && ticked.header("Location") != address)
            // Another month needs no tick.
            _ = try await draft(office, plan: plan, month: "2021-07")
        }
    }

    @Test("without Chromium the PDF is a problem that names the remedy, and the rest works")
    func withoutBrowser() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let address = try await draft(office, plan: plan)
            let reply = try await office.get("\(address)/files/pdf")
            #expect(reply.status == 503)
            #expect(reply.text.contains("scripts/setup run"))
        }
    }

    @Test("every page answers in both languages with every text there", arguments: languages.map(\.0))
    func everyPage(language: String) async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let leader = try city.client(actor: CityFixture.leader)
            let address = try await draft(office, plan: plan)
            func look(_ client: TestClient, _ path: String, status: Int = 200) async throws {
                let reply = try await client.get(path, headers: asking(language))
                #expect(reply.status == status, "\(path)")
                #expect(!reply.text.contains("⟦") && !reply.text.showsKey, "\(path)")
            }
            for path in ["/bulletins", "/bulletins/new", address, "\(address)/text"] { try await look(office, path) }
            try await look(leader, address)
            _ = try await post(leader, "\(address)/return", [("version", "1"), ("reason", "数据不全")], from: address)
            try await look(office, address)
            try await look(office, "/bulletins/018be8c6-1c00-7000-8000-000000000000", status: 404)
            _ = try await post(office, "\(address)/withdrawal", [("version", "1"), ("reason", "重复")], from: address)
            try await look(office, address)
            try await look(office, "\(address)/text", status: 409)
        }
    }

    @Test("a form with nothing in it comes back with its errors; a second editor sees what the first saved")
    func forms() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let other = try city.client(actor: CityFixture.colleague)
            let empty = try await post(office, "/bulletins", [("plan", plan), ("month", "x")], from: "/bulletins/new")
            #expect(empty.status == 422)
            let missing = try await post(
                office, "/bulletins", [("plan", "2099-1"), ("month", "2021-08")], from: "/bulletins/new")
            #expect(missing.status == 422)
            let address = try await draft(office, plan: plan)
            let reason = try await post(
                office, "\(address)/withdrawal", [("version", "1"), ("reason", " ")], from: address)
            #expect(reason.status == 422)
            #expect(reason.text.contains("写明理由"))
            func fields(_ overview: String, version: String) -> [(String, String)] {
                [
                    ("version", version), ("title", "标题"), ("overview", overview), ("progress", "进展"),
                    ("concerns", "问题"), ("demands", "要求"),
                ]
            }
            _ = try await post(other, "\(address)/text", fields("同事写的", version: "1"), from: "\(address)/text")
            let second = try await post(
                office, "\(address)/text", fields("本人写的", version: "1"), from: "\(address)/text")
            #expect(second.status == 409)
            #expect(second.text.contains("同事写的") && second.text.contains("本人写的"))
            // Saved again with what was seen.
            let version = try #require(second.hiddenField("version"))
            #expect(version == "2")
            let third = try await post(
                office, "\(address)/text", fields("合并后", version: version), from: "\(address)/text")
            #expect(third.status == 303)
            let bad = try await post(office, "\(address)/text", fields("", version: "3"), from: "\(address)/text")
            #expect(bad.status == 422)
        }
    }

    @Test("markup and formulas in a bulletin's words come out as words on pages and in files")
    func hostile() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let address = try await draft(office, plan: plan)
            let canary = "=1+1<script>alert('衡')</script>\"><img src=x onerror=alert(1)>"
            _ = try await post(
                office, "\(address)/text",
                [
                    ("version", "1"), ("title", canary), ("overview", canary), ("progress", canary),
                    ("concerns", canary), ("demands", canary),
                ], from: "\(address)/text")
            for path in ["/bulletins", address, "\(address)/text"] {
                let text = try await office.get(path).text
                #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(path)")
                #expect(text.contains("&lt;script&gt;alert"), "\(path)")
            }
            let word = try WordDocument.read(try await office.get("\(address)/files/docx").bytes)
            #expect(word.paragraphs.contains { $0.text == canary })
            let csv = String(decoding: try await office.get("/bulletins-file/csv").bytes, as: UTF8.self)
            #expect(!csv.contains("\n=1+1") && !csv.contains(",=1+1") && !csv.contains("\"=1+1"))
        }
    }

    @Test("looking changes nothing; who holds no role sees nothing")
    func reading() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let office = try city.client(actor: CityFixture.drafter)
            let address = try await draft(office, plan: plan)
            let before = try await city.database.read { try $0.count("SELECT size FROM ledger_head") }
            for path in ["/bulletins", "/bulletins/new", address, "\(address)/text", "\(address)/files/docx"] {
                #expect(try await office.get(path).status == 200)
                #expect(try await city.client(roles: [.public]).get(path).status == 403)
            }
            #expect(try await city.client(actor: Self.liaison).get("/bulletins/new").status == 403)
            let list = try await city.client(actor: Self.liaison).get("/bulletins").text
            #expect(!list.contains(address))
            let after = try await city.database.read { try $0.count("SELECT size FROM ledger_head") }
            #expect(after == before)
        }
    }
}
