import CivicCalendar

/// The two times of Heng, passed to whatever needs them: the real clock, and what day the city thinks it is.
public struct Clock: Sendable {
    private let readRealClock: @Sendable () -> LogTime

    /// The business date that was asked for (`--as-of`), or nil where the business date follows the real clock.
    public let asOf: CivicDate?

    public init(asOf: CivicDate? = nil, now: @escaping @Sendable () -> LogTime) {
        self.asOf = asOf
        self.readRealClock = now
    }

    /// The log time.
    public func now() -> LogTime { readRealClock() }

    /// The business date: the one asked for, else the day it is in China now.
    public func today() -> CivicDate { asOf ?? CivicDate(inChinaAtMicroseconds: now().microseconds) }
}

extension CivicDate {
    /// The day it is in China at a moment given in microseconds since 1970 (UTC).
    ///
    /// A clock that stands before 1992 (see `ChinaTime`) is taken to be on the first day that can be told.
    public init(inChinaAtMicroseconds microseconds: Int64) {
        do { self = try ChinaTime.date(atMicroseconds: microseconds) } catch { self = ChinaTime.first }
    }
}
