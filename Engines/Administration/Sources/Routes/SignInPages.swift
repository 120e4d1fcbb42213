import Access
import Kernel
import Web

/// The sign-in form, the second factor's code, and signing out.
struct SignInPages: Sendable {
    let parts: AccessParts
    let places: @Sendable () async throws -> Places

    var registrations: [RouteRegistration] {
        [
            AdministrationRoutes.entrance.handle(entrance), AdministrationRoutes.enter.handle(enter),
            AdministrationRoutes.leave.handle(leave), AdministrationRoutes.code.handle(code),
            AdministrationRoutes.passCode.handle(passCode),
        ]
    }

    private func entrance(_ request: PageRequest) async throws -> Answer {
        try await page(form(request, back: request.query["return"]), request, status: 200)
    }

    private func enter(_ request: PageRequest) async throws -> Answer {
        var form = form(request, back: request.form["return"])
        form.check(for: request, sent: request.form)
        if form.hasErrors { return try await page(form, request, status: 422) }
        var replaced: Session?
        if let token = request.sessionToken { replaced = try await SessionDesk(parts).session(token: token) }
        let outcome = try await SignInDesk(parts).signIn(
            account: request.form["account"] ?? "", password: request.form["password"] ?? "", from: request.origin,
            replacing: replaced)
        switch outcome {
        case .begun(let token, let session):
            return .session(.begin(token), .redirect(next(session, back: request.form["return"], request)))
        case .refused:
            form.fail("", request.text("administration.sign-in.refused"))
            return try await page(form, request, status: 422)
        case .addressLocked(let seconds):
            throw Problem(
                .tooManyRequests, "administration.sign-in.address-locked",
                ["minutes": String((seconds + 59) / 60), "seconds": String(seconds)])
        }
    }

    /// Where a session that has just begun goes: to what it owes, to the page that was asked for, to the first one.
    private func next(_ session: Session, back: String?, _ request: PageRequest) -> Link {
        let first = request.landing(of: session.person.actor) ?? AdministrationRoutes.account.link()
        let wanted = request.ownLink(back).flatMap { link in
            link.path == AdministrationRoutes.entrance.link().path ? nil : link
        }
        switch session.duty {
        case .code: return AdministrationRoutes.code.link().with(Return(address: wanted?.href))
        case .some(let duty): return AdministrationEngine.duty(duty).page
        case nil: return wanted ?? first
        }
    }

    private func leave(_ request: PageRequest) async throws -> Answer {
        if let token = request.sessionToken, let session = try await SessionDesk(parts).session(token: token) {
            try await SessionDesk(parts).end(session)
        }
        return .session(
            .end,
            .redirect(AdministrationRoutes.entrance.link(), flash: Flash("administration.flash.signed-out")))
    }

    private func code(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        guard session.duty == .code else { return .redirect(AdministrationRoutes.account.link()) }
        return codePage(codeForm(request, back: request.query["return"]), request, status: 200)
    }

    private func passCode(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        guard session.duty == .code else { return .redirect(AdministrationRoutes.account.link()) }
        var form = codeForm(request, back: request.form["return"])
        form.check(for: request, sent: request.form)
        if form.hasErrors { return codePage(form, request, status: 422) }
        do {
            let token = try await SignInDesk(parts).pass(
                request.form["code"] ?? "", in: session, from: request.origin)
            guard let begun = try await SessionDesk(parts).session(token: token) else { throw SignInRequired() }
            return .session(.begin(token), .redirect(next(begun, back: request.form["return"], request)))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return codePage(form, request, status: 422)
        }
    }

    private func form(_ request: PageRequest, back: String?) -> Form {
        Form(
            "sign-in", action: AdministrationRoutes.enter.link(), submit: request.text("administration.sign-in"),
            fields: [
                .hidden("return", request.ownLink(back)?.href ?? ""),
                FormField(
                    "account", request.text("administration.field.account"), isRequired: true, longest: 100,
                    autocomplete: "username"),
                FormField(
                    "password", request.text("administration.field.password"), kind: .password, isRequired: true,
                    autocomplete: "current-password"),
            ])
    }

    private func codeForm(_ request: PageRequest, back: String?) -> Form {
        Form(
            "code", action: AdministrationRoutes.passCode.link(), submit: request.text("administration.code.submit"),
            fields: [
                .hidden("return", request.ownLink(back)?.href ?? ""),
                FormField(
                    "code", request.text("administration.field.code"), help: request.text("administration.code.help"),
                    isRequired: true, longest: 40, autocomplete: "one-time-code"),
            ])
    }

    private func page(_ form: Form, _ request: PageRequest, status: Int) async throws -> Answer {
        let hasPeople = try await PeopleDesk(parts).hasPeople()
        let demonstration = parts.admitsDemonstration ? DemonstrationPeople.members(of: try await places()) : []
        let title = request.text("administration.sign-in")
        return .page(
            Page(
                "administration/sign-in", title: title,
                model: SignInView(
                    form: form.view(request), hasPeople: hasPeople, demonstration: demonstration, request: request)),
            status: status)
    }

    private func codePage(_ form: Form, _ request: PageRequest, status: Int) -> Answer {
        let title = request.text("administration.code")
        return .page(
            Page("administration/form", title: title, model: FormView(title, form: form.view(request))),
            status: status)
    }

    /// The address to come back to, as part of another.
    private struct Return: QueryState {
        let address: String?
        var queryItems: [QueryItem] { address.map { [QueryItem("return", $0)] } ?? [] }
    }
}

extension Form {
    /// Takes what was sent and checks it, passwords too, which are never sent back.
    mutating func check(for request: PageRequest, sent: FormValues) {
        take(sent)
        check(for: request)
        for field in fields where field.kind == .password && field.isRequired && (sent[field.name] ?? "").isEmpty {
            fail(field.name, request.text("web.form.required", ["field": field.label]))
        }
    }
}
