import CivicCalendar
import Kernel
import Packs

/// What one unit, or one district, was given to do: made from a deliverable of the plan or from a meeting's resolution.
///
/// What is here was fixed when it was established; everything later is a step (``AssignmentStep``).
public struct Assignment: Sendable, Hashable {
    /// What it was made from.
    public enum Origin: Sendable, Hashable {
        case deliverable(String)
        case resolution(Identifier)
    }

    /// Whether an officer established it, or the demonstration.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        case officer
        case demonstration
    }

    public let id: Identifier
    public let plan: String
    public let origin: Origin
    public let title: LocalizedText
    /// The unit that leads, or the group of district bodies whose member it is.
    public let unit: String
    /// The district that owes it, nil where it is owed once.
    public let district: String?
    /// Order, or only request (商请), by what the city may do with that unit.
    public let direction: Direction
    public let cadence: Cadence
    public let starts: CivicDate
    public let due: CivicDate
    public let establishedOn: CivicDate
    public let source: Source

    public init(
        id: Identifier, plan: String, origin: Origin, title: LocalizedText, unit: String, district: String?,
        direction: Direction, cadence: Cadence, starts: CivicDate, due: CivicDate, establishedOn: CivicDate,
        source: Source
    ) {
        self.id = id
        self.plan = plan
        self.origin = origin
        self.title = title
        self.unit = unit
        self.district = district
        self.direction = direction
        self.cadence = cadence
        self.starts = starts
        self.due = due
        self.establishedOn = establishedOn
        self.source = source
    }

    /// The deliverable it was made from, nil for a resolution's.
    public var deliverable: String? {
        if case .deliverable(let key) = origin { key } else { nil }
    }

    public var reference: RecordReference { RecordReference(kind: "assignment", identity: id.text) }
}
