import CivicCalendar
import Kernel

/// A run of days on which nobody works.
public struct Holiday: Sendable, Equatable {
    public var id: String
    public var title: LocalizedText
    public var from: CivicDate
    /// The last day, included.
    public var to: CivicDate

    public init(id: String, title: LocalizedText, from: CivicDate, to: CivicDate) {
        self.id = id
        self.title = title
        self.from = from
        self.to = to
    }

    public func contains(_ date: CivicDate) -> Bool { from <= date && date <= to }
}
