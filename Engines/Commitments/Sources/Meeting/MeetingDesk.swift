import CivicCalendar
import Kernel
import Ledger
import Packs
import Search
import Storage

/// The verbs of meetings. Each is one transaction: its rows and its entry in the ledger, or nothing.
///
/// A resolution and the assignment that it becomes are one change: there is no resolution that nobody has to do.
public struct MeetingDesk: Sendable {
    let database: LedgeredDatabase
    private let store = MeetingStore()

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    static let call = Verb(name: "meeting.call")
    static let minute = Verb(name: "meeting.minute")
    static let resolve = Verb(name: "meeting.resolve")

    public static let verbs: Set<Verb> = [call, minute, resolve]

    /// The longest title, place or line of an agenda, in characters.
    public static let longestLine = 200
    /// The longest text of minutes, in characters.
    public static let longestMinutes = 20_000
    /// The longest text of a resolution, in characters: it is the title of its assignment.
    public static let longestResolution = 300
    /// The most lines that an agenda has.
    public static let mostEntries = 300
    /// A meeting is called for a day at most so many days away, and a resolution starts within as many.
    public static let farthestDay = 366

    /// What an agenda is made from.
    public enum Matter: Sendable, Hashable {
        /// An assignment of the plan, with the item that it is shown under.
        case assignment(Identifier, item: Int?)
        case words(String)
    }

    /// A meeting to be called.
    public struct Call: Sendable {
        public var plan: String
        public var kind: Meeting.Kind
        public var title: String
        public var place: String
        public var heldOn: CivicDate
        public var agenda: [Matter]

        public init(
            plan: String, kind: Meeting.Kind, title: String, place: String = "", heldOn: CivicDate, agenda: [Matter]
        ) {
            self.plan = plan
            self.kind = kind
            self.title = title
            self.place = place
            self.heldOn = heldOn
            self.agenda = agenda
        }
    }

    /// A resolution to be kept and given to somebody.
    public struct Decision: Sendable {
        public var text: String
        /// The unit that has to do it, or for a district the unit or group that stands for the district bodies.
        public var unit: String
        public var district: String?
        public var cadence: Cadence
        public var starts: CivicDate
        public var due: CivicDate

        public init(
            text: String, unit: String, district: String? = nil, cadence: Cadence, starts: CivicDate, due: CivicDate
        ) {
            self.text = text
            self.unit = unit
            self.district = district
            self.cadence = cadence
            self.starts = starts
            self.due = due
        }
    }

    /// Calls a meeting with its agenda.
    ///
    /// - Throws: bad input at the field that is wrong; not found for a plan that is not there.
    public func call(_ call: Call, by actor: Actor, key: IdempotencyKey? = nil) async throws -> Identifier {
        let title = try Self.checked(call.title.singleLine, "title", longest: Self.longestLine)
        let place =
            call.place.trimmed.isEmpty
            ? "" : try Self.checked(call.place.singleLine, "place", longest: Self.longestLine)
        guard !call.agenda.isEmpty else { throw Problem(.badInput, "meeting.problem.no-agenda", at: .field("lines")) }
        guard call.agenda.count <= Self.mostEntries else {
            throw Problem(
                .badInput, "meeting.problem.long-agenda", ["limit": String(Self.mostEntries)], at: .field("lines"))
        }
        let location = try await change(by: actor, key: key) { session in
            let today = session.clock.today()
            guard abs(today.days(until: call.heldOn)) <= Self.farthestDay else {
                throw Problem(.badInput, "meeting.problem.far-day", ["today": "\(today)"], at: .field("held"))
            }
            let entries = try Self.entries(call, in: session)
            let id = session.identifiers.next()
            try session.execute(
                """
                INSERT INTO meetings (id, plan_id, kind, title, place, held_on, day, recorded_at, recorded_by)
                VALUES (\(id), \(call.plan), \(call.kind.rawValue), \(title), \(place), \(call.heldOn), \(today),
                    \(session.clock.now()), \(actor.name))
                """)
            try session.insert(
                into: "meeting_agenda",
                columns: ["meeting_id", "position", "item_number", "deliverable_id", "assignment_id", "text"],
                rows: entries.map { entry in
                    [
                        id.sqlValue, entry.position.sqlValue, entry.item.sqlValue, entry.deliverable.sqlValue,
                        entry.assignment.sqlValue, entry.text.sqlValue,
                    ]
                })
            try session.record(
                Self.call, on: RecordReference(kind: "meeting", identity: id.text),
                change: .object([
                    "plan": .string(call.plan), "kind": .string(call.kind.rawValue), "title": .string(title),
                    "place": .string(place), "held": .string("\(call.heldOn)"),
                    "agenda": .array(
                        entries.map { entry in
                            .object([
                                "text": .string(entry.text),
                                "assignment": entry.assignment.map { .string($0.text) } ?? .null,
                            ])
                        }),
                ]))
            try index(id, in: session)
            return id.text
        }
        guard let id = Identifier(location) else { throw Self.notFound }
        return id
    }

    /// Keeps a new version of the minutes.
    ///
    /// `version` is how many versions the editor saw; 0 where there were none.
    ///
    /// - Throws: a conflict before the day of the meeting, or where somebody else kept a version meanwhile.
    public func minute(
        _ id: Identifier, version: Int, text: String, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        let text = try Self.checked(text, "text", longest: Self.longestMinutes)
        try await change(id, by: actor, key: key) { session, meeting in
            guard meeting.version == version else {
                let last = meeting.minutes.last
                throw Problem(
                    .conflict, "meeting.problem.overtaken",
                    ["by": last?.by ?? "", "at": last?.at.textInChina ?? ""])
            }
            try session.execute(
                """
                INSERT INTO meeting_minutes (meeting_id, version, text, day, recorded_at, recorded_by)
                VALUES (\(id), \(version + 1), \(text), \(session.clock.today()), \(session.clock.now()),
                    \(actor.name))
                """)
            try session.record(
                Self.minute, on: meeting.reference,
                change: .object(["version": try .integer(version + 1), "text": .string(text)]))
        }
    }

    /// Keeps a resolution, and establishes and sends the assignment that it becomes.
    ///
    /// - Throws: bad input at the field that is wrong; a conflict before the day of the meeting.
    public func resolve(
        _ id: Identifier, _ decision: Decision, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        let text = try Self.checked(decision.text.singleLine, "text", longest: Self.longestResolution)
        try await change(id, by: actor, key: key) { session, meeting in
            try Self.checkDays(decision, meeting, in: session)
            let resolution = session.identifiers.next()
            let position = (meeting.resolutions.map(\.position).max() ?? 0) + 1
            try session.execute(
                """
                INSERT INTO meeting_resolutions (id, meeting_id, position, text, day, recorded_at, recorded_by)
                VALUES (\(resolution), \(id), \(position), \(text), \(session.clock.today()), \(session.clock.now()),
                    \(actor.name))
                """)
            try session.record(
                Self.resolve, on: meeting.reference,
                change: .object([
                    "resolution": .string(resolution.text), "position": try .integer(position), "text": .string(text),
                ]))
            try AssignmentDesk(database: database).establish(
                resolution: resolution, text: text, plan: meeting.plan, unit: decision.unit,
                district: decision.district, cadence: decision.cadence, starts: decision.starts, due: decision.due,
                in: session)
        }
    }

    // MARK: - Pieces

    static let notFound = Problem(.notFound, "meeting.problem.none")

    /// A change of one meeting, on its day or later.
    private func change(
        _ id: Identifier, by actor: Actor, key: IdempotencyKey?,
        _ body: @Sendable @escaping (ChangeSession, Meeting) throws -> Void
    ) async throws {
        try await change(by: actor, key: key) { session in
            guard let meeting = try store.meeting(id, in: session) else { throw Self.notFound }
            let today = session.clock.today()
            guard today >= meeting.heldOn else {
                throw Problem(.conflict, "meeting.problem.not-held", ["held": "\(meeting.heldOn)"])
            }
            guard today >= meeting.lastDay else {
                throw Problem(
                    .conflict, "meeting.problem.day-passed", ["today": "\(today)", "last": "\(meeting.lastDay)"])
            }
            try body(session, meeting)
            try index(id, in: session)
            return id.text
        }
    }

    /// Lets a meeting be found by its title, its agenda, what it resolved and its newest minutes.
    private func index(_ id: Identifier, in session: ChangeSession) throws {
        guard let meeting = try store.meeting(id, in: session) else { return }
        let lines =
            meeting.agenda.map(\.text) + meeting.resolutions.map(\.text) + [meeting.minutes.last?.text ?? ""]
        try session.withoutRecord(reason: "the search index can be made anew from the meeting") { session in
            try SearchIndex.put(
                [
                    SearchDocument(
                        record: meeting.reference, title: meeting.title,
                        body: lines.joined(separator: "\n"))
                ], in: session)
        }
    }

    @discardableResult
    private func change(
        by actor: Actor, key: IdempotencyKey?, _ body: @Sendable @escaping (ChangeSession) throws -> String
    ) async throws -> String {
        try await AssignmentDesk(database: database).change(by: actor, key: key, body)
    }

    private static func entries(_ call: Call, in session: ChangeSession) throws -> [Meeting.AgendaEntry] {
        let pack = try AssignmentDesk.pack(of: call.plan, in: session)
        let lives = Dictionary(
            try AssignmentStore().lives(of: call.plan, in: session).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return try call.agenda.enumerated().map { index, matter in
            switch matter {
            case .words(let words):
                return Meeting.AgendaEntry(
                    position: index + 1, item: nil, deliverable: nil, assignment: nil,
                    text: try checked(words.singleLine, "lines", longest: longestLine))
            case .assignment(let id, let item):
                guard let life = lives[id] else {
                    throw Problem(.badInput, "meeting.problem.no-assignment", at: .field("agenda"))
                }
                let assignment = life.assignment
                return Meeting.AgendaEntry(
                    position: index + 1, item: item, deliverable: assignment.deliverable, assignment: id,
                    text: "\(assignment.title.zh)（\(pack.owner(unit: life.latest.unit, district: assignment.district))）"
                )
            }
        }
    }

    /// A resolution's days: near enough to be meant, and in years whose workdays are known, so that its light can be
    /// derived.
    private static func checkDays(_ decision: Decision, _ meeting: Meeting, in session: ChangeSession) throws {
        guard abs(meeting.heldOn.days(until: decision.starts)) <= farthestDay else {
            throw Problem(
                .badInput, "meeting.problem.far-start", ["held": "\(meeting.heldOn)"], at: .field("starts"))
        }
        // The order of the two days is looked at before any day between them is counted.
        guard decision.due >= decision.starts else {
            throw Problem(.badInput, "assignment.problem.due", at: .field("due"))
        }
        let calendar = try CalendarReader.calendar(in: session)
        let rule = StandingRule(try AssignmentDesk.pack(of: meeting.plan, in: session).manifest.lights)
        for (day, field) in [(decision.starts, "starts"), (decision.due, "due")]
        where !calendar.years.contains(day.year) {
            throw noCalendar(day.year, field)
        }
        do {
            _ = try calendar.workdaysBetween(decision.starts, decision.due)
            _ = try ReportPeriod.all(
                cadence: decision.cadence, starts: decision.starts, due: decision.due,
                graceWorkdays: rule.reportGraceWorkdays, calendar: calendar)
        } catch let gap as CalendarGap {
            throw noCalendar(gap.year, "due")
        }
    }

    private static func noCalendar(_ year: Int, _ field: String) -> Problem {
        Problem(.badInput, "meeting.problem.no-calendar", ["year": String(year)], at: .field(field))
    }

    private static func checked(_ text: String, _ field: String, longest: Int) throws(Problem) -> String {
        let text = text.trimmed
        guard !text.isEmpty else { throw Problem(.badInput, "meeting.problem.empty", at: .field(field)) }
        guard text.count <= longest else {
            throw Problem(.badInput, "meeting.problem.too-long", ["limit": String(longest)], at: .field(field))
        }
        // What a database or a Word file cannot carry is told at its field.
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        guard isPlain else { throw Problem(.badInput, "meeting.problem.characters", at: .field(field)) }
        return text
    }
}

extension Pack {
    /// Who owes something, in Chinese: the district, or the unit by its short name.
    fileprivate func owner(unit: String, district: String?) -> String {
        if let district { return districts.first { $0.id == district }?.short.zh ?? district }
        return units.first { $0.id == unit }?.short.zh ?? groups.first { $0.id == unit }?.short.zh ?? unit
    }
}
