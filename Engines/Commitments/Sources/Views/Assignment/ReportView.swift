import Kernel
import Packs
import Web

/// The page on which a report is written: for which period, what was reported before, what is asked for.
struct ReportView: Sendable {
    struct Period: Sendable {
        let label: String
        let href: String
        let current: String
        let note: String
        let hasNote: Bool
    }

    let title: String
    let heading: String
    let assignment: NamedLink
    let status: StatusTag.View
    let due: String
    let reportDue: String
    let target: String
    let hasTarget: Bool
    let last: [ReportEntry]
    let hasLast: Bool
    let periods: [Period]
    let hasPeriods: Bool
    let conflict: ConflictView
    let hasConflict: Bool
    let filesNote: String
    let hasFilesNote: Bool
    let form: Form.View

    init(
        _ presenter: AssignmentPresenter, period: ReportPeriod, periods all: [ReportPeriod], form: Form,
        conflict: ConflictView?
    ) {
        title = presenter.title
        heading = presenter.text("assignment.report.heading", ["period": presenter.period(period.name)])
        assignment = NamedLink(text: presenter.title, link: presenter.link)
        status = (presenter.judgement.map { presenter.city.tag($0) } ?? presenter.city.tag(nil)).view
        due = "\(presenter.state.due)"
        reportDue = "\(period.reportDue)"
        let progress = TargetProgress(
            presenter.state, deliverable: presenter.deliverable?.deliverable, asked: presenter.requestedNumbers)
        target =
            progress.map { presenter.progress($0) } ?? presenter.deliverable?.deliverable.target.map {
                presenter.city.text($0.text)
            } ?? ""
        hasTarget = !target.isEmpty
        last = presenter.state.reports.last.map { [ReportEntry($0, before: nil, presenter)] } ?? []
        hasLast = !last.isEmpty
        periods = all.reversed().map { entry in
            let isAnswered = presenter.isAnswered(entry.name)
            return Period(
                label: PeriodName.heading(entry.name, presenter.request),
                href: AssignmentRoutes.newReport.link(presenter.life.id).with(PeriodChoice(name: entry.name)).href,
                current: entry.name == period.name ? "true" : "false",
                note: presenter.text("assignment.report.answered"), hasNote: isAnswered)
        }
        hasPeriods = periods.count > 1
        self.conflict = conflict ?? .none
        hasConflict = conflict != nil
        hasFilesNote = form.hasErrors || conflict != nil
        filesNote = presenter.text("assignment.report.files-again")
        self.form = form.view(presenter.request)
    }
}

/// The period that a report page is about, in its address.
struct PeriodChoice: QueryState {
    let name: String

    var queryItems: [QueryItem] { [QueryItem("period", name)] }
}
