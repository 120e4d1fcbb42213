import Exchange
import Kernel
import Ledger
import Packs
import PlanText
import Web

/// The wizard: upload, preview and correct, bind, commit.
struct ImportPages: Sendable {
    let database: LedgeredDatabase
    private var desk: PlanImport { PlanImport(database: database) }

    var registrations: [RouteRegistration] {
        [
            CommitmentsRoutes.newImport.handle(upload),
            CommitmentsRoutes.startImport.handle(start),
            CommitmentsRoutes.preview.handle(preview),
            CommitmentsRoutes.editDocument.handle(editDocument),
            CommitmentsRoutes.correctDocument.handle(correctDocument),
            CommitmentsRoutes.editItem.handle(editItem),
            CommitmentsRoutes.correctItem.handle(correctItem),
            CommitmentsRoutes.bindings.handle(bindings),
            CommitmentsRoutes.bind.handle(bind),
            CommitmentsRoutes.confirm.handle(confirm),
            CommitmentsRoutes.commit.handle(commit),
            CommitmentsRoutes.discard.handle(discard),
        ]
    }

    // MARK: Upload

    /// The choice of making a pack from the plan. No pack's id begins with a plus sign.
    private static let newPack = "+new"

    private func upload(_ request: PageRequest) async throws -> Answer {
        let packs = try await PackLoading(database: database).list()
        return uploadPage(uploadForm(packs, request), request)
    }

    private func uploadForm(_ packs: [LoadedPack], _ request: PageRequest) -> Form {
        Form(
            "upload", action: CommitmentsRoutes.startImport.link(), submit: request.text("commitments.import.read"),
            cancel: CommitmentsRoutes.plans.link(),
            fields: [
                FormField(
                    "pack", request.text("commitments.import.pack"), kind: .select,
                    help: request.text("commitments.import.pack-help"), value: packs.first?.id ?? Self.newPack,
                    options: packs.map { FormField.Option($0.id, $0.title(request.language)) }
                        + [FormField.Option(Self.newPack, request.text("commitments.import.pack-new"))],
                    isRequired: true),
                FormField(
                    "file", request.text("commitments.import.file"),
                    kind: .file(accept: ".txt,.md,.markdown,.docx,.pdf"),
                    help: request.text("commitments.import.file-help")),
                FormField(
                    "text", request.text("commitments.import.text"), kind: .textarea(rows: 8),
                    help: request.text("commitments.import.text-help")),
            ])
    }

    private func uploadPage(_ form: Form, _ request: PageRequest) -> Answer {
        .page(
            Page(
                "commitments/import-upload", title: request.text("commitments.import.new"),
                breadcrumbs: crumbs(request, "commitments.import.new"), navigation: "plans",
                model: UploadView(
                    steps: WizardSteps(.upload, draft: nil, request: request), form: form.view(request))),
            status: form.hasErrors ? 422 : 200)
    }

    private func start(_ request: PageRequest) async throws -> Answer {
        let packs = try await PackLoading(database: database).list()
        var form = uploadForm(packs, request)
        form.take(request.form)
        do {
            let chosen = request.form["pack"] ?? ""
            guard chosen == Self.newPack || packs.contains(where: { $0.id == chosen }) else {
                throw Problem(.badInput, "commitments.import.problem.pack", at: .field("pack"))
            }
            let pack: DraftPack = chosen == Self.newPack ? .made(year: request.businessDate.year) : .loaded(chosen)
            let source = try await source(request)
            let reading = try PlanProblem.reading(source.text, at: source.kind == .pasted ? "text" : "file")
            let id = try await desk.start(
                reading.plan, from: source, pack: pack, by: request.actor, key: try request.once())
            return .redirect(
                CommitmentsRoutes.preview.link(id),
                flash: Flash("commitments.flash.read", ["items": String(reading.plan.items.count)]))
        } catch let problem as Problem where problem.kind != .failure && problem.kind != .conflict {
            form.fail(problem, for: request)
            return uploadPage(form, request)
        }
    }

    /// The file that was sent, or the text that was pasted.
    private func source(_ request: PageRequest) async throws -> PlanSource {
        if let file = request.form.file("file"), !file.bytes.isEmpty {
            let document: DocumentText
            do { document = try await DocumentText.read(file.bytes, fileName: file.name) } catch {
                throw Problem(error.kind, error.key, error.arguments, at: .field("file"))
            }
            let kind = PlanSource.Kind(rawValue: document.kind.rawValue) ?? .text
            return PlanSource(
                name: String(file.name.prefix(120)), kind: kind, digest: try Digest(of: file.bytes).hexadecimal,
                text: document.text)
        }
        let text = request.form["text"] ?? ""
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem(.badInput, "commitments.import.problem.nothing", at: .field("file"))
        }
        return PlanSource(
            name: request.text("commitments.import.pasted"), kind: .pasted, digest: try Digest(of: text).hexadecimal,
            text: text)
    }

    // MARK: Preview and correct

    private func preview(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await desk.draft(id)
        if let plan = draft.committedAs {
            return .redirect(
                CommitmentsRoutes.board.link(plan), flash: Flash("commitments.flash.was-committed", tone: .notice))
        }
        guard draft.state == .draft else {
            return .redirect(
                CommitmentsRoutes.plans.link(), flash: Flash("commitments.flash.was-discarded", tone: .notice))
        }
        let (pack, _) = try await desk.bindings(of: draft)
        let reading = try PlanProblem.reading(draft.source.text)
        let view = PreviewView(draft, reading: reading, names: UnitNames(pack), request: request)
        return .page(
            Page(
                "commitments/import-preview", title: request.text("commitments.import.preview"),
                breadcrumbs: crumbs(request, "commitments.import.preview"), navigation: "plans", isWide: true,
                model: view))
    }

    private func editDocument(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await openDraft(id)
        return try documentPage(draft, DocumentCorrection(draft: draft, request: request).form(), request)
    }

    private func documentPage(_ draft: PlanDraft, _ form: Form, _ request: PageRequest) throws -> Answer {
        let reading = try PlanProblem.reading(draft.source.text)
        let title = request.text("commitments.import.correct-document")
        return .page(
            Page(
                "commitments/import-correct", title: title,
                breadcrumbs: crumbs(request, "commitments.import.correct-document"), navigation: "plans",
                isWide: true,
                model: CorrectionView(
                    title: title, draft: draft, lines: nil, doubts: reading.doubts.filter { $0.item == nil },
                    form: form, request: request)),
            status: form.hasErrors ? 422 : 200)
    }

    private func correctDocument(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await editedDraft(id, request)
        let correction = DocumentCorrection(draft: draft, request: request)
        do {
            let plan = try correction.corrected(by: request.form)
            try await desk.correct(draft, to: plan, place: "document", by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput {
            var form = correction.form()
            form.take(request.form)
            form.fail(problem, for: request)
            return try documentPage(draft, form, request)
        }
        return .redirect(CommitmentsRoutes.preview.link(id), flash: Flash("commitments.flash.corrected"))
    }

    private func editItem(_ request: PageRequest, _ id: Identifier, _ number: Int) async throws -> Answer {
        let draft = try await openDraft(id)
        let item = try item(number, of: draft)
        return try itemPage(draft, item, ItemCorrection(draft: draft, item: item, request: request).form(), request)
    }

    private func itemPage(
        _ draft: PlanDraft, _ item: Plan.Item, _ form: Form, _ request: PageRequest
    ) throws -> Answer {
        let reading = try PlanProblem.reading(draft.source.text)
        let title = "（\(ChineseNumber.text(item.number))）\(item.title)"
        return .page(
            Page(
                "commitments/import-correct", title: title,
                breadcrumbs: crumbs(request, "commitments.import.correct"), navigation: "plans", isWide: true,
                model: CorrectionView(
                    title: title, draft: draft, lines: reading.lines(ofItem: item.number),
                    doubts: reading.doubts.filter { $0.item == item.number }, form: form, request: request)),
            status: form.hasErrors ? 422 : 200)
    }

    private func correctItem(_ request: PageRequest, _ id: Identifier, _ number: Int) async throws -> Answer {
        let draft = try await editedDraft(id, request)
        let item = try item(number, of: draft)
        let correction = ItemCorrection(draft: draft, item: item, request: request)
        do {
            let plan = draft.plan.replacing(try correction.corrected(by: request.form))
            try await desk.correct(
                draft, to: plan, place: "item \(number)", by: request.actor, key: try request.once())
        } catch let problem as Problem where problem.kind == .badInput {
            var form = correction.form()
            form.take(request.form)
            form.fail(problem, for: request)
            return try itemPage(draft, item, form, request)
        }
        return .redirect(
            CommitmentsRoutes.preview.link(id).anchored("item-\(number)"), flash: Flash("commitments.flash.corrected"))
    }

    // MARK: Bind

    private func bindings(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await openDraft(id)
        let (pack, bindings) = try await desk.bindings(of: draft)
        return .page(
            Page(
                "commitments/import-bindings", title: request.text("commitments.binding.title"),
                breadcrumbs: crumbs(request, "commitments.binding.title"), navigation: "plans", isWide: true,
                model: BindingsView(draft, pack: pack, bindings: bindings, request: request)))
    }

    /// Every shown row counts as decided: what was proposed and left is confirmed, what was changed is changed.
    private func bind(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await editedDraft(id, request)
        let (pack, _) = try await desk.bindings(of: draft)
        let clauses = Set(draft.plan.items.flatMap(\.clauses).map(\.id))
        let keys = Set(pack.deliverables.map(\.id))
        var decisions = try await desk.decisions(of: draft)
        for item in request.form.fields.items where item.name.hasPrefix(BindingsView.fieldPrefix) {
            let key = String(item.name.dropFirst(BindingsView.fieldPrefix.count))
            guard keys.contains(key), item.value.isEmpty || clauses.contains(item.value) else {
                throw Problem(.badInput, "commitments.binding.problem", ["clause": String(item.value.prefix(20))])
            }
            decisions.updateValue(item.value.isEmpty ? nil : item.value, forKey: key)
        }
        try await desk.decide(decisions, of: draft, by: request.actor, key: try request.once())
        return .redirect(
            CommitmentsRoutes.bindings.link(id).with(BindingFilter(request.form)),
            flash: Flash("commitments.flash.bound"))
    }

    // MARK: Commit

    private func confirm(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await openDraft(id)
        let (pack, bindings) = try await desk.bindings(of: draft)
        let form = Form(
            "commit", action: CommitmentsRoutes.commit.link(id), submit: request.text("commitments.commit.submit"),
            cancel: CommitmentsRoutes.bindings.link(id), fields: [.hidden("version", String(draft.version))])
        return .page(
            Page(
                "commitments/import-commit", title: request.text("commitments.commit.title"),
                breadcrumbs: crumbs(request, "commitments.commit.title"), navigation: "plans",
                model: CommitView(draft, pack: pack, bindings: bindings, form: form, request: request)))
    }

    private func commit(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await repeatableDraft(id, request)
        let plan = try await desk.commit(
            draft, isParaphrase: false, year: draft.year(orElse: request.businessDate.year), by: request.actor,
            key: try request.once())
        return .redirect(CommitmentsRoutes.board.link(plan), flash: Flash("commitments.flash.committed"))
    }

    private func discard(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let draft = try await repeatableDraft(id, request)
        try await desk.discard(draft, by: request.actor, key: try request.once())
        return .redirect(CommitmentsRoutes.plans.link(), flash: Flash("commitments.flash.discarded"))
    }

    // MARK: Drafts

    private func openDraft(_ id: Identifier) async throws -> PlanDraft {
        let draft = try await desk.draft(id)
        guard draft.state == .draft else { throw Problem(.conflict, "commitments.problem.import-finished") }
        return draft
    }

    /// The draft as the form saw it: a correction made on an older version is a conflict.
    private func editedDraft(_ id: Identifier, _ request: PageRequest) async throws -> PlanDraft {
        var draft = try await repeatableDraft(id, request)
        guard let version = request.form["version"].flatMap(Int.init) else {
            throw Problem(.badInput, "commitments.problem.no-version")
        }
        draft.version = version
        return draft
    }

    /// The draft in any state: a repeated submission must reach its key, which answers what it answered first.
    private func repeatableDraft(_ id: Identifier, _ request: PageRequest) async throws -> PlanDraft {
        var draft = try await desk.draft(id)
        if let version = request.form["version"].flatMap(Int.init) { draft.version = version }
        return draft
    }

    private func item(_ number: Int, of draft: PlanDraft) throws -> Plan.Item {
        guard let item = draft.plan.items.first(where: { $0.number == number }) else {
            throw Problem(.notFound, "commitments.problem.no-item", ["item": String(number)])
        }
        return item
    }

    private func crumbs(_ request: PageRequest, _ key: String) -> [Breadcrumb] {
        [
            Breadcrumb(request.text("commitments.plans"), CommitmentsRoutes.plans.link()),
            Breadcrumb(request.text(key)),
        ]
    }
}
