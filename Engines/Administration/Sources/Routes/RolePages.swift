import Access
import Kernel
import Web

/// The security administrator's pages: a person's roles, and what roles may do.
struct RolePages: Sendable {
    let parts: AccessParts
    let places: @Sendable () async throws -> Places

    var registrations: [RouteRegistration] {
        [
            AdministrationRoutes.roles.handle(roles), AdministrationRoutes.grantRole.handle(grant),
            AdministrationRoutes.revokeRole.handle(revoke),
            AdministrationRoutes.removeOthersFactor.handle(removeFactor),
            AdministrationRoutes.permissions.handle(permissions),
        ]
    }

    private func roles(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await page(request, id)
    }

    private func page(
        _ request: PageRequest, _ id: Identifier, failed: Form? = nil, status: Int = 200
    ) async throws -> Answer {
        let person = try await known(id)
        let isSelf = person.account == request.actor.name
        let hasFactor = try await FactorDesk(parts).holders().contains(id)
        var forms: [Form] = []
        if !isSelf {
            forms.append(grantForm(person, request))
            forms += Role.allCases.filter(person.roles.contains).map { revokeForm($0, person, request) }
            if hasFactor { forms.append(factorForm(person, request)) }
        }
        let panels = forms.map { form in
            Panel(form.submit, form: (failed?.identity == form.identity ? failed ?? form : form).view(request))
        }
        let title = request.text("administration.roles.of", ["name": person.title(request.language)])
        return .page(
            Page(
                "administration/person", title: title,
                breadcrumbs: [
                    Breadcrumb(request.text("administration.people"), AdministrationRoutes.people.link()),
                    Breadcrumb(person.title(request.language), AdministrationRoutes.person.link(id)),
                    Breadcrumb(request.text("administration.person.roles")),
                ], navigation: "people",
                model: PersonView(
                    person, places: try await places(), hasFactor: hasFactor,
                    lockedUntil: try await SignInDesk(parts).locks()[id], links: [], panels: panels,
                    grants: try await RoleDesk(parts).grants(to: id),
                    states: try await PeopleDesk(parts).states(of: id), names: try await PeopleDesk(parts).names(),
                    request: request)),
            status: status)
    }

    /// Offers the roles that go together with those that are held.
    private func grantForm(_ person: Person, _ request: PageRequest) -> Form {
        let free = RoleRules.grantable.filter {
            !person.roles.contains($0) && RoleRules.mayJoin($0, person.roles)
        }
        return Form(
            "grant-role", action: AdministrationRoutes.grantRole.link(person.id),
            submit: request.text("administration.roles.grant"),
            fields: [
                FormField(
                    "role", request.text("administration.column.role"), kind: .select,
                    help: request.text("administration.roles.apart"),
                    options: free.map { FormField.Option($0.rawValue, request.roleName($0)) }, isRequired: true),
                PersonFields.reason(request),
            ])
    }

    private func revokeForm(_ role: Role, _ person: Person, _ request: PageRequest) -> Form {
        Form(
            "revoke-\(role.rawValue)", action: AdministrationRoutes.revokeRole.link(person.id, role),
            submit: request.text("administration.roles.revoke", ["role": request.roleName(role)]),
            fields: [PersonFields.reason(request)])
    }

    private func factorForm(_ person: Person, _ request: PageRequest) -> Form {
        Form(
            "remove-factor", action: AdministrationRoutes.removeOthersFactor.link(person.id),
            submit: request.text("administration.factor.remove"), fields: [PersonFields.reason(request)])
    }

    private func grant(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let person = try await known(id)
        return try await send(grantForm(person, request), request, id, flash: "granted") {
            guard let role = Role(rawValue: request.form["role"] ?? "") else {
                throw Problem(.badInput, "access.problem.role", at: .field("role"))
            }
            try await RoleDesk(parts).grant(
                role, to: id, reason: request.form["reason"] ?? "", by: request.actor, key: try request.once())
        }
    }

    private func revoke(_ request: PageRequest, _ id: Identifier, _ role: Role) async throws -> Answer {
        let person = try await known(id)
        return try await send(revokeForm(role, person, request), request, id, flash: "revoked") {
            try await RoleDesk(parts).revoke(
                role, of: id, reason: request.form["reason"] ?? "", by: request.actor, key: try request.once())
        }
    }

    private func removeFactor(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let person = try await known(id)
        return try await send(factorForm(person, request), request, id, flash: "factor-removed") {
            try await FactorDesk(parts).remove(
                from: id, reason: request.form["reason"] ?? "", by: request.actor)
        }
    }

    private func send(
        _ form: Form, _ request: PageRequest, _ id: Identifier, flash: String, _ body: () async throws -> Void
    ) async throws -> Answer {
        var form = form
        form.take(request.form)
        do {
            try await body()
            return .redirect(AdministrationRoutes.roles.link(id), flash: Flash("administration.flash.\(flash)"))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return try await page(request, id, failed: form, status: problem.kind.httpStatus)
        }
    }

    private func known(_ id: Identifier) async throws -> Person {
        guard let person = try await PeopleDesk(parts).person(id) else {
            throw Problem(.notFound, "access.problem.no-person")
        }
        return person
    }

    private func permissions(_ request: PageRequest) async throws -> Answer {
        let title = request.text("administration.permissions")
        return .page(
            Page(
                "administration/permissions", title: title, breadcrumbs: [Breadcrumb(title)],
                navigation: "permissions", isWide: true, model: PermissionsView(request)))
    }
}
