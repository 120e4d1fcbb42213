import Exchange
import Kernel
import Web

/// Meetings as a table.
struct MeetingTable {
    let names: PersonNames
    /// How many resolutions of each meeting are finished on the business date.
    let finished: [Identifier: Int]

    private var request: PageRequest { names.request }

    private func text(_ key: String) -> String { request.text(key) }

    func table(_ meetings: [Meeting]) -> Table {
        let mayCall = request.allows(LifePermissions.meet)
        return Table(
            definition, rows: .all(meetings.map(row)), caption: text("meeting.title"), link: MeetingRoutes.list.link(),
            empty: .init(
                text("meeting.none"), action: mayCall ? text("meeting.new") : "",
                link: mayCall ? MeetingRoutes.new.link() : nil),
            exports: ExportFormat.allCases.map { format in
                Table.Export(text("commitments.export.\(format.rawValue)"), MeetingRoutes.listFile.link(format))
            }, request: request)
    }

    private var definition: TableDefinition {
        TableDefinition(
            columns: [
                TableColumn("held", text("meeting.column.held"), kind: .date),
                TableColumn("kind", text("meeting.column.kind")),
                TableColumn("title", text("meeting.column.title")),
                TableColumn("agenda", text("meeting.column.agenda"), kind: .number),
                TableColumn("resolutions", text("meeting.column.resolutions"), kind: .number),
                TableColumn("finished", text("meeting.column.finished"), kind: .number),
                TableColumn("minutes", text("meeting.column.minutes"), kind: .number, isShownByDefault: false),
                TableColumn("place", text("meeting.column.place"), isShownByDefault: false),
                TableColumn("by", text("meeting.column.by"), isShownByDefault: false),
                TableColumn("plan", text("commitments.column.plan"), isShownByDefault: false),
            ],
            filters: [
                TableFilter(
                    "kind", text("meeting.column.kind"),
                    options: Meeting.Kind.allCases.map {
                        TableFilter.Option($0.rawValue, text("meeting.kind.\($0.rawValue)"))
                    })
            ], defaultSort: TableSort("held", isDescending: true))
    }

    private func row(_ meeting: Meeting) -> TableRow {
        let link = MeetingRoutes.meeting.link(meeting.id)
        return TableRow(
            "meeting-\(meeting.id)", link: link,
            cells: [
                "held": .text("\(meeting.heldOn)"), "kind": .text(text("meeting.kind.\(meeting.kind.rawValue)")),
                "title": .text(meeting.title, link: link), "agenda": .count(meeting.agenda.count),
                "resolutions": .count(meeting.resolutions.count), "finished": .count(finished[meeting.id] ?? 0),
                "minutes": .count(meeting.version), "place": .text(meeting.place), "by": .text(names(meeting.calledBy)),
                "plan": .text(meeting.plan),
            ], facets: ["kind": [meeting.kind.rawValue]])
    }
}
