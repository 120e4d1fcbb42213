import Exchange
import Kernel
import Web

/// Bulletins as a table.
struct BulletinTable {
    let names: PersonNames

    private var request: PageRequest { names.request }

    private func text(_ key: String) -> String { request.text(key) }

    func table(_ bulletins: [Bulletin]) -> Table {
        Table(
            definition, rows: .all(bulletins.map(row)), caption: text("commitments.bulletins"),
            link: BulletinRoutes.list.link(),
            empty: .init(
                text("commitments.bulletins.none"),
                action: request.allows(BulletinRoutes.write) ? text("commitments.bulletin.new") : "",
                link: request.allows(BulletinRoutes.write) ? BulletinRoutes.new.link() : nil),
            exports: ExportFormat.allCases.map { format in
                Table.Export(text("commitments.export.\(format.rawValue)"), BulletinRoutes.listFile.link(format))
            }, request: request)
    }

    private var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("number", text("commitments.bulletin.column.number")),
                TableColumn("month", text("commitments.bulletin.column.month")),
                TableColumn("title", text("commitments.column.title"), isOfficial: true),
                TableColumn("state", text("commitments.column.standing"), kind: .status),
                TableColumn("figures", text("commitments.bulletin.column.figures"), kind: .date),
                TableColumn("issued", text("commitments.bulletin.column.issued"), kind: .date),
                TableColumn("by", text("commitments.bulletin.column.written")),
                TableColumn("plan", text("commitments.column.plan"), isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "state", text("commitments.filter.standing"),
                    options: Bulletin.State.allCases.map {
                        TableFilter.Option($0.rawValue, text("commitments.bulletin.state.\($0.rawValue)"))
                    })
            ])
    }

    private func row(_ bulletin: Bulletin) -> TableRow {
        let link = BulletinRoutes.bulletin.link(bulletin.id)
        return TableRow(
            "bulletin-\(bulletin.id)", link: link,
            cells: [
                "number": .text(
                    bulletin.issue?.number.text ?? text("commitments.bulletin.unnumbered"), link: link),
                "month": .text("\(bulletin.month)"), "title": .text(bulletin.text.words.title.singleLine, link: link),
                "state": .status(Self.tag(bulletin.state, request)),
                "figures": .text("\(bulletin.text.figures.day)"),
                "issued": .text(bulletin.issue.map { "\($0.day)" } ?? ""), "by": .text(names(bulletin.text.by)),
                "plan": .text(bulletin.plan),
            ], facets: ["state": [bulletin.state.rawValue]])
    }

    /// The state as a tag in the house's shapes.
    static func tag(_ state: Bulletin.State, _ request: PageRequest) -> StatusTag {
        let tone: TagTone =
            switch state {
            case .draft: .notStarted
            case .returned: .atRisk
            case .approved: .onPath
            case .issued: .finished
            case .withdrawn: .suspended
            }
        return StatusTag(tone, word: request.text("commitments.bulletin.state.\(state.rawValue)"))
    }
}
