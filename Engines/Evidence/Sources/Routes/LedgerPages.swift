import Exchange
import Kernel
import Ledger
import Web

/// The ledger as a table, one entry, and the export.
struct LedgerPages: Sendable {
    let database: LedgeredDatabase
    let permissionFor: @Sendable (RecordReference) -> Permission
    let linkTo: @Sendable (RecordReference, PageRequest) -> Link?

    private static let pageSize = 50
    private static let exportLimit = 10_000

    var registrations: [RouteRegistration] {
        [
            EvidenceRoutes.ledger.handle(list),
            EvidenceRoutes.entry.handle(entry),
            EvidenceRoutes.file.handle(file),
        ]
    }

    private func list(_ request: PageRequest) async throws -> Answer {
        let (entries, outcome) = try await database.read { session in
            let reader = LedgerReader(session)
            return (try Self.entries(reader, limit: Self.exportLimit), try LedgerVerifier(session).verify())
        }
        let view = LedgerView(table: table(entries, request).view, outcome: outcome, request: request)
        let title = request.text("evidence.ledger")
        return .page(
            Page(
                "evidence/ledger", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "ledger", isWide: true,
                model: view))
    }

    private func file(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        let entries = try await database.read { try Self.entries(LedgerReader($0), limit: Self.exportLimit) }
        let title = request.text("evidence.ledger")
        let file = TableFile(
            title: title, table: table(entries, request).export(),
            provenance: TableFile.Provenance([
                (request.text("evidence.file.date"), request.businessDate.description),
                (request.text("evidence.file.by"), request.actor.name),
                (request.text("evidence.file.entries"), String(entries.count)),
            ]), provenanceTitle: request.text("evidence.file.sheet"))
        return try file.answer(format, name: title)
    }

    private func entry(_ request: PageRequest, _ position: Int) async throws -> Answer {
        let found = try await database.read { session -> (LedgerEntry, String?)? in
            // An address may name any number; behind the head of the ledger there is nothing.
            guard position >= 0, try Int64(position) < LedgerReader(session).size() else { return nil }
            let reader = LedgerReader(session)
            let page = try reader.page(before: Int64(position) + 1, limit: 1)
            guard let entry = page.entries.first, entry.position == Int64(position) else { return nil }
            return (entry, try reader.change(at: entry.position))
        }
        guard let (entry, kept) = found else {
            throw Problem(.notFound, "evidence.problem.no-entry", ["position": String(position)])
        }
        let change = request.allows(permissionFor(entry.record)) ? kept : nil
        let title = request.text("evidence.entry", ["position": String(position)])
        return .page(
            Page(
                "evidence/entry", title: title,
                breadcrumbs: [
                    Breadcrumb(request.text("evidence.ledger"), EvidenceRoutes.ledger.link()), Breadcrumb(title),
                ], navigation: "ledger",
                model: try EntryView(entry, change: change, link: linkTo(entry.record, request), request: request)))
    }

    /// The newest entries, page by page, up to a limit.
    private static func entries(_ reader: LedgerReader, limit: Int) throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        var before: Int64?
        repeat {
            let page = try reader.page(before: before, limit: min(500, limit - entries.count))
            entries += page.entries
            before = page.next
        } while before != nil && entries.count < limit
        return entries
    }

    private func table(_ entries: [LedgerEntry], _ request: PageRequest) -> Table {
        let verbs = Set(entries.map(\.verb.name)).sorted()
        let actors = Set(entries.map(\.actor.name)).sorted()
        let definition = TableDefinition(
            columns: [
                TableColumn("position", request.text("evidence.column.position"), kind: .number),
                TableColumn("time", request.text("evidence.column.time"), kind: .date),
                TableColumn("actor", request.text("evidence.column.actor")),
                TableColumn("verb", request.text("evidence.column.verb")),
                TableColumn("record", request.text("evidence.column.record")),
                TableColumn("digest", request.text("evidence.column.digest")),
            ],
            filters: [
                TableFilter(
                    "verb", request.text("evidence.column.verb"),
                    options: verbs.map { TableFilter.Option($0, Self.word($0, request)) }),
                TableFilter(
                    "actor", request.text("evidence.column.actor"),
                    options: actors.map { TableFilter.Option($0, $0) }),
            ], defaultSort: TableSort("position", isDescending: true), pageSizes: [Self.pageSize, 200])
        let rows = entries.map { entry in
            let link = EvidenceRoutes.entry.link(Int(entry.position))
            return TableRow(
                "entry-\(entry.position)", link: link,
                cells: [
                    "position": .number(Double(entry.position), String(entry.position), link: link),
                    "time": .text(entry.time.textInChina, sortKey: .number(Double(entry.time.microseconds))),
                    "actor": .text(entry.actor.name),
                    "verb": .text(Self.word(entry.verb.name, request)),
                    "record": .text(entry.record.description, link: linkTo(entry.record, request)),
                    "digest": .text(String(entry.change.hexadecimal.prefix(16))),
                ], facets: ["verb": [entry.verb.name], "actor": [entry.actor.name]])
        }
        return Table(
            definition, rows: .all(rows), caption: request.text("evidence.ledger.entries"),
            link: EvidenceRoutes.ledger.link(), empty: .init(request.text("evidence.ledger.none")),
            exports: ExportFormat.allCases.map {
                Table.Export(request.text("evidence.export.\($0.rawValue)"), EvidenceRoutes.file.link($0))
            }, request: request)
    }

    /// The verb in the reader's words; every declared verb has a text.
    static func word(_ verb: String, _ request: PageRequest) -> String { request.text("verb.\(verb)") }
}
