import Kernel

/// The default largest body of a form: 1 MB.
public let defaultBodyLimit = 1_000_000

/// Anything that declares a route, whatever its parameters.
public protocol DeclaredRoute: Sendable {
    var declaration: RouteDeclaration { get }
}

/// A handler of any route: a request in, an answer out.
public typealias PageHandler = @Sendable (PageRequest) async throws -> Answer

/// A declared route together with what answers it.
public struct RouteRegistration: Sendable {
    /// By a page's handler, or by Web itself, which alone writes the cookies of the settings form.
    enum Handling: Sendable {
        case page(PageHandler)
        case settings
    }

    public let declaration: RouteDeclaration
    let handling: Handling
}

/// A route without parameters.
///
///     let board = Route0(.get, "board", permission: readPlans)
///     board.link().href  // "/board"
public struct Route0: DeclaredRoute {
    public let declaration: RouteDeclaration

    public init(
        _ method: RouteMethod, _ path: String, permission: Permission, bodyLimit: Int = defaultBodyLimit,
        accepts: BodyType = .form
    ) {
        declaration = RouteDeclaration(
            method, path, permission: permission, bodyLimit: bodyLimit, accepts: accepts, parameters: 0)
    }

    /// A link to this route.
    public func link() -> Link { Link(method: declaration.method, path: declaration.filled([])) }

    /// Binds the route to its handler.
    public func handle(_ handler: @escaping PageHandler) -> RouteRegistration {
        RouteRegistration(declaration: declaration, handling: .page(handler))
    }
}

/// A route with one parameter in its path.
///
///     let item = Route1<String>(.get, "items/{item}", permission: readPlans)
///     item.link("17-03").href  // "/items/17-03"
public struct Route1<First: PathParameter>: DeclaredRoute {
    public let declaration: RouteDeclaration

    public init(
        _ method: RouteMethod, _ path: String, permission: Permission, bodyLimit: Int = defaultBodyLimit,
        accepts: BodyType = .form
    ) {
        declaration = RouteDeclaration(
            method, path, permission: permission, bodyLimit: bodyLimit, accepts: accepts, parameters: 1)
    }

    public func link(_ first: First) -> Link {
        Link(method: declaration.method, path: declaration.filled([first.pathSegment]))
    }

    /// Binds the route to its handler; a segment that is no `First` is answered with 404.
    public func handle(
        _ handler: @escaping @Sendable (PageRequest, First) async throws -> Answer
    ) -> RouteRegistration {
        RouteRegistration(
            declaration: declaration,
            handling: .page { request in try await handler(request, request.parameter(0)) })
    }
}

/// A route with two parameters in its path.
public struct Route2<First: PathParameter, Second: PathParameter>: DeclaredRoute {
    public let declaration: RouteDeclaration

    public init(
        _ method: RouteMethod, _ path: String, permission: Permission, bodyLimit: Int = defaultBodyLimit,
        accepts: BodyType = .form
    ) {
        declaration = RouteDeclaration(
            method, path, permission: permission, bodyLimit: bodyLimit, accepts: accepts, parameters: 2)
    }

    public func link(_ first: First, _ second: Second) -> Link {
        Link(method: declaration.method, path: declaration.filled([first.pathSegment, second.pathSegment]))
    }

    /// Binds the route to its handler; a segment of the wrong type is answered with 404.
    public func handle(
        _ handler: @escaping @Sendable (PageRequest, First, Second) async throws -> Answer
    ) -> RouteRegistration {
        RouteRegistration(
            declaration: declaration,
            handling: .page { request in try await handler(request, request.parameter(0), request.parameter(1)) })
    }
}
