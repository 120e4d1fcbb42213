import CivicCalendar
import Kernel
import Ledger
import Storage
import Synchronization

@testable import Commitments

/// People and drafts of bulletins over the small city.
extension CityFixture {
    static let drafter = Actor(name: "office", roles: [.office])
    static let colleague = Actor(name: "office.b", roles: [.office])
    static let leader = Actor(name: "leader", roles: [.leader])

    var bulletins: BulletinDesk { BulletinDesk(database: database) }

    /// The same database seen on another business date.
    func bulletins(on day: String) throws -> BulletinDesk {
        let time = LaterTime()
        let clock = Clock(asOf: try CivicDate(day)) { time.next() }
        return BulletinDesk(
            database: LedgeredDatabase(
                database: raw, clock: clock, identifiers: IdentifierSource(clock: clock),
                verbs: Self.verbs))
    }

    static let letterhead = Letterhead(
        issuer: "小河市质量委员会办公室", word: "小质办", recipients: ["各成员单位"], copies: ["市政府办公室"])

    static let words = BulletinText.Words(
        title: "关于推进情况的通报", overview: "总体平稳。", progress: "有进展。", concerns: "有逾期。", demands: "抓紧。")

    /// The figures of the small city for a month, as they are on the fixture's day.
    func figures(_ month: String, plan: String) async throws -> (CityState, BulletinFigures) {
        let drafting = BulletinDrafting(
            reader: CityReader(database: database), database: database, composer: try BulletinComposer())
        guard let month = BulletinMonth(month) else { throw Missing() }
        return try await drafting.figures(plan: plan, month: month, today: database.clock.today())
    }

    private struct Missing: Error {}

    /// Drafts a bulletin; the plan is that of the small city.
    func drafted(_ month: String = "2021-08", plan: String, by actor: Actor = drafter) async throws -> Identifier {
        let (_, figures) = try await figures("2021-08", plan: plan)
        guard let month = BulletinMonth(month) else { throw Missing() }
        return try await bulletins.start(plan: plan, month: month, Self.words, figures, by: actor)
    }

    func bulletin(_ id: Identifier) async throws -> Bulletin? {
        try await database.read { try BulletinStore().bulletin(id, in: $0) }
    }
}

/// A clock later than the fixture's own.
private final class LaterTime: Sendable {
    private let now = Mutex<Int64>(1_641_000_000_000_000)

    func next() -> LogTime {
        now.withLock { now in
            now += 1_000
            return LogTime(microseconds: now)
        }
    }
}
