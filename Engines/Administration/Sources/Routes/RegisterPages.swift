import Access
import Exchange
import Kernel
import Web

/// Who is signed in, who signed in, and the rules for it.
struct RegisterPages: Sendable {
    let parts: AccessParts

    private static let logLimit = 10_000

    var registrations: [RouteRegistration] {
        [
            AdministrationRoutes.sessions.handle(sessions),
            AdministrationRoutes.endOthersSession.handle(endSession), AdministrationRoutes.signIns.handle(signIns),
            AdministrationRoutes.signInsFile.handle(signInsFile), AdministrationRoutes.policy.handle(policy),
        ]
    }

    private func sessions(_ request: PageRequest) async throws -> Answer {
        let title = request.text("administration.sessions")
        return .page(
            Page(
                "administration/sessions", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "sessions",
                model: SessionsView(try await SessionDesk(parts).list(), request: request)))
    }

    private func endSession(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await SessionDesk(parts).end(id, owner: nil, by: request.actor)
        return .redirect(AdministrationRoutes.sessions.link(), flash: Flash("administration.flash.session-ended"))
    }

    private func signIns(_ request: PageRequest) async throws -> Answer {
        let title = request.text("administration.sign-ins")
        return .page(
            Page(
                "administration/register", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "sign-ins",
                isWide: true,
                model: RegisterView(
                    title: title, help: request.text("administration.sign-ins.help"),
                    table: try await table(request).view)))
    }

    private func signInsFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        try await RegisterFile.answer(
            try await table(request), title: request.text("administration.sign-ins"), format,
            names: try await PeopleDesk(parts).names(), request)
    }

    private func table(_ request: PageRequest) async throws -> Table {
        func title(_ key: String) -> String { request.text("administration.column.\(key)") }
        let entries = try await SignInDesk(parts).log(limit: Self.logLimit)
        let names = try await PeopleDesk(parts).names()
        let definition = TableDefinition(
            columns: [
                TableColumn("time", title("time"), kind: .date), TableColumn("account", title("account")),
                TableColumn("name", title("name")),
                TableColumn("outcome", title("outcome")), TableColumn("address", title("address")),
                TableColumn("agent", title("agent")),
            ],
            filters: [
                TableFilter(
                    "outcome", title("outcome"),
                    options: SignInOutcome.allCases.map {
                        TableFilter.Option($0.rawValue, request.text("administration.outcome.\($0.rawValue)"))
                    })
            ], defaultSort: TableSort("time", isDescending: true))
        let rows = entries.map { entry in
            TableRow(
                entry.id.text,
                cells: [
                    "time": .text(entry.time.textInChina, sortKey: .number(Double(entry.time.microseconds))),
                    "account": .text(
                        entry.account, link: entry.person.map { AdministrationRoutes.person.link($0) }),
                    "name": .text(names[entry.account]?.complete(request.language) ?? ""),
                    "outcome": .text(request.text("administration.outcome.\(entry.outcome.rawValue)")),
                    "address": .text(entry.address), "agent": .text(entry.agent),
                ], facets: ["outcome": [entry.outcome.rawValue]])
        }
        var table = Table(
            definition, rows: .all(rows), caption: request.text("administration.sign-ins"),
            link: AdministrationRoutes.signIns.link(), empty: .init(request.text("administration.sign-ins.none")),
            exports: ExportFormat.allCases.map {
                Table.Export(
                    request.text("administration.export.\($0.rawValue)"), AdministrationRoutes.signInsFile.link($0))
            }, request: request)
        // The page's heading says the same.
        table.showsCaption = false
        return table
    }

    private func policy(_ request: PageRequest) async throws -> Answer {
        let title = request.text("administration.policy")
        return .page(
            Page(
                "administration/policy", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "policy",
                model: PolicyView(facts: PolicyText.facts(parts.policy, request))))
    }
}
