import CivicCalendar
import Kernel
import Logging

/// A request as a handler sees it: read, limited, checked against forgery, its actor allowed by the route's permission.
public struct PageRequest: Sendable {
    public let method: RouteMethod
    /// Where the site is, as the asking program knows it: `https://heng.example`, or http and the host it asked.
    public let siteOrigin: String
    /// The path as it came, percent-encoded, without the query.
    public let path: String
    public let query: Values
    public let form: FormValues
    /// The body as it came, for routes that take something else than forms. Empty for forms.
    public let body: [UInt8]
    public private(set) var actor: Actor
    public let language: Language
    public let appearance: Appearance
    public let clock: Clock
    /// The day the city thinks it is.
    public let businessDate: CivicDate
    /// Whether htmx asks for a fragment rather than a person for a page.
    public let isHTMX: Bool
    /// Whether `Accept` prefers JSON to HTML.
    public let wantsJSON: Bool
    /// Stands in the access log and on every error page.
    public let identifier: Identifier
    /// The value of the hidden field `csrf-token`.
    public let csrfToken: String
    /// A fresh key for a form's hidden field `idempotency-key`.
    public let freshIdempotencyKey: String
    public let logger: Logger

    /// The token in the browser's session cookie, whether or not it is one.
    public let sessionToken: String?
    public let source: RequestSource
    /// Which roles hold which permissions.
    public let policy: PermissionPolicy

    let strings: StringCatalogue
    let own: @Sendable (String) -> String?
    let landing: @Sendable (Actor) -> Link?
    let parameters: [String]

    /// The text of a key in the request's language.
    public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        strings.text(key, language, arguments)
    }

    /// The same request, asked by somebody else: for what is read by a key rather than by whoever is signed in.
    public func asked(by actor: Actor) -> PageRequest {
        var request = self
        request.actor = actor
        return request
    }

    /// Whether there is a text for a key.
    public func hasText(_ key: String) -> Bool { strings.has(key, language) }

    /// The link behind an address that came with a request; nil unless it leads to a page of this site.
    public func ownLink(_ address: String?) -> Link? {
        guard let address, let own = own(address) else { return nil }
        let halves = own.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = halves.count > 1 ? Values.written(halves[1]) : []
        return Link(method: .get, path: String(halves[0])).adding(query)
    }

    /// The first page of somebody, nil where the rail would be empty.
    public func landing(of actor: Actor) -> Link? { landing(actor) }

    /// Whether the actor may do something, so that pages show only what will work.
    public func allows(_ permission: Permission) -> Bool { policy.allows(actor, permission) }

    /// Whether the actor may do something to a record of this unit and district.
    public func allows(_ permission: Permission, unit: String, district: String?) -> Bool {
        policy.allows(actor, permission, unit: unit, district: district)
    }

    /// Whether the actor holds the permission over own records only.
    public func isOwnOnly(_ permission: Permission) -> Bool { policy.scope(of: permission, for: actor) == .own }

    /// The key that makes a repeated submission count once; a problem where a mutating request has none.
    public func idempotencyKey() throws(Problem) -> String {
        guard let key = form["idempotency-key"], !key.isEmpty, key.utf8.count <= 64 else {
            throw Problem(.badInput, "web.problem.no-idempotency-key", at: .field("idempotency-key"))
        }
        return key
    }

    func parameter<Value: PathParameter>(_ index: Int) throws(RequestFault) -> Value {
        guard index < parameters.count, let value = Value(pathSegment: parameters[index]) else {
            throw RequestFault(.notFound, "web.fault.not-found")
        }
        return value
    }
}
