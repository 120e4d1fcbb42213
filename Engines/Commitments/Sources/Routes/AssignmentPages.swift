import Exchange
import Kernel
import Ledger
import Web

/// The page of one assignment: everything about it, and every step that its reader may take.
struct AssignmentPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    private var desk: AssignmentDesk { AssignmentDesk(database: database) }
    private var finding: AssignmentFinding { AssignmentFinding(reader: reader, database: database) }

    var registrations: [RouteRegistration] {
        [
            AssignmentRoutes.assignment.handle(show),
            AssignmentRoutes.historyFile.handle(historyFile),
        ]
            + AssignmentAct.allCases.map { act in
                act.route.handle { request, id in try await post(act, request, id) }
            }
    }

    private func show(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, LifePermissions.read)
        return page(presenter, try AssignmentView(presenter, history: try await history(presenter).table))
    }

    private func historyFile(_ request: PageRequest, _ id: Identifier, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, LifePermissions.read)
        let file = PlanFile(
            presenter: presenter.city, table: try await history(presenter).table,
            subject: [
                (presenter.text("assignment.file.assignment"), presenter.title),
                (presenter.text("assignment.fact.unit"), presenter.ownerName),
                (presenter.text("assignment.file.identity"), id.text),
            ])
        return try file.answer(format, title: "assignment.history")
    }

    private func history(_ presenter: AssignmentPresenter) async throws -> AssignmentHistory {
        let establishment = try await database.read { session in
            try AssignmentStore().establishment(of: presenter.life.id, in: session)
        }
        guard let establishment else { throw AssignmentDesk.notFound }
        return AssignmentHistory(presenter: presenter, establishment: establishment)
    }

    private func page(_ presenter: AssignmentPresenter, _ view: AssignmentView, status: Int = 200) -> Answer {
        .page(
            Page(
                "commitments/assignment", title: presenter.title, breadcrumbs: presenter.breadcrumbs(nil),
                navigation: "board", isWide: true, model: view), status: status)
    }

    /// Takes the step that a form asks for. A form that is refused comes back with everything that was typed.
    private func post(_ act: AssignmentAct, _ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, act.permission)
        let seen = try request.seenVersion()
        do {
            let content = try AssignmentForms(presenter: presenter).content(act, from: request.form)
            try await desk.perform(
                AssignmentDesk.Wish(content, on: id, version: seen, reason: request.form["reason"] ?? ""),
                isOwnOnly: request.isOwnOnly(act.permission), by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput || problem.kind == .conflict {
            return try await returned(act, problem.atItsField, seen: seen, request, id)
        }
        return .redirect(presenter.link, flash: Flash("assignment.flash.\(act.rawValue)"))
    }

    private func returned(
        _ act: AssignmentAct, _ problem: Problem, seen version: Int, _ request: PageRequest, _ id: Identifier
    ) async throws -> Answer {
        let presenter = try await finding.presenter(id, request, act.permission)
        var form = AssignmentForms(presenter: presenter).form(act)
        let isConflict = problem.kind == .conflict
        form.fill(from: request.form, keepingHidden: !isConflict, keepingKey: !problem.isSpentKey)
        // A conflict is told once, above the forms, with what was done meanwhile.
        if !isConflict { form.fail(problem, for: request) }
        let isOpen = try act.isOpen(presenter)
        var conflict: ConflictView?
        if isConflict || !isOpen {
            conflict = ConflictView(
                presenter, seen: version, refusal: request.text(problem.key, problem.arguments), form: form,
                isKept: isOpen)
        }
        let view = try AssignmentView(
            presenter, history: try await history(presenter).table, returned: (act, form), conflict: conflict)
        return page(presenter, view, status: conflict == nil ? 422 : 409)
    }
}

/// Finds an assignment for somebody who asks for it: another's is not there.
struct AssignmentFinding: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    func presenter(
        _ id: Identifier, _ request: PageRequest, _ permission: Permission
    ) async throws -> AssignmentPresenter {
        guard let life = try await database.read({ try AssignmentStore().life(id, in: $0) }),
            request.allows(permission, unit: life.latest.unit, district: life.assignment.district)
        else { throw AssignmentDesk.notFound }
        let city = try await reader.presenter(life.assignment.plan, request)
        guard let presenter = try AssignmentPresenter(city, life) else { throw AssignmentDesk.notFound }
        return presenter
    }
}

extension AssignmentPresenter {
    /// Plan, item, assignment, and what stands below it.
    func breadcrumbs(_ last: String?) -> [Breadcrumb] {
        var crumbs: [Breadcrumb] = []
        if let item = deliverable?.item.flatMap({ city.state.item($0) }) {
            crumbs.append(city.itemBreadcrumb(item, linked: true))
        }
        let name = [deliverable?.binding?.clause, ownerName].compactMap(\.self).joined(separator: " · ")
        crumbs.append(Breadcrumb(name, last == nil ? nil : link))
        if let last { crumbs.append(Breadcrumb(last)) }
        return city.breadcrumbs(crumbs)
    }
}

extension PageRequest {
    /// The version that an editor saw; a problem where the form has none.
    func seenVersion() throws(Problem) -> Int {
        guard let version = form["version"].flatMap(Int.init) else {
            throw Problem(.badInput, "commitments.problem.no-version")
        }
        return version
    }
}

extension Form {
    /// Takes over what was typed, with or without the hidden fields and the submission's key.
    mutating func fill(from sent: FormValues, keepingHidden: Bool, keepingKey: Bool) {
        if keepingKey {
            let hidden = fields.filter { $0.kind == .hidden }
            take(sent)
            if !keepingHidden { for field in hidden { set(field.name, field.values.first ?? "") } }
        } else {
            for field in fields where field.kind != .hidden || keepingHidden { set(field.name, sent[field.name] ?? "") }
        }
    }
}

extension Problem {
    /// A refusal that is mended by typing something else belongs to its field.
    var atItsField: Problem {
        switch key {
        case "assignment.refusal.due-not-later": Problem(.badInput, key, arguments, at: .field("due"))
        case "assignment.refusal.same-unit": Problem(.badInput, key, arguments, at: .field("unit"))
        default: self
        }
    }

    /// Whether the key of the submission was used for something else, so that the next one needs another.
    var isSpentKey: Bool { self == LedgerProblem.keyReused.problem }
}
