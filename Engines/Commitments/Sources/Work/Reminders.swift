import CivicCalendar
import Kernel
import Ledger
import Messages

/// Reminds owners of what falls due: once for each due day or period, whoever runs it and however often.
public struct Reminders: Sendable {
    private let database: LedgeredDatabase
    private let reader: CityReader
    private let actor = Actor.system("reminders")

    public init(database: LedgeredDatabase) {
        self.database = database
        reader = CityReader(database: database)
    }

    /// Sends the reminders of the business date; returns how many were new. Nobody is reminded of what cannot be counted.
    @discardableResult
    public func send() async throws -> Int {
        let today = database.clock.today()
        guard let plan = try await reader.currentPlan(), let state = try await reader.state(of: plan, on: today)
        else { return 0 }
        let messages = try state.duties().flatMap(Self.messages)
        guard !messages.isEmpty else { return 0 }
        return try await database.change(by: actor) { session in
            var sent = 0
            for message in messages where try Messages.send(message, in: session) != nil { sent += 1 }
            return sent
        }
    }

    private static func messages(_ duty: Duty) throws -> [Message] {
        let assignment = duty.life.assignment
        let reminded: [Need] = [.receipt, .report, .dueSoon]
        return try duty.needs.filter(reminded.contains).map { need in
            let moment = need == .receipt ? "\(duty.state.issue?.day ?? assignment.establishedOn)" : "\(duty.state.due)"
            let period = need == .report ? "/\(duty.state.standingReports.last?.content.period ?? "first")" : ""
            return try Message(
                kind: "reminder-\(need.rawValue)",
                recipient: duty.district.map { .district($0.id) } ?? .unit(duty.unit),
                text: .keyed(
                    subject: "notice.reminder.\(need.rawValue)", body: nil,
                    arguments: [
                        "title": assignment.title.zh, "title@en": assignment.title.en, "due": "\(duty.state.due)",
                    ]),
                link: AssignmentRoutes.assignment.link(assignment.id).href,
                key: "reminder/\(assignment.id)/\(need.rawValue)/\(moment)\(period)")
        }
    }
}
