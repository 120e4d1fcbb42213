import CivicCalendar
import Kernel

extension PackReadingRun {
    mutating func calendars(_ paths: [(text: String, place: PackPlace)]) -> [PackCalendar] {
        var calendars: [PackCalendar] = []
        for (path, _) in paths {
            guard let node = yaml(path), let calendar = calendar(node, path) else { continue }
            calendars.append(calendar)
        }
        warnOfUnlistedCalendars(paths.map(\.text))
        return calendars
    }

    /// Warns of a calendar that lies beside the others and is not named in pack.yaml, where it would be forgotten.
    private mutating func warnOfUnlistedCalendars(_ paths: [String]) {
        let folders = Set(paths.compactMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } })
        for folder in folders.sorted() {
            guard case .success(let names) = source.names(in: folder, limit: limits.folderEntries) else { continue }
            for name in names where name.hasSuffix(".yaml") && !paths.contains("\(folder)/\(name)") {
                findings.warning("packs.calendar.unlisted", at: calendarsPlace, ["path": "\(folder)/\(name)"])
            }
        }
    }

    private mutating func calendar(_ node: YAMLNode, _ path: String) -> PackCalendar? {
        guard
            let fields = FieldReader(
                node,
                allowed: [
                    "id", "title", "year", "valid", "basis", "defaults", "holidays", "make_up_workdays", "workdays",
                ], &findings)
        else { return nil }
        let id = fields.text("id", &findings)
        if let id {
            checkWords(id, "id", at: fields.place(of: "id"))
            declare(id, in: .calendar, at: fields.place(of: "id"))
        }
        let title = fields.localized("title", &findings)
        let year = fields.integer("year", in: 1950...2200, &findings)
        if let year { declare("\(year)", in: .calendarYear, at: fields.place(of: "year")) }
        let defaults = self.defaults(fields)
        // A pack that runs over New Year has calendars of two years: each holds for its own year.
        let wholeYear = year.flatMap(Self.wholeYear)
        let validity =
            fields.has("valid") ? self.validity(fields, in: wholeYear) : self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)

        let findingsBefore = findings.findings.count
        let holidays = self.holidays(fields, in: wholeYear)
        let makeUpDays = self.makeUpDays(fields, in: wholeYear, holidays ?? [])
        let workdays = fields.integer("workdays", in: 0...366, &findings)
        guard let id, let title, let year, let validity, let basis, let holidays, let makeUpDays, let workdays else {
            return nil
        }
        let calendar = PackCalendar(
            id: id, path: path, title: title, year: year, validity: validity, basis: basis, holidays: holidays,
            makeUpWorkdays: makeUpDays, workdays: workdays)
        // A wrong day makes a wrong sum; it is the day that has to be mended.
        if findings.findings.count == findingsBefore, calendar.countedWorkdays != workdays {
            findings.error(
                "packs.calendar.sum", at: fields.place(of: "workdays"),
                ["stated": "\(workdays)", "suggestion": "\(calendar.countedWorkdays)"])
        }
        return calendar
    }

    private static func wholeYear(_ year: Int) -> Validity? {
        guard let first = CivicDate(existing: year, month: 1, day: 1),
            let last = CivicDate(existing: year, month: 12, day: 31)
        else { return nil }
        return Validity(from: first, to: last)
    }

    private mutating func holidays(_ fields: FieldReader, in year: Validity?) -> [Holiday]? {
        guard let nodes = fields.list("holidays", &findings) else { return nil }
        var holidays: [Holiday] = []
        var ids: [String: PackPlace] = [:]
        var isWhole = true
        for node in nodes {
            guard let inner = FieldReader(node, allowed: ["id", "title", "from", "to"], &findings) else {
                isWhole = false
                continue
            }
            let id = inner.text("id", &findings)
            if let id {
                checkWords(id, "id", at: inner.place(of: "id"))
                declareLocally(id, in: &ids, at: inner.place(of: "id"))
            }
            let title = inner.localized("title", &findings)
            let from = inner.date("from", &findings)
            let to = inner.date("to", &findings)
            if let from, let to { checkHolidayDays(inner, id ?? "", from, to, in: year, beside: holidays) }
            guard let id, let title, let from, let to else {
                isWhole = false
                continue
            }
            holidays.append(Holiday(id: id, title: title, from: from, to: to))
        }
        return isWhole ? holidays : nil
    }

    private mutating func checkHolidayDays(
        _ fields: FieldReader, _ id: String, _ from: CivicDate, _ to: CivicDate, in year: Validity?,
        beside holidays: [Holiday]
    ) {
        if from > to {
            findings.error("packs.valid.order", at: fields.place(of: "to"), ["from": "\(from)", "to": "\(to)"])
        } else if let year, !year.contains(Validity(from: from, to: to)) {
            findings.error(
                "packs.calendar.other-year", at: fields.place(of: year.contains(from) ? "to" : "from"),
                ["date": "\(year.contains(from) ? to : from)", "year": "\(year.from.year)"])
        } else if let other = holidays.first(where: { $0.from <= to && from <= $0.to }) {
            findings.error("packs.calendar.overlap", at: fields.place, ["name": id, "other": other.id])
        }
    }

    private mutating func makeUpDays(_ fields: FieldReader, in year: Validity?, _ holidays: [Holiday]) -> [CivicDate]? {
        guard let nodes = fields.list("make_up_workdays", &findings) else { return nil }
        var days: [CivicDate] = []
        var isWhole = true
        for node in nodes {
            guard let day = FieldReader.date(node, "make_up_workdays", &findings) else {
                isWhole = false
                continue
            }
            if let year, !year.contains(day) {
                findings.error(
                    "packs.calendar.other-year", at: node.place, ["date": "\(day)", "year": "\(year.from.year)"])
            } else if !day.weekday.isWeekend {
                findings.error("packs.calendar.not-weekend", at: node.place, ["date": "\(day)"])
            } else if let holiday = holidays.first(where: { $0.contains(day) }) {
                findings.error(
                    "packs.calendar.make-up-in-holiday", at: node.place, ["date": "\(day)", "name": holiday.id])
            } else if days.contains(day) {
                findings.error("packs.list.twice", at: node.place, ["key": "make_up_workdays", "name": "\(day)"])
            }
            days.append(day)
        }
        return isWhole ? days : nil
    }

    /// Notes an identity that has to be unique in its own list only.
    mutating func declareLocally(_ id: String, in ids: inout [String: PackPlace], at place: PackPlace) {
        if let first = ids[id] {
            findings.error(
                "packs.twice.id", at: place, ["name": id.excerpt(), "first": "\(first.file):\(first.line ?? 1)"])
        } else {
            ids[id] = place
        }
    }
}
