import CivicCalendar
import Packs

/// Plausible progress for a demonstration: the same deliverables always get the same year.
///
/// Every commitment is given a course by a hash of its name, and reports on the last workday of each month what the
/// course says. Nothing here is data of a city; every report is marked as demonstration.
struct DemonstrationYear {
    /// How a commitment goes through its year, as factors on the straight path.
    enum Course: Hashable {
        case steady
        case ahead
        case lagging
        case slowStart
        case finishesLate
        case stalls
        case suspended
    }

    let calendar: CivicCalendar

    /// The course of a commitment, from the shares given here: 75 % steady, 16 % ahead, 2 % lagging, 1 % slow to
    /// start, 3 % finishing late, 1 % stalling, 2 % suspended; of
    /// what is due in the first nine months one in eight finishes late or stalls, so that a year has late work to show.
    static func course(of name: String, due: CivicDate) -> Course {
        if due.month <= 9, hash("early \(name)") % 8 == 0 {
            return hash("stall \(name)") % 3 == 0 ? .stalls : .finishesLate
        }
        return switch hash(name) % 100 {
        case 0..<75: .steady
        case 75..<91: .ahead
        case 91..<93: .lagging
        case 93..<94: .slowStart
        case 94..<97: .finishesLate
        case 97..<98: .stalls
        default: .suspended
        }
    }

    /// The day on which the office established the year's work: when the plan had come out, a month after its validity
    /// began.
    func established(in validity: Validity) throws -> CivicDate {
        try calendar.nextWorkday(onOrAfter: try validity.from.adding(days: 26))
    }

    /// So many workdays before a day; nil where that is beyond the loaded calendars.
    func before(_ day: CivicDate, workdays: Int) -> CivicDate? {
        workday(-workdays, after: day)
    }

    /// The reports of a commitment over its year, oldest first.
    func reports(name: String, starts: CivicDate, due: CivicDate) throws -> [ProgressReport] {
        let course = Self.course(of: name, due: due)
        var reports: [ProgressReport] = []
        var reached = 0
        for day in try reportDays(from: starts, due: due, course: course) {
            let percent = max(reached, try percent(on: day, name: name, course: course, starts: starts, due: due))
            if reached == 100 { break }
            reached = percent
            reports.append(
                ProgressReport(
                    day: day, order: reports.count, percent: percent, note: Self.note(percent), source: .demonstration))
        }
        return reports
    }

    /// The suspension of a commitment whose course has one.
    func suspension(name: String, starts: CivicDate, due: CivicDate) throws -> Suspension? {
        guard Self.course(of: name, due: due) == .suspended else { return nil }
        let middle = (starts.dayNumber + due.dayNumber) / 2
        let from = try calendar.nextWorkday(onOrAfter: try CivicDate(dayNumber: middle))
        return Suspension(from: from, resumed: nil, reason: "演示：受外部条件影响，经办公室同意暂缓")
    }

    private func reportDays(from starts: CivicDate, due: CivicDate, course: Course) throws -> [CivicDate] {
        var days: [CivicDate] = []
        let last = min(due.yearEnd, try due.adding(days: 75))
        var month = starts.monthStart
        while month <= last {
            let day = try calendar.previousWorkday(onOrBefore: month.monthEnd)
            if day > starts, day <= last { days.append(day) }
            month = try month.adding(months: 1)
        }
        let finish: CivicDate? =
            switch course {
            case .steady, .ahead, .slowStart: try calendar.addingWorkdays(-Int(Self.hash("\(due)") % 5), to: due)
            case .finishesLate: workday(6 + Int(Self.hash("\(starts)\(due)") % 12), after: due)
            case .lagging, .stalls, .suspended: nil
            }
        if let finish, finish <= due.yearEnd, finish > starts { days.append(finish) }
        return Set(days).sorted()
    }

    /// So many workdays later; nil where that is beyond the loaded calendars, as for work that ends next year.
    private func workday(_ count: Int, after day: CivicDate) -> CivicDate? {
        do { return try calendar.addingWorkdays(count, to: day) } catch { return nil }
    }

    private func percent(
        on day: CivicDate, name: String, course: Course, starts: CivicDate, due: CivicDate
    ) throws -> Int {
        let all = max(1, try calendar.workdaysBetween(starts, due))
        let path = min(100, try calendar.workdaysBetween(starts, min(day, due)) * 100 / all)
        let jitter = Int(Self.hash("\(name) \(day)") % 7) - 3
        let wanted: Int =
            switch course {
            case .steady: day >= due || path >= 97 ? 100 : path + jitter
            case .ahead: path * 135 / 100 + jitter
            case .lagging: path * 70 / 100 + jitter
            case .slowStart: path < 50 ? 0 : path - 10 + jitter
            case .finishesLate: day > due ? 100 : path * 85 / 100 + jitter
            case .stalls: min(path, 55)
            case .suspended: min(path, 40)
            }
        return max(0, min(wanted, 100))
    }

    private static func note(_ percent: Int) -> String {
        switch percent {
        case 0: "演示：已作部署，尚无成果"
        case 1..<40: "演示：方案已定，工作已启动"
        case 40..<80: "演示：按方案推进，形成阶段成果"
        case 80..<100: "演示：主要工作完成，正在汇总佐证材料"
        default: "演示：已完成，佐证材料已归集"
        }
    }

    /// FNV-1a over the UTF-8 bytes (Fowler, Noll, Vo), finished by a multiplication so that the low digits of like
    /// names differ: stable on every machine, unlike `Hasher`.
    static func hash(_ text: String) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            value ^= UInt64(byte)
            value = value &* 0x100_0000_01b3
        }
        value ^= value >> 33
        value = value &* 0xff51_afd7_ed55_8ccd
        return value ^ (value >> 33)
    }
}
