import CivicCalendar
import Commitments
import Kernel
import Ledger
import Packs

/// The verbs of meetings, each driven on a meeting of the demonstration's plan.
enum MeetingWalk {
    /// A meeting with minutes, and a resolution that becomes an assignment.
    static func steps(by actor: Actor) -> [AssignmentWalk.Step] {
        [
            (
                ["meeting.call", "meeting.minute", "meeting.resolve", "assignment.establish", "assignment.issue"],
                { database in
                    let desk = MeetingDesk(database: database)
                    let today = database.clock.today()
                    let pack = try await PackLoading(database: database).list().first?.id ?? ""
                    let unit = try await PackLoading(database: database).loaded(pack)?.units.first?.id ?? ""
                    let id = try await desk.call(
                        MeetingDesk.Call(
                            plan: DemonstrationCity.plan, kind: .office, title: "推进会", heldOn: today,
                            agenda: [.words("第四季度安排")]), by: actor)
                    try await desk.minute(id, version: 0, text: "会议纪要", by: actor)
                    try await desk.resolve(
                        id,
                        MeetingDesk.Decision(
                            text: "补报进展", unit: unit, cadence: .once, starts: today,
                            due: try today.adding(days: 30)), by: actor)
                }
            )
        ]
    }
}
