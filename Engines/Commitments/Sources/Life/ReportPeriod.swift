import CivicCalendar
import Packs

/// A stretch of time that a unit reports on, by the cadence of its assignment.
public struct ReportPeriod: Sendable, Hashable {
    /// `2021-03`, `2021-Q1`, `2021-H1`, `2021`, or `final` where there is one report in all.
    public let name: String
    public let from: CivicDate
    public let through: CivicDate
    /// The last day on which its report is in time.
    public let reportDue: CivicDate

    /// The periods of an assignment from its first day to its due day, oldest first.
    ///
    /// The first and the last one are cut to these days. A report is due `graceWorkdays` workdays after the period
    /// ends; that of the last period on the due day itself. A continuous assignment is reported on every quarter.
    ///
    /// - Throws: ``CalendarGap`` where a report would fall due in a year whose calendar is not loaded.
    public static func all(
        cadence: Cadence, starts: CivicDate, due: CivicDate, graceWorkdays: Int, calendar: CivicCalendar
    ) throws -> [ReportPeriod] {
        guard let months = cadence.months else {
            return [ReportPeriod(name: "final", from: starts, through: due, reportDue: due)]
        }
        var periods: [ReportPeriod] = []
        var first = try CivicDate(year: starts.year, month: (starts.month - 1) / months * months + 1, day: 1)
        while first <= due {
            let last = try first.adding(months: months - 1).monthEnd
            let isLast = last >= due
            periods.append(
                ReportPeriod(
                    name: cadence.name(of: first), from: max(first, starts), through: min(last, due),
                    reportDue: isLast ? due : min(try calendar.addingWorkdays(graceWorkdays, to: last), due)))
            first = try first.adding(months: months)
        }
        return periods
    }
}

extension Cadence {
    /// The length of a period in months, nil where there is one report in all.
    var months: Int? {
        switch self {
        case .once: nil
        case .monthly: 1
        case .quarterly, .continuous: 3
        case .halfYearly: 6
        case .annual: 12
        }
    }

    func name(of first: CivicDate) -> String {
        switch self {
        case .once: "final"
        case .monthly: "\(first.year)-\(first.month < 10 ? "0" : "")\(first.month)"
        case .quarterly, .continuous: "\(first.year)-Q\(first.quarter)"
        case .halfYearly: "\(first.year)-H\(first.month <= 6 ? 1 : 2)"
        case .annual: "\(first.year)"
        }
    }
}
