import CivicCalendar
import Exchange
import Kernel
import Ledger
import Web

/// My work and the reports to review.
struct WorkPages: Sendable {
    let reader: CityReader

    var registrations: [RouteRegistration] {
        [
            WorkRoutes.work.handle(work), WorkRoutes.workFile.handle(workFile), WorkRoutes.reviews.handle(reviews),
            WorkRoutes.reviewsFile.handle(reviewsFile),
        ]
    }

    private func work(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let duties = try Self.mine(presenter)
        let title = request.text("work.title")
        let table = Self.workTable(presenter, duties)
        var others: [NamedLink] = []
        if request.allows(LifePermissions.assign) {
            let open = presenter.state.items.compactMap { item -> NamedLink? in
                let count = item.deliverables.count { $0.parts.contains { $0.life == nil } }
                guard count > 0 else { return nil }
                return NamedLink(
                    text: request.text(
                        "work.unassigned", ["item": presenter.numeral(item.number), "count": String(count)]),
                    link: AssignmentRoutes.leads.link(presenter.plan, item.number))
            }
            others = open
        }
        return .page(
            Page(
                "commitments/duties", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "work", isWide: true,
                model: DutyListView(
                    title: title, intro: Self.intro(request), gap: presenter.gapNotice,
                    chips: NeedChips(
                        duties, presenter, link: WorkRoutes.work.link()), table: table, others: others)))
    }

    private func workFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        return try PlanFile(presenter: presenter, table: Self.workTable(presenter, try Self.mine(presenter)))
            .answer(format, title: "work.title")
    }

    private static func workTable(_ presenter: CityPresenter, _ duties: [Duty]) -> Table {
        DutyTable(presenter: presenter, duties: duties).table(
            presenter.text("work.title"), link: WorkRoutes.work.link(), empty: presenter.text("work.none"),
            exports: { WorkRoutes.workFile.link($0) })
    }

    /// What waits for this reader: a unit's or a district's own part, an office's decisions, a reviewer's reviews, a
    /// leader's rulings.
    static func mine(_ presenter: CityPresenter) throws -> [Duty] {
        let request = presenter.request
        func isMine(_ need: Need, _ duty: Duty) -> Bool {
            let district = duty.district?.id
            switch need {
            case .overdue, .mending, .receipt, .report, .dueSoon:
                return request.allows(LifePermissions.answer, unit: duty.unit, district: district)
            case .review: return request.allows(LifePermissions.review)
            case .ruling: return request.allows(LifePermissions.rule)
            case .extensionDecision, .closure: return request.allows(LifePermissions.assign)
            case .urge, .escalation: return request.allows(LifePermissions.supervise)
            }
        }
        return try presenter.duties().filter { duty in
            if duty.needs.contains(where: { isMine($0, duty) }) { return true }
            // A unit's leader sees what was escalated and what is late of the own unit.
            return request.actor.roles.contains(.unitLeader) && duty.judgement.standing == .late
        }
    }

    private static func intro(_ request: PageRequest) -> String {
        request.isOwnOnly(LifePermissions.read) ? request.text("work.intro.own") : request.text("work.intro.all")
    }

    private func reviews(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        let title = request.text("work.reviews")
        let duties = try Self.toReview(presenter)
        return .page(
            Page(
                "commitments/duties", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "reviews", isWide: true,
                model: DutyListView(
                    title: title, intro: request.text("work.reviews.intro"), gap: presenter.gapNotice,
                    chips: NeedChips([], presenter, link: WorkRoutes.reviews.link()),
                    table: Self.reviewTable(presenter, duties))))
    }

    private func reviewsFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        return try PlanFile(presenter: presenter, table: Self.reviewTable(presenter, try Self.toReview(presenter)))
            .answer(format, title: "work.reviews")
    }

    private static func toReview(_ presenter: CityPresenter) throws -> [Duty] {
        try presenter.duties().filter { $0.needs.contains(.review) }
            .sorted { ($0.state.pendingReport?.step.day, $0.life.id) < ($1.state.pendingReport?.step.day, $1.life.id) }
    }

    private static func reviewTable(_ presenter: CityPresenter, _ duties: [Duty]) -> Table {
        DutyTable(presenter: presenter, duties: duties).table(
            presenter.text("work.reviews"), link: WorkRoutes.reviews.link(),
            empty: presenter.text("work.reviews.none"), exports: { WorkRoutes.reviewsFile.link($0) })
    }
}

private func < (left: (CivicDate?, Identifier), right: (CivicDate?, Identifier)) -> Bool {
    switch (left.0, right.0) {
    case (let first?, let second?) where first != second: first < second
    default: left.1 < right.1
    }
}

extension CityReader {
    /// The plan that was committed last, as this request sees it; 404 where there is none.
    func currentPresenter(_ request: PageRequest) async throws -> CityPresenter {
        guard let plan = try await currentPlan() else {
            throw Problem(.notFound, "work.problem.no-plan")
        }
        return try await presenter(plan, request)
    }
}

extension CityPresenter {
    /// The duties that the reader may see.
    func duties() throws -> [Duty] { try state.duties().filter(mayRead) }

    /// Whether the reader may see what was reported on a duty, and what it waits for.
    func mayRead(_ duty: Duty) -> Bool {
        request.allows(LifePermissions.read, unit: duty.unit, district: duty.district?.id)
    }

    /// What a duty waits for as far as it concerns the reader: whom to urge and escalate is the office's business.
    func needs(of duty: Duty) -> [Need] {
        request.allows(LifePermissions.supervise) ? duty.needs : duty.needs.filter { $0 != .urge && $0 != .escalation }
    }
}
