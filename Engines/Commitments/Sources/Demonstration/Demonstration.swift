import CivicCalendar
import Kernel
import Ledger
import Packs
import PlanText

/// Fills an empty data folder with the demonstration city: its pack, its plan and a plausible year of progress.
public struct Demonstration: Sendable {
    static let record = Verb(name: "demonstration.record")

    private let database: LedgeredDatabase
    private let actor = Actor.system("demonstration")

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    /// Whether the pack is loaded and has a plan already.
    public func isThere(_ pack: String) async throws -> Bool {
        try await database.read { session in
            try PackStore().read(pack, in: session) != nil
                && PlanStore().list(in: session).contains { $0.pack == pack }
        }
    }

    /// Loads the pack, commits its own plan as a paraphrase, and lets the year go on to the business date, everything
    /// marked as demonstration.
    ///
    /// Started again on a later business date, the year goes on from where it was; an assignment that an officer touched
    /// meanwhile is left to the officers.
    public func prepare(_ pack: Pack) async throws {
        if try await !isThere(pack.manifest.id) {
            try await PackLoading(database: database).load(pack, by: actor)
            let reading = try PlanReader.read(pack.planText)
            let desk = PlanImport(database: database)
            let source = PlanSource(
                name: "\(pack.manifest.id)/\(pack.manifest.planPath)", kind: .markdown,
                digest: try Digest(of: pack.planText).hexadecimal, text: pack.planText)
            let id = try await desk.start(reading.plan, from: source, pack: .loaded(pack.manifest.id), by: actor)
            let draft = try await desk.draft(id)
            _ = try await desk.commit(draft, isParaphrase: true, year: pack.manifest.validity.from.year, by: actor)
        }
        try await goOn(pack)
    }

    /// Writes what happened up to the business date and is not written yet.
    private func goOn(_ pack: Pack) async throws {
        try await database.change(by: actor) { session in
            guard
                let plan = try PlanStore().list(in: session).last(where: {
                    $0.pack == pack.manifest.id && $0.isParaphrase
                })
            else { return }
            let year = DemonstrationYear(calendar: try CalendarReader.calendar(in: session))
            let today = session.clock.today()
            let established = try year.established(in: pack.manifest.validity)
            guard established <= today else { return }
            let store = AssignmentStore()
            var lives = try store.lives(of: plan.id, in: session)
            var new: [Assignment] = []
            if lives.isEmpty {
                new = Self.assignments(of: pack, plan: plan.id, on: established, in: session)
                try store.insert(new, in: session)
                lives = new.map { AssignmentLife(assignment: $0, steps: []) }
            }
            var steps: [(assignment: Identifier, step: AssignmentStep)] = []
            for life in lives {
                guard let deliverable = life.assignment.deliverable,
                    life.assignment.source == .demonstration,
                    life.steps.allSatisfy({ $0.source == .demonstration })
                else { continue }
                let name = [deliverable, life.assignment.district].compactMap(\.self).joined(separator: "@")
                let all = try DemonstrationLife(year: year, established: established, name: name)
                    .steps(of: life.assignment, at: session.clock.now())
                steps += all.filter { $0.sequence > life.version && $0.day <= today }.map { (life.id, $0) }
            }
            guard !new.isEmpty || !steps.isEmpty else { return }
            try store.insert(steps, in: session)
            try session.record(
                Self.record, on: RecordReference(kind: "pack", identity: pack.manifest.id),
                change: .object([
                    "through": .string("\(today)"), "assignments": try .integer(new.count),
                    "steps": try .integer(steps.count),
                ]))
        }
    }

    private static func assignments(
        of pack: Pack, plan: String, on day: CivicDate, in session: ChangeSession
    ) -> [Assignment] {
        let directions = pack.directions
        return pack.deliverables.flatMap { deliverable in
            let districts: [String?] =
                deliverable.perDistrict && !pack.districts.isEmpty ? pack.districts.map { $0.id } : [nil]
            return districts.map { district in
                Assignment(
                    id: session.identifiers.next(), plan: plan, origin: .deliverable(deliverable.id),
                    title: deliverable.title, unit: deliverable.lead, district: district,
                    direction: directions[deliverable.lead] ?? .order, cadence: deliverable.cadence,
                    starts: deliverable.firstDay(in: pack.manifest.validity), due: deliverable.due,
                    establishedOn: day, source: .demonstration)
            }
        }
    }
}
