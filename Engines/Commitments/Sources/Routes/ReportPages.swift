import Kernel
import Ledger
import Web

/// Writing a report, and the files of reports.
struct ReportPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase
    let files: ReportFiles

    private var desk: AssignmentDesk { AssignmentDesk(database: database) }
    private var finding: AssignmentFinding { AssignmentFinding(reader: reader, database: database) }

    var registrations: [RouteRegistration] {
        [
            AssignmentRoutes.newReport.handle(new),
            AssignmentRoutes.report.handle(send),
            AssignmentRoutes.file.handle(file),
        ]
    }

    private func new(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, LifePermissions.answer)
        let period = try chosen(request.query["period"], presenter)
        guard try ReportForm.isOpen(presenter, period: period.name) else {
            let refusal = ReportForm.refusal(presenter, period: period.name)
            return .redirect(
                presenter.link,
                flash: Flash(refusal?.problem.key ?? "assignment.flash.behind-time", tone: .notice))
        }
        return try page(
            presenter, period, ReportForm(presenter, period: period.name, sizeLimit: files.sizeLimit).form())
    }

    /// The period of that name, or the one to be reported on next.
    private func chosen(_ name: String?, _ presenter: AssignmentPresenter) throws -> ReportPeriod {
        let periods = try presenter.periods()
        if let name, let period = periods.first(where: { $0.name == name }) { return period }
        guard let next = try presenter.nextPeriod() else {
            throw Problem(
                .unavailable, "commitments.calendar-gap",
                ["year": presenter.city.state.calendarGap.map { String($0.year) } ?? "\(presenter.state.due.year)"])
        }
        return next
    }

    private func page(
        _ presenter: AssignmentPresenter, _ period: ReportPeriod, _ form: Form, conflict: ConflictView? = nil,
        status: Int = 200
    ) throws -> Answer {
        let view = ReportView(
            presenter, period: period, periods: try presenter.periods(), form: form, conflict: conflict)
        return .page(
            Page(
                "commitments/report", title: view.heading, breadcrumbs: presenter.breadcrumbs(view.heading),
                navigation: "board", model: view), status: status)
    }

    private func send(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, LifePermissions.answer)
        let seen = try request.seenVersion()
        let period = try chosen(request.form["period"], presenter)
        let writing = ReportForm(presenter, period: period.name, sizeLimit: files.sizeLimit)
        let reading = writing.read(request.form)
        guard reading.problems.isEmpty else {
            return try returned(reading.problems, presenter, period, seen: seen, request)
        }
        do {
            let kept = try await files.keep(reading.files)
            let report = AssignmentReport(
                period: period.name, percent: reading.percent, text: reading.text, numbers: reading.numbers,
                files: kept.files)
            try await desk.perform(
                AssignmentDesk.Wish(.report(report), on: id, version: seen),
                isOwnOnly: request.isOwnOnly(LifePermissions.answer), by: request.actor, key: try request.once()
            ) { session, _, _ in try kept.record(in: session) }
        } catch let problem as Problem
            where [.badInput, .conflict, .tooLarge, .unsupportedMedia].contains(problem.kind)
        {
            let fresh = try await finding.presenter(id, request, LifePermissions.answer)
            return try returned([problem], fresh, period, seen: seen, request)
        }
        return .redirect(
            presenter.link,
            flash: Flash("assignment.flash.report", ["period": presenter.period(period.name)]))
    }

    private func returned(
        _ problems: [Problem], _ presenter: AssignmentPresenter, _ period: ReportPeriod, seen: Int,
        _ request: PageRequest
    ) throws -> Answer {
        var form = ReportForm(presenter, period: period.name, sizeLimit: files.sizeLimit).form()
        let clash = problems.first { $0.kind == .conflict }
        form.fill(
            from: request.form, keepingHidden: clash == nil,
            keepingKey: !problems.contains { $0.isSpentKey })
        for problem in problems where problem.kind != .conflict { form.fail(problem, for: request) }
        let conflict = clash.map { problem in
            ConflictView(
                presenter, seen: seen, refusal: request.text(problem.key, problem.arguments), form: form, isKept: true)
        }
        return try page(
            presenter, period, form, conflict: conflict,
            status: clash == nil ? problems.first?.kind.httpStatus ?? 422 : 409)
    }

    private func file(_ request: PageRequest, _ id: Identifier, _ name: String) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, LifePermissions.read)
        guard let place = ReportFilePlace(name),
            let report = presenter.state.reports.first(where: { $0.step.sequence == place.step }),
            report.content.files.indices.contains(place.position)
        else { throw Problem(.notFound, "assignment.problem.no-file") }
        return try await files.answer(report.content.files[place.position], in: database)
    }
}
