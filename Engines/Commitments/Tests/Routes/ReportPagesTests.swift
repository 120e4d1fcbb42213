import Kernel
import Packs
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Writing a report with figures and files, and fetching the files again.
@Suite struct ReportPagesTests {
    private typealias People = SmallCityPeople
    private static let pdf = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".utf8)

    private func signedCity(_ city: CityFixture) async throws -> AssignmentLife {
        try await city.assignedCity()
        return try await city.step(.receipt, "mechanism/list", on: "2021-02-02", by: People.liaisonA)
    }

    /// The city of a pack with everything established and sent.
    private func assigned(_ city: CityFixture, _ pack: Pack) async throws {
        try await city.loading.load(pack, by: city.office)
        let draft = try await city.desk.start(
            try SmallCity.plan(), from: SmallCity.source(), pack: .loaded("small-2021"), by: city.office)
        _ = try await city.desk.commit(
            try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
        try await AssignmentDesk(database: try city.on("2021-02-01").database).establish(
            pack.deliverables.map(\.id), of: "2021-1", issuing: true, by: People.office)
    }

    private func send(
        _ client: TestClient, _ life: AssignmentLife, _ fields: [(String, String)],
        files: [(field: String, name: String, type: String, bytes: [UInt8])] = [], key: String = "key-report-0001"
    ) async throws -> TestClient.Reply {
        let token = try await client.get("/assignments/\(life.id)").hiddenField("csrf-token") ?? ""
        let (body, type) = TestClient.multipart(
            fields: [
                ("csrf-token", token), ("idempotency-key", key), ("version", String(life.version)),
            ] + fields, files: files)
        return try await client.send(
            "POST", "/assignments/\(life.id)/reports",
            headers: [("Content-Type", type), ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin")],
            body: body)
    }

    @Test("the oldest period without a report is chosen, in words; the button says what it does")
    func periods() async throws {
        try await CityFixture.with(.sqlite) { city in
            let life = try await signedCity(city)
            let path = "/assignments/\(life.id)/reports/new"
            let client = try city.client(as: People.liaisonA, on: "2021-05-10")
            let chinese = try await client.get(path)
            #expect(chinese.status == 200 && chinese.hiddenField("period") == "2021-Q1")
            #expect(chinese.text.contains("提交2021年第一季度报告"))
            let english = try await client.get(path + "?period=2021-Q2", headers: asking("en-GB"))
            #expect(english.hiddenField("period") == "2021-Q2")
            #expect(english.text.contains("Submit the report for the second quarter of 2021"))
            // A period that has not begun is not to be chosen.
            #expect(try await client.get(path + "?period=2021-Q3").hiddenField("period") == "2021-Q1")
            for (actor, status) in [
                (People.office, 403), (People.liaisonB, 404), (People.east, 404), (People.reviewer, 403),
                (People.leaderA, 403), (People.nobody, 403),
            ] {
                let other = try city.client(as: actor, on: "2021-05-10")
                #expect(try await other.get(path).status == status, "\(actor.name)")
                let reply = try await send(other, life, [("period", "2021-Q1"), ("percent", "10"), ("text", "进展")])
                #expect(reply.status == status, "\(actor.name)")
            }
        }
    }

    @Test("a report with a file is filed once for a key; its file is fetched by those who may see it and by no others")
    func files() async throws {
        try await CityFixture.with(.sqlite) { city in
            let life = try await signedCity(city)
            let client = try city.client(as: People.liaisonA, on: "2021-04-06")
            for _ in 1...5 {
                let reply = try await send(
                    client, life, [("period", "2021-Q1"), ("percent", "30"), ("text", "清单已拟")],
                    files: [("evidence-report", "清单.pdf", "application/pdf", Self.pdf)])
                #expect(reply.status == 303 && reply.header("Location") == "/assignments/\(life.id)", "\(reply.text)")
            }
            let filed = try await city.life("mechanism/list")
            #expect(filed.version == life.version + 1)
            let report = try #require(filed.latest.pendingReport)
            #expect(report.content.percent == 30 && report.content.period == "2021-Q1")
            #expect(report.content.files.map(\.evidence) == ["report"] && report.content.files[0].name == "清单.pdf")
            let file = "/assignments/\(life.id)/files/\(report.step.sequence)-0"
            for (actor, status) in [
                (People.office, 200), (People.liaisonA, 200), (People.reviewer, 200), (People.leaderA, 200),
                (People.liaisonB, 404), (People.east, 404), (People.nobody, 403),
            ] {
                let reply = try await city.client(as: actor, on: "2021-04-06").get(file)
                #expect(reply.status == status, "\(actor.name)")
                if status == 200 {
                    #expect(reply.bytes == Self.pdf)
                    #expect(reply.header("Content-Disposition")?.hasPrefix("attachment") == true)
                    #expect(reply.header("X-Content-Type-Options") == "nosniff")
                }
            }
            for wrong in ["9-0", "\(report.step.sequence)-1", "1-0", "x", "\(report.step.sequence)-00"] {
                #expect(try await client.get("/assignments/\(life.id)/files/\(wrong)").status == 404, "\(wrong)")
            }
            let page = try await client.get("/assignments/\(life.id)").text
            #expect(page.contains("清单.pdf") && page.contains("应交 1 项，已交 1 项"))
            // A returned report's file no longer counts as evidence.
            try await city.step(
                .rejection(report: report.step.sequence), "mechanism/list", on: "2021-04-07", by: People.reviewer)
            let returned = try await city.client(as: People.liaisonA, on: "2021-04-07")
                .get("/assignments/\(life.id)").text
            #expect(returned.contains("应交 1 项，已交 0 项") && returned.contains("清单.pdf"))
        }
    }

    @Test("what is wrong is told at its field, and what was typed is kept")
    func errors() async throws {
        try await CityFixture.with(.sqlite) { city in
            let life = try await signedCity(city)
            let client = try city.client(as: People.liaisonA, on: "2021-04-06")
            let before = try await city.snapshot()
            for (field, percent, text) in [
                ("percent", "101", "进展"), ("percent", "一半", "进展"), ("percent", "", "进展"), ("text", "30", " "),
            ] {
                let reply = try await send(
                    client, life, [("period", "2021-Q1"), ("percent", percent), ("text", text)])
                #expect(reply.status == 422 && reply.text.contains("href=\"#report-\(field)\""), "\(field) \(percent)")
            }
            let program = try await send(
                client, life, [("period", "2021-Q1"), ("percent", "30"), ("text", "写好的进展")],
                files: [("files", "a.html", "text/html", Array("<html><script>alert(1)</script></html>".utf8))])
            #expect((400..<500).contains(program.status) && program.text.contains("href=\"#report-files\""))
            #expect(program.text.contains("写好的进展"))
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("a report on what somebody else reported meanwhile is 409 with what they wrote, and nothing is lost")
    func conflict() async throws {
        try await CityFixture.with(.sqlite) { city in
            let life = try await signedCity(city)
            try await city.step(
                city.report(20, "2021-Q1", "同事的报告"), "mechanism/list", on: "2021-04-06", by: People.liaisonA)
            let reply = try await send(
                try city.client(as: People.liaisonA, on: "2021-04-06"), life,
                [("period", "2021-Q1"), ("percent", "35"), ("text", "我的进展")])
            #expect(reply.status == 409)
            for words in ["同事的报告", "我的进展", "value=\"35\""] { #expect(reply.text.contains(words), "\(words)") }
            #expect(try await city.life("mechanism/list").version == life.version + 1)
        }
    }

    @Test("a returned report is mended and not written anew: its words and figures stand in the form")
    func returned() async throws {
        try await CityFixture.with(.sqlite) { city in
            _ = try await signedCity(city)
            let first = try await city.step(
                city.report(40, "2021-Q1", "写好的<进展>"), "mechanism/list", on: "2021-04-06", by: People.liaisonA)
            let life = try await city.step(
                .rejection(report: first.version), "mechanism/list", on: "2021-04-07", by: People.reviewer,
                reason: "缺附件")
            let form = try await city.client(as: People.liaisonA, on: "2021-04-08")
                .get("/assignments/\(life.id)/reports/new").text
            #expect(form.contains("value=\"40\"") && form.contains("写好的&lt;进展&gt;"))
            #expect(form.contains("已被退回") && form.contains("缺附件"))
        }
    }

    @Test("a fallen percentage is taken, and shown as fallen")
    func fallen() async throws {
        try await CityFixture.with(.sqlite) { city in
            _ = try await signedCity(city)
            let first = try await city.step(city.report(40), "mechanism/list", on: "2021-04-06", by: People.liaisonA)
            let life = try await city.step(
                .acceptance(report: first.version), "mechanism/list", on: "2021-04-06", by: People.reviewer)
            let client = try city.client(as: People.liaisonA, on: "2021-05-06")
            let form = try await client.get("/assignments/\(life.id)/reports/new").text
            #expect(form.contains("2021年第一季度，40%"))
            let reply = try await send(client, life, [("period", "2021-Q2"), ("percent", "30"), ("text", "重新核定")])
            #expect(reply.status == 303)
            #expect(try await client.get("/assignments/\(life.id)").text.contains("低于上次的 40%"))
        }
    }

    @Test("a number that the unit reported elsewhere for the period is offered with its origin, and kept as reused")
    func reuse() async throws {
        try await CityFixture.with(.sqlite) { city in
            var pack = try SmallCity.pack()
            let number = ReportedNumber(
                id: "firms-helped", title: LocalizedText(zh: "帮扶企业", en: "Firms helped"),
                unit: LocalizedText(zh: "家", en: "firms"))
            pack.items[0].deliverables[0].numbers = [number]
            pack.items[1].deliverables[0].numbers = [number]
            try await assigned(city, pack)
            var lives: [AssignmentLife] = []
            for key in ["mechanism/list", "products/checks"] {
                lives.append(try await city.step(.receipt, key, on: "2021-02-02", by: People.liaisonA))
            }
            let client = try city.client(as: People.liaisonA, on: "2021-04-06")
            let fields = [("period", "2021-Q1"), ("percent", "30"), ("text", "进展")]
            let missing = try await send(client, lives[0], fields + [("number-firms-helped", "12.5")])
            #expect(missing.status == 422 && missing.text.contains("href=\"#report-number-firms-helped\""))
            #expect(
                try await send(client, lives[0], fields + [("number-firms-helped", "１２")], key: "key-report-0002")
                    .status
                    == 303)
            let form = try await client.get("/assignments/\(lives[1].id)/reports/new").text
            #expect(form.contains("value=\"12\"") && form.contains("任务 mechanism/list"))
            #expect(
                try await send(client, lives[1], fields + [("number-firms-helped", "12")], key: "key-report-0003")
                    .status
                    == 303)
            let reused = try #require(
                try await city.life("products/checks").latest.pendingReport?.content.numbers.first)
            let origin = try await city.life("mechanism/list")
            #expect(reused.reusedFrom == .init(assignment: origin.id, sequence: origin.version))
            #expect(reused.value == Quantity("12"))
        }
    }

    @Test("a shared number of another unit is offered once its report was accepted, and not before")
    func reuseAcrossUnits() async throws {
        try await CityFixture.with(.sqlite) { city in
            var pack = try SmallCity.pack()
            let number = ReportedNumber(
                id: "pass-rate", title: LocalizedText(zh: "合格率", en: "Pass rate"),
                unit: LocalizedText(zh: "%", en: "%"))
            pack.items[0].deliverables[0].numbers = [number]
            pack.items[0].deliverables[1].numbers = [number]
            try await assigned(city, pack)
            let first = try await city.step(.receipt, "mechanism/list", on: "2021-02-02", by: People.liaisonA)
            let other = try await city.step(.receipt, "mechanism/month", on: "2021-02-02", by: People.liaisonB)
            let reply = try await send(
                try city.client(as: People.liaisonA, on: "2021-04-06"), first,
                [("period", "2021-Q1"), ("percent", "30"), ("text", "进展"), ("number-pass-rate", "95")])
            #expect(reply.status == 303)
            func offered() async throws -> Bool {
                try await city.client(as: People.liaisonB, on: "2021-04-08")
                    .get("/assignments/\(other.id)/reports/new").text.contains("value=\"95\"")
            }
            #expect(try await !offered())
            let waiting = try await city.life("mechanism/list")
            try await city.step(
                .acceptance(report: waiting.version), "mechanism/list", on: "2021-04-07", by: People.reviewer)
            #expect(try await offered())
        }
    }
}
