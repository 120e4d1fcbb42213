import HTTPTypes
import Hummingbird
import Kernel
import Logging

/// Answers errors: as a page in the visitor's language, or as RFC 9457 where JSON is asked for.
struct ProblemWriter: Sendable {
    let parts: SiteParts
    let visitor: Visitor

    /// What is told to the visitor. Everything else goes to the log under the request's identifier.
    struct Told: Sendable {
        var status: Int
        var type: String
        var text: String
        var place: Problem.Place?
        var allowed: [RouteMethod] = []
        var retryAfter: Int?
    }

    /// What the template `web/problem` shows.
    struct Model: Sendable {
        let status: Int
        let title: String
        let text: String
        let place: String
        let hasPlace: Bool
        let identifier: String
        let homeHref: String
    }

    /// `application/problem+json` (RFC 9457, section 3.1).
    struct Document: Encodable, Sendable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let instance: String
        let place: String?
    }

    func response(to error: any Error, logger: Logger) -> Response {
        let told = told(error, logger: logger)
        let writer = AnswerWriter(parts: parts, visitor: visitor)
        let title = parts.strings.text("web.problem.title.\(told.type)", visitor.language)
        var response: Response
        do {
            if visitor.wantsJSON {
                let document = Document(
                    type: "urn:heng:problem:\(told.type)", title: title, status: told.status, detail: told.text,
                    instance: "urn:uuid:\(visitor.identifier)", place: place(told.place))
                response = try writer.json(document, told.status, "application/problem+json")
            } else {
                response = writer.html(try page(told, title: title), told.status)
            }
        } catch {
            logger.error("the problem page cannot be rendered", metadata: ["error": "\(error)"])
            response = Response(status: .init(code: told.status))
        }
        if !told.allowed.isEmpty {
            let methods = told.allowed.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
            response.headers.set("Allow", methods.joined(separator: ", "))
        }
        if told.status == RequestFault.Kind.unauthorised.rawValue {
            // RFC 9110, section 15.5.2 asks for a challenge; browsers leave a scheme they do not know alone.
            response.headers.set("WWW-Authenticate", "Session realm=\"heng\"")
        }
        if let seconds = told.retryAfter { response.headers.set("Retry-After", String(seconds)) }
        return response
    }

    private func page(_ told: Told, title: String) throws -> String {
        let place = place(told.place)
        let model = Model(
            status: told.status, title: title, text: told.text, place: place ?? "", hasPlace: place != nil,
            identifier: visitor.identifier.text, homeHref: Gatekeeper(parts: parts).home(visitor).href)
        let content = try parts.templates.render("web/problem", model, visitor.language)
        if visitor.isHTMX { return content }
        let page = Page("web/problem", title: title, model: model)
        let layout = LayoutModel(page, content: content, flash: nil, parts: parts, visitor: visitor)
        return try parts.templates.render("web/layout", layout, visitor.language)
    }

    private func place(_ place: Problem.Place?) -> String? {
        switch place {
        case nil: nil
        case .field(let name): name
        case .file(let name, let line): line.map { "\(name):\($0)" } ?? name
        }
    }

    private func told(_ error: any Error, logger: Logger) -> Told {
        switch error {
        case let error as any ProblemConvertible:
            return told(error.problem, logger: logger)
        case let problem as Problem:
            if problem.kind == .failure {
                logger.error("failed", metadata: ["key": "\(problem.key)", "arguments": "\(problem.arguments)"])
            }
            // Its key is the administrators' word, not the visitor's.
            if problem.kind == .forbidden, let permission = problem.arguments["permission"] {
                logger.notice(
                    "refused", metadata: ["permission": "\(permission)", "actor": "\(visitor.actor.name)"])
            }
            let waits = problem.kind == .tooManyRequests || problem.kind == .unavailable
            let retryAfter = waits ? problem.arguments["seconds"].flatMap(Int.init) ?? 10 : nil
            return Told(
                status: problem.kind.httpStatus, type: problem.kind.rawValue,
                text: parts.strings.text(problem, visitor.language), place: problem.place, retryAfter: retryAfter)
        case is SignInRequired:
            return told(RequestFault(.unauthorised, "web.fault.sign-in"), logger: logger)
        case let fault as RequestFault:
            return Told(
                status: fault.kind.rawValue, type: "request-\(fault.kind.rawValue)",
                text: parts.strings.text(fault.key, visitor.language, fault.arguments), allowed: fault.allowed)
        case let error as HTTPError where (400..<500).contains(error.status.code):
            logger.notice("refused", metadata: ["error": "\(error)"])
            return Told(
                status: error.status.code, type: "request-400",
                text: parts.strings.text("web.fault.encoding", visitor.language))
        default:
            logger.error("failed", metadata: ["error": "\(error)"])
            return Told(
                status: 500, type: Problem.Kind.failure.rawValue,
                text: parts.strings.text("web.problem.internal", visitor.language))
        }
    }
}
