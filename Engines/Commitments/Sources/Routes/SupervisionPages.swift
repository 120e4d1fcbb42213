import Exchange
import Kernel
import Ledger
import Web

/// The supervision list and its actions on many at once.
struct SupervisionPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    var registrations: [RouteRegistration] {
        [
            WorkRoutes.supervision.handle(list), WorkRoutes.supervisionFile.handle(file),
            WorkRoutes.supervise.handle(act),
        ]
    }

    private func list(_ request: PageRequest) async throws -> Answer {
        try await page(request, sent: FormValues(), errors: [])
    }

    private func page(
        _ request: PageRequest, sent: FormValues, errors: [String], status: Int = 200
    ) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let duties = try Self.watched(presenter)
        let title = request.text("work.supervision")
        return .page(
            Page(
                "commitments/supervision", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "supervision", isWide: true,
                model: SupervisionView(presenter, duties, Self.table(presenter, duties), sent: sent, errors: errors)),
            status: status)
    }

    private func file(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        return try PlanFile(presenter: presenter, table: Self.table(presenter, try Self.watched(presenter)))
            .answer(format, title: "work.supervision")
    }

    private static func table(_ presenter: CityPresenter, _ duties: [Duty]) -> Table {
        DutyTable(presenter: presenter, duties: duties).table(
            presenter.text("work.supervision"), link: WorkRoutes.supervision.link(),
            empty: presenter.text("work.supervision.none"), exports: { WorkRoutes.supervisionFile.link($0) })
    }

    /// Late, at risk, suspended, or waiting for the office.
    private static func watched(_ presenter: CityPresenter) throws -> [Duty] {
        try presenter.duties().filter { duty in
            [.late, .atRisk, .suspended].contains(duty.judgement.standing)
                || duty.needs.contains { !$0.isOwners }
        }
    }

    /// Which of those that were chosen cannot be urged or escalated now, each with why.
    private static func refused(
        _ wishes: [AssignmentDesk.Wish], _ content: AssignmentStep.Content, _ presenter: CityPresenter
    ) throws -> [String] {
        let chosen = Set(wishes.map(\.assignment))
        let lines = DutyTable(presenter: presenter, duties: [])
        return try presenter.duties().filter { chosen.contains($0.life.id) }.compactMap { duty in
            duty.life.latest.refusal(of: content).map { refusal in
                presenter.text(
                    "work.supervision.refused",
                    [
                        "title": presenter.text(duty.life.assignment.title), "owner": lines.owner(duty),
                        "why": presenter.text(refusal.problem.key),
                    ])
            }
        }
    }

    /// Urges or escalates all that were chosen. What cannot be is named, and then nothing is done.
    private func act(_ request: PageRequest) async throws -> Answer {
        func again(_ key: String, _ arguments: [String: String] = [:], _ status: Int = 422) async throws -> Answer {
            try await page(request, sent: request.form, errors: [request.text(key, arguments)], status: status)
        }
        let content: AssignmentStep.Content
        switch request.form["action"] {
        case "urge": content = .urge
        case "escalation": content = .escalation
        default: return try await again("work.supervision.no-action")
        }
        let wishes = request.form.all("chosen").compactMap { choice -> AssignmentDesk.Wish? in
            let halves = choice.split(separator: ":").map(String.init)
            guard halves.count == 2, let id = Identifier(halves[0]), let version = Int(halves[1]) else { return nil }
            return .init(content, on: id, version: version, reason: request.form["reason"] ?? "")
        }
        guard !wishes.isEmpty else { return try await again("assignment.problem.nothing-chosen") }
        do {
            try await AssignmentDesk(database: database).perform(
                wishes, by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .conflict || problem.kind == .badInput {
            let errors = try Self.refused(wishes, content, try await reader.currentPresenter(request))
            return try await page(
                request, sent: request.form,
                errors: errors.isEmpty ? [request.text(problem.key, problem.arguments)] : errors,
                status: problem.kind.httpStatus)
        }
        return .redirect(
            WorkRoutes.supervision.link(),
            flash: Flash("work.supervision.done.\(content.kind.rawValue)", ["count": String(wishes.count)]))
    }
}
