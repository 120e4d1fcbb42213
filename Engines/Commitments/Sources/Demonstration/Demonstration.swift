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
            let new = try establish(pack, plan: plan.id, besides: lives, year, from: established, in: session)
            lives += new.map { AssignmentLife(assignment: $0, steps: []) }
            var steps: [(assignment: Identifier, step: AssignmentStep)] = []
            for life in lives {
                guard let deliverable = life.assignment.deliverable,
                    life.assignment.source == .demonstration,
                    life.steps.allSatisfy({ $0.source == .demonstration })
                else { continue }
                let name = [deliverable, life.assignment.district].compactMap(\.self).joined(separator: "@")
                let all = try DemonstrationLife(
                    year: year, established: life.assignment.establishedOn, name: name
                )
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

    /// Agrees leads and establishes what its time has come for, and returns the new assignments: what starts later in
    /// the year is established ten workdays before. A deliverable that an officer agreed on or assigned is the officers'.
    private func establish(
        _ pack: Pack, plan: String, besides lives: [AssignmentLife], _ year: DemonstrationYear,
        from established: CivicDate, in session: ChangeSession
    ) throws -> [Assignment] {
        let agreed = Set(try LeadStore().agreements(of: plan, in: session).map(\.deliverable))
        let assigned = Set(lives.compactMap(\.assignment.deliverable))
        let directions = pack.directions
        var assignments: [Assignment] = []
        var agreements: [LeadAgreement] = []
        for deliverable in pack.deliverables
        where !assigned.contains(deliverable.id) && !agreed.contains(deliverable.id) {
            let starts = deliverable.firstDay(in: pack.manifest.validity)
            let day = max(established, year.before(starts, workdays: 10) ?? established)
            guard day <= session.clock.today() else { continue }
            agreements.append(
                LeadAgreement(
                    id: session.identifiers.next(), plan: plan, deliverable: deliverable.id, unit: deliverable.lead,
                    reason: "演示：按配置包建议商定", day: day, at: session.clock.now(), by: "office"))
            let districts: [String?] =
                deliverable.perDistrict && !pack.districts.isEmpty ? pack.districts.map { $0.id } : [nil]
            assignments += districts.map { district in
                Assignment(
                    id: session.identifiers.next(), plan: plan, origin: .deliverable(deliverable.id),
                    title: deliverable.title, unit: deliverable.lead, district: district,
                    direction: directions[deliverable.lead] ?? .order, cadence: deliverable.cadence,
                    starts: starts, due: deliverable.due, establishedOn: day, source: .demonstration)
            }
        }
        try LeadStore().insert(agreements, source: .demonstration, in: session)
        try AssignmentStore().insert(assignments, in: session)
        return assignments
    }
}
