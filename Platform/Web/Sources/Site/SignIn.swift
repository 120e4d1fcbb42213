import Kernel
import Logging

/// How people sign in to a site. A site without it has one actor, see ``SiteConfiguration/actorSource``.
public struct SignIn: Sendable {
    /// The page with the form. A page that somebody who is not signed in may not see leads there, and back again.
    public var page: Route0
    /// The page of one's own account, in the menu under one's name.
    public var account: Route0
    /// What the menu's button sends to.
    public var signOut: Route0
    /// What everybody who is signed in may do, whatever their roles: sign out, change their password.
    public var own: Set<Permission>
    /// The session of a token; nil where there is none, or it is over.
    public var session: @Sendable (String, Logger) async throws -> SignedIn?

    public init(
        page: Route0, account: Route0, signOut: Route0, own: Set<Permission>,
        session: @escaping @Sendable (String, Logger) async throws -> SignedIn?
    ) {
        self.page = page
        self.account = account
        self.signOut = signOut
        self.own = own
        self.session = session
    }
}

/// Somebody who is signed in.
public struct SignedIn: Sendable {
    /// What must be done first: until then only these permissions count, and every other page leads there.
    public struct Duty: Sendable {
        public let page: Link
        public let permissions: Set<Permission>

        public init(page: Link, permissions: Set<Permission>) {
            self.page = page
            self.permissions = permissions
        }
    }

    public let actor: Actor
    /// How the menu calls them.
    public let name: LocalizedText
    public let duty: Duty?

    public init(actor: Actor, name: LocalizedText, duty: Duty? = nil) {
        self.actor = actor
        self.name = name
        self.duty = duty
    }
}

/// Thrown by a handler that needs somebody who is signed in, and by the site where nobody is: a page leads to the
/// sign-in form and back, everything else is answered with 401.
public struct SignInRequired: Error, Sendable {
    public init() {}
}

/// What an answer does to the browser's session cookie.
public enum SessionChange: Sendable {
    /// A token that goes into the cookie.
    case begin(String)
    case end
}
