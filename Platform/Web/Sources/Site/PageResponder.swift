import HTTPTypes
import Hummingbird
import Kernel

/// Answers one route: checks the permission, reads the body, checks against forgery, calls the handler.
struct PageResponder: Sendable {
    let parts: SiteParts
    let registration: RouteRegistration

    func respond(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard var visitor = context.visitor else { throw RequestFault(.badRequest, "web.fault.encoding") }
        let gate = Gatekeeper(parts: parts)
        try await gate.identify(&visitor, request, context.logger)
        let declaration = registration.declaration
        try gate.admit(visitor, to: declaration)
        let body = try await BodyReader.read(request, declaration, limits: parts.configuration.limits)
        if declaration.method.changesState {
            try parts.forgery.check(
                request.headers, host: request.head.authority, visitor: visitor.cookies[parts.forgery.cookieName],
                actor: visitor.actor.name, token: body.form["csrf-token"] ?? request.headers.first("X-CSRF-Token"))
        }
        switch registration.handling {
        case .settings: return AnswerWriter(parts: parts, visitor: visitor).response(toSettings: body.form)
        case .page(let handler):
            let page = try pageRequest(request, visitor, body, context)
            let answer = try await handler(page)
            // Asked after the handler: what was just done may have changed it.
            if answer.hasLayout { visitor.counts = try await parts.configuration.counts(visitor.actor) }
            return try AnswerWriter(parts: parts, visitor: visitor).response(to: answer, page)
        }
    }

    private func pageRequest(
        _ request: Request, _ visitor: Visitor, _ body: BodyReader.Body, _ context: SiteContext
    ) throws -> PageRequest {
        let path = request.uri.path
        let parts = parts
        let segments = try PathGuard.segments(path)
        let parameters = zip(registration.declaration.segments, segments).compactMap { declared, given in
            if case .parameter = declared { given } else { nil }
        }
        return PageRequest(
            method: registration.declaration.method,
            siteOrigin: parts.configuration.publicOrigin ?? "http://\(request.head.authority ?? "localhost")",
            path: path,
            query: try Values(urlEncoded: request.uri.query ?? "", limits: parts.configuration.limits),
            form: body.form, body: body.bytes, actor: visitor.actor, language: visitor.language,
            appearance: visitor.appearance, clock: parts.configuration.clock,
            businessDate: parts.configuration.clock.today(), isHTMX: visitor.isHTMX, wantsJSON: visitor.wantsJSON,
            identifier: visitor.identifier,
            csrfToken: parts.forgery.token(visitor: visitor.secret, actor: visitor.actor.name),
            freshIdempotencyKey: Base64URL.encode(parts.configuration.randomBytes(18)), logger: context.logger,
            sessionToken: visitor.sessionToken, source: visitor.source, policy: parts.policy, strings: parts.strings,
            own: { AnswerWriter(parts: parts, visitor: visitor).ownAddress($0) },
            landing: { Gatekeeper(parts: parts).landing($0) }, parameters: parameters)
    }
}

/// Reads paths strictly: what a browser or Heng never writes is refused before any route sees it.
enum PathGuard {
    /// Decoded segments. Throws a 400 fault on broken escapes, bytes that are not UTF-8, control characters, slashes
    /// inside a segment and segments that climb.
    static func segments(_ path: String) throws(RequestFault) -> [String] {
        var result: [String] = []
        for raw in path.split(separator: "/", omittingEmptySubsequences: true) {
            guard let segment = PercentEncoding.decode(raw), segment != ".", segment != "..",
                !segment.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 || $0 == "/" || $0 == "\\" })
            else { throw RequestFault(.badRequest, "web.fault.encoding") }
            result.append(segment)
        }
        return result
    }
}
