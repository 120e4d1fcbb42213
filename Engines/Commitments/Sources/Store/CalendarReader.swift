import CivicCalendar
import Packs
import Storage

/// The city's workdays from every calendar that is loaded, whichever pack brought it.
enum CalendarReader {
    static func calendar(in session: any ReadSession) throws -> CivicCalendar {
        let years = try session.rows("SELECT year FROM calendars ORDER BY year").map { try $0.integer("year") }
        return try CivicCalendar(
            try years.map { year in
                let holidays = try session.rows(
                    "SELECT title_zh, date_from, date_to FROM holidays WHERE year = \(year) ORDER BY position"
                ).map { row in
                    YearCalendar.Holiday(
                        name: try row.text("title_zh"), from: try row.date("date_from"),
                        through: try row.date("date_to"))
                }
                let makeUps = try session.rows(
                    "SELECT date FROM make_up_workdays WHERE year = \(year) ORDER BY date"
                ).map { try $0.date("date") }
                let source = try session.first("SELECT basis_text FROM calendars WHERE year = \(year)")
                return try YearCalendar(
                    year: year, holidays: holidays, makeUpWorkdays: makeUps,
                    source: try source?.text("basis_text") ?? "")
            })
    }
}
