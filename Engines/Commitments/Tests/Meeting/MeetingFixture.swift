import CivicCalendar
import Kernel

@testable import Commitments

/// Meetings over the small city with everything assigned.
extension CityFixture {
    func meetings(on day: String) throws -> MeetingDesk { MeetingDesk(database: try on(day).database) }

    func meeting(_ id: Identifier, asOf day: String? = nil) async throws -> Meeting? {
        let day = try day.map { try CivicDate($0) }
        return try await database.read { try MeetingStore().meeting(id, asOf: day, in: $0) }
    }

    /// A call of a meeting on 2021-09-10.
    func call(
        title: String = "第三季度推进会", held: String = "2021-09-10", agenda: [MeetingDesk.Matter]? = nil
    ) async throws -> MeetingDesk.Call {
        let late = try await life("mechanism/list")
        return MeetingDesk.Call(
            plan: "2021-1", kind: .office, title: title, place: "三楼会议室", heldOn: try CivicDate(held),
            agenda: agenda ?? [.assignment(late.id, item: 1), .words("下一季度安排")])
    }

    func decision(
        _ text: String = "补报任务清单", unit: String = "A", district: String? = nil, starts: String = "2021-09-13",
        due: String = "2021-10-29", cadence: String = "monthly"
    ) throws -> MeetingDesk.Decision {
        MeetingDesk.Decision(
            text: text, unit: unit, district: district, cadence: cadence == "monthly" ? .monthly : .once,
            starts: try CivicDate(starts), due: try CivicDate(due))
    }
}
