import CivicCalendar
import Kernel
import Ledger

/// Takes the figures of a month's bulletin from the plan's state.
struct BulletinDrafting: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase
    let composer: BulletinComposer

    /// The plan's state on the day that figures are taken for, with the figures.
    ///
    /// The day is the last of the month, or the business date where the month is not over. Movement is counted from the
    /// day of the last bulletin before it that was issued, else from the last day of the month before.
    func figures(
        plan: String, month: BulletinMonth, today: CivicDate
    ) async throws -> (state: CityState, figures: BulletinFigures) {
        guard month <= BulletinMonth(today) else {
            throw Problem(.badInput, "commitments.bulletin.problem.future", at: .field("month"))
        }
        let day = min(today, try month.last())
        guard let state = try await reader.state(of: plan, on: day) else {
            throw Problem(
                .badInput, "commitments.problem.no-plan", ["plan": String(plan.prefix(40))], at: .field("plan"))
        }
        let first = BulletinMonth(state.pack.manifest.validity.from)
        guard month >= first else {
            throw Problem(
                .badInput, "commitments.bulletin.problem.before-plan", ["first": "\(first)"], at: .field("month"))
        }
        let earlier = try await database.read { session in
            try BulletinStore().all(asOf: today, in: session).filter { $0.plan == plan && $0.issue != nil }
                .map(\.text.figures.day).filter { $0 < day }.max()
        }
        let since = try earlier ?? month.previous().last()
        let before = try await reader.state(of: plan, on: since)
        return (state, composer.figures(state, before: before, since: since))
    }
}
