import Access
import CivicCalendar
import Exchange
import Kernel
import Ledger
import Printing
import Web

/// The list of bulletins, each of them, and what is done to them.
struct BulletinPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase
    let printer: PagePrinter
    private let loaded = Result { try BulletinComposer() }

    init(reader: CityReader, database: LedgeredDatabase, printer: PagePrinter) {
        self.reader = reader
        self.database = database
        self.printer = printer
    }

    var desk: BulletinDesk { BulletinDesk(database: database) }
    func composer() throws -> BulletinComposer { try loaded.get() }

    var registrations: [RouteRegistration] {
        [
            BulletinRoutes.list.handle(list),
            BulletinRoutes.listFile.handle(listFile),
            BulletinRoutes.bulletin.handle(bulletin),
            BulletinRoutes.file.handle(file),
            BulletinRoutes.new.handle(new),
            BulletinRoutes.start.handle(start),
            BulletinRoutes.text.handle(text),
            BulletinRoutes.rewrite.handle(rewrite),
            BulletinRoutes.issue.handle(issue),
            BulletinRoutes.withdrawal.handle(withdraw),
            BulletinRoutes.approval.handle(approve),
            BulletinRoutes.sendBack.handle(sendBack),
        ]
    }

    // MARK: - Reading

    private func list(_ request: PageRequest) async throws -> Answer {
        let title = request.text("commitments.bulletins")
        let view = BulletinListView(
            table: try await table(request).view, mayWrite: request.allows(BulletinRoutes.write),
            newHref: BulletinRoutes.new.link().href)
        return .page(
            Page(
                "commitments/bulletins", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "bulletins",
                model: view))
    }

    private func listFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        try ListFile(request: request, title: request.text("commitments.bulletins"), table: try await table(request))
            .answer(format)
    }

    private func table(_ request: PageRequest) async throws -> Table {
        let (all, names) = try await database.read { [day = request.businessDate] in
            (try BulletinStore().all(asOf: day, in: $0), try PeopleDesk.names(in: $0))
        }
        return BulletinTable(names: PersonNames(byAccount: names, request: request)).table(
            all.filter { Self.isVisible($0, to: request) })
    }

    private func bulletin(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await page(id, request)
    }

    /// The page of a bulletin; with a form that came back with errors in its place.
    private func page(_ id: Identifier, _ request: PageRequest, failed: Form? = nil) async throws -> Answer {
        let bulletin = try await visible(id, request)
        let letter = try await letter(bulletin, request)
        let names = PersonNames(
            byAccount: try await database.read { try PeopleDesk.names(in: $0) }, request: request)
        let forms = BulletinForms(bulletin: bulletin, request: request).all.map { form in
            failed?.identity == form.identity ? failed ?? form : form
        }
        let title =
            bulletin.issue?.number.text ?? request.text("commitments.bulletin.of", ["month": "\(bulletin.month)"])
        return .page(
            Page(
                "commitments/bulletin", title: title, breadcrumbs: Self.crumbs(request, title),
                navigation: "bulletins",
                model: BulletinView(bulletin, sheet: OfficialSheet(letter.document), forms: forms, names: names)),
            status: failed == nil ? 200 : 422)
    }

    private func file(_ request: PageRequest, _ id: Identifier, _ file: BulletinFile) async throws -> Answer {
        let bulletin = try await visible(id, request)
        let document = try await letter(bulletin, request).document
        let print = BulletinPrint(composer: try composer(), printer: printer)
        let bytes =
            switch file {
            case .docx: try print.word(document)
            case .pdf: try await print.pdf(document)
            }
        let name =
            bulletin.issue?.number.text ?? request.text("commitments.bulletin.of", ["month": "\(bulletin.month)"])
        return .file(bytes, name: "\(name).\(file.rawValue)", contentType: file.contentType)
    }

    // MARK: - Writing

    private func new(_ request: PageRequest) async throws -> Answer {
        try await newPage(try await newForm(request), request)
    }

    private func newForm(_ request: PageRequest) async throws -> Form {
        let (plans, packs, bulletins) = try await database.read { [day = request.businessDate] in
            (try PlanStore().list(in: $0), try PackStore().list(in: $0), try BulletinStore().all(asOf: day, in: $0))
        }
        // Of a year of months those in which a plan had begun; which plan began when is checked with what was sent.
        let begun = plans.compactMap { plan in packs.first { $0.id == plan.pack }?.validity.from }.min()
        var month = BulletinMonth(request.businessDate)
        var months: [FormField.Option] = []
        repeat {
            months.append(FormField.Option("\(month)", "\(month)"))
            month = try month.previous()
        } while months.count < 12 && begun.map { BulletinMonth($0) <= month } ?? true
        let offered = Set(months.map(\.value))
        let issued = bulletins.filter { offered.contains("\($0.month)") }.compactMap { bulletin in
            bulletin.issue.map { issue in
                request.text(
                    "commitments.bulletin.further.issued",
                    ["month": "\(bulletin.month)", "number": issue.number.text])
            }
        }
        return Form(
            "bulletin-new", action: BulletinRoutes.start.link(), submit: request.text("commitments.bulletin.compose"),
            cancel: BulletinRoutes.list.link(),
            fields: [
                FormField(
                    "plan", request.text("commitments.file.plan"), kind: .select, value: plans.first?.id ?? "",
                    options: plans.map { FormField.Option($0.id, "\($0.id) \($0.title)") }, isRequired: true),
                FormField(
                    "month", request.text("commitments.bulletin.column.month"), kind: .select,
                    help: request.text("commitments.bulletin.month-help"),
                    value: (months.dropFirst().first ?? months.first)?.value ?? "",
                    options: months, isRequired: true),
            ]
                + (issued.isEmpty
                    ? []
                    : [
                        FormField(
                            "further", request.text("commitments.bulletin.further"), kind: .checkbox,
                            help: request.text(
                                "commitments.bulletin.further-help",
                                ["issued": issued.joined(separator: request.text("commitments.list.separator"))]))
                    ]))
    }

    private func newPage(_ form: Form, _ request: PageRequest) async throws -> Answer {
        let title = request.text("commitments.bulletin.new")
        return .page(
            Page(
                "commitments/bulletin-form", title: title, breadcrumbs: Self.crumbs(request, title),
                navigation: "bulletins",
                model: BulletinFormView(
                    title: title, help: request.text("commitments.bulletin.new-help"), form: form.view(request),
                    current: [])), status: form.hasErrors ? 422 : 200)
    }

    private func start(_ request: PageRequest) async throws -> Answer {
        var form = try await newForm(request)
        form.take(request.form)
        do {
            guard let month = BulletinMonth(request.form["month"] ?? "") else {
                throw Problem(.badInput, "commitments.bulletin.problem.month", at: .field("month"))
            }
            let plan = request.form["plan"] ?? ""
            let (state, figures) = try await drafting().figures(
                plan: plan, month: month, today: request.businessDate)
            let id = try await desk.start(
                plan: plan, month: month, try composer().draft(figures, month: month, plan: state), figures,
                isFurther: request.form["further"] == "yes", by: request.actor, key: try request.once())
            return .redirect(
                BulletinRoutes.bulletin.link(id), flash: Flash("commitments.bulletin.flash.drafted"))
        } catch let problem as Problem where problem.kind == .badInput {
            form.fail(problem, for: request)
            return try await newPage(form, request)
        }
    }

    private func text(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let bulletin = try await open(id, request)
        return textPage(bulletin, BulletinForms(bulletin: bulletin, request: request).text, request)
    }

    private func textPage(
        _ bulletin: Bulletin, _ form: Form, _ request: PageRequest, status: Int = 200
    ) -> Answer {
        let title = request.text("commitments.bulletin.edit")
        let of = request.text("commitments.bulletin.of", ["month": "\(bulletin.month)"])
        // Somebody else's version stands beside what was typed, so that nothing has to be remembered.
        let current =
            status == 409
            ? bulletin.text.words.parts.map {
                BulletinFormView.Part(
                    name: request.text("commitments.bulletin.part.\($0.name)"), text: $0.text)
            } : []
        return .page(
            Page(
                "commitments/bulletin-form", title: title,
                breadcrumbs: [
                    Breadcrumb(request.text("commitments.bulletins"), BulletinRoutes.list.link()),
                    Breadcrumb(of, BulletinRoutes.bulletin.link(bulletin.id)), Breadcrumb(title),
                ], navigation: "bulletins",
                model: BulletinFormView(
                    title: title, help: request.text("commitments.bulletin.edit-help"), form: form.view(request),
                    current: current)), status: status)
    }

    private func rewrite(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let bulletin = try await open(id, request)
        var form = BulletinForms(bulletin: bulletin, request: request).text
        form.take(request.form)
        do {
            let words = BulletinText.Words(
                title: request.form.text("title"), overview: request.form.text("overview"),
                progress: request.form.text("progress"), concerns: request.form.text("concerns"),
                demands: request.form.text("demands"))
            var figures = bulletin.text.figures
            if request.form["renew"] == "yes" {
                figures = try await drafting().figures(
                    plan: bulletin.plan, month: bulletin.month, today: request.businessDate
                ).figures
            }
            try await desk.rewrite(
                id, version: request.form.version, words, figures, by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput {
            form.fail(problem, for: request)
            return textPage(bulletin, form, request, status: 422)
        } catch let problem as Problem where problem.key == "commitments.bulletin.problem.overtaken" {
            form.set("version", String(bulletin.version))
            form.fail(problem, for: request)
            return textPage(try await open(id, request), form, request, status: 409)
        }
        return .redirect(BulletinRoutes.bulletin.link(id), flash: Flash("commitments.bulletin.flash.edited"))
    }

    private func approve(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await act(id, request, "approve", flash: Flash("commitments.bulletin.flash.approved")) {
            try await desk.approve(
                id, version: request.form.version, by: request.actor, key: try request.once())
        }
    }

    private func sendBack(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await act(id, request, "return", flash: Flash("commitments.bulletin.flash.returned")) {
            try await desk.sendBack(
                id, version: request.form.version, reason: request.form.text("reason"), by: request.actor,
                key: try request.once())
        }
    }

    private func withdraw(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await act(id, request, "withdraw", flash: Flash("commitments.bulletin.flash.withdrawn")) {
            try await desk.withdraw(
                id, version: request.form.version, reason: request.form.text("reason"), by: request.actor,
                key: try request.once())
        }
    }

    private func issue(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let bulletin = try await visible(id, request)
        let letterhead = try await letter(bulletin, request).letterhead
        let number = try await desk.issue(
            id, version: request.form.version, letterhead: letterhead,
            link: BulletinRoutes.bulletin.link(id).href, by: request.actor, key: try request.once())
        return .redirect(
            BulletinRoutes.bulletin.link(id),
            flash: Flash("commitments.bulletin.flash.issued", ["number": number.text]))
    }

    // MARK: - Pieces

    /// Does something from a form on the bulletin's page; bad input comes back in that form.
    private func act(
        _ id: Identifier, _ request: PageRequest, _ identity: String, flash: Flash, _ body: () async throws -> Void
    ) async throws -> Answer {
        let bulletin = try await visible(id, request)
        do { try await body() } catch let problem as Problem where problem.kind == .badInput {
            guard
                var form = BulletinForms(bulletin: bulletin, request: request).all.first(where: {
                    $0.identity == identity
                })
            else { throw problem }
            form.take(request.form)
            form.fail(problem, for: request)
            return try await page(id, request, failed: form)
        }
        return .redirect(BulletinRoutes.bulletin.link(id), flash: flash)
    }

    private func drafting() throws -> BulletinDrafting {
        BulletinDrafting(reader: reader, database: database, composer: try composer())
    }

    private func letter(_ bulletin: Bulletin, _ request: PageRequest) async throws -> BulletinLetter {
        guard let state = try await reader.state(of: bulletin.plan, on: request.businessDate) else {
            throw Problem(.notFound, "commitments.problem.no-plan", ["plan": bulletin.plan])
        }
        let composer = try composer()
        return BulletinLetter(
            bulletin, letterhead: Letterhead(state, words: composer.words), composer: composer)
    }

    /// A bulletin that the actor may see as it stands on the business date.
    private func visible(_ id: Identifier, _ request: PageRequest) async throws -> Bulletin {
        let found = try await database.read { [day = request.businessDate] in
            try BulletinStore().bulletin(id, asOf: day, in: $0)
        }
        guard let found, Self.isVisible(found, to: request) else { throw BulletinDesk.notFound }
        return found
    }

    private func open(_ id: Identifier, _ request: PageRequest) async throws -> Bulletin {
        let bulletin = try await visible(id, request)
        guard bulletin.isOpen else {
            throw Problem(.conflict, "commitments.bulletin.problem.closed-\(bulletin.state.rawValue)")
        }
        return bulletin
    }

    /// What was issued is for everybody who works on the plan; the rest for those who write or approve.
    private static func isVisible(_ bulletin: Bulletin, to request: PageRequest) -> Bool {
        bulletin.state == .issued || request.allows(BulletinRoutes.write) || request.allows(BulletinRoutes.approve)
    }

    private static func crumbs(_ request: PageRequest, _ title: String) -> [Breadcrumb] {
        [Breadcrumb(request.text("commitments.bulletins"), BulletinRoutes.list.link()), Breadcrumb(title)]
    }
}

extension FormValues {
    /// A text field with the line ends of a form made plain.
    fileprivate func text(_ name: String) -> String {
        (self[name] ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
    }

    /// The version that the form was shown for; one that never is where it says none.
    fileprivate var version: Int { self["version"].flatMap(Int.init) ?? 0 }
}
