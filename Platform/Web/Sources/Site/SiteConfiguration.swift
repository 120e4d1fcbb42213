import Foundation
import Hummingbird
import Kernel
import Logging

/// Everything a site is composed of. Server fills it from the engines.
public struct SiteConfiguration: Sendable {
    public var identity: SiteIdentity
    /// Every route an engine declares.
    public var declared: [any DeclaredRoute] = []
    /// Every route an engine answers; must be the same ones.
    public var registrations: [RouteRegistration] = []
    /// The interface's texts of all engines; Web adds its own.
    public var strings = StringCatalogue()
    /// The engines' templates; Web adds its own.
    public var templates: [TemplateFolder] = []
    public var navigation: [NavigationEntry] = []
    /// How many things wait for an actor behind an entry of the rail, by the entry's key; 0 shows nothing.
    public var counts: @Sendable (Actor) async throws -> [String: Int] = { _ in [:] }
    public var policy = PermissionPolicy()
    public var clock: Clock
    public var identifiers: IdentifierSource
    /// Where the mark in the top bar leads, and pages of trouble link back to.
    public var home: Route0
    /// Answers the search box, which sends `q`; nil leaves the box out.
    public var search: Route0?
    /// How people sign in; nil for a site with one actor.
    public var signIn: SignIn?
    /// Who asks, on a site without sign-in. Throwing a problem answers with it.
    public var actorSource: @Sendable (Request) async throws -> Actor
    public var key: ServerKey
    /// So many random bytes.
    public var randomBytes: @Sendable (Int) -> [UInt8]
    /// `https://heng.example` as browsers see it; nil for plain http on loopback. Decides on secure cookies.
    public var publicOrigin: String?
    public var limits = RequestLimits()
    /// Folders whose files are served; Web's own comes first.
    public var publicFolders: [URL] = []
    public var logger: Logger

    public init(
        identity: SiteIdentity, clock: Clock, home: Route0, key: ServerKey, logger: Logger,
        actorSource: @escaping @Sendable (Request) async throws -> Actor
    ) {
        self.identity = identity
        self.clock = clock
        self.home = home
        self.key = key
        self.logger = logger
        self.actorSource = actorSource
        identifiers = IdentifierSource(clock: clock)
        randomBytes = { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}

/// Why a site cannot start: every fault of its composition at once.
public struct CompositionFault: Error, Sendable, CustomStringConvertible {
    public let faults: [String]

    public var description: String { "the site is not sound:\n  " + faults.joined(separator: "\n  ") }
}
