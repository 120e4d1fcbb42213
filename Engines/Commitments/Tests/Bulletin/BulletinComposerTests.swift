import CivicCalendar
import Documents
import Kernel
import Ledger
import StorageTesting
import Testing

@testable import Commitments

@Suite(.timeLimit(.minutes(20))) struct BulletinComposerTests {
    @Test("a month is written as year and month, and knows its days also in a leap year and over a year's end")
    func months() throws {
        let february = try #require(BulletinMonth("2024-02"))
        #expect("\(try february.last())" == "2024-02-29")
        #expect("\(try february.previous())" == "2024-01")
        let january = try #require(BulletinMonth("2021-01"))
        #expect("\(try january.previous())" == "2020-12")
        #expect("\(try #require(BulletinMonth("2020-12")).last())" == "2020-12-31")
        #expect(january < february)
        for text in ["2021-13", "2021-1", "21-01", "2021-00", "", "2021-01-01", "２０２１-01"] {
            #expect(BulletinMonth(text) == nil)
        }
    }

    @Test("figures are those of the month's end, counted from the end of the month before")
    func figures() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            // On 30 June the list is due, which is not late; on 31 July it is. Nothing was assigned.
            let (_, figures) = try await city.figures("2021-07", plan: plan)
            #expect("\(figures.day)" == "2021-07-31")
            #expect("\(figures.since)" == "2021-06-30")
            #expect(figures.total == 4)
            #expect(figures.count(.late) == 1)
            #expect(figures.late.map(\.title) == ["任务 mechanism/list"])
            #expect(figures.late.map { "\($0.due)" } == ["2021-06-30"])
            #expect(figures.late.first?.reason.contains("2021-06-30") == true)
            #expect(figures.moved.map(\.title) == ["任务 mechanism/list"])
            #expect(figures.moved.first?.after == .late)
            #expect(figures.finished.isEmpty)
            #expect(figures.items.map(\.number) == [1, 2])
            #expect(figures.items.first?.total == 3)
            // The deliverable of each district names its districts.
            let teams = try #require(figures.atRisk.first { $0.title == "任务 mechanism/teams" })
            #expect(teams.owner == "市市场监管局（东、西）")
        }
    }

    @Test("districts that stand differently have each its own reason, those that stand alike one together")
    func districts() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            try await city.report("mechanism/teams", district: "D11", 7, on: "2021-05-10")
            try await city.report("mechanism/teams", district: "D12", 13, on: "2021-05-10")
            let (_, different) = try await city.figures("2021-08", plan: plan)
            let reason = try #require(different.atRisk.first { $0.title == "任务 mechanism/teams" }).reason
            #expect(reason.contains("东：已报进度 7%") && reason.contains("西：已报进度 13%"), "\(reason)")
            try await city.report("mechanism/teams", district: "D11", 13, on: "2021-05-11")
            let (_, alike) = try await city.figures("2021-08", plan: plan)
            let one = try #require(alike.atRisk.first { $0.title == "任务 mechanism/teams" }).reason
            #expect(one.hasPrefix("已报进度 13%"), "\(one)")
        }
    }

    @Test(
        "in a month that is not over, figures are those of the business date; later and before the plan there are none")
    func current() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let (_, figures) = try await city.figures("2021-09", plan: plan)
            #expect("\(figures.day)" == "2021-09-15")
            let error = await failure { try await city.figures("2021-10", plan: plan) } as? Problem
            #expect(error?.key == "commitments.bulletin.problem.future")
            let before = await failure { try await city.figures("2020-12", plan: plan) } as? Problem
            #expect(before?.key == "commitments.bulletin.problem.before-plan")
        }
    }

    @Test("movement is counted from the last bulletin that was issued")
    func since() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let (_, june) = try await city.figures("2021-06", plan: plan)
            let month = try #require(BulletinMonth("2021-06"))
            let id = try await city.bulletins.start(
                plan: plan, month: month, CityFixture.words, june, by: CityFixture.drafter)
            // A draft does not count.
            #expect("\(try await city.figures("2021-08", plan: plan).1.since)" == "2021-07-31")
            try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
            try await city.bulletins.issue(
                id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/x", by: CityFixture.drafter)
            #expect("\(try await city.figures("2021-08", plan: plan).1.since)" == "2021-06-30")
        }
    }

    @Test("a period is told in words, as on pages")
    func periods() throws {
        let composer = try BulletinComposer()
        #expect(
            ["2021", "2021-Q3", "2021-H1", "2021-07", "final", "x", "x-y"].map(composer.period) == [
                "2021年", "2021年第三季度", "2021年上半年", "2021年7月", "全程", "x", "x-y",
            ])
    }

    @Test("figures come back from their JSON as they were")
    func json() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            for month in ["2021-01", "2021-07", "2021-09"] {
                let (_, figures) = try await city.figures(month, plan: plan)
                let text = try figures.json().text()
                #expect(try BulletinFigures(CanonicalJSON(parsing: text)) == figures)
            }
            #expect(throws: (any Error).self) { try BulletinFigures(CanonicalJSON(parsing: "{}")) }
        }
    }

    @Test("a draft states the figures in Chinese and leaves no placeholder")
    func words() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let (state, figures) = try await city.figures("2021-08", plan: plan)
            let composer = try BulletinComposer()
            let month = try #require(BulletinMonth("2021-08"))
            let words = composer.draft(figures, month: month, plan: state)
            #expect(words.title == "关于2021年8月《小河市2021年质量工作要点》推进情况的通报")
            #expect(words.overview.hasPrefix("截至2021年8月31日，《小河市2021年质量工作要点》共2个条目、4项任务。"))
            #expect(words.overview.contains("逾期1项"))
            #expect(words.concerns.contains("逾期任务1项"))
            for part in words.parts {
                #expect(!part.text.contains("{") && !part.text.contains("⟦") && !part.text.isEmpty, "\(part)")
            }
        }
    }

    @Test("the document has the words in their sections, the figures as tables, and its parts as the standard asks")
    func letter() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            let bulletin = try #require(try await city.bulletin(id))
            let letter = BulletinLetter(
                bulletin, letterhead: CityFixture.letterhead, composer: try BulletinComposer())
            let document = letter.document
            #expect(document.mark == "小河市质量委员会办公室文件")
            #expect(document.number == "（草稿，未编号）")
            #expect(document.copies == ["市政府办公室"])
            let read = try WordDocument.read(OfficialDocumentWriter(document).bytes())
            let text = read.plainText()
            for piece in ["一、总体情况", "二、进展情况", "三、逾期和风险事项", "四、工作要求", "总体平稳。", "附件：各条目进展情况"] {
                #expect(text.contains(piece), "\(piece)")
            }
            let late = try #require(read.tables.first { $0.grid.first?.contains("判定理由") == true })
            #expect(late.grid.count == 2)
            #expect(late.grid[1][1] == "任务 mechanism/list")
            let items = try #require(read.tables.first { $0.grid.first?.contains("应有进度") == true })
            #expect(items.grid.count == 3)
        }
    }
}
