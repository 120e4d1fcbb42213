import Kernel

/// The methods that Heng's pages and interfaces answer to.
public enum RouteMethod: String, Sendable, CaseIterable, Hashable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"

    /// Whether a request of this method may change state, and so needs the token against forgery.
    public var changesState: Bool { self != .get }
}

/// What a route takes as its body; anything else is answered with 415.
public enum BodyType: Sendable, Hashable {
    /// Forms, urlencoded or multipart.
    case form
    /// Bytes of one of these media types, such as `application/json`.
    case raw([String])
}

/// What a route promises without its handler: method, path, permission and the largest body it takes.
public struct RouteDeclaration: Sendable, Hashable, CustomStringConvertible {
    /// One segment of a path.
    public enum Segment: Sendable, Hashable {
        case fixed(String)
        case parameter(String)
    }

    public let method: RouteMethod
    public let segments: [Segment]
    public let permission: Permission
    /// The largest request body in bytes.
    public let bodyLimit: Int
    public let accepts: BodyType
    /// What is wrong with the declaration itself; empty where it is sound. Site refuses to start on any.
    public let faults: [String]

    init(
        _ method: RouteMethod, _ path: String, permission: Permission, bodyLimit: Int, accepts: BodyType,
        parameters: Int
    ) {
        self.method = method
        self.accepts = accepts
        self.permission = permission
        self.bodyLimit = bodyLimit
        var found: [String] = []
        segments = path.split(separator: "/", omittingEmptySubsequences: true).map { segment in
            if segment.hasPrefix("{"), segment.hasSuffix("}"), segment.count > 2 {
                return .parameter(String(segment.dropFirst().dropLast()))
            }
            let isPlain = segment.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46 || byte == 95
            }
            if !isPlain { found.append("\(method.rawValue) \(path): the segment “\(segment)” is not plain") }
            return .fixed(String(segment))
        }
        let names = segments.compactMap { segment in
            if case .parameter(let name) = segment { name } else { nil }
        }
        if names.count != parameters {
            found.append("\(method.rawValue) \(path): \(names.count) parameters in the path, \(parameters) in the type")
        }
        if Set(names).count != names.count { found.append("\(method.rawValue) \(path): a parameter is named twice") }
        if path.hasPrefix("/") || path.hasSuffix("/") {
            found.append("\(method.rawValue) \(path): write the path without a slash at its ends")
        }
        if bodyLimit < 0 { found.append("\(method.rawValue) \(path): the body limit is negative") }
        faults = found
    }

    /// `items/{item}`, as it was written.
    public var path: String {
        segments.map { segment in
            switch segment {
            case .fixed(let text): text
            case .parameter(let name): "{\(name)}"
            }
        }.joined(separator: "/")
    }

    /// `GET /items/{item}`.
    public var description: String { "\(method.rawValue) /\(path)" }

    /// The path with its parameters unnamed: two declarations of one shape and method would hide each other.
    var shape: String {
        segments.map { segment in
            switch segment {
            case .fixed(let text): text
            case .parameter: "{}"
            }
        }.joined(separator: "/")
    }

    /// Whether decoded path segments fit this route.
    func matches(_ path: [String]) -> Bool {
        guard path.count == segments.count else { return false }
        return zip(path, segments).allSatisfy { given, segment in
            switch segment {
            case .fixed(let text): text == given
            case .parameter: true
            }
        }
    }

    /// The path with values for its parameters, percent-encoded.
    func filled(_ values: [String]) -> String {
        var rest = values[...]
        var result = ""
        for segment in segments {
            switch segment {
            case .fixed(let text): result += "/" + text
            case .parameter: result += "/" + PercentEncoding.segment(rest.popFirst() ?? "")
            }
        }
        return result.isEmpty ? "/" : result
    }
}
