/// A city as configuration: what it promised, who answers for it, and on which days it works.
///
/// The value of a pack folder after reading: every `valid` and `basis` that a file left to its `defaults` is filled in.
/// Reads with ``PackReader``, writes with ``PackWriter``, compares with ``PackComparison``.
public struct Pack: Sendable, Equatable {
    public var manifest: PackManifest
    public var units: [PackUnit]
    public var groups: [UnitGroup]
    public var districts: [District]
    public var calendars: [PackCalendar]
    public var items: [PackItem]

    /// The text of the plan, lines ended by LF, without a byte order mark.
    public var planText: String

    public init(
        manifest: PackManifest, units: [PackUnit], groups: [UnitGroup], districts: [District],
        calendars: [PackCalendar], items: [PackItem], planText: String
    ) {
        self.manifest = manifest
        self.units = units
        self.groups = groups
        self.districts = districts
        self.calendars = calendars
        self.items = items
        self.planText = planText
    }

    /// Every deliverable of every item, in the order of the files.
    public var deliverables: [PackDeliverable] { items.flatMap(\.deliverables) }

    /// The units themselves and the units that groups make in each district, in this order.
    public var expandedUnits: [PackUnit] {
        units + groups.flatMap { group in districts.map { group.member(in: $0) } }
    }
}
