import Kernel

/// A request that HTTP itself forbids, before any engine has seen it.
struct RequestFault: Error, Sendable, Equatable {
    enum Kind: Int, Sendable {
        case badRequest = 400
        case unauthorised = 401
        case forbidden = 403
        case notFound = 404
        case methodNotAllowed = 405
        case tooSlow = 408
        case tooLarge = 413
        case addressTooLong = 414
        case unsupportedMedia = 415
    }

    let kind: Kind
    let key: String
    let arguments: [String: String]
    /// Methods that are allowed, for 405.
    let allowed: [RouteMethod]

    init(_ kind: Kind, _ key: String, _ arguments: [String: String] = [:], allowed: [RouteMethod] = []) {
        self.kind = kind
        self.key = key
        self.arguments = arguments
        self.allowed = allowed
    }
}
