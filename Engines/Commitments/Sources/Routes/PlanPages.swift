import Kernel
import Ledger
import Web

/// The list of plans, the text a plan was read from, and two plans compared.
struct PlanPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    var registrations: [RouteRegistration] {
        [
            CommitmentsRoutes.plans.handle(list),
            CommitmentsRoutes.source.handle(source),
            CommitmentsRoutes.sourceFile.handle(sourceFile),
            CommitmentsRoutes.comparison.handle(comparison),
        ]
    }

    private func list(_ request: PageRequest) async throws -> Answer {
        let (plans, drafts) = try await database.read { session in
            (try PlanStore().list(in: session), try ImportStore().open(in: session))
        }
        let mayImport = request.allows(CommitmentsRoutes.importPlans)
        let view = PlanListView(
            table: table(plans, request, mayImport: mayImport).view,
            drafts: mayImport ? drafts.map { Self.draft($0, request) } : [], hasDrafts: mayImport && !drafts.isEmpty,
            importHref: CommitmentsRoutes.newImport.link().href, mayImport: mayImport,
            comparisonHref: CommitmentsRoutes.comparison.link().href, hasComparison: plans.count > 1)
        let title = request.text("commitments.plans")
        return .page(
            Page(
                "commitments/plans", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "plans", model: view))
    }

    private func table(_ plans: [CommittedPlanSummary], _ request: PageRequest, mayImport: Bool) -> Table {
        let definition = TableDefinition(
            columns: [
                TableColumn("id", request.text("commitments.column.plan")),
                TableColumn("title", request.text("commitments.column.title"), isOfficial: true),
                TableColumn("issuer", request.text("commitments.document.issuer"), isShownByDefault: false),
                TableColumn("issued", request.text("commitments.document.date"), kind: .date),
                TableColumn("items", request.text("commitments.column.items"), kind: .number),
                TableColumn("words", request.text("commitments.column.words")),
                TableColumn("source", request.text("commitments.source.name"), isShownByDefault: false),
                TableColumn("committed", request.text("commitments.source.committed"), kind: .date),
                TableColumn("by", request.text("commitments.column.by")),
            ], isSearchable: plans.count > 10)
        let rows = plans.map { plan in
            let link = CommitmentsRoutes.board.link(plan.id)
            return TableRow(
                "plan-\(plan.id)", link: link,
                cells: [
                    "id": .text(plan.id, link: link), "title": .text(plan.title, link: link),
                    "issuer": .text(plan.issuer ?? ""), "issued": .text(plan.issued?.description ?? ""),
                    "items": .count(plan.itemCount),
                    "words": .text(
                        request.text(plan.isParaphrase ? "commitments.words.paraphrase" : "commitments.words.imported")),
                    "source": .text(plan.sourceName), "committed": .text(plan.committedAt.textInChina),
                    "by": .text(plan.committedBy),
                ])
        }
        return Table(
            definition, rows: .all(rows), caption: request.text("commitments.plans"),
            link: CommitmentsRoutes.plans.link(),
            empty: .init(
                request.text("commitments.plans.none"),
                action: mayImport ? request.text("commitments.import.new") : "",
                link: mayImport ? CommitmentsRoutes.newImport.link() : nil), request: request)
    }

    private static func draft(_ draft: PlanDraft, _ request: PageRequest) -> PlanListView.Draft {
        PlanListView.Draft(
            title: draft.plan.document.title ?? draft.source.name,
            href: CommitmentsRoutes.preview.link(draft.id).href, source: draft.source.name,
            touched: draft.updatedAt.textInChina, by: draft.createdBy)
    }

    private func source(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let title = presenter.text("commitments.tab.source")
        return .page(
            Page(
                "commitments/source", title: title, breadcrumbs: presenter.breadcrumbs([Breadcrumb(title)]),
                navigation: "board", model: SourceView(presenter)))
    }

    private func sourceFile(_ request: PageRequest, _ plan: String) async throws -> Answer {
        let presenter = try await reader.presenter(plan, request)
        let text = presenter.state.plan.source.text
        return .file(Array(text.utf8), name: "\(plan).txt", contentType: "text/plain; charset=utf-8")
    }

    private func comparison(_ request: PageRequest) async throws -> Answer {
        let plans = try await database.read { try PlanStore().list(in: $0) }
        let old = request.query["old"] ?? (plans.count > 1 ? plans[1].id : nil)
        let new = request.query["new"] ?? plans.first?.id
        var result: PlanComparison?
        if let old, let new, old != new {
            let (before, after) = try await database.read { session in
                (try PlanStore().read(old, in: session), try PlanStore().read(new, in: session))
            }
            guard let before, let after else {
                throw Problem(
                    .notFound, "commitments.problem.no-plan",
                    ["plan": String((before == nil ? old : new).prefix(40))])
            }
            result = PlanComparison(from: before.plan, to: after.plan)
        }
        let title = request.text("commitments.comparison")
        return .page(
            Page(
                "commitments/comparison", title: title,
                breadcrumbs: [
                    Breadcrumb(request.text("commitments.plans"), CommitmentsRoutes.plans.link()), Breadcrumb(title),
                ],
                navigation: "plans",
                model: ComparisonView(plans: plans, old: old, new: new, comparison: result, request: request)))
    }
}
