import Foundation
import Kernel
import Search
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Meetings as a browser goes through them.
@Suite(.timeLimit(.minutes(5))) struct MeetingPagesTests {
    private typealias People = SmallCityPeople
    private static let day = "2021-09-15"

    private func post(
        _ client: TestClient, _ path: String, _ fields: [(String, String)], from page: String, key: String? = nil
    ) async throws -> TestClient.Reply {
        try await client.post(
            path, fields + [("idempotency-key", key ?? UUID().uuidString)], from: page)
    }

    /// How many lines of the agenda are chosen on a page.
    private func ticked(_ page: String) -> Int {
        page.matches(of: /name="agenda" value="[^"]*" checked>/).count
    }

    private func fields(_ city: CityFixture, title: String = "调度会", lines: String = "年底安排") async throws -> [(
        String, String
    )] {
        [
            ("plan", "2021-1"), ("kind", "special"), ("title", title), ("place", ""), ("held", Self.day),
            ("agenda", try await city.life("mechanism/list").id.text),
            ("agenda", try await city.life("mechanism/month").id.text), ("lines", lines),
        ]
    }

    private func called(_ city: CityFixture, _ office: TestClient) async throws -> String {
        let reply = try await post(office, "/meetings", try await fields(city), from: "/meetings/new")
        #expect(reply.status == 303, "\(reply.text.prefix(2000))")
        return try #require(reply.header("Location"))
    }

    private let decision = [
        ("text", "教育局补报材料"), ("owner", "unit:B"), ("starts", "2021-09-16"), ("due", "2021-10-29"), ("cadence", "once"),
    ]

    @Test(
        "the office calls, keeps minutes and resolves; others read, and follow only what they may",
        arguments: DatabaseEngine.allCases)
    func wholeWay(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            let form = try await office.get("/meetings/new").text
            // Late and at risk, each with its owner and why, everything ticked.
            for words in ["任务 mechanism/list", "市市场监管局，逾期，完成期限 2021-06-30", "东，有风险"] {
                #expect(form.contains(words), "\(words)")
            }
            #expect(form.occurrences(of: "name=\"agenda\"") == 5)
            #expect(ticked(form) == 5)

            let address = try await called(city, office)
            for (text, version) in [("会议听取了汇报。\n决定如下。", "0"), ("会议听取了两家单位汇报。", "1")] {
                let reply = try await post(
                    office, "\(address)/minutes", [("version", version), ("text", text)], from: address)
                #expect(reply.status == 303)
            }
            for _ in 1...5 {
                let reply = try await post(
                    office, "\(address)/resolutions", decision, from: address, key: "key-of-resolution")
                #expect(reply.status == 303, "\(reply.text.prefix(2000))")
            }
            let east = [
                ("text", "东区设立专班"), ("owner", "district:D11"), ("starts", "2021-09-16"), ("due", "2021-12-20"),
                ("cadence", "monthly"),
            ]
            #expect(try await post(office, "\(address)/resolutions", east, from: address).status == 303)

            let id = try #require(Identifier(String(address.suffix(36))))
            let meeting = try #require(try await city.meeting(id))
            #expect(meeting.resolutions.map(\.text) == ["教育局补报材料", "东区设立专班"])
            let lives = try await city.database.read { session in
                try meeting.resolutions.flatMap { try AssignmentStore().lives(ofResolution: $0.id, in: session) }
            }
            let pages = lives.map { "/assignments/\($0.id)" }
            let late = "/assignments/\(try await city.life("mechanism/list").id)"
            let month = "/assignments/\(try await city.life("mechanism/month").id)"
            func links(_ actor: Actor) async throws -> [Bool] {
                let page = try await city.client(as: actor, on: Self.day).get(address)
                #expect(page.status == 200, "\(actor.name)")
                for words in ["会议听取了两家单位汇报。", "会议听取了汇报。", "教育局补报材料", "东区设立专班", "年底安排", "逾期"] {
                    #expect(page.text.contains(words), "\(actor.name): \(words)")
                }
                return (pages + [late, month]).map { page.text.contains("href=\"\($0)\"") }
            }
            #expect(try await links(People.office) == [true, true, true, true])
            #expect(try await links(People.leader) == [true, true, true, true])
            #expect(try await links(People.liaisonB) == [true, false, false, true])
            #expect(try await links(People.liaisonA) == [false, false, true, false])
            #expect(try await links(People.east) == [false, true, false, false])
            // What is not linked is not there for them either.
            let liaison = try city.client(as: People.liaisonA, on: Self.day)
            #expect(try await liaison.get(pages[0]).status == 404)
            #expect(try await city.client(as: People.liaisonB, on: Self.day).get(pages[0]).status == 200)
            // It leads back to the meeting, and the meeting is found by what it resolved and what its minutes say.
            let task = try await city.client(as: People.liaisonB, on: Self.day).get(pages[0]).text
            #expect(task.contains("会议议定：调度会") && task.contains("href=\"\(address)\""))
            for words in ["调度会", "年底安排", "补报材料", "两家单位"] {
                let hits = try await city.database.read {
                    try SearchIndex.find(SearchQuery(words, kinds: [SearchKind.meeting]), in: $0).hits
                }
                #expect(hits.map(\.record) == [meeting.reference], "\(words)")
            }
            // It stands in the unit's own work like every other assignment.
            #expect(
                try await city.client(as: People.liaisonB, on: Self.day).get("/work").text.contains("教育局补报材料"))

            let list = try await liaison.get("/meetings").text
            #expect(list.contains("调度会") && list.contains("专题会议") && !list.contains("/meetings/new"))
            #expect(try await !liaison.get("/meetings?kind=plenary").text.contains("调度会"))
            let csv = String(decoding: try await liaison.get("/meetings-file/csv").bytes, as: UTF8.self)
            #expect(csv.contains("调度会,3,2,0"))
            #expect(try await liaison.get("/meetings-file/xlsx").sheets().count == 2)
        }
    }

    @Test("only the office calls and writes; who holds no role reads nothing; looking changes nothing")
    func rights() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            #expect(try await office.get("/meetings").text.contains("还没有会议"))
            let address = try await called(city, office)
            let before = try await city.snapshot()
            let looks = ["/meetings", "/meetings-file/csv", address]
            for path in looks + ["/meetings/new"] { #expect(try await office.get(path).status == 200, "\(path)") }
            for actor in [
                People.leader, People.reviewer, People.analyst, People.liaisonA, People.leaderA, People.east,
            ] {
                let client = try city.client(as: actor, on: Self.day)
                for path in looks { #expect(try await client.get(path).status == 200, "\(actor.name) \(path)") }
                #expect(try await client.get("/meetings/new").status == 403)
                #expect(try await !client.get(address).text.contains("action=\"\(address)"))
                for (path, fields) in [
                    ("/meetings", try await fields(city)), ("\(address)/minutes", [("version", "0"), ("text", "x")]),
                    ("\(address)/resolutions", decision),
                ] {
                    #expect(
                        try await post(client, path, fields, from: "/meetings").status == 403, "\(actor.name) \(path)")
                }
            }
            let nobody = try city.client(as: People.nobody, on: Self.day)
            for path in looks + ["/meetings/new"] { #expect(try await nobody.get(path).status == 403, "\(path)") }
            let missing = "/meetings/\(try sampleIdentifier(9))"
            #expect(try await office.get(missing).status == 404)
            #expect(try await post(office, "\(missing)/resolutions", decision, from: address).status == 404)
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("as of an earlier business date a meeting is not there, or not yet minuted, and nothing may be added")
    func earlier() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let id = try await city.meetings(on: "2021-09-06").call(try await city.call(), by: People.office)
            try await city.meetings(on: "2021-09-13").minute(id, version: 0, text: "会议纪要正文", by: People.office)
            let address = "/meetings/\(id)"
            func page(_ day: String) async throws -> TestClient.Reply {
                try await city.client(as: People.office, on: day).get(address)
            }
            #expect(try await page("2021-09-05").status == 404)
            #expect(try await !city.client(as: People.office, on: "2021-09-05").get("/meetings").text.contains(address))
            let called = try await page("2021-09-09").text
            #expect(called.contains("会议定于 2021-09-10 召开") && !called.contains("action=\"\(address)"))
            let held = try await page("2021-09-10").text
            #expect(!held.contains("会议纪要正文") && !held.contains("action=\"\(address)"))
            #expect(held.contains("会议已有 2021-09-13 的记录"))
            let refused = try await post(
                try city.client(as: People.office, on: "2021-09-10"), "\(address)/minutes",
                [("version", "1"), ("text", "x")], from: address)
            #expect(refused.status == 409 && refused.text.contains("早于会议已有记录的日期"))
            let now = try await page(Self.day).text
            #expect(now.contains("会议纪要正文") && now.contains("action=\"\(address)/minutes\""))
        }
    }

    @Test("a form with mistakes comes back with what was typed and the mistakes at their fields")
    func mistakes() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            let before = try await city.snapshot()
            let empty = try await post(
                office, "/meetings", [("plan", "2021-1"), ("lines", "一项议题")], from: "/meetings/new")
            #expect(empty.status == 422 && empty.text.contains("一项议题"))
            for field in ["kind", "title", "held"] {
                #expect(empty.text.contains("href=\"#meeting-new-\(field)\""), "\(field)")
            }
            #expect(ticked(empty.text) == 0, "what was not ticked stays so")
            for (name, value, field) in [
                ("kind", "x", "kind"), ("held", "2021-02-30", "held"), ("held", "2001-01-01", "held"),
                ("lines", String(repeating: "长", count: 201), "lines"),
            ] {
                var sent = try await fields(city).filter { $0.0 != name }
                sent.append((name, value))
                let reply = try await post(office, "/meetings", sent, from: "/meetings/new")
                #expect(reply.status == 422 && reply.text.contains("href=\"#meeting-new-\(field)\""), "\(name)")
            }
            let bare = try await fields(city).filter { $0.0 != "agenda" && $0.0 != "lines" }
            let none = try await post(office, "/meetings", bare, from: "/meetings/new")
            #expect(none.status == 422 && none.text.contains("议程为空"))
            let foreign = try await post(
                office, "/meetings", bare + [("agenda", try sampleIdentifier(3).text)], from: "/meetings/new")
            #expect(foreign.status == 422 && foreign.text.contains("不属于本计划"))
            #expect(try await city.snapshot() == before)

            let address = try await called(city, office)
            let after = try await city.snapshot()
            for (name, value, field) in [
                ("text", " ", "text"), ("owner", "", "owner"), ("owner", "unit:Z", "owner"),
                ("owner", "district:A", "owner"), ("due", "x", "due"), ("due", "2021-09-01", "due"),
                ("due", "2022-03-01", "due"), ("starts", "", "starts"), ("cadence", "daily", "cadence"),
            ] {
                let sent = decision.filter { $0.0 != name } + [(name, value)]
                let reply = try await post(office, "\(address)/resolutions", sent, from: address)
                #expect(
                    reply.status == 422 && reply.text.contains("href=\"#resolution-\(field)\""), "\(name) \(value)")
                if name != "text" { #expect(reply.text.contains("教育局补报材料")) }
            }
            let blank = try await post(
                office, "\(address)/minutes", [("version", "0"), ("text", "")], from: address)
            #expect(blank.status == 422 && blank.text.contains("href=\"#minutes-text\""))
            #expect(try await city.snapshot() == after)
        }
    }

    @Test("the second editor of the minutes gets 409, sees what the first kept, and may keep again")
    func conflict() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            let other = try city.client(as: CityFixture.colleague, on: Self.day)
            let address = try await called(city, office)
            _ = try await post(other, "\(address)/minutes", [("version", "0"), ("text", "同事的纪要")], from: address)
            let late = try await post(
                office, "\(address)/minutes", [("version", "0"), ("text", "我的纪要")], from: address)
            #expect(late.status == 409)
            for words in ["同事的纪要", "我的纪要", "office.b"] { #expect(late.text.contains(words), "\(words)") }
            let version = try #require(late.hiddenField("version"))
            #expect(version == "1")
            let again = try await post(
                office, "\(address)/minutes", [("version", version), ("text", "合并的纪要")], from: address)
            #expect(again.status == 303)
        }
    }

    @Test("every page answers in both languages with every text there", arguments: languages.map(\.0))
    func everyPage(language: String) async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            func look(_ path: String) async throws {
                let reply = try await office.get(path, headers: asking(language))
                #expect(reply.status == 200, "\(path)")
                #expect(!reply.text.contains("⟦") && !reply.text.showsKey, "\(path)")
            }
            try await look("/meetings")
            let address = try await called(city, office)
            for path in ["/meetings", "/meetings/new", address] { try await look(path) }
            _ = try await post(office, "\(address)/minutes", [("version", "0"), ("text", "一")], from: address)
            _ = try await post(office, "\(address)/minutes", [("version", "1"), ("text", "二")], from: address)
            _ = try await post(office, "\(address)/resolutions", decision, from: address)
            for path in ["/meetings", address] { try await look(path) }
        }
    }

    @Test("markup and formulas come out as words, on pages and in files")
    func hostile() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let office = try city.client(as: People.office, on: Self.day)
            let canary = "=1+1<script>alert('衡')</script>\"><img src=x onerror=alert(1)>'; DROP TABLE meetings;--"
            var sent = try await fields(city, title: canary, lines: canary).filter { $0.0 != "place" }
            sent.append(("place", canary))
            let reply = try await post(office, "/meetings", sent, from: "/meetings/new")
            let address = try #require(reply.header("Location"))
            _ = try await post(office, "\(address)/minutes", [("version", "0"), ("text", canary)], from: address)
            let resolved = try await post(
                office, "\(address)/resolutions", decision.filter { $0.0 != "text" } + [("text", canary)], from: address
            )
            #expect(resolved.status == 303)
            for path in [
                "/meetings?columns=title,place,by", address, "/work", "/supervision", "/meetings/new",
            ] {
                let text = try await office.get(path).text
                #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(path)")
            }
            #expect(try await office.get(address).text.occurrences(of: "&lt;script&gt;alert") >= 4)
            for (path, fields) in [
                ("\(address)/resolutions", decision.map { ($0.0, canary) }),
                ("\(address)/minutes", [("version", canary), ("text", canary)]),
                ("/meetings", sent.map { ($0.0, $0.0 == "plan" ? "2021-1" : canary) }),
            ] {
                let refused = try await post(office, path, fields, from: address)
                #expect((400..<500).contains(refused.status), "\(path)")
                #expect(!refused.text.contains("<script>alert") && !refused.text.contains("<img src=x"), "\(path)")
            }
            let csv = String(decoding: try await office.get("/meetings-file/csv").bytes, as: UTF8.self)
            #expect(csv.contains("'=1+1"))
            for start in [",=", "\n=", ",\"=", "\n\"="] { #expect(!csv.contains(start), "\(start)") }
        }
    }
}
