import Kernel
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// The page of an assignment and every step that may be taken there, as everybody who works in the small city.
@Suite struct AssignmentPagesTests {
    private typealias People = SmallCityPeople

    private func page(_ life: AssignmentLife) -> String { "/assignments/\(life.id)" }

    private func fields(_ life: AssignmentLife, _ more: [(String, String)] = [], key: String = "key-0001-of-test")
        -> [(String, String)]
    {
        [("version", String(life.version)), ("idempotency-key", key)] + more
    }

    @Test("who may see it sees it; another's answers 404; the public 403")
    func readers() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let ofA = try await city.life("mechanism/list")
            let ofEast = try await city.life("mechanism/teams", district: "D11")
            let expected: [(Actor, Int, Int)] = [
                (People.office, 200, 200), (People.leader, 200, 200), (People.reviewer, 200, 200),
                (People.analyst, 200, 200), (People.liaisonA, 200, 404), (People.leaderA, 200, 404),
                (People.liaisonB, 404, 404), (People.east, 404, 200), (People.west, 404, 404),
                (People.nobody, 403, 403),
            ]
            for (actor, first, second) in expected {
                let client = try city.client(as: actor, on: "2021-03-01")
                for (life, status) in [(ofA, first), (ofEast, second)] {
                    for path in ["", "/history/csv", "/history/xlsx"] {
                        let reply = try await client.get(page(life) + path)
                        #expect(reply.status == status, "\(actor.name) \(path)")
                        if status != 200 { #expect(!reply.text.contains("任务 mechanism"), "\(actor.name)") }
                    }
                }
            }
            let none = try await city.client(as: People.office, on: "2021-03-01")
                .get("/assignments/01888888-0000-7000-8000-000000000000")
            #expect(none.status == 404)
            // Before it was established there was none.
            #expect(try await city.client(as: People.office, on: "2021-01-31").get(page(ofA)).status == 404)
        }
    }

    @Test("nobody's step is another's: a step without the right is 403, on another's record 404, and writes nothing")
    func strangers() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let life = try await city.life("mechanism/list")
            let before = try await city.snapshot()
            for act in AssignmentAct.allCases {
                let path = "/assignments/\(life.id)/\(act.route.link(life.id).path.split(separator: "/").last ?? "")"
                for actor in [
                    People.office, People.leader, People.reviewer, People.analyst, People.liaisonB, People.leaderA,
                    People.east,
                ] {
                    var policy = PermissionPolicy()
                    CommitmentsEngine.grant(in: &policy)
                    let scope = policy.scope(of: act.permission, for: actor)
                    guard scope != .all else { continue }
                    let client = try city.client(as: actor, on: "2021-03-01")
                    let reply = try await client.post(
                        path, fields(life, [("reason", "理由")]), from: "/plans")
                    #expect(reply.status == (scope == nil ? 403 : 404), "\(actor.name) \(act)")
                }
            }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("only what both the right and the state allow is offered")
    func offers() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let life = try await city.life("mechanism/list")
            func offered(_ actor: Actor) async throws -> Set<String> {
                let text = try await city.client(as: actor, on: "2021-04-12").get(page(life)).text
                var found = Set(
                    AssignmentAct.allCases.filter { text.contains("id=\"\($0.rawValue)\"") }.map(\.rawValue))
                if text.contains("/reports/new") { found.insert("report") }
                return found
            }
            #expect(try await offered(People.liaisonA) == ["receipt", "objection", "extension-request"])
            #expect(try await offered(People.reviewer) == [])
            #expect(try await offered(People.leader) == [])
            #expect(try await offered(People.office) == ["urge", "reassignment", "target", "suspension"])
            try await city.step(.receipt, "mechanism/list", on: "2021-04-12", by: People.liaisonA)
            #expect(try await offered(People.liaisonA) == ["report", "objection", "extension-request"])
            try await city.step(city.report(30), "mechanism/list", on: "2021-04-12", by: People.liaisonA)
            #expect(try await offered(People.reviewer) == ["acceptance", "rejection"])
            #expect(try await offered(People.liaisonA) == ["extension-request"])
            try await city.step(.objection, "mechanism/month", on: "2021-04-12", by: People.liaisonB)
            let other = try await city.life("mechanism/month")
            let text = try await city.client(as: People.leader, on: "2021-04-12").get(page(other)).text
            #expect(text.contains("id=\"ruling\""))
        }
    }

    @Test("an assignment goes its whole way over its page")
    func journey() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            func post(
                _ actor: Actor, _ name: String, _ more: [(String, String)] = [], on day: String
            ) async throws -> Int {
                let life = try await city.life("mechanism/list")
                let client = try city.client(as: actor, on: day)
                return try await client.post(
                    "\(page(life))/\(name)", fields(life, more, key: "key-\(name)-\(day)-\(life.version)"),
                    from: page(life)
                ).status
            }
            #expect(try await post(People.liaisonA, "receipt", on: "2021-02-02") == 303)
            #expect(
                try await post(
                    People.office, "target",
                    [("quantity", "12"), ("unit-zh", "项"), ("unit-en", ""), ("reason", "与单位商定")],
                    on: "2021-02-03") == 303)
            #expect(
                try await post(
                    People.liaisonA, "extension-request", [("due", "2021-07-15"), ("reason", "需会签")],
                    on: "2021-05-06") == 303)
            #expect(
                try await post(
                    People.office, "extension-decision",
                    [("request", "4"), ("decision", "grant"), ("due", "2021-07-09"), ("reason", "情况属实")],
                    on: "2021-05-07") == 303)
            let moved = try await city.life("mechanism/list")
            #expect("\(moved.latest.due)" == "2021-07-09" && moved.latest.target?.value == Quantity("12"))
            try await city.step(city.report(100, "2021-Q2"), "mechanism/list", on: "2021-06-30", by: People.liaisonA)
            let sequence = try await city.life("mechanism/list").version
            #expect(
                try await post(
                    People.reviewer, "rejection", [("report", String(sequence)), ("reason", "佐证不全")],
                    on: "2021-07-01") == 303)
            try await city.step(city.report(100, "2021-Q2"), "mechanism/list", on: "2021-07-02", by: People.liaisonA)
            #expect(
                try await post(People.reviewer, "acceptance", [("report", String(sequence + 2))], on: "2021-07-05")
                    == 303)
            #expect(try await post(People.office, "closure", on: "2021-07-06") == 303)
            let text = try await city.client(as: People.liaisonA, on: "2021-08-02").get(page(moved)).text
            for words in [
                "已销号", "2021-06-30", "由 2021-06-30 改为 2021-07-09", "需会签", "情况属实", "佐证不全", "12", "2021年第二季度",
                "与单位商定",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            // A closed assignment offers nothing to anybody.
            for actor in [People.office, People.liaisonA, People.reviewer] {
                let page = try await city.client(as: actor, on: "2021-08-02").get(page(moved)).text
                #expect(!page.contains("class=\"acts\""), "\(actor.name)")
            }
        }
    }

    @Test("urging, escalating, suspending, resuming, reassigning, objecting and ruling over the page")
    func supervision() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            func post(_ actor: Actor, _ name: String, _ more: [(String, String)] = []) async throws -> Int {
                let life = try await city.life("mechanism/list")
                return try await city.client(as: actor, on: "2021-03-02").post(
                    "\(page(life))/\(name)", fields(life, more, key: "key-\(name)-\(life.version)"), from: "/plans"
                ).status
            }
            #expect(try await post(People.office, "escalation", [("reason", "无进展")]) == 409)
            #expect(try await post(People.office, "urge") == 303)
            #expect(try await post(People.office, "escalation", [("reason", "无进展")]) == 303)
            #expect(try await post(People.office, "suspension", [("reason", "等待上级文件")]) == 303)
            #expect(try await post(People.office, "resumption") == 303)
            #expect(try await post(People.liaisonA, "objection", [("reason", "不属本单位职责")]) == 303)
            let objection = try await city.life("mechanism/list").version
            #expect(
                try await post(
                    People.leader, "ruling",
                    [("objection", String(objection)), ("unit", "A"), ("reason", "同一单位")]) == 422)
            #expect(
                try await post(
                    People.leader, "ruling",
                    [("objection", String(objection)), ("unit", "B"), ("reason", "按职责分工")]) == 303)
            #expect(try await city.life("mechanism/list").latest.unit == "B")
            // It is no longer the first unit's to see.
            let life = try await city.life("mechanism/list")
            #expect(try await city.client(as: People.liaisonA, on: "2021-03-02").get(page(life)).status == 404)
            #expect(try await city.client(as: People.liaisonB, on: "2021-03-02").get(page(life)).status == 200)
            #expect(try await post(People.office, "reassignment", [("unit", "Z"), ("reason", "误")]) == 422)
            #expect(try await post(People.office, "reassignment", [("unit", "A"), ("reason", "调整")]) == 303)
        }
    }

    @Test("an extension of what is overdue cannot end in the past; what the bulk list refuses is named")
    func overdue() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let life = try await city.step(.receipt, "mechanism/list", on: "2021-02-02", by: People.liaisonA)
            let unit = try city.client(as: People.liaisonA, on: "2021-09-15")
            let past = try await unit.post(
                "\(page(life))/extension-request", fields(life, [("due", "2021-08-31"), ("reason", "x")]),
                from: page(life))
            #expect(past.status == 422 && past.text.contains("新的完成期限须晚于业务日期 2021-09-15"))
            let work = try await unit.get("/work").text
            #expect(work.contains("逾期待办") && work.contains("任务 mechanism/list"))
            let office = try city.client(as: People.office, on: "2021-09-15")
            let reply = try await office.post(
                "/supervision",
                [
                    ("idempotency-key", "key-bulk-0001"), ("action", "escalation"), ("reason", "无进展"),
                    ("chosen", "\(life.id):\(life.version)"),
                ], from: "/supervision")
            #expect(reply.status == 409 && reply.text.contains("任务 mechanism/list（市市场监管局）："))
        }
    }

    @Test("how another's work stands is common; what it waits for and its page are not, on pages and in files")
    func common() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let east = try await city.life("mechanism/teams", district: "D11")
            let west = try await city.life("mechanism/teams", district: "D12")
            let client = try city.client(as: People.east, on: "2021-09-15")
            let own = try await client.get("/plans/2021-1/districts/D11").text
            #expect(own.contains("/assignments/\(east.id)") && own.contains("待签收"))
            let other = try await client.get("/plans/2021-1/districts/D12").text
            #expect(other.contains("任务 mechanism/teams") && !other.contains("/assignments/\(west.id)"))
            #expect(!other.contains("待签收"))
            let file = String(
                decoding: try await client.get("/plans/2021-1/duties-file/csv").bytes, as: UTF8.self)
            #expect(file.split(separator: "\n").count { $0.contains("待签收") } == 1)
        }
    }

    @Test("two editors: the second gets 409, sees what the first did, and keeps what was typed")
    func conflict() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let seen = try await city.life("mechanism/list")
            try await city.step(
                .suspension, "mechanism/list", on: "2021-03-02", by: People.office, reason: "等待上级文件")
            let client = try city.client(as: People.office, on: "2021-03-02")
            for (language, words) in [("zh-CN", "暂缓"), ("en-GB", "Suspended")] {
                let token = try await client.get(page(seen)).hiddenField("csrf-token") ?? ""
                let reply = try await client.send(
                    "POST", "\(page(seen))/target",
                    headers: [
                        ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://localhost"),
                        ("Accept-Language", language),
                    ],
                    body: Array(
                        TestClient.encoded(
                            fields(
                                seen,
                                [
                                    ("csrf-token", token), ("quantity", "7"), ("unit-zh", "家"), ("reason", "刚刚写下的理由"),
                                ])
                        ).utf8))
                #expect(reply.status == 409, "\(reply.status)")
                let conflict = reply.text.firstRange(of: "class=\"conflict\"")
                #expect(conflict != nil)
                for text in [words, "等待上级文件", "刚刚写下的理由", "value=\"7\""] {
                    #expect(reply.text.contains(text), "\(text)")
                }
                // The form that came back carries the version that is shown now.
                #expect(reply.text.contains("name=\"version\" value=\"\(seen.version + 1)\""))
            }
            // What is no longer possible keeps its words beside the list.
            let late = try await client.post(
                "\(page(seen))/suspension", fields(seen, [("reason", "我的暂缓理由")]), from: page(seen))
            #expect(late.status == 409 && late.text.contains("我的暂缓理由"))
            #expect(try await city.life("mechanism/list").version == seen.version + 1)
        }
    }

    @Test("the same key five times has one effect, and answers the same")
    func once() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let seen = try await city.life("mechanism/list")
            let client = try city.client(as: People.liaisonA, on: "2021-03-02")
            for _ in 1...5 {
                let reply = try await client.post(
                    "\(page(seen))/extension-request", fields(seen, [("due", "2021-07-15"), ("reason", "需会签")]),
                    from: page(seen))
                #expect(reply.status == 303 && reply.header("Location") == page(seen))
            }
            #expect(try await city.life("mechanism/list").version == seen.version + 1)
            let other = try await client.post(
                "\(page(seen))/extension-request", fields(seen, [("due", "2021-08-15"), ("reason", "另一理由")]),
                from: page(seen))
            #expect(other.status == 409 && other.text.contains("另一理由"))
        }
    }

    @Test(
        "a missing or unreadable answer is an error at its field, gathered at the top, and nothing is written",
        arguments: [
            ("objection", "reason", [("reason", "  ")]),
            ("extension-request", "due", [("due", "明天"), ("reason", "x")]),
            ("extension-request", "due", [("due", "2021-06-30"), ("reason", "x")]),
            ("extension-request", "due", [("due", "2021-03-02"), ("reason", "x")]),
            ("extension-request", "reason", [("due", "2021-07-30"), ("reason", "")]),
        ])
    func missing(name: String, field: String, sent: [(String, String)]) async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let life = try await city.life("mechanism/list")
            let client = try city.client(as: People.liaisonA, on: "2021-03-02")
            let reply = try await client.post("\(page(life))/\(name)", fields(life, sent), from: page(life))
            #expect(reply.status == 422)
            #expect(reply.text.contains("href=\"#\(name)-\(field)\""))
            #expect(reply.text.contains("id=\"\(name)-\(field)-error\""))
            #expect(try await city.life("mechanism/list").version == life.version)
        }
    }

    @Test("a refusal needs its reason, a target a number above nothing")
    func officeErrors() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let asked = try await city.step(
                .extensionRequest(due: try .init("2021-07-15")), "mechanism/list", on: "2021-03-02",
                by: People.liaisonA)
            let client = try city.client(as: People.office, on: "2021-03-03")
            for (name, field, sent) in [
                ("extension-decision", "reason", [("request", "\(asked.version)"), ("decision", "refuse")]),
                ("extension-decision", "decision-0", [("request", "\(asked.version)")]),
                ("target", "quantity", [("quantity", "0"), ("unit-zh", "家"), ("reason", "x")]),
                ("target", "unit-zh", [("quantity", "3"), ("unit-zh", " "), ("reason", "x")]),
                ("reassignment", "unit", [("unit", ""), ("reason", "x")]),
            ] {
                let reply = try await client.post("\(page(asked))/\(name)", fields(asked, sent), from: page(asked))
                #expect(reply.status == 422, "\(name)")
                #expect(reply.text.contains("href=\"#\(name)-\(field)\""), "\(name) \(field)")
            }
            #expect(try await city.life("mechanism/list").version == asked.version)
        }
    }

    @Test("what people type comes out as text, on the page and in both exports")
    func canaries() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let markup = "<script>alert('衡')</script>\"><img src=x onerror=alert(1)>"
            let formula = "=1+1 '); DROP TABLE assignments; --"
            try await city.step(.objection, "mechanism/list", on: "2021-03-02", by: People.liaisonA, reason: markup)
            let objection = try await city.life("mechanism/list").version
            try await city.step(
                .ruling(objection: objection, unit: nil), "mechanism/list", on: "2021-03-02", by: People.leader,
                reason: formula)
            let life = try await city.life("mechanism/list")
            let client = try city.client(as: People.office, on: "2021-03-02")
            for (language, _) in languages {
                let text = try await client.get(page(life), headers: asking(language)).text
                #expect(!text.contains("<script>alert") && !text.contains("<img src=x"))
                #expect(text.contains("&lt;script&gt;alert"))
            }
            let csv = try await client.get("\(page(life))/history/csv").text
            #expect(csv.contains("'=1+1"))
            for start in [",=", "\n=", ",\"=", "\n\"="] { #expect(!csv.contains(start), "\(start)") }
            let cells = try await client.get("\(page(life))/history/xlsx").sheets().flatMap(\.rows).flatMap(\.self)
            #expect(cells.contains { $0.plainText.contains("=1+1") })
            for cell in cells where cell.plainText.contains("=1+1") {
                guard case .text = cell else {
                    Issue.record("\(cell) is not a text")
                    continue
                }
            }
        }
    }

    @Test("the history has every step and every change of the light, marked as derived")
    func history() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            try await city.step(.receipt, "mechanism/list", on: "2021-02-02", by: People.liaisonA)
            let life = try await city.life("mechanism/list")
            let csv = try await city.client(as: People.office, on: "2021-07-05").get("\(page(life))/history/csv").text
            for words in ["立项", "交办", "签收", "liaison.a", "按规则推导", "逾期", "有风险"] {
                #expect(csv.contains(words), "\(words)")
            }
            // The due day itself is not late; the day after is.
            #expect(csv.contains("2021-07-01,状态变为：逾期"))
            #expect(!csv.contains("2021-06-30,状态变为：逾期"))
        }
    }

    @Test("on a business date before the last step nothing can be done, and the page says so")
    func past() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            try await city.step(.receipt, "mechanism/list", on: "2021-03-02", by: People.liaisonA)
            let life = try await city.life("mechanism/list")
            let client = try city.client(as: People.office, on: "2021-02-10")
            let text = try await client.get(page(life)).text
            #expect(text.contains("2021-03-02") && !text.contains("class=\"acts\"") && text.contains("待签收"))
            let reply = try await client.post("\(page(life))/urge", fields(life), from: page(life))
            #expect(reply.status == 409)
            #expect(try await city.life("mechanism/list").version == life.version)
        }
    }

    @Test("reading changes nothing", arguments: languages.map(\.0))
    func reading(language: String) async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let life = try await city.life("mechanism/list")
            let before = try await city.snapshot()
            let client = try city.client(as: People.office, on: "2021-03-01")
            for path in [page(life), "\(page(life))/history/csv", "/plans/2021-1/items/1/leads"] {
                let reply = try await client.get(path, headers: asking(language))
                #expect(reply.status == 200)
                #expect(!reply.text.contains("⟦") && !reply.text.showsKey && !reply.text.contains("assignment."))
            }
            #expect(try await city.snapshot() == before)
        }
    }
}
