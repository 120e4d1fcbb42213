import Kernel
import PlanText
import Web

/// The wizard's second step: what was read beside the source, with every doubtful place marked.
struct PreviewView: Sendable {
    struct Line: Sendable {
        let number: Int
        let text: String
        let place: String
        let isDoubtful: Bool
    }

    struct DoubtNote: Sendable {
        let text: String
        let details: String
        let place: String
        let href: String
        let isCorrected: Bool
    }

    struct Item: Sendable {
        let number: Int
        let numeral: String
        let title: String
        let editHref: String
        let lineHref: String
        let lines: String
        let clauses: [Clause]
        let units: [UnitNote]
        let lead: String
        let asWritten: String
        let isOpen: Bool
        let isCorrected: Bool
        let doubts: [String]
        let hasDoubts: Bool
    }

    struct Clause: Sendable {
        let id: String
        let text: String
        let kind: String
        let isGoal: Bool
        let perDistrict: Bool
        let due: String
        let hasDue: Bool
    }

    struct UnitNote: Sendable {
        let name: String
        let isKnown: Bool
        let isUnknown: Bool
    }

    struct Section: Sendable {
        let title: String
        let items: [Item]
    }

    struct TableNote: Sendable {
        let title: String
        let rows: String
    }

    let steps: WizardSteps
    let title: String
    let hasTitle: Bool
    let facts: [Fact]
    let editDocumentHref: String
    let counts: String
    let doubts: [DoubtNote]
    let hasDoubts: Bool
    let openDoubts: String
    let sections: [Section]
    let tables: [TableNote]
    let hasTables: Bool
    let lines: [Line]
    let nextHref: String
    let discard: DiscardForm
    let fileName: String

    struct Fact: Sendable {
        let name: String
        let value: String
        let isMissing: Bool
    }

    struct DiscardForm: Sendable {
        let action: String
        let csrfToken: String
        let idempotencyKey: String
        let version: Int
    }

    init(_ draft: PlanDraft, reading: PlanReading, names: UnitNames, request: PageRequest) {
        let plan = draft.plan
        steps = WizardSteps(.preview, draft: draft.id, request: request)
        title = plan.document.title ?? request.text("commitments.none")
        hasTitle = plan.document.title != nil
        func fact(_ key: String, _ value: String?) -> Fact {
            Fact(
                name: request.text("commitments.document.\(key)"),
                value: value ?? request.text("commitments.not-found"),
                isMissing: value == nil)
        }
        facts = [
            fact("issuer", plan.document.issuer), fact("number", plan.document.number),
            fact("date", plan.document.date?.description),
            fact("copies", plan.document.copiesTo.isEmpty ? nil : plan.document.copiesTo.joined(separator: "、")),
        ]
        editDocumentHref = CommitmentsRoutes.editDocument.link(draft.id).href
        let clauses = plan.items.flatMap(\.clauses)
        counts = request.text(
            "commitments.import.counts",
            [
                "sections": String(plan.sections.count), "items": String(plan.items.count),
                "clauses": String(clauses.count), "tasks": String(clauses.count { $0.kind == .task }),
                "goals": String(clauses.count { $0.kind == .goal }), "units": String(plan.units.count),
                "tables": String(plan.tables.count),
            ])
        let before = Dictionary(
            reading.plan.items.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let corrected = Set(plan.items.filter { before[$0.number] != $0 }.map(\.number))
        doubts = reading.doubts.map { doubt in
            DoubtNote(
                text: request.text("commitments.doubt.\(doubt.code.rawValue)"), details: doubt.details,
                place: Self.place(doubt, request),
                href: doubt.item.map { CommitmentsRoutes.editItem.link(draft.id, $0).href }
                    ?? CommitmentsRoutes.editDocument.link(draft.id).href,
                isCorrected: doubt.item.map { corrected.contains($0) } ?? false)
        }
        hasDoubts = !doubts.isEmpty
        openDoubts = request.text(
            "commitments.import.doubts", ["count": String(doubts.count { !$0.isCorrected })])
        let doubtsByItem = Dictionary(grouping: reading.doubts.filter { $0.item != nil }) { $0.item ?? 0 }
        func view(_ item: Plan.Item) -> Item {
            let lines = reading.lines(ofItem: item.number)
            let doubtful = doubtsByItem[item.number] ?? []
            return Item(
                number: item.number, numeral: "（\(ChineseNumber.text(item.number))）", title: item.title,
                editHref: CommitmentsRoutes.editItem.link(draft.id, item.number).href,
                lineHref: lines.map { "#line-\($0.lowerBound)" } ?? "#source",
                lines: lines.map { range in
                    request.text(
                        "commitments.import.lines",
                        ["from": String(range.lowerBound), "to": String(range.upperBound)])
                } ?? "",
                clauses: item.clauses.map { clause in
                    Clause(
                        id: clause.id, text: clause.text,
                        kind: request.text("commitments.kind.\(clause.kind.rawValue)"), isGoal: clause.kind == .goal,
                        perDistrict: clause.perDistrict, due: clause.due?.description ?? "",
                        hasDue: clause.due != nil)
                },
                units: item.responsible.units.map { name in
                    let isKnown = names.identity(of: name) != nil
                    return UnitNote(name: name, isKnown: isKnown, isUnknown: !isKnown)
                },
                lead: item.responsible.lead ?? request.text("commitments.lead.not-named"),
                asWritten: item.responsible.asWritten ?? request.text("commitments.not-found"),
                isOpen: item.responsible.open, isCorrected: corrected.contains(item.number),
                doubts: doubtful.map { request.text("commitments.doubt.\($0.code.rawValue)") + " " + $0.details },
                hasDoubts: !doubtful.isEmpty && !corrected.contains(item.number))
        }
        var sections = plan.sections.map { section in
            Section(
                title: "\(ChineseNumber.text(section.number))、\(section.title)",
                items: plan.items.filter { $0.section == section.number }.map(view))
        }
        let loose = plan.items.filter { $0.section == 0 }
        if !loose.isEmpty {
            sections.insert(
                Section(title: request.text("commitments.board.no-section"), items: loose.map(view)), at: 0)
        }
        self.sections = sections
        tables = plan.tables.map {
            TableNote(
                title: $0.title ?? request.text("commitments.import.table"),
                rows: request.text("commitments.import.rows", ["count": String($0.rows.count)]))
        }
        hasTables = !tables.isEmpty
        let doubtfulLines = Set(reading.doubts.compactMap(\.line))
        var places: [Int: String] = [:]
        for part in reading.parts where part.kind != .blank {
            let item = part.item.map { "（\(ChineseNumber.text($0))）" } ?? ""
            for line in part.firstLine...max(part.firstLine, part.lastLine) where places[line] == nil {
                places[line] = request.text("commitments.part.\(part.kind.rawValue)") + item
            }
        }
        lines = SourceLines.split(draft.source.text).map { number, text in
            Line(number: number, text: text, place: places[number] ?? "", isDoubtful: doubtfulLines.contains(number))
        }
        nextHref = CommitmentsRoutes.bindings.link(draft.id).href
        discard = DiscardForm(
            action: CommitmentsRoutes.discard.link(draft.id).href, csrfToken: request.csrfToken,
            idempotencyKey: request.freshIdempotencyKey, version: draft.version)
        fileName = draft.source.name
    }

    private static func place(_ doubt: Doubt, _ request: PageRequest) -> String {
        if let clause = doubt.clause { return clause }
        if let item = doubt.item { return "（\(ChineseNumber.text(item))）" }
        if let line = doubt.line { return request.text("commitments.import.line", ["line": String(line)]) }
        return request.text("commitments.import.document")
    }
}
