import HTTPTypes
import Hummingbird
import Kernel
import Logging

/// Decides who asks and whether they may.
struct Gatekeeper: Sendable {
    let parts: SiteParts

    /// Names the visitor: by the session cookie where people sign in, else the site's one actor.
    func identify(_ visitor: inout Visitor, _ request: Request, _ logger: Logger) async throws {
        guard let signIn = parts.configuration.signIn else {
            visitor.actor = try await parts.configuration.actorSource(request)
            return
        }
        guard let token = visitor.sessionToken, let signedIn = try await signIn.session(token, logger) else { return }
        visitor.actor = signedIn.actor
        visitor.signedIn = signedIn
    }

    /// Throws unless the visitor may use the route.
    ///
    /// - Throws: ``Detour`` to where the visitor must go first, ``SignInRequired``, or a forbidden problem.
    func admit(_ visitor: Visitor, to route: RouteDeclaration) throws {
        // How pages look is everybody's own affair, whatever comes first.
        if route == SettingsRoute.change.declaration { return }
        if let duty = visitor.signedIn?.duty, !duty.permissions.contains(route.permission) {
            guard !route.method.changesState, !visitor.isHTMX, !visitor.wantsJSON else {
                throw Problem(.forbidden, "web.problem.duty")
            }
            throw Detour(link: duty.page)
        }
        guard !allows(visitor, route.permission) else { return }
        guard let signIn = parts.configuration.signIn else {
            try parts.policy.require(route.permission, of: visitor.actor)
            return
        }
        if visitor.signedIn == nil { throw SignInRequired() }
        // Whoever may not see the first page has a first page of their own.
        if route == parts.configuration.home.declaration {
            throw Detour(link: landing(visitor.actor) ?? signIn.account.link())
        }
        try parts.policy.require(route.permission, of: visitor.actor)
    }

    private func allows(_ visitor: Visitor, _ permission: Permission) -> Bool {
        if visitor.signedIn != nil, parts.configuration.signIn?.own.contains(permission) == true { return true }
        return parts.policy.allows(visitor.actor, permission)
    }

    /// The first page of an actor: the site's, else the first entry of the rail that is shown to them.
    func landing(_ actor: Actor) -> Link? {
        if parts.policy.allows(actor, parts.configuration.home.declaration.permission) {
            return parts.configuration.home.link()
        }
        return parts.navigation.first { parts.policy.allows(actor, $0.route.permission) }?.link
    }

    /// Where the mark in the top bar leads.
    func home(_ visitor: Visitor) -> Link {
        let home = parts.configuration.home.link()
        guard visitor.signedIn != nil, let signIn = parts.configuration.signIn else { return home }
        return landing(visitor.actor) ?? signIn.account.link()
    }
}

/// A page that is not shown because another one comes first.
struct Detour: Error, Sendable {
    let link: Link
}
