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

    /// Whether the pack is loaded and has progress already.
    public func isThere(_ pack: String) async throws -> Bool {
        try await database.read { session in
            try PackStore().read(pack, in: session) != nil && !ProgressStore().isEmpty(pack: pack, in: session)
        }
    }

    /// Loads the pack, commits its own plan as a paraphrase, and writes the year's reports, marked as demonstration.
    public func prepare(_ pack: Pack) async throws {
        if try await isThere(pack.manifest.id) { return }
        try await PackLoading(database: database).load(pack, by: actor)
        let reading = try PlanReader.read(pack.planText)
        let desk = PlanImport(database: database)
        let source = PlanSource(
            name: "\(pack.manifest.id)/\(pack.manifest.planPath)", kind: .markdown,
            digest: try Digest(of: pack.planText).hexadecimal, text: pack.planText)
        let id = try await desk.start(reading.plan, from: source, pack: .loaded(pack.manifest.id), by: actor)
        let draft = try await desk.draft(id)
        _ = try await desk.commit(draft, isParaphrase: true, year: pack.manifest.validity.from.year, by: actor)
        try await recordYear(of: pack)
    }

    private func recordYear(of pack: Pack) async throws {
        try await database.change(by: actor) { session in
            let year = DemonstrationYear(calendar: try CalendarReader.calendar(in: session))
            var reports: [(key: ProgressStore.Key, report: ProgressReport)] = []
            var suspensions: [(key: ProgressStore.Key, suspension: Suspension)] = []
            for deliverable in pack.deliverables {
                let districts: [String?] = deliverable.perDistrict ? pack.districts.map { $0.id } : [nil]
                let starts = deliverable.firstDay(in: pack.manifest.validity)
                for district in districts {
                    let key = ProgressStore.Key(deliverable: deliverable.id, district: district)
                    let name = [deliverable.id, district].compactMap(\.self).joined(separator: "@")
                    for report in try year.reports(name: name, starts: starts, due: deliverable.due) {
                        reports.append((key, report))
                    }
                    if let suspension = try year.suspension(name: name, starts: starts, due: deliverable.due) {
                        suspensions.append((key, suspension))
                    }
                }
            }
            let store = ProgressStore()
            try store.insert(reports, in: session)
            try store.insert(suspensions, source: .demonstration, in: session)
            try session.record(
                Self.record, on: RecordReference(kind: "pack", identity: pack.manifest.id),
                change: .object([
                    "reports": try .integer(reports.count), "suspensions": try .integer(suspensions.count),
                ]))
        }
    }
}
