import CivicCalendar
import Kernel
import Ledger
import Packs
import PlanText
import StorageTesting
import Testing
import Web

@testable import Commitments

extension CityFixture {
    /// The lead pages of a city in which nothing was assigned: agreed once, conflicting, refused.
    fileprivate static func leadsBeforeAssigning() async throws -> [LeadsView] {
        var views: [LeadsView] = []
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            try await AssignmentDesk(database: try city.on("2021-02-01").database).agree(
                leads: ["mechanism/list": "B"], of: "2021-1", reason: "理由", by: SmallCityPeople.office)
            let state = try #require(try await city.state(of: "2021-1", on: "2021-02-01"))
            let request = try city.site(asOf: "2021-02-01").request(for: city.office)
            let presenter = CityPresenter(state: state, request: request)
            let item = try #require(state.items.first)
            views = [
                LeadsView(presenter, item),
                LeadsView(
                    presenter, item, problem: Problem(.conflict, "assignment.problem.leads-overtaken"), seen: 0),
            ]
        }
        return views
    }
}

/// Every template of the engine against its own views over real states: a tag without a value is a fault.
@Suite struct TemplateTests {
    /// The faults that no sample answers: a list may be empty in one sample where another fills it.
    func check(
        _ template: String, _ samples: [Any], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folders = [TemplateFolder.web, CommitmentsEngine.templates]
        let found = try samples.map { Set(try TemplateCheck.faults(template, sample: $0, in: folders)) }
        let empties = found.map { $0.filter { $0.contains(": the sample's list ") } }
        let others = zip(found, empties).flatMap { $0.subtracting($1) }
        let always = empties.dropFirst().reduce(empties.first ?? []) { $0.intersection($1) }
        let faults = Set(others).union(always).sorted()
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }

    private func presenters(_ city: CityFixture, _ query: String = "") async throws -> [CityPresenter] {
        let site = try city.site()
        var presenters: [CityPresenter] = []
        for day in ["2021-09-15", "2022-02-01"] {
            for language in Language.allCases {
                let state = try #require(try await city.state(of: "2021-1", on: day))
                presenters.append(
                    CityPresenter(
                        state: state, request: try site.request(for: city.office, language: language, query: query)))
            }
        }
        return presenters
    }

    private func boards(of names: [String], _ city: CityFixture) async throws -> [BoardView] {
        var boards: [BoardView] = []
        let request = try city.site().request(for: city.office)
        for name in names {
            let draft = try await city.desk.start(
                try Repository.plan(name), from: SmallCity.source(name), pack: .loaded("shanghai-2021"),
                by: city.office)
            let id = try await city.desk.commit(
                try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
            let state = try #require(try await city.state(of: id, on: "2021-09-15"))
            boards.append(BoardView(CityPresenter(state: state, request: request)))
        }
        return boards
    }

    /// An item with a deliverable that an officer bound to no clause.
    private func itemWithoutClause(_ city: CityFixture) async throws -> ItemView {
        let pack = try Repository.shanghai()
        let first = try #require(pack.deliverables.first)
        let draft = try await city.desk.start(
            try PlanReader.read(pack.planText).plan, from: SmallCity.source(), pack: .loaded(pack.manifest.id),
            by: city.office)
        try await city.desk.decide([first.id: nil], of: try await city.desk.draft(draft), by: city.office)
        let id = try await city.desk.commit(
            try await city.desk.draft(draft), isParaphrase: false, year: 2021, by: city.office)
        let state = try #require(try await city.state(of: id, on: "2021-09-15"))
        let item = try #require(state.items.first)
        #expect(item.unbound.map(\.id) == [first.id])
        return ItemView(CityPresenter(state: state, request: try city.site().request(for: city.office)), item)
    }

    @Test("the pages of a plan")
    func plan() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let presenters = try await presenters(city)
            let filtered = try await self.presenters(city, "standing=late&sort=nonsense&q=%E8%B4%A8")
            let all = presenters + filtered
            // The pack's own plan has no task tables; one of the other plans does.
            let annexed = try await boards(of: Repository.planNames, city)
            try check("commitments/board", all.map { BoardView($0) } + annexed)
            try check("commitments/source", all.map { SourceView($0) })
            try check(
                "commitments/matrix",
                all.map { MatrixView(.unitMatrix, $0, UnitMatrix(presenter: $0).table) }
                    + all.map { MatrixView(.districtMatrix, $0, DistrictMatrix(presenter: $0).table) })
            let items: [ItemView] = presenters.flatMap { presenter in
                presenter.state.items.map { ItemView(presenter, $0) }
            }
            try check("commitments/item", items + [try await itemWithoutClause(city)])
            let unitViews: [UnitView] = try presenters.flatMap { presenter in
                try presenter.state.units.map { unit in
                    UnitView(presenter, unit, try presenter.allDuties().filter { $0.unit == unit.id })
                }
            }
            try check("commitments/unit", unitViews)
            let deliverableViews: [DeliverableView] = presenters.flatMap { presenter in
                presenter.state.deliverables.prefix(40).map { DeliverableView(presenter, $0) }
            }
            try check("commitments/deliverable", deliverableViews)
            func table(_ presenter: CityPresenter, _ definition: TableDefinition, _ rows: [TableRow]) -> Table {
                Table(
                    definition, rows: .all(rows), caption: "表", link: CommitmentsRoutes.plans.link(),
                    empty: .init("无"), request: presenter.request)
            }
            try check(
                "commitments/deliverables",
                all.map { presenter in
                    let deliverables = DeliverableTable(presenter: presenter)
                    return DeliverableListView(
                        presenter, table(presenter, deliverables.definition, deliverables.rows))
                })
            try check(
                "commitments/units",
                all.map { presenter in
                    let units = UnitTable(presenter: presenter)
                    return UnitListView(presenter, table(presenter, units.definition, units.rows))
                })
        }
    }

    @Test("the steps of the wizard and the comparison")
    func wizard() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let site = try city.site()
            let request = try site.request(for: city.office)
            var drafts: [PlanDraft] = []
            for text in [SmallCity.planText] + (try Repository.planNames.map(Repository.planText)) {
                let plan = try PlanReader.read(text).plan
                let id = try await city.desk.start(
                    plan, from: SmallCity.source(text: text), pack: .loaded("small-2021"), by: city.office)
                let draft = try await city.desk.draft(id)
                try await city.desk.decide(["mechanism/month": nil], of: draft, by: city.office)
                drafts.append(try await city.desk.draft(id))
            }
            var form = Form(
                "f", action: CommitmentsRoutes.startImport.link(), submit: "s",
                fields: [
                    FormField("a", "甲", kind: .select, help: "h", options: [.init("x", "y")], isRequired: true),
                    FormField("b", "乙", kind: .textarea(rows: 3)), .hidden("c", "d"),
                    FormField("e", "戊", kind: .file(accept: ".txt")), FormField("g", "己", kind: .checkbox),
                ])
            form.fail(Problem(.badInput, "commitments.import.problem.pack", at: .field("a")), for: request)
            try check(
                "commitments/import-upload",
                [UploadView(steps: WizardSteps(.upload, draft: nil, request: request), form: form.view(request))])
            let pack = try SmallCity.pack()
            let previews = try drafts.map { draft in
                PreviewView(
                    draft, reading: try PlanReader.read(draft.source.text), names: UnitNames(pack), request: request)
            }
            try check("commitments/import-preview", previews)
            var corrections: [Any] = []
            for draft in drafts {
                let reading = try PlanReader.read(draft.source.text)
                corrections.append(
                    CorrectionView(
                        title: "标题", draft: draft, lines: reading.lines(ofItem: 1), doubts: reading.doubts, form: form,
                        request: request))
            }
            try check("commitments/import-correct", corrections)
            var bindings: [Any] = []
            var commits: [Any] = []
            for draft in drafts {
                for query in ["", "show=all", "show=matched", "show=confirmed"] {
                    let request = try site.request(for: city.office, query: query)
                    let (pack, found) = try await city.desk.bindings(of: draft)
                    bindings.append(BindingsView(draft, pack: pack, bindings: found, request: request))
                    commits.append(CommitView(draft, pack: pack, bindings: found, form: form, request: request))
                }
            }
            try check("commitments/import-bindings", bindings)
            try check("commitments/import-commit", commits)

            for draft in drafts {
                _ = try await city.desk.commit(draft, isParaphrase: false, year: 2021, by: city.office)
            }
            let plans = try await city.database.read { try PlanStore().list(in: $0) }
            let comparisons = [
                PlanComparison(from: drafts[0].plan, to: drafts[1].plan),
                PlanComparison(from: drafts[0].plan, to: drafts[0].plan), nil,
            ].map {
                ComparisonView(plans: plans, old: plans[0].id, new: plans[1].id, comparison: $0, request: request)
            }
            try check("commitments/comparison", comparisons)
            let empty = Table(
                TableDefinition(columns: [TableColumn("id", "号")]), rows: .all([]), caption: "表",
                link: CommitmentsRoutes.plans.link(), empty: .init("无"), request: request)
            let list = PlanListView(
                table: empty.view,
                drafts: [.init(title: "t", href: "/", source: "s", touched: "2021", by: "b")], hasDrafts: true,
                importHref: "/", mayImport: true, comparisonHref: "/", hasComparison: true)
            try check("commitments/plans", [list])
        }
    }

    @Test("the pages of an assignment and of leads")
    func assignments() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let people = SmallCityPeople.self
            try await city.step(.receipt, "mechanism/list", on: "2021-02-02", by: people.liaisonA)
            let file = AssignmentReport.File(digest: try Digest(of: "x"), name: "a.pdf", evidence: "report")
            let other = AssignmentReport.File(digest: try Digest(of: "y"), name: "b.pdf", evidence: nil)
            let place = AssignmentReport.Place(
                assignment: try await city.life("mechanism/list").id, sequence: 3)
            for percent in [40, 30] {
                let reported = try await city.step(
                    .report(
                        AssignmentReport(
                            period: "2021-Q1", percent: percent, text: "进展",
                            numbers: [
                                .init(
                                    id: "target", value: Quantity(scaled: 3, decimals: 0),
                                    reusedFrom: percent == 30 ? place : nil)
                            ], files: [file, other])), "mechanism/list", on: "2021-04-06", by: people.liaisonA)
                try await city.step(
                    percent == 40 ? .acceptance(report: reported.version) : .rejection(report: reported.version),
                    "mechanism/list", on: "2021-04-06", by: people.reviewer)
            }
            try await city.step(
                .targetAgreement(Quantity(scaled: 12, decimals: 0), unit: LocalizedText(zh: "项", en: "items")),
                "mechanism/list", on: "2021-04-07", by: people.office)
            let asked = try await city.step(
                .extensionRequest(due: try CivicDate("2021-07-15")), "mechanism/list", on: "2021-04-07",
                by: people.liaisonA)
            try await city.step(
                .extensionGrant(request: asked.version, due: try CivicDate("2021-07-09")), "mechanism/list",
                on: "2021-04-07", by: people.office)
            let life = try await city.life("mechanism/list")
            var pages: [AssignmentView] = []
            var reports: [ReportView] = []
            var leads: [LeadsView] = []
            for (actor, day) in [
                (people.office, "2021-04-08"), (people.liaisonA, "2021-04-08"), (people.office, "2021-04-06"),
            ] {
                let state = try #require(try await city.state(of: "2021-1", on: day))
                let request = try city.site(asOf: day, actor: actor).request(for: actor)
                let presenter = CityPresenter(state: state, request: request)
                let one = try #require(try AssignmentPresenter(presenter, life))
                let history = try AssignmentHistory(
                    presenter: one, establishment: .init(by: "office", at: LogTime(microseconds: 0))
                ).table
                var form = AssignmentForms(presenter: one).form(.suspension)
                form.set("reason", "typed")
                for isKept in [true, false] {
                    let conflict = ConflictView(one, seen: 1, refusal: "r", form: form, isKept: isKept)
                    pages.append(
                        try AssignmentView(one, history: history, returned: (.suspension, form), conflict: conflict))
                    let period = try #require(try one.nextPeriod())
                    reports.append(
                        ReportView(
                            one, period: period, periods: try one.periods(),
                            form: ReportForm(one, period: period.name, sizeLimit: "50 MB").form(),
                            conflict: conflict))
                }
                pages.append(try AssignmentView(one, history: history))
                let open = try #require(
                    try AssignmentPresenter(presenter, try await city.life("mechanism/teams", district: "D11")))
                pages.append(try AssignmentView(open, history: history))
                // Not signed for yet: a step of one button.
                let unsigned = try #require(try AssignmentPresenter(presenter, try await city.life("products/checks")))
                pages.append(try AssignmentView(unsigned, history: history))
                leads += state.items.map { LeadsView(presenter, $0) }
            }
            // A district that has only to sign: a button without a question.
            let signing = CityPresenter(
                state: try #require(try await city.state(of: "2021-1", on: "2021-04-08")),
                request: try city.site(asOf: "2021-04-08", actor: people.east).request(for: people.east))
            let unsigned = try #require(
                try AssignmentPresenter(signing, try await city.life("mechanism/teams", district: "D11")))
            pages.append(
                try AssignmentView(
                    unsigned,
                    history: try AssignmentHistory(
                        presenter: unsigned, establishment: .init(by: "office", at: LogTime(microseconds: 0))
                    ).table))
            let unassigned = try await CityFixture.leadsBeforeAssigning()
            try check("commitments/assignment", pages)
            try check("commitments/report", reports)
            try check("commitments/leads", leads + unassigned)
        }
    }

    @Test("the lists of work, the districts, the due days, the brief and what changed")
    func work() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-10-20") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let site = try city.site()
            var presenters: [CityPresenter] = []
            for day in ["2021-01-04", "2021-06-10", "2021-07-05", "2021-09-30", "2021-10-19"] {
                for query in ["", "standing=late&sort=due&q=%E8%B4%A8"] {
                    let state = try #require(try await city.state(of: "2021-1", on: day))
                    presenters.append(
                        CityPresenter(state: state, request: try site.request(for: city.office, query: query)))
                }
            }
            func table(_ presenter: CityPresenter, _ duties: [Duty]) -> Table {
                DutyTable(presenter: presenter, duties: duties)
                    .table("表", link: WorkRoutes.work.link(), empty: "无", exports: { WorkRoutes.workFile.link($0) })
            }
            try check(
                "commitments/duties",
                try presenters.map { presenter in
                    let duties = try WorkPages.mine(presenter)
                    return DutyListView(
                        title: "表", intro: "说明", chips: NeedChips(duties, presenter, link: WorkRoutes.work.link()),
                        table: table(presenter, duties), others: [NamedLink(text: "事项", link: nil)])
                })
            try check(
                "commitments/supervision",
                try presenters.map { presenter in
                    let duties = try presenter.duties()
                    return SupervisionView(
                        presenter, duties, table(presenter, duties), sent: FormValues(), errors: ["未选择"])
                })
            try check(
                "commitments/districts",
                try presenters.map { presenter in
                    DistrictListView(
                        presenter, DistrictTable(presenter: presenter, duties: try presenter.allDuties()).table)
                })
            try check(
                "commitments/district",
                try presenters.map { presenter in
                    let district = try #require(presenter.state.pack.districts.first)
                    let duties = try presenter.allDuties().filter { $0.district?.id == district.id }
                    return DistrictView(presenter, district, duties, table(presenter, duties))
                })
            try check(
                "commitments/dues",
                try presenters.map { presenter in
                    let duties = try presenter.duties()
                    return try DuesView(
                        presenter, duties, month: try CivicDate("2021-12-01"), table(presenter, duties))
                })
            try check(
                "commitments/due-feed",
                presenters.map { presenter in
                    DueFeedView(presenter.request, openedAt: LogTime(microseconds: 1_631_664_000_000_000), key: "k")
                })
            try check(
                "commitments/brief", try presenters.map { BriefView(Brief(presenter: $0, duties: try $0.duties())) })
            try check(
                "commitments/changes",
                try presenters.enumerated().map { index, presenter in
                    // Somebody who never looked, and somebody who looked on 1 January.
                    let seen = index.isMultiple(of: 2) ? nil : LogTime(microseconds: 1_609_430_400_000_000)
                    return try ChangesView(
                        ChangeTable(
                            presenter: presenter, duties: try presenter.duties(), events: [],
                            period: try ChangePeriod(seen: seen, today: presenter.state.day)))
                })
        }
    }

    @Test("every template is a page that was checked here, or part of one")
    func all() throws {
        let checked: Set<String> = [
            "board", "source", "matrix", "item", "unit", "deliverable", "deliverables", "units", "import-upload",
            "import-preview", "import-correct", "import-bindings", "import-commit", "comparison", "plans", "assignment",
            "report", "leads", "duties", "supervision", "districts", "district", "dues", "due-feed", "brief",
            "changes", "bulletins", "bulletin", "bulletin-form",
            "meetings", "meeting", "meeting-form",
        ]
        let templates = try CommitmentsEngine.templates.read()
        let sources = templates.map(\.text).joined()
        for (name, _) in templates where !checked.contains(String(name.dropFirst("commitments/".count))) {
            #expect(sources.contains("{{> \(name)}}"), "\(name) is used by no page")
        }
    }
}
