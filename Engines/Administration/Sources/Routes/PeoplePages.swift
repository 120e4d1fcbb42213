import Access
import Exchange
import Kernel
import Web

/// The people there are: the list, one person, the forms of the system administrator.
struct PeoplePages: Sendable {
    let parts: AccessParts
    let places: @Sendable () async throws -> Places

    private var desk: PeopleDesk { PeopleDesk(parts) }

    var registrations: [RouteRegistration] {
        [
            AdministrationRoutes.people.handle(list), AdministrationRoutes.peopleFile.handle(file),
            AdministrationRoutes.newPerson.handle(new), AdministrationRoutes.createPerson.handle(create),
            AdministrationRoutes.person.handle(person), AdministrationRoutes.details.handle(details),
            AdministrationRoutes.editDetails.handle(edit), AdministrationRoutes.resetPassword.handle(resetPassword),
            AdministrationRoutes.disablement.handle(disable), AdministrationRoutes.enablement.handle(enable),
        ]
    }

    private func table(_ request: PageRequest) async throws -> Table {
        PeopleTable.table(
            try await desk.list(), places: try await places(), factors: try await FactorDesk(parts).holders(),
            locked: Set(try await SignInDesk(parts).locks().keys), request)
    }

    private func list(_ request: PageRequest) async throws -> Answer {
        let title = request.text("administration.people")
        return .page(
            Page(
                "administration/register", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "people",
                isWide: true,
                model: RegisterView(
                    title: title, help: request.text("administration.people.help"),
                    actionText: request.text("administration.people.new"),
                    actionHref: request.allows(AdministrationRoutes.keepPeople)
                        ? AdministrationRoutes.newPerson.link().href : "",
                    table: try await table(request).view)))
    }

    private func file(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        try await RegisterFile.answer(
            try await table(request), title: request.text("administration.people"), format,
            names: try await desk.names(), request)
    }

    // MARK: a new person

    private func new(_ request: PageRequest) async throws -> Answer {
        formPage(try await newForm(request), "administration.people.new", request, crumbs: [], status: 200)
    }

    private func newForm(_ request: PageRequest) async throws -> Form {
        let places = try await places()
        return Form(
            "new-person", action: AdministrationRoutes.createPerson.link(),
            submit: request.text("administration.people.create"), cancel: AdministrationRoutes.people.link(),
            fields: [
                FormField(
                    "account", request.text("administration.field.account"),
                    help: request.text("administration.field.account-help"), isRequired: true,
                    longest: AccountName.lengths.upperBound)
            ] + PersonFields.fields(places, request))
    }

    private func create(_ request: PageRequest) async throws -> Answer {
        var form = try await newForm(request)
        form.check(for: request, sent: request.form)
        if form.hasErrors {
            return formPage(form, "administration.people.new", request, crumbs: [], status: 422)
        }
        do {
            let created = try await desk.create(
                account: request.form["account"] ?? "", PersonFields.details(request.form),
                places: try await places(), by: request.actor, key: try request.once())
            return passwordPage(
                account: try AccountName.canonical(request.form["account"] ?? ""), created.oneTimePassword,
                person: created.id, request, title: request.text("administration.people.created"))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return formPage(
                form, "administration.people.new", request, crumbs: [],
                status: problem.kind == .conflict ? 409 : 422)
        }
    }

    private func passwordPage(
        account: String, _ password: String?, person: Identifier, _ request: PageRequest, title: String
    ) -> Answer {
        .page(
            Page(
                "administration/one-time-password", title: title, breadcrumbs: crumbs([title], request),
                navigation: "people",
                model: OneTimePasswordView(
                    title: title, account: account, password: password ?? "", hasPassword: password != nil,
                    days: request.text(
                        "administration.one-time.days", ["days": String(parts.policy.oneTimeDays)]),
                    personHref: AdministrationRoutes.person.link(person).href)))
    }

    // MARK: one person

    private func person(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await personPage(request, id)
    }

    private func personPage(
        _ request: PageRequest, _ id: Identifier, failed: Form? = nil, status: Int = 200
    ) async throws -> Answer {
        let person = try await known(id)
        let title = person.title(request.language)
        var links: [NamedLink] = []
        if request.allows(AdministrationRoutes.keepPeople) {
            links.append(
                NamedLink(
                    text: request.text("administration.person.edit"),
                    href: AdministrationRoutes.details.link(id).href))
        }
        if request.allows(AdministrationRoutes.grantRoles) {
            links.append(
                NamedLink(
                    text: request.text("administration.person.roles"), href: AdministrationRoutes.roles.link(id).href))
        }
        let hasFactor = try await FactorDesk(parts).holders().contains(id)
        return .page(
            Page(
                "administration/person", title: title, breadcrumbs: crumbs([title], request), navigation: "people",
                model: PersonView(
                    person, places: try await places(), hasFactor: hasFactor,
                    lockedUntil: try await SignInDesk(parts).locks()[id], links: links,
                    panels: panels(person, hasFactor: hasFactor, failed, request),
                    grants: try await RoleDesk(parts).grants(to: id),
                    states: try await desk.states(of: id), names: try await desk.names(), request: request)),
            status: status)
    }

    /// What the system administrator may do with somebody else.
    private func panels(_ person: Person, hasFactor: Bool, _ failed: Form?, _ request: PageRequest) -> [Panel] {
        guard request.allows(AdministrationRoutes.keepPeople), person.account != request.actor.name else { return [] }
        let state = stateForm(person, request)
        return [
            resetPanel(person, hasFactor: hasFactor, request),
            Panel(
                state.submit,
                note: request.text("administration.person.\(person.isActive ? "disable" : "enable")-help"),
                form: (failed ?? state).view(request)),
        ]
    }

    /// The button that resets the password; where it would be refused, why, and what to do instead.
    private func resetPanel(_ person: Person, hasFactor: Bool, _ request: PageRequest) -> Panel {
        let title = request.text("administration.person.reset")
        guard PasswordDesk.mayReset(person, hasFactor: hasFactor, by: request.actor) else {
            return Panel(
                title, note: request.text("access.problem.apart-reset", ["account": person.account]), form: nil)
        }
        let reset = Form(
            "reset-password", action: AdministrationRoutes.resetPassword.link(person.id), submit: title, fields: [])
        return Panel(
            title, note: request.text("administration.person.reset-help"), form: reset.view(request))
    }

    private func stateForm(_ person: Person, _ request: PageRequest) -> Form {
        let what = person.isActive ? "disable" : "enable"
        return Form(
            "\(what)-person",
            action: person.isActive
                ? AdministrationRoutes.disablement.link(person.id) : AdministrationRoutes.enablement.link(person.id),
            submit: request.text("administration.person.\(what)"), fields: [PersonFields.reason(request)])
    }

    private func disable(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await change(request, id, flash: "disabled") { reason in
            try await desk.disable(id, reason: reason, by: request.actor, key: try request.once())
        }
    }

    private func enable(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await change(request, id, flash: "enabled") { reason in
            try await desk.enable(id, reason: reason, by: request.actor, key: try request.once())
        }
    }

    private func change(
        _ request: PageRequest, _ id: Identifier, flash: String, _ body: (String) async throws -> Void
    ) async throws -> Answer {
        var form = stateForm(try await known(id), request)
        do {
            try await body(request.form["reason"] ?? "")
            return .redirect(
                AdministrationRoutes.person.link(id), flash: Flash("administration.flash.\(flash)"))
        } catch let problem as Problem where problem.place != nil {
            form.take(request.form)
            form.fail(problem, for: request)
            return try await personPage(request, id, failed: form, status: 422)
        }
    }

    private func resetPassword(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let person = try await known(id)
        let password = try await PasswordDesk(parts).reset(id, by: request.actor)
        return passwordPage(
            account: person.account, password, person: id, request,
            title: request.text("administration.person.password-reset"))
    }

    // MARK: details

    private func details(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let person = try await known(id)
        var form = try await detailsForm(person, request)
        PersonFields.fill(&form, person)
        return formPage(form, "administration.person.edit", request, crumbs: [person], status: 200)
    }

    private func detailsForm(_ person: Person, _ request: PageRequest) async throws -> Form {
        Form(
            "details", action: AdministrationRoutes.editDetails.link(person.id),
            submit: request.text("administration.person.save"), cancel: AdministrationRoutes.person.link(person.id),
            fields: [.hidden("version", String(person.version))]
                + PersonFields.fields(try await places(), request))
    }

    private func edit(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let person = try await known(id)
        var form = try await detailsForm(person, request)
        form.check(for: request, sent: request.form)
        if form.hasErrors {
            return formPage(form, "administration.person.edit", request, crumbs: [person], status: 422)
        }
        do {
            try await desk.edit(
                id, PersonFields.details(request.form), version: Int(request.form["version"] ?? "") ?? 0,
                places: try await places(), by: request.actor, key: try request.once())
            return .redirect(AdministrationRoutes.person.link(id), flash: Flash("administration.flash.edited"))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return formPage(form, "administration.person.edit", request, crumbs: [person], status: 422)
        }
    }

    private func known(_ id: Identifier) async throws -> Person {
        guard let person = try await desk.person(id) else {
            throw Problem(.notFound, "access.problem.no-person")
        }
        return person
    }

    private func crumbs(_ titles: [String], _ request: PageRequest) -> [Breadcrumb] {
        [Breadcrumb(request.text("administration.people"), AdministrationRoutes.people.link())]
            + titles.map { Breadcrumb($0) }
    }

    private func formPage(
        _ form: Form, _ key: String, _ request: PageRequest, crumbs people: [Person], status: Int
    ) -> Answer {
        let title = request.text(key)
        let steps =
            [Breadcrumb(request.text("administration.people"), AdministrationRoutes.people.link())]
            + people.map { Breadcrumb($0.title(request.language), AdministrationRoutes.person.link($0.id)) }
            + [Breadcrumb(title)]
        return .page(
            Page(
                "administration/form", title: title, breadcrumbs: steps, navigation: "people",
                model: FormView(title, form: form.view(request))),
            status: status)
    }
}
