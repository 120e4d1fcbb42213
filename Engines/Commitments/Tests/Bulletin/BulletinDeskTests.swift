import CivicCalendar
import Kernel
import Ledger
import Messages
import Storage
import StorageTesting
import Testing

@testable import Commitments

@Suite(.timeLimit(.minutes(20))) struct BulletinDeskTests {
    private func key(_ error: (any Error)?) -> String { (error as? Problem)?.key ?? "\(String(describing: error))" }

    @Test("fifty issues at once take the numbers 1 to 50, without a gap", arguments: DatabaseEngine.allCases)
    func numbers(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            var ids: [Identifier] = []
            var month = try #require(BulletinMonth("2021-08"))
            let (_, figures) = try await city.figures("2021-08", plan: plan)
            for _ in 0..<50 {
                let id = try await city.bulletins.start(
                    plan: plan, month: month, CityFixture.words, figures, by: CityFixture.drafter)
                try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
                ids.append(id)
                month = try month.previous()
            }
            let desk = city.bulletins
            let numbers = try await withThrowingTaskGroup(of: String.self) { group in
                for id in ids {
                    group.addTask {
                        try await desk.issue(
                            id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/\(id)",
                            by: CityFixture.drafter
                        ).text
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(numbers == Set((1...50).map { "小质办〔2021〕\($0)号" }))
            let kept = try await city.database.read { session in
                try session.rows("SELECT sequence FROM bulletin_issues ORDER BY sequence").map {
                    try $0.integer("sequence")
                }
            }
            #expect(kept == Array(1...50))
            #expect(try await city.raw.read { try LedgerVerifier($0).verify() }.fault == nil)
        }
    }

    @Test("each turn is told to whose it is: the leader of each version, the office of each decision")
    func turns() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted("2021-08", plan: plan)
            let (_, figures) = try await city.figures("2021-08", plan: plan)
            try await city.bulletins.sendBack(id, version: 1, reason: "数字不对", by: CityFixture.leader)
            try await city.bulletins.rewrite(
                id, version: 1, CityFixture.words, figures, by: CityFixture.drafter)
            try await city.bulletins.approve(id, version: 2, by: CityFixture.leader)
            let told = try await city.database.read { session in
                try session.rows("SELECT recipient, subject_key, link FROM messages ORDER BY recorded_at, id").map {
                    [try $0.text("recipient"), try $0.text("subject_key"), try $0.text("link")]
                }
            }
            let message = "commitments.bulletin.message"
            let link = "/bulletins/\(id)"
            #expect(
                told == [
                    ["leader", "\(message).to-approve", link], ["office", "\(message).returned", link],
                    ["leader", "\(message).to-approve", link], ["office", "\(message).approved", link],
                ])
        }
    }

    @Test("an issue that fails takes no number; another word and another year count for themselves")
    func series() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let first = try await city.drafted("2021-06", plan: plan)
            let second = try await city.drafted("2021-07", plan: plan)
            let third = try await city.drafted("2021-08", plan: plan)
            for id in [first, third] { try await city.bulletins.approve(id, version: 1, by: CityFixture.leader) }
            func issue(_ id: Identifier, _ desk: BulletinDesk, word: String = "小质办") async throws -> String {
                var letterhead = CityFixture.letterhead
                letterhead.word = word
                return try await desk.issue(
                    id, version: 1, letterhead: letterhead, link: "/bulletins/x", by: CityFixture.drafter
                ).text
            }
            #expect(key(await failure { try await issue(second, city.bulletins) }).hasSuffix("not-approved"))
            #expect(try await issue(first, city.bulletins) == "小质办〔2021〕1号")
            #expect(try await issue(third, city.bulletins, word: "小质函") == "小质函〔2021〕1号")
            try await city.bulletins.approve(second, version: 1, by: CityFixture.leader)
            #expect(try await issue(second, city.bulletins(on: "2022-01-10")) == "小质办〔2022〕1号")
        }
    }

    @Test(
        "whoever wrote a version neither approves nor sends back; somebody else does",
        arguments: DatabaseEngine.allCases)
    func twoPersons(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            let own = "commitments.bulletin.problem.own"
            #expect(
                key(await failure { try await city.bulletins.approve(id, version: 1, by: CityFixture.drafter) }) == own)
            let figures = try #require(try await city.bulletin(id)).text.figures
            try await city.bulletins.rewrite(id, version: 1, CityFixture.words, figures, by: CityFixture.colleague)
            for writer in [CityFixture.drafter, CityFixture.colleague] {
                #expect(key(await failure { try await city.bulletins.approve(id, version: 2, by: writer) }) == own)
                #expect(
                    key(
                        await failure {
                            try await city.bulletins.sendBack(id, version: 2, reason: "理由", by: writer)
                        }) == own)
            }
            try await city.bulletins.approve(id, version: 2, by: CityFixture.leader)
            #expect(try await city.bulletin(id)?.state == .approved)
        }
    }

    @Test("a text edited after its approval needs another one; one that was sent back needs an edit")
    func versions() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            let figures = try #require(try await city.bulletin(id)).text.figures
            try await city.bulletins.sendBack(id, version: 1, reason: "数据不全", by: CityFixture.leader)
            #expect(try await city.bulletin(id)?.state == .returned)
            #expect(
                key(await failure { try await city.bulletins.approve(id, version: 1, by: CityFixture.leader) })
                    == "commitments.bulletin.problem.decided")
            var words = CityFixture.words
            words.overview = "补充数据。"
            try await city.bulletins.rewrite(id, version: 1, words, figures, by: CityFixture.drafter)
            #expect(try await city.bulletin(id)?.state == .draft)
            try await city.bulletins.approve(id, version: 2, by: CityFixture.leader)
            try await city.bulletins.rewrite(id, version: 2, words, figures, by: CityFixture.drafter)
            #expect(try await city.bulletin(id)?.state == .draft)
            #expect(
                key(
                    await failure {
                        try await city.bulletins.issue(
                            id, version: 3, letterhead: CityFixture.letterhead, link: "/bulletins/x",
                            by: CityFixture.drafter)
                    }) == "commitments.bulletin.problem.not-approved")
        }
    }

    @Test("of two editors the second is refused and told who was faster", arguments: DatabaseEngine.allCases)
    func editors(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            let figures = try #require(try await city.bulletin(id)).text.figures
            try await city.bulletins.rewrite(id, version: 1, CityFixture.words, figures, by: CityFixture.colleague)
            let error =
                await failure {
                    try await city.bulletins.rewrite(
                        id, version: 1, CityFixture.words, figures, by: CityFixture.drafter)
                } as? Problem
            #expect(error?.kind == .conflict)
            #expect(error?.arguments["by"] == "office.b")
            #expect(try await city.bulletin(id)?.version == 2)
            // Approving what was edited meanwhile is refused too.
            #expect(
                key(await failure { try await city.bulletins.approve(id, version: 1, by: CityFixture.leader) })
                    == "commitments.bulletin.problem.overtaken")
        }
    }

    @Test("an issued or withdrawn bulletin does not change; a withdrawn one makes room for another")
    func closed() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            #expect(
                key(await failure { try await city.drafted(plan: plan) }) == "commitments.bulletin.problem.open")
            #expect(
                key(await failure { try await city.bulletins.withdraw(id, version: 1, reason: " ", by: city.office) })
                    == "commitments.bulletin.problem.reason")
            try await city.bulletins.withdraw(id, version: 1, reason: "重复", by: CityFixture.drafter)
            #expect(try await city.bulletin(id)?.state == .withdrawn)
            let other = try await city.drafted(plan: plan)
            let figures = try #require(try await city.bulletin(other)).text.figures
            try await city.bulletins.approve(other, version: 1, by: CityFixture.leader)
            try await city.bulletins.issue(
                other, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/x", by: CityFixture.drafter)
            for (closed, state) in [(id, "withdrawn"), (other, "issued")] {
                let wanted = "commitments.bulletin.problem.closed-\(state)"
                #expect(
                    key(
                        await failure {
                            try await city.bulletins.rewrite(
                                closed, version: 1, CityFixture.words, figures, by: CityFixture.drafter)
                        }) == wanted)
                #expect(
                    key(
                        await failure {
                            try await city.bulletins.withdraw(
                                closed, version: 1, reason: "理由", by: CityFixture.drafter)
                        }) == wanted)
            }
        }
    }

    @Test(
        "what was issued stays: text, figures, letterhead and their hash, also on an earlier day",
        arguments: DatabaseEngine.allCases)
    func frozen(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
            try await city.bulletins.issue(
                id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/x", by: CityFixture.drafter)
            let bulletin = try #require(try await city.bulletin(id))
            let issue = try #require(bulletin.issue)
            #expect(issue.letterhead == CityFixture.letterhead)
            // The hash is that of what the rows say.
            let content = CanonicalJSON.object([
                "number": .string("小质办〔2021〕1号"), "letterhead": issue.letterhead.json(), "day": .string("2021-09-15"),
                "text": try BulletinDesk.content(bulletin.text.words, bulletin.text.figures),
            ])
            #expect(try content.digest().hexadecimal == issue.digest)
            let entries = try await city.database.read { session in
                try session.rows("SELECT change FROM ledger_changes").map { try $0.text("change") }
            }
            #expect(entries.contains { $0.contains(issue.digest) })
            let before = try CivicDate("2021-09-14")
            let earlier = try await city.database.read { try BulletinStore().bulletin(id, asOf: before, in: $0) }
            #expect(earlier == nil)
            for table in ["bulletin_texts", "bulletin_issues"] as [TableName] {
                let error = await failure { try await city.raw.write { try $0.execute("DELETE FROM \(table)") } }
                #expect((error as? StorageProblem)?.kind == .appendOnly)
            }
        }
    }

    @Test("an issue tells everybody who works on the plan, once")
    func messages() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
            try await city.bulletins.issue(
                id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/\(id)", by: CityFixture.drafter)
            let day = city.database.clock.today()
            for role in [Role.leader, .unitLeader, .liaison, .districtOfficer] {
                let inbox = try await city.database.read {
                    try Messages.inbox(for: Actor(name: "x", roles: [role]), asOf: day, in: $0)
                }
                let issued = inbox.messages.filter {
                    if case .keyed(let subject, _, _) = $0.text { subject.hasSuffix(".issued") } else { false }
                }
                #expect(issued.map(\.link) == ["/bulletins/\(id)"])
            }
        }
    }

    @Test("the same key five times has one effect", arguments: DatabaseEngine.allCases)
    func repeated(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine) { city in
            let plan = try await city.smallCity()
            let (_, figures) = try await city.figures("2021-08", plan: plan)
            let month = try #require(BulletinMonth("2021-08"))
            let once = try IdempotencyKey("key-of-draft", route: "POST /bulletins", content: try Digest(of: "a"))
            var ids: Set<Identifier> = []
            for _ in 0..<5 {
                ids.insert(
                    try await city.bulletins.start(
                        plan: plan, month: month, CityFixture.words, figures, by: CityFixture.drafter, key: once))
            }
            #expect(ids.count == 1)
            let id = try #require(ids.first)
            try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
            let issue = try IdempotencyKey("key-of-issue", route: "POST /issue", content: try Digest(of: "b"))
            for _ in 0..<5 {
                let number = try await city.bulletins.issue(
                    id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/x", by: CityFixture.drafter,
                    key: issue)
                #expect(number.sequence == 1)
            }
        }
    }

    @Test("words that are empty, too long or hold control characters are refused at their field")
    func refused() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let (_, figures) = try await city.figures("2021-08", plan: plan)
            let month = try #require(BulletinMonth("2021-08"))
            for (text, wanted) in [
                (" \n", "empty"), (String(repeating: "长", count: 8_001), "too-long"), ("a\u{1}b", "characters"),
                ("a\u{FFFE}", "characters"),
            ] {
                var words = CityFixture.words
                words.concerns = text
                let error =
                    await failure {
                        try await city.bulletins.start(
                            plan: plan, month: month, words, figures, by: CityFixture.drafter)
                    } as? Problem
                #expect(error?.key == "commitments.bulletin.problem.\(wanted)")
                #expect(error?.place == .field("concerns"))
            }
        }
    }

    @Test("nothing is done on a business date before what was done already")
    func days() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted(plan: plan)
            let error =
                await failure {
                    try await city.bulletins(on: "2021-09-14").approve(id, version: 1, by: CityFixture.leader)
                } as? Problem
            #expect(error?.key == "commitments.bulletin.problem.day-passed")
        }
    }
}
