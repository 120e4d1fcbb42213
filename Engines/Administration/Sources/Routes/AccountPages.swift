import Access
import Kernel
import Web

/// One's own account: password, second factor, sessions.
struct AccountPages: Sendable {
    let parts: AccessParts
    let places: @Sendable () async throws -> Places

    private static let signInsShown = 10

    var registrations: [RouteRegistration] {
        [
            AdministrationRoutes.account.handle(account), AdministrationRoutes.password.handle(password),
            AdministrationRoutes.changePassword.handle(changePassword), AdministrationRoutes.factor.handle(factor),
            AdministrationRoutes.beginFactor.handle(beginFactor),
            AdministrationRoutes.confirmFactor.handle(confirmFactor),
            AdministrationRoutes.removeFactor.handle(removeFactor), AdministrationRoutes.endSession.handle(endSession),
        ]
    }

    private func account(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        let id = session.person.id
        let title = request.text("administration.account")
        let view = AccountView(
            session, places: try await places(), passwordSetAt: try await PasswordDesk(parts).setAt(of: id),
            factor: try await FactorDesk(parts).state(of: session.person),
            sessions: try await SessionDesk(parts).list(of: id),
            signIns: try await SignInDesk(parts).log(of: id, limit: Self.signInsShown), request: request)
        return .page(
            Page("administration/account", title: title, breadcrumbs: [Breadcrumb(title)], model: view))
    }

    private func password(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        return passwordPage(passwordForm(request), session, request, status: 200)
    }

    private func changePassword(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        var form = passwordForm(request)
        form.check(for: request, sent: request.form)
        let new = request.form["new-password"] ?? ""
        if !new.isEmpty, request.form["repeated-password"] != new {
            form.fail("repeated-password", request.text("administration.password.differs"))
        }
        if form.hasErrors { return passwordPage(form, session, request, status: 422) }
        do {
            let token = try await PasswordDesk(parts).change(
                from: request.form["password"] ?? "", to: new, in: session, from: request.origin)
            return .session(
                .begin(token),
                .redirect(
                    AdministrationRoutes.account.link(), flash: Flash("administration.flash.password-changed")))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return passwordPage(form, session, request, status: 422)
        }
    }

    private func passwordForm(_ request: PageRequest) -> Form {
        func field(_ name: String, _ autocomplete: String, help: String = "") -> FormField {
            FormField(
                name, request.text("administration.field.\(name)"), kind: .password, help: help, isRequired: true,
                autocomplete: autocomplete)
        }
        return Form(
            "password", action: AdministrationRoutes.changePassword.link(),
            submit: request.text("administration.password.submit"),
            fields: [
                field("password", "current-password"),
                field("new-password", "new-password", help: PolicyText.password(parts.policy, request)),
                field("repeated-password", "new-password"),
            ])
    }

    private func passwordPage(_ form: Form, _ session: Session, _ request: PageRequest, status: Int) -> Answer {
        let title = request.text("administration.password")
        let notes = session.duty == .password ? [request.text("administration.password.duty")] : []
        return .page(
            Page(
                "administration/form", title: title, breadcrumbs: crumbs(title, session, request),
                model: FormView(title, notes: notes, form: form.view(request))),
            status: status)
    }

    /// The way back to the account, where it can be gone.
    private func crumbs(_ title: String, _ session: Session, _ request: PageRequest) -> [Breadcrumb] {
        guard session.duty == nil else { return [Breadcrumb(title)] }
        return [
            Breadcrumb(request.text("administration.account"), AdministrationRoutes.account.link()), Breadcrumb(title),
        ]
    }

    private func factor(_ request: PageRequest) async throws -> Answer {
        try await factorPage(request, session: try await request.session(parts))
    }

    private func beginFactor(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        try await FactorDesk(parts).begin(for: session.person)
        return .redirect(AdministrationRoutes.factor.link())
    }

    private func confirmFactor(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        var form = confirmForm(request)
        form.check(for: request, sent: request.form)
        if form.hasErrors { return try await factorPage(request, session: session, confirm: form, status: 422) }
        do {
            let confirmed = try await FactorDesk(parts).confirm(
                request.form["code"] ?? "", in: session, from: request.origin)
            let title = request.text("administration.recovery")
            return .session(
                .begin(confirmed.token),
                .page(
                    Page(
                        "administration/recovery", title: title, breadcrumbs: [Breadcrumb(title)],
                        model: RecoveryView(
                            codes: confirmed.recoveryCodes,
                            nextHref: (request.landing(of: session.person.actor)
                                ?? AdministrationRoutes.account.link()).href))))
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return try await factorPage(request, session: session, confirm: form, status: 422)
        }
    }

    private func removeFactor(_ request: PageRequest) async throws -> Answer {
        let session = try await request.session(parts)
        var form = removeForm(request)
        form.check(for: request, sent: request.form)
        if form.hasErrors { return try await factorPage(request, session: session, remove: form, status: 422) }
        do {
            try await PasswordDesk(parts).confirm(
                request.form["password"] ?? "", in: session, from: request.origin)
            try await FactorDesk(parts).remove(
                from: session.person.id, reason: request.text("administration.factor.removed-by-holder"),
                by: session.person.actor)
        } catch let problem as Problem where problem.place != nil {
            form.fail(problem, for: request)
            return try await factorPage(request, session: session, remove: form, status: 422)
        }
        return .redirect(
            AdministrationRoutes.account.link(), flash: Flash("administration.flash.factor-removed"))
    }

    private func confirmForm(_ request: PageRequest) -> Form {
        Form(
            "confirm-factor", action: AdministrationRoutes.confirmFactor.link(),
            submit: request.text("administration.factor.confirm"),
            fields: [
                FormField(
                    "code", request.text("administration.field.code"), isRequired: true, longest: 10,
                    autocomplete: "one-time-code")
            ])
    }

    private func removeForm(_ request: PageRequest) -> Form {
        Form(
            "remove-factor", action: AdministrationRoutes.removeFactor.link(),
            submit: request.text("administration.factor.remove"),
            fields: [
                FormField(
                    "password", request.text("administration.field.password"), kind: .password, isRequired: true,
                    autocomplete: "current-password")
            ])
    }

    private func factorPage(
        _ request: PageRequest, session: Session, confirm: Form? = nil, remove: Form? = nil, status: Int = 200
    ) async throws -> Answer {
        let person = session.person
        let state = try await FactorDesk(parts).state(of: person)
        var secret = ""
        var address = ""
        var words = request.text("administration.factor.none")
        if case .waiting(let enrolment) = state {
            secret = Self.grouped(enrolment.secret)
            address = enrolment.address
        }
        if case .confirmed(let codes) = state {
            words = request.text("administration.factor.confirmed", ["codes": String(codes)])
        }
        let isConfirmed = if case .confirmed = state { true } else { false }
        let isWaiting = if case .waiting = state { true } else { false }
        let begin = Form(
            "begin-factor", action: AdministrationRoutes.beginFactor.link(),
            submit: request.text("administration.factor.begin"), fields: [])
        let title = request.text("administration.factor")
        return .page(
            Page(
                "administration/factor", title: title, breadcrumbs: crumbs(title, session, request),
                model: FactorView(
                    isRequired: session.duty == .enrolment, isNone: state == .none, isWaiting: isWaiting,
                    isConfirmed: isConfirmed, secret: secret, address: address,
                    state: words, begin: begin.view(request), confirm: (confirm ?? confirmForm(request)).view(request),
                    hasRemoval: isConfirmed && (person.administration == nil || person.isDemonstration),
                    remove: (remove ?? removeForm(request)).view(request))),
            status: status)
    }

    /// In groups of four, as a person types it.
    private static func grouped(_ secret: String) -> String {
        let characters = Array(secret)
        return stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<min($0 + 4, characters.count)]) }.joined(separator: " ")
    }

    private func endSession(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let session = try await request.session(parts)
        try await SessionDesk(parts).end(id, owner: session.person.id, by: session.person.actor)
        guard id != session.id else {
            return .session(.end, .redirect(AdministrationRoutes.entrance.link()))
        }
        return .redirect(AdministrationRoutes.account.link(), flash: Flash("administration.flash.session-ended"))
    }
}
