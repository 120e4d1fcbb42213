import CivicCalendar
import Kernel
import Packs

/// Everything a page needs to know of one plan on one day: one value, read in one transaction.
public struct CityState: Sendable {
    public let day: CivicDate
    public let pack: Pack
    public let plan: CommittedPlan
    public let items: [ItemState]
    /// Deliverables whose item the plan does not have.
    public let homeless: [DeliverableState]
    /// What meetings resolved and gave to somebody.
    public let resolutions: [ResolutionState]
    /// Who leads what, as agreed up to the day; oldest first.
    public let agreements: [LeadAgreement]
    /// The names of those who sign in, by account.
    public let people: [String: LocalizedText]
    public let calendar: CivicCalendar
    /// The year whose calendar is missing, where standings could not be derived.
    public let calendarGap: CalendarGap?
    /// Whether some of the progress is demonstration data.
    public let hasDemonstrationData: Bool

    private let unitsByID: [String: PackUnit]
    private let groupsByID: [String: UnitGroup]

    public init(
        day: CivicDate, pack: Pack, plan: CommittedPlan, items: [ItemState], homeless: [DeliverableState],
        resolutions: [ResolutionState], agreements: [LeadAgreement],
        people: [String: LocalizedText], calendar: CivicCalendar, calendarGap: CalendarGap?,
        hasDemonstrationData: Bool
    ) {
        self.people = people
        self.resolutions = resolutions
        self.agreements = agreements
        self.calendar = calendar
        self.day = day
        self.pack = pack
        self.plan = plan
        self.items = items
        self.homeless = homeless
        self.calendarGap = calendarGap
        self.hasDemonstrationData = hasDemonstrationData
        unitsByID = Dictionary(pack.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        groupsByID = Dictionary(pack.groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var deliverables: [DeliverableState] { items.flatMap(\.deliverables) + homeless }

    /// Mean of the percentages of items that have deliverables, each with weight one, rounded down; 0 for none.
    public var percent: Int { mean(\.percent) }

    /// The same of what the straight path asks for.
    public var expectedPercent: Int { mean(\.expectedPercent) }

    private func mean(_ share: (ItemState) -> Int) -> Int {
        let measured = items.filter { !$0.deliverables.isEmpty }
        return measured.isEmpty ? 0 : measured.reduce(0) { $0 + share($1) } / measured.count
    }

    public func item(_ number: Int) -> ItemState? { items.first { $0.number == number } }

    public func deliverable(_ id: String) -> DeliverableState? { deliverables.first { $0.id == id } }

    /// A unit or a group of district bodies by id.
    public func unit(_ id: String) -> ResponsibleUnit? {
        if let unit = unitsByID[id] { return ResponsibleUnit(unit) }
        return groupsByID[id].map(ResponsibleUnit.init)
    }

    /// Units and groups in the pack's order.
    public var units: [ResponsibleUnit] {
        pack.units.map { ResponsibleUnit($0) } + pack.groups.map { ResponsibleUnit($0) }
    }
}
