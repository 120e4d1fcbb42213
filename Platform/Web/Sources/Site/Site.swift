import HTTPTypes
import Hummingbird
import HummingbirdCore
import Kernel
import Logging
import NIOCore

/// A site: routes, templates, texts and guards put together, ready to answer.
public struct Site: Sendable {
    let parts: SiteParts

    /// Puts a site together. Throws a ``CompositionFault`` naming everything that is wrong: routes declared and not
    /// registered, texts that one language lacks, templates with unknown texts, permissions that nobody holds.
    public init(_ configuration: SiteConfiguration) throws {
        parts = try SiteParts(configuration)
    }

    /// All registered routes with their permissions, for the matrix of roles and routes.
    public var routes: [RouteDeclaration] { parts.routes.registrations.map(\.declaration) }

    /// All texts, Web's own included.
    public var strings: StringCatalogue { parts.strings }

    /// The policy with the permissions that Web itself asks for.
    public var policy: PermissionPolicy { parts.policy }

    /// The names and texts of all templates.
    public var templates: [String: String] { parts.templates.sources }

    /// A request as nobody sent it, for tests of views and for what is rendered in the background.
    ///
    /// Throws where the query cannot be read.
    public func request(
        for actor: Actor, language: Language = .zhHans, query: String = "", form: FormValues = FormValues()
    ) throws -> PageRequest {
        let configuration = parts.configuration
        return PageRequest(
            method: .get, siteOrigin: configuration.publicOrigin ?? "http://localhost", path: "/",
            query: try Values(urlEncoded: query, limits: configuration.limits), form: form,
            body: [], actor: actor, language: language, appearance: Appearance(), clock: configuration.clock,
            businessDate: configuration.clock.today(), isHTMX: false, wantsJSON: false,
            identifier: configuration.identifiers.next(),
            csrfToken: parts.forgery.token(visitor: "", actor: actor.name),
            freshIdempotencyKey: Base64URL.encode(configuration.randomBytes(18)), logger: configuration.logger,
            sessionToken: nil, source: RequestSource(address: "", agent: ""), policy: parts.policy,
            strings: parts.strings, own: { _ in nil }, landing: { _ in nil }, parameters: [])
    }

    /// The text of a page without its layout, for tests of views. Throws where there is no such template.
    public func content(of page: Page, language: Language) throws -> String {
        try parts.templates.render(page.template, page.model, language)
    }

    /// The router with all routes, for the server and for clients inside the process.
    public func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
        let answering = AnswerMiddleware(parts: parts)
        router.add(middleware: answering)
        for registration in parts.routes.registrations {
            router.on(
                RouterPath("/" + registration.declaration.path),
                method: HTTPRequest.Method(rawValue: registration.declaration.method.rawValue) ?? .get
            ) { [parts] request, context in
                try await PageResponder(parts: parts, registration: registration).respond(request, context)
            }
        }
        return router
    }

    /// The HTTP server: closes silent connections, limits headers, ends gracefully on SIGTERM and SIGINT.
    public func application(
        host: String = "127.0.0.1", port: Int,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let limits = parts.configuration.limits
        return Application(
            router: router(),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: .seconds(Int64(limits.idleSeconds)),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                        maxHeaderFieldCount: limits.headers))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: onServerRunning, logger: parts.configuration.logger)
    }
}
