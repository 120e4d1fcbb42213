import CivicCalendar

/// Dates as spreadsheets count them: days since the turn of 1900, or of 1904 in files from old Macintoshes.
///
/// Serial 1 of the 1900 system is 1900-01-01. The system counts a 29 February 1900 that never was (serial 60), so
/// serials from 61 on are days since 1899-12-30 (ISO/IEC 29500-1, 18.17.4.1).
enum DateSerial {
    /// The date and the seconds of a serial; nil for one that is no date.
    static func date(_ serial: Double, isFrom1904: Bool) -> (date: CivicDate, seconds: Int)? {
        guard serial >= (isFrom1904 ? 0 : 1), serial < 2_958_466 else { return nil }
        var days = Int(serial)
        // Half a second of rounding covers the error of a time kept as a fraction of a day.
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let origin =
            if isFrom1904 {
                -24_107
            } else if days == 60 {
                nil as Int?
            } else {
                days > 60 ? -25_569 : -25_568
            }
        guard let origin else { return nil }
        do throws(CivicDateProblem) {
            return (try CivicDate(dayNumber: days + origin), seconds)
        } catch {
            // Beyond the year 9999 the serial is no date; the caller names the cell.
            return nil
        }
    }

    /// The serial of a date in the 1900 system; nil before 1900-03-01, where programs disagree.
    static func serial(_ date: CivicDate) -> Int? {
        let serial = date.dayNumber + 25_569
        return serial > 60 ? serial : nil
    }
}
