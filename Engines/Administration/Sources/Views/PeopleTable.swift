import Access
import Exchange
import Kernel
import Web

/// Everybody as a table.
enum PeopleTable {
    static func table(
        _ people: [Person], places: Places, factors: Set<Identifier>, locked: Set<Identifier>,
        _ request: PageRequest
    ) -> Table {
        func title(_ key: String) -> String { request.text("administration.column.\(key)") }
        let roles = Role.allCases.filter { role in people.contains { $0.roles.contains(role) } }
        let units = places.units.filter { unit in people.contains { $0.unit == unit.id } }
        let states = AccountState.allCases.map { TableFilter.Option($0.rawValue, $0.word(request)) }
        let definition = TableDefinition(
            columns: [
                TableColumn("account", title("account")), TableColumn("name", title("name")),
                TableColumn("roles", title("roles")), TableColumn("unit", title("unit")),
                TableColumn("district", title("district")),
                TableColumn("email", title("email"), isShownByDefault: false),
                TableColumn("state", title("state"), kind: .status),
                TableColumn("factor", request.text("administration.factor")),
                TableColumn("created", title("created"), kind: .date, isShownByDefault: false),
            ],
            filters: [
                TableFilter("state", title("state"), options: states),
                TableFilter(
                    "role", title("role"),
                    options: roles.map { TableFilter.Option($0.rawValue, request.roleName($0)) }
                        + [TableFilter.Option("none", request.text("administration.no-role"))]),
                TableFilter(
                    "unit", title("unit"),
                    options: units.map { TableFilter.Option($0.id, $0.title(request.language)) }),
            ], defaultSort: TableSort("account"))
        var table = Table(
            definition,
            rows: .all(
                people.map {
                    row($0, places, factors, AccountState($0, isLocked: locked.contains($0.id)), request)
                }),
            caption: request.text("administration.people"), link: AdministrationRoutes.people.link(),
            empty: .init(request.text("administration.people.none")),
            exports: ExportFormat.allCases.map {
                Table.Export(
                    request.text("administration.export.\($0.rawValue)"), AdministrationRoutes.peopleFile.link($0))
            }, request: request)
        // The page's heading says the same.
        table.showsCaption = false
        return table
    }

    private static func row(
        _ person: Person, _ places: Places, _ factors: Set<Identifier>, _ state: AccountState,
        _ request: PageRequest
    ) -> TableRow {
        let link = AdministrationRoutes.person.link(person.id)
        return TableRow(
            person.id.text, link: link,
            cells: [
                "account": .text(person.account, link: link), "name": .text(person.title(request.language)),
                "roles": .text(request.roleNames(person.roles)),
                "unit": .text(person.unit.map { places.unit($0, request.language) } ?? ""),
                "district": .text(person.district.map { places.district($0, request.language) } ?? ""),
                "email": .text(person.email ?? ""),
                "state": .status(state.tag(request)),
                "factor": .text(request.text("administration.\(factors.contains(person.id) ? "yes" : "no")")),
                "created": .text(
                    person.createdAt.textInChina, sortKey: .number(Double(person.createdAt.microseconds))),
            ],
            facets: [
                "state": [state.rawValue],
                "role": person.roles.isEmpty ? ["none"] : person.roles.map(\.rawValue),
                "unit": person.unit.map { [$0] } ?? [],
            ])
    }
}
