import CivicCalendar
import Kernel

/// A plausible life of one assignment over a year: the same assignment always gets the same life.
///
/// Percentages come from its course (``DemonstrationYear``); around them stand the steps that an office and a unit would
/// take. Every step obeys the rules of ``AssignmentState/refusal(of:)``; one that would not is left out.
struct DemonstrationLife {
    let year: DemonstrationYear
    /// The day on which the office established everything.
    let established: CivicDate
    /// Names the assignment for the hash: the deliverable and its district.
    let name: String

    /// An event before it is known whether it may follow.
    private struct Event {
        let day: CivicDate
        let content: AssignmentStep.Content
        let reason: String
        let by: String

        init(_ content: AssignmentStep.Content, _ day: CivicDate, by: String, _ reason: String = "") {
            self.content = content
            self.day = day
            self.by = by
            self.reason = reason
        }
    }

    /// Every step of the year, oldest first.
    func steps(of assignment: Assignment, at time: LogTime) throws -> [AssignmentStep] {
        let unit =
            assignment.district.map { "district.\($0.lowercased())" } ?? "liaison.\(assignment.unit.lowercased())"
        var writer = Writer(assignment: assignment, time: time)
        let issued = try workday(1, after: established)
        let signed = try workday(Int(hash("signs") % 24) == 0 ? 6 : 1 + Int(hash("signs") % 3), after: issued)
        writer.add(.issue, issued, by: "office")
        writer.add(.receipt, signed, by: unit)
        for event in try events(of: assignment, unit: unit, signed: signed)
            .enumerated().sorted(by: { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }).map(\.element)
        {
            if case .report = event.content, let pending = writer.state.pendingReport {
                writer.add(.acceptance(report: pending.step.sequence), event.day, by: "reviewer")
            }
            if case .report(let report) = event.content, report.percent < writer.state.percent { continue }
            writer.add(event.content, event.day, by: event.by, event.reason)
            if case .report(let report) = event.content, writer.state.pendingReport != nil {
                try review(report, on: event.day, unit: unit, &writer)
            }
        }
        return writer.steps
    }

    /// What happens besides issue and receipt, reviews left out.
    private func events(of assignment: Assignment, unit: String, signed: CivicDate) throws -> [Event] {
        let course = DemonstrationYear.course(of: name, due: assignment.due)
        var events: [Event] = []
        let periods = try ReportPeriod.all(
            cadence: assignment.cadence, starts: assignment.starts, due: assignment.due, graceWorkdays: 5,
            calendar: year.calendar)
        for report in try year.reports(name: name, starts: assignment.starts, due: assignment.due)
        where report.day > signed {
            let period = periods.last { $0.from <= report.day } ?? periods.first
            let content = AssignmentReport(
                period: period?.name ?? "final", percent: report.percent, text: report.note)
            events.append(Event(.report(content), report.day, by: unit))
        }
        if let suspension = try year.suspension(name: name, starts: assignment.starts, due: assignment.due),
            suspension.from > signed
        {
            events.append(Event(.suspension, suspension.from, by: "office", suspension.reason))
            if hash("resumes") % 2 == 0, let day = try optionalWorkday(40, after: suspension.from) {
                events.append(Event(.resumption, day, by: "office"))
            }
        }
        if course == .finishesLate || course == .stalls {
            if let day = try optionalWorkday(2, after: assignment.due) {
                events.append(Event(.urge, day, by: "office", "演示：已逾期，请抓紧办理"))
            }
            if course == .stalls, let day = try optionalWorkday(8, after: assignment.due) {
                events.append(Event(.escalation, day, by: "office", "演示：催办后仍无进展，请单位负责同志过问"))
            }
        }
        if course == .steady, hash("asks") % 24 == 0,
            let asked = try optionalWorkday(-15, after: assignment.due), asked > signed,
            let decided = try optionalWorkday(3, after: asked),
            let wanted = try optionalWorkday(15, after: assignment.due),
            let granted = try optionalWorkday(10, after: assignment.due)
        {
            events.append(Event(.extensionRequest(due: wanted), asked, by: unit, "演示：需与外单位会签，申请延期"))
            events.append(
                Event(.extensionGrant(request: 0, due: granted), decided, by: "office", "演示：情况属实，适当延期"))
        }
        return events
    }

    private func review(
        _ report: AssignmentReport, on day: CivicDate, unit: String, _ writer: inout Writer
    ) throws {
        guard let pending = writer.state.pendingReport?.step.sequence else { return }
        if hash("returns \(day)") % 14 == 0, let back = try optionalWorkday(1, after: day),
            let again = try optionalWorkday(2, after: day), again.month == day.month
        {
            writer.add(.rejection(report: pending), back, by: "reviewer", "演示：佐证材料不全，请补充后再报")
            writer.add(.report(report), again, by: unit)
        } else if hash("waits \(day)") % 9 == 0 {
            // Some reviews take their time; until then the report waits on the reviewer's list.
            if report.percent == 100 { try accept(14, &writer) }
            return
        }
        try accept(1, &writer)
    }

    /// Accepts the report that waits, so many workdays after it came, and closes what is finished.
    private func accept(_ workdays: Int, _ writer: inout Writer) throws {
        guard let open = writer.state.pendingReport?.step,
            let accepted = try optionalWorkday(workdays, after: open.day)
        else { return }
        writer.add(.acceptance(report: open.sequence), accepted, by: "reviewer")
        if writer.state.phase == .accepted, let closed = try optionalWorkday(1, after: accepted) {
            writer.add(.closure, closed, by: "office")
        }
    }

    private func hash(_ purpose: String) -> UInt64 { DemonstrationYear.hash("\(purpose) \(name)") }

    private func workday(_ count: Int, after day: CivicDate) throws -> CivicDate {
        try year.calendar.addingWorkdays(count, to: day)
    }

    /// nil where that is beyond the loaded calendars.
    private func optionalWorkday(_ count: Int, after day: CivicDate) throws -> CivicDate? {
        do { return try workday(count, after: day) } catch is CalendarGap { return nil }
    }

    /// Adds steps that may follow, and leaves out those that may not.
    private struct Writer {
        let assignment: Assignment
        let time: LogTime
        private(set) var steps: [AssignmentStep] = []

        init(assignment: Assignment, time: LogTime) {
            self.assignment = assignment
            self.time = time
        }

        var state: AssignmentState { AssignmentState(assignment, steps) }

        mutating func add(
            _ wanted: AssignmentStep.Content, _ day: CivicDate, by: String, _ reason: String = ""
        ) {
            let state = state
            var content = wanted
            if case .extensionGrant(_, let due) = wanted, let request = state.pendingExtension {
                content = .extensionGrant(request: request.sequence, due: due)
            }
            guard day >= steps.last?.day ?? assignment.establishedOn, state.refusal(of: content) == nil else { return }
            steps.append(
                AssignmentStep(
                    sequence: steps.count + 1, content: content, day: day, reason: reason, by: by, at: time,
                    source: .demonstration))
        }
    }
}
