import CivicCalendar
import Kernel
import Packs

@testable import Commitments

/// A life made by hand, step by step, without a database.
struct SampleLife {
    private(set) var life: AssignmentLife

    init(
        starts: String = "2021-03-01", due: String = "2021-06-30", established: String = "2021-02-01",
        cadence: Cadence = .once, district: String? = nil
    ) throws {
        life = AssignmentLife(
            assignment: Assignment(
                id: try sampleIdentifier(1), plan: "2021-1",
                origin: .deliverable("mechanism/list"), title: LocalizedText(zh: "清单", en: "list"), unit: "A",
                district: district, direction: .order, cadence: cadence, starts: try CivicDate(starts),
                due: try CivicDate(due), establishedOn: try CivicDate(established), source: .officer), steps: [])
    }

    var state: AssignmentState { life.latest }

    /// Adds a step, whether it may follow or not.
    mutating func add(_ content: AssignmentStep.Content, _ day: String, reason: String = "理由") throws {
        let step = AssignmentStep(
            sequence: life.version + 1, content: content, day: try CivicDate(day), reason: reason, by: "a@local",
            at: LogTime(microseconds: 0), source: .officer)
        life = AssignmentLife(assignment: life.assignment, steps: life.steps + [step])
    }

    mutating func report(_ percent: Int, _ day: String, period: String = "final") throws {
        try add(.report(AssignmentReport(period: period, percent: percent, text: "进展")), day)
    }

    /// Issue and receipt on a day.
    mutating func hand(over day: String) throws {
        try add(.issue, day)
        try add(.receipt, day)
    }

    /// A report and its acceptance on a day.
    mutating func accepted(_ percent: Int, _ day: String, period: String = "final") throws {
        try report(percent, day, period: period)
        try add(.acceptance(report: life.version), day)
    }
}

/// An identity with a number at its end.
func sampleIdentifier(_ number: Int) throws -> Identifier {
    let digits = String(number)
    let text = "017be8c6-1c00-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    guard let identifier = Identifier(text) else { throw AssignmentDesk.notFound }
    return identifier
}
