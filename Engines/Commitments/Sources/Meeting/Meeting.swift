import CivicCalendar
import Kernel

/// A meeting on a plan: what was on its agenda, what its minutes say, what it resolved.
///
/// Nothing is overwritten: minutes that were mended are a new version, and a resolution lives on as an assignment.
public struct Meeting: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Of the whole leading group.
        case plenary
        /// Of its office.
        case office
        /// On one matter.
        case special
    }

    /// One line of the agenda: an assignment, or a matter in words.
    public struct AgendaEntry: Sendable, Hashable {
        public let position: Int
        /// The item of the plan that the assignment was shown under when the meeting was called.
        public let item: Int?
        /// The deliverable of the assignment; nil for a matter in words and for what another meeting resolved.
        public let deliverable: String?
        /// nil for a matter in words.
        public let assignment: Identifier?
        /// The matter, or title and owner of the assignment as they were when the meeting was called.
        public let text: String
    }

    /// One version of the minutes.
    public struct Minutes: Sendable, Hashable {
        public let version: Int
        public let text: String
        public let day: CivicDate
        public let by: String
        public let at: LogTime
    }

    /// What the meeting resolved; its assignment says who does it by when.
    public struct Resolution: Sendable, Hashable {
        public let id: Identifier
        public let position: Int
        public let text: String
        public let day: CivicDate
        public let by: String
        public let at: LogTime
    }

    public let id: Identifier
    public let plan: String
    public let kind: Kind
    public let title: String
    /// Empty where none was named.
    public let place: String
    public let heldOn: CivicDate
    public let calledOn: CivicDate
    public let calledBy: String
    public let agenda: [AgendaEntry]
    /// The versions of the minutes, the oldest first.
    public let minutes: [Minutes]
    public let resolutions: [Resolution]

    /// How many versions of the minutes there are: what an editor has seen, for telling two editors apart.
    public var version: Int { minutes.last?.version ?? 0 }

    /// The last day on which something was written; nothing may be written before it.
    public var lastDay: CivicDate {
        (minutes.map(\.day) + resolutions.map(\.day)).max().map { max($0, calledOn) } ?? calledOn
    }

    var reference: RecordReference { RecordReference(kind: "meeting", identity: id.text) }
}
