import CivicCalendar
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Commitments

/// The verbs of meetings and what is kept of them.
@Suite(.timeLimit(.minutes(5))) struct MeetingDeskTests {
    private typealias People = SmallCityPeople

    private func key(_ error: (any Error)?) -> String { (error as? Problem)?.key ?? "\(String(describing: error))" }

    @Test(
        "called, held, minuted twice, resolved for a unit and for a district: each with its entry, each on its day",
        arguments: DatabaseEngine.allCases)
    func wholeWay(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let before = try await city.entries().count
            let id = try await city.meetings(on: "2021-09-06").call(try await city.call(), by: People.office)
            try await city.meetings(on: "2021-09-10").minute(
                id, version: 0, text: "一、通报进度。\n二、议定事项。", by: People.office)
            try await city.meetings(on: "2021-09-13").minute(id, version: 1, text: "一、通报情况。", by: People.office)
            try await city.meetings(on: "2021-09-13").resolve(id, try city.decision(), by: People.office)
            try await city.meetings(on: "2021-09-14").resolve(
                id, try city.decision("东区设立\n专班", unit: "A", district: "D11"), by: People.office)

            let meeting = try #require(try await city.meeting(id))
            #expect(meeting.kind == .office && meeting.title == "第三季度推进会" && meeting.place == "三楼会议室")
            #expect(meeting.agenda.map(\.text) == ["任务 mechanism/list（市市场监管局）", "下一季度安排"])
            #expect(meeting.agenda.map(\.item) == [1, nil])
            #expect(meeting.agenda.map(\.deliverable) == ["mechanism/list", nil])
            #expect(meeting.agenda.first?.assignment == (try await city.life("mechanism/list")).id)
            #expect(meeting.minutes.map(\.text) == ["一、通报进度。\n二、议定事项。", "一、通报情况。"])
            #expect(meeting.resolutions.map(\.text) == ["补报任务清单", "东区设立专班"])
            #expect(meeting.resolutions.map(\.position) == [1, 2])
            #expect(meeting.lastDay == (try CivicDate("2021-09-14")))

            // As of a business date, what has a later day is not there.
            #expect(try await city.meeting(id, asOf: "2021-09-05") == nil)
            let called = try #require(try await city.meeting(id, asOf: "2021-09-09"))
            #expect(called.agenda.count == 2 && called.minutes.isEmpty && called.resolutions.isEmpty)
            let held = try #require(try await city.meeting(id, asOf: "2021-09-13"))
            #expect(held.version == 2 && held.resolutions.count == 1)
            #expect(
                try await city.database.read { try MeetingStore().all(asOf: try CivicDate("2021-09-05"), in: $0) }
                    .isEmpty)

            // A resolution is an assignment like all others, sent and waiting for its receipt.
            let lives = try await city.database.read { session in
                try meeting.resolutions.flatMap { try AssignmentStore().lives(ofResolution: $0.id, in: session) }
            }
            #expect(lives.map(\.assignment.unit) == ["A", "A"])
            #expect(lives.map(\.assignment.district) == [nil, "D11"])
            #expect(lives.allSatisfy { $0.latest.phase == .assigned && $0.assignment.cadence == .monthly })
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            let followed = FollowedWork(state)
            #expect(Set(followed.ofResolutions.keys) == Set(meeting.resolutions.map(\.id)))
            #expect(followed.finished(meeting) == 0)

            let verbs = try await city.entries().dropFirst(before).map { $0.prefix { $0 != " " } }
            #expect(
                verbs.filter { $0 != "message.send" } == [
                    "meeting.call", "meeting.minute", "meeting.minute", "meeting.resolve", "assignment.establish",
                    "assignment.issue", "meeting.resolve", "assignment.establish", "assignment.issue",
                ])
            #expect(try await city.raw.read { try LedgerVerifier($0).verify() }.fault == nil)

            // Signed for, reported in full, accepted: the meeting has one finished resolution.
            let desk = AssignmentDesk(database: try city.on("2021-09-15").database)
            var life = try #require(lives.first)
            for (content, actor) in [
                (AssignmentStep.Content.receipt, People.liaisonA), (city.report(100, "2021-09"), People.liaisonA),
                (.acceptance(report: 3), People.reviewer),
            ] {
                life = try await desk.perform(.init(content, on: life.id, version: life.version), by: actor)
            }
            let later = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            #expect(FollowedWork(later).finished(meeting) == 1)
        }
    }

    @Test("what is wrong is told at its field, and nothing is kept of it", arguments: DatabaseEngine.allCases)
    func refusals(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let desk = try city.meetings(on: "2021-09-10")
            let id = try await desk.call(try await city.call(), by: People.office)
            let before = try await city.snapshot()

            func refused(
                _ expected: String, _ field: String?, sourceLocation: SourceLocation = #_sourceLocation,
                _ body: () async throws -> Void
            ) async {
                let problem = await failure { try await body() } as? Problem
                #expect(problem?.key == expected, sourceLocation: sourceLocation)
                #expect(problem?.place == field.map { .field($0) }, sourceLocation: sourceLocation)
            }
            for (title, expected) in [
                (" ", "empty"), (String(repeating: "长", count: 201), "too-long"), ("a\u{1B}b", "characters"),
            ] {
                let call = try await city.call(title: title)
                await refused("meeting.problem.\(expected)", "title") {
                    _ = try await desk.call(call, by: People.office)
                }
            }
            let empty = try await city.call(agenda: [])
            await refused("meeting.problem.no-agenda", "lines") { _ = try await desk.call(empty, by: People.office) }
            let long = try await city.call(agenda: Array(repeating: .words("议题"), count: 301))
            await refused("meeting.problem.long-agenda", "lines") { _ = try await desk.call(long, by: People.office) }
            let foreign = try await city.call(agenda: [.assignment(try sampleIdentifier(7), item: 1)])
            await refused("meeting.problem.no-assignment", "agenda") {
                _ = try await desk.call(foreign, by: People.office)
            }
            for held in ["2012-09-10", "2022-09-12"] {
                let far = try await city.call(held: held)
                await refused("meeting.problem.far-day", "held") { _ = try await desk.call(far, by: People.office) }
            }
            await refused("meeting.problem.empty", "text") {
                try await desk.minute(id, version: 0, text: "\n", by: People.office)
            }
            for (decision, expected, field) in [
                (try city.decision(""), "meeting.problem.empty", "text"),
                (try city.decision(String(repeating: "长", count: 301)), "meeting.problem.too-long", "text"),
                (try city.decision(unit: "Z"), "assignment.problem.unit", "unit"),
                (try city.decision(district: "D99"), "assignment.problem.district", "district"),
                (try city.decision(starts: "2021-10-30"), "assignment.problem.due", "due"),
                (try city.decision(due: "2022-01-04"), "meeting.problem.no-calendar", "due"),
                (try city.decision(starts: "2022-01-04", due: "2022-02-01"), "meeting.problem.no-calendar", "starts"),
                (try city.decision(due: "9999-12-31"), "meeting.problem.no-calendar", "due"),
                (
                    try city.decision(starts: "2031-09-13", due: "2031-10-01"), "meeting.problem.far-start",
                    "starts"
                ),
            ] {
                await refused(expected, field) { try await desk.resolve(id, decision, by: People.office) }
            }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("nothing is written of a meeting before its day, nor before what was written last")
    func days() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let id = try await city.meetings(on: "2021-09-06").call(try await city.call(), by: People.office)
            let early = try city.meetings(on: "2021-09-09")
            let decision = try city.decision()
            #expect(
                key(await failure { try await early.minute(id, version: 0, text: "纪要", by: People.office) })
                    == "meeting.problem.not-held")
            #expect(
                key(await failure { try await early.resolve(id, decision, by: People.office) })
                    == "meeting.problem.not-held")
            // The last day on which something may be due is that of the last calendar.
            try await city.meetings(on: "2021-09-14").resolve(
                id, try city.decision(due: "2021-12-31"), by: People.office)
            let between = try city.meetings(on: "2021-09-13")
            #expect(
                key(await failure { try await between.minute(id, version: 0, text: "纪要", by: People.office) })
                    == "meeting.problem.day-passed")
            let state = try #require(try await city.state(of: "2021-1", on: "2021-12-31"))
            #expect(state.calendarGap == nil && state.resolutions.count == 1)
            #expect(try state.duties().contains { $0.deliverable == nil })
        }
    }

    @Test("of two editors of the minutes the second is told who was faster", arguments: DatabaseEngine.allCases)
    func editors(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let desk = try city.meetings(on: "2021-09-10")
            let id = try await desk.call(try await city.call(), by: People.office)
            let outcomes = await withTaskGroup(of: String?.self) { group in
                for number in 1...8 {
                    group.addTask {
                        let error = await failure {
                            try await desk.minute(id, version: 0, text: "第 \(number) 人", by: People.office)
                        }
                        return error.map { ($0 as? Problem)?.key ?? "\($0)" }
                    }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == "meeting.problem.overtaken" } == 7)
            #expect(try await city.meeting(id)?.version == 1)
        }
    }

    @Test(
        "where the ledger refuses an entry, neither resolution nor assignment is kept",
        arguments: DatabaseEngine.allCases)
    func oneTransaction(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let id = try await city.meetings(on: "2021-09-10").call(try await city.call(), by: People.office)
            let before = try await city.snapshot()
            let decision = try city.decision()
            for verb in ["meeting.resolve", "assignment.establish", "assignment.issue"] {
                let clock = try city.on("2021-09-10").database.clock
                let refusing = MeetingDesk(
                    database: LedgeredDatabase(
                        database: city.raw, clock: clock, identifiers: IdentifierSource(clock: clock),
                        verbs: CityFixture.verbs.filter { $0.name != verb }))
                let error = await failure { try await refusing.resolve(id, decision, by: People.office) }
                #expect(error as? LedgerProblem == .undeclaredVerb(verb))
                #expect(try await city.snapshot() == before, "\(verb)")
            }
        }
    }

    @Test("what was kept is neither changed nor deleted", arguments: DatabaseEngine.allCases)
    func growsOnly(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            try await city.assignedCity()
            let desk = try city.meetings(on: "2021-09-10")
            let id = try await desk.call(try await city.call(), by: People.office)
            try await desk.minute(id, version: 0, text: "纪要", by: People.office)
            try await desk.resolve(id, try city.decision(), by: People.office)
            for statement: SQL in [
                "UPDATE meetings SET title = 'x'", "DELETE FROM meeting_agenda",
                "UPDATE meeting_minutes SET text = 'x'",
                "DELETE FROM meeting_resolutions",
            ] {
                #expect(await failure { try await city.raw.write { try $0.execute(statement) } } != nil)
            }
        }
    }
}
