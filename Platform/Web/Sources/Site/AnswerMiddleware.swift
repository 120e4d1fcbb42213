import HTTPTypes
import Hummingbird
import Kernel
import Logging

/// The outermost layer: names the request, guards its address, turns errors into answers, adds headers, logs.
struct AnswerMiddleware: RouterMiddleware {
    let parts: SiteParts

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        var context = context
        let visitor = Visitor(
            request, site: parts, actor: .anonymous, peer: context.peer)
        context.visitor = visitor
        context.logger[metadataKey: "request"] = "\(visitor.identifier)"
        var response: Response
        do {
            response = try await answer(request, context, visitor, next)
        } catch {
            response = await problem(error, request, context, visitor)
        }
        // A file to keep has a stricter policy of its own already.
        let isFile = response.headers[.contentSecurityPolicy] == SecurityHeaders.filePolicy
        for (name, value) in SecurityHeaders.all where !(isFile && name == "Content-Security-Policy") {
            response.headers.set(name, value)
        }
        response.headers.set("X-Request-Id", visitor.identifier.text)
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if response.headers[.cacheControl] == "no-store" {
            for cookie in visitor.newCookies { response.headers.add("Set-Cookie", cookie) }
            response.headers.add("Vary", "Cookie, Accept-Language, Accept, HX-Request")
        }
        let elapsed = ContinuousClock.now - began
        context.logger.info(
            "answered",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path.prefix(200))",
                "status": "\(response.status.code)",
                "microseconds":
                    "\(elapsed.components.attoseconds / 1_000_000_000_000 + elapsed.components.seconds * 1_000_000)",
            ])
        return response
    }

    private func answer(
        _ request: Request, _ context: SiteContext, _ visitor: Visitor,
        _ next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let address = request.head.path ?? "/"
        guard address.utf8.count <= parts.configuration.limits.address else {
            throw RequestFault(.addressTooLong, "web.fault.address-too-long")
        }
        guard request.headers.count <= parts.configuration.limits.headers else {
            throw RequestFault(.badRequest, "web.fault.too-many-headers")
        }
        let segments = try PathGuard.segments(request.uri.path)
        if request.method == .get || request.method == .head, let file = parts.files.answer(segments, request) {
            return file
        }
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            let allowed = parts.routes.methods(at: segments)
            throw allowed.isEmpty
                ? RequestFault(.notFound, "web.fault.not-found")
                : RequestFault(.methodNotAllowed, "web.fault.method", allowed: allowed)
        }
    }

    private func problem(
        _ error: any Error, _ request: Request, _ context: SiteContext, _ visitor: Visitor
    ) async -> Response {
        var visitor = visitor
        // The rail of an error page shows what this actor may see; who cannot be named sees what the public sees.
        do { try await Gatekeeper(parts: parts).identify(&visitor, request, context.logger) } catch {
            context.logger.debug("no actor for the problem page", metadata: ["error": "\(error)"])
        }
        let writer = AnswerWriter(parts: parts, visitor: visitor)
        if let detour = error as? Detour { return writer.redirect(detour.link.href) }
        let isPage = (request.method == .get || request.method == .head) && !visitor.isHTMX && !visitor.wantsJSON
        if error is SignInRequired, isPage, let signIn = parts.configuration.signIn {
            let back = writer.ownAddress(visitor.address).map { [QueryItem("return", $0)] } ?? []
            return writer.redirect(signIn.page.link().adding(back).href)
        }
        return ProblemWriter(parts: parts, visitor: visitor).response(to: error, logger: context.logger)
    }
}
