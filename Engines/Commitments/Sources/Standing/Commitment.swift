import CivicCalendar
import Packs

/// What one unit, or one district, owes for one deliverable, with what was said of it so far.
public struct Commitment: Sendable, Hashable {
    /// Whether the unit was given the work and took it.
    public enum Handover: Sendable, Hashable {
        /// Nobody was given it yet.
        case unassigned
        /// Sent to the unit, which did not sign for it yet.
        case issued(on: CivicDate)
        case signed
    }

    /// A change of the due day, in force from the day on which it was decided.
    public struct DueMove: Sendable, Hashable {
        public let decided: CivicDate
        public let due: CivicDate

        public init(decided: CivicDate, due: CivicDate) {
            self.decided = decided
            self.due = due
        }
    }

    public let deliverable: String
    /// The district's identity where the deliverable is owed by each district, else nil.
    public let district: String?
    public let starts: CivicDate
    /// The due day as established.
    public let due: CivicDate
    public let dueMoves: [DueMove]
    public let handover: Handover
    /// How often it is reported on; nil where no period's report is asked for.
    public let cadence: Cadence?
    /// Reports that were not returned.
    public let reports: [ProgressReport]
    public let suspensions: [Suspension]

    public init(
        deliverable: String, district: String? = nil, starts: CivicDate, due: CivicDate, dueMoves: [DueMove] = [],
        handover: Handover = .signed, cadence: Cadence? = nil, reports: [ProgressReport] = [],
        suspensions: [Suspension] = []
    ) {
        self.deliverable = deliverable
        self.district = district
        self.starts = starts
        self.due = due
        self.dueMoves = dueMoves
        self.handover = handover
        self.cadence = cadence
        self.reports = reports
        self.suspensions = suspensions
    }

    /// The due day after all moves that are known here.
    public var latestDue: CivicDate { dueMoves.last?.due ?? due }

    /// The due day that was in force on a day.
    public func due(on day: CivicDate) -> CivicDate { dueMoves.last { $0.decided <= day }?.due ?? due }
}
