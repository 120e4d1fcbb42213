import Kernel
import Ledger
import Web

/// Agreeing who leads the deliverables of an item, establishing their assignments and sending them.
struct LeadPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    private var desk: AssignmentDesk { AssignmentDesk(database: database) }

    var registrations: [RouteRegistration] {
        [
            AssignmentRoutes.leads.handle(show),
            AssignmentRoutes.agreement.handle(agree),
            AssignmentRoutes.establishment.handle(establish),
        ]
    }

    private func show(_ request: PageRequest, _ plan: String, _ number: Int) async throws -> Answer {
        let (presenter, item) = try await find(request, plan, number)
        return page(presenter, item, LeadsView(presenter, item))
    }

    private func find(
        _ request: PageRequest, _ plan: String, _ number: Int
    ) async throws -> (CityPresenter, ItemState) {
        let presenter = try await reader.presenter(plan, request)
        guard let item = presenter.state.item(number) else {
            throw Problem(.notFound, "commitments.problem.no-item", ["item": String(number)])
        }
        return (presenter, item)
    }

    private func page(_ presenter: CityPresenter, _ item: ItemState, _ view: LeadsView, status: Int = 200) -> Answer {
        let title = presenter.text("assignment.leads.title")
        return .page(
            Page(
                "commitments/leads", title: "\(title) · \(item.item.title)",
                breadcrumbs: presenter.breadcrumbs([
                    presenter.itemBreadcrumb(item, linked: true), Breadcrumb(title),
                ]), navigation: "board", isWide: true, model: view), status: status)
    }

    /// Confirms every shown lead, or keeps only those that were changed, by the button that was pressed.
    private func agree(_ request: PageRequest, _ plan: String, _ number: Int) async throws -> Answer {
        let (presenter, item) = try await find(request, plan, number)
        let seen = try request.seenVersion()
        let isAll = request.form["scope"] != "changed"
        var leads: [String: String] = [:]
        for deliverable in item.deliverables where deliverable.parts.allSatisfy({ $0.life == nil }) {
            guard let unit = request.form[LeadsView.leadPrefix + deliverable.id] else { continue }
            let agreed = presenter.state.agreements.last { $0.deliverable == deliverable.id }?.unit
            if isAll ? unit != agreed : unit != agreed ?? deliverable.packLead { leads[deliverable.id] = unit }
        }
        do {
            try await desk.agree(
                leads: leads, of: plan, reason: request.form["reason"] ?? "",
                seen: AssignmentDesk.LeadsSeen(
                    deliverables: Set(item.deliverables.map(\.id)), agreements: seen), by: request.actor,
                key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput || problem.kind == .conflict {
            return try await returned(problem, seen: seen, request, plan, number)
        }
        return .redirect(
            AssignmentRoutes.leads.link(plan, number),
            flash: Flash("assignment.flash.agreement", ["count": String(leads.count)]))
    }

    /// Establishes and sends what was chosen, or everything of the item, by the button that was pressed.
    private func establish(_ request: PageRequest, _ plan: String, _ number: Int) async throws -> Answer {
        let (_, item) = try await find(request, plan, number)
        let wish = request.form["scope"] ?? ""
        let known = item.deliverables.map(\.id)
        let chosen = wish == "all" ? known : request.form.all("deliverable").filter(known.contains)
        let isIssuing = wish != "establish"
        do {
            guard !chosen.isEmpty else { throw Problem(.badInput, "assignment.problem.nothing-chosen") }
            try await desk.establish(
                chosen, of: plan, issuing: isIssuing, by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput || problem.kind == .conflict {
            return try await returned(problem, seen: nil, request, plan, number)
        }
        return .redirect(
            AssignmentRoutes.leads.link(plan, number),
            flash: Flash(isIssuing ? "assignment.flash.sent" : "assignment.flash.established"))
    }

    private func returned(
        _ problem: Problem, seen: Int?, _ request: PageRequest, _ plan: String, _ number: Int
    ) async throws -> Answer {
        let (presenter, item) = try await find(request, plan, number)
        return page(
            presenter, item, LeadsView(presenter, item, sent: request.form, problem: problem, seen: seen),
            status: problem.kind.httpStatus)
    }
}
