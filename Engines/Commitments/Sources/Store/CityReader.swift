import Access
import CivicCalendar
import Kernel
import Ledger
import Packs
import Storage

/// Reads the state of a plan on a day, in one transaction.
///
/// Every change writes a ledger entry, so a state that was read at one size of the ledger is still true while the
/// ledger has that size: the reader keeps the last states by ledger size, plan and day.
public actor CityReader {
    private struct Key: Hashable {
        let ledgerSize: Int64
        let plan: String
        let day: CivicDate
    }

    private let database: LedgeredDatabase
    private var kept: [Key: CityState] = [:]
    private static let keptAtMost = 8

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    /// The state of a plan; nil where there is no plan of that id.
    public func state(of plan: String, on day: CivicDate) async throws -> CityState? {
        let size = try await database.read { try LedgerReader($0).size() }
        let key = Key(ledgerSize: size, plan: plan, day: day)
        if let state = kept[key] { return state }
        guard let state = try await database.read({ try Self.read(plan, day, in: $0) }) else { return nil }
        if kept.count >= Self.keptAtMost { kept.removeAll() }
        kept[key] = state
        return state
    }

    /// The id of the plan that was committed last.
    public func currentPlan() async throws -> String? {
        try await database.read { try PlanStore().list(in: $0).first?.id }
    }

    private static func read(_ id: String, _ day: CivicDate, in session: any ReadSession) throws -> CityState? {
        guard let plan = try PlanStore().read(id, in: session),
            let pack = try PackStore().read(plan.pack, in: session)
        else { return nil }
        let bindings = try BindingStore().read(plan: id, in: session)
        let lives = try AssignmentStore().lives(of: id, in: session)
        let agreements = try LeadStore().agreements(of: id, in: session)
        let calendar = try CalendarReader.calendar(in: session)
        let assembly = CityAssembly(
            day: day, pack: pack, plan: plan, bindings: bindings, lives: lives, agreements: agreements,
            people: try PeopleDesk.names(in: session), meetings: try MeetingStore().names(of: id, in: session),
            calendar: calendar)
        return try assembly.state()
    }
}
