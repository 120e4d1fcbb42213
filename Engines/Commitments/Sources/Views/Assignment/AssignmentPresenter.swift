import CivicCalendar
import Kernel
import Packs
import Web

/// An assignment as it was on the business date, with what its pages say of it in the reader's language.
struct AssignmentPresenter: Sendable {
    let city: CityPresenter
    let life: AssignmentLife
    /// As of the business date.
    let state: AssignmentState
    /// nil where a calendar is missing.
    let judgement: Judgement?
    /// nil for what a meeting resolved.
    let deliverable: DeliverableState?

    /// The meeting that resolved it; nil for what was made from a deliverable.
    var meeting: MeetingName? { city.state.resolutions.first { $0.life.id == life.id }?.meeting }

    var request: PageRequest { city.request }
    var assignment: Assignment { life.assignment }
    var day: CivicDate { city.state.day }

    /// nil where the assignment was not yet established on the business date.
    init?(_ city: CityPresenter, _ life: AssignmentLife) throws {
        guard let state = life.state(on: city.state.day) else { return nil }
        self.city = city
        self.life = life
        self.state = state
        deliverable = life.assignment.deliverable.flatMap { city.state.deliverable($0) }
        judgement = try Self.judge(state.commitment, city.state)
    }

    private static func judge(_ commitment: Commitment, _ city: CityState) throws -> Judgement? {
        do {
            return try StandingRule(city.pack.manifest.lights).judge(commitment, on: city.day, calendar: city.calendar)
        } catch is CalendarGap {
            // The page says that no standing can be derived, and why.
            return nil
        }
    }

    /// Whether something happened after the business date, so that nothing may be added on it.
    var isBehindTime: Bool { life.lastDay > day }

    var owner: ResponsibleUnit? { city.state.unit(state.unit) }

    /// Whether the city can only ask whoever has it now.
    var direction: Direction { owner?.direction ?? assignment.direction }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String { request.text(key, arguments) }

    var title: String { city.text(assignment.title) }

    var district: String { assignment.district.map(city.districtName) ?? "" }

    /// The district by its whole name before its unit, or the unit alone.
    var ownerName: String {
        guard let id = assignment.district else { return city.unitName(state.unit) }
        return city.state.pack.districts.first { $0.id == id }.map { city.text($0.title) } ?? id
    }

    var phase: String { text("assignment.phase.\(state.phase.rawValue)") }

    var link: Link { AssignmentRoutes.assignment.link(life.id) }

    func period(_ name: String) -> String { PeriodName.text(name, request) }

    /// The last report that counts.
    var lastReport: AssignmentState.Report? { state.standingReports.last }

    var requestedNumbers: [RequestedNumber] {
        RequestedNumber.all(of: deliverable?.deliverable, in: state, title: targetTitle)
    }

    private var targetTitle: LocalizedText {
        deliverable?.deliverable.target?.text ?? LocalizedText(zh: assignment.title.zh, en: assignment.title.en)
    }

    /// `12 / 30 家`.
    func progress(_ target: TargetProgress) -> String {
        text(
            "assignment.target.progress",
            [
                "done": target.done.map(String.init(describing:)) ?? text("assignment.target.unreported"),
                "target": "\(target.target)", "unit": city.text(target.unit),
            ])
    }

    /// The periods that have begun by the business date, oldest first; at least the first one. Empty where a calendar
    /// is missing.
    func periods() throws -> [ReportPeriod] {
        let rule = StandingRule(city.state.pack.manifest.lights)
        do {
            let all = try ReportPeriod.all(
                cadence: assignment.cadence, starts: assignment.starts, due: state.due,
                graceWorkdays: rule.reportGraceWorkdays, calendar: city.state.calendar)
            let begun = all.filter { $0.from <= day }
            return begun.isEmpty ? Array(all.prefix(1)) : begun
        } catch is CalendarGap {
            return []
        }
    }

    func isAnswered(_ period: String) -> Bool { state.standingReports.contains { $0.content.period == period } }

    /// The period that is to be reported on next: the oldest that ended unanswered, else the one that runs.
    func nextPeriod() throws -> ReportPeriod? {
        let periods = try periods()
        return periods.first { !isAnswered($0.name) } ?? periods.last
    }
}

extension CityPresenter {
    func districtName(_ id: String) -> String {
        state.pack.districts.first { $0.id == id }.map { text($0.short) } ?? id
    }

    /// Whether the reader may see what was reported on a part of a deliverable.
    func mayRead(_ part: DeliverableState.Part) -> Bool {
        guard let life = part.life else { return true }
        return request.allows(
            LifePermissions.read, unit: life.latest.unit, district: life.assignment.district)
    }

    /// The page of a part's assignment, nil where there is none or the reader may not see it.
    func assignment(_ part: DeliverableState.Part) -> Link? {
        mayRead(part) ? part.life.map { AssignmentRoutes.assignment.link($0.id) } : nil
    }

    /// Who somebody is: the name, or the account where nobody is known by it.
    func person(_ account: String) -> String {
        PersonNames(byAccount: state.people, request: request)(account)
    }
}
