import HTTPTypes
import Hummingbird

/// Reads a body within its route's limit and into what the route accepts.
enum BodyReader {
    struct Body: Sendable {
        var form = FormValues()
        var bytes: [UInt8] = []
    }

    static func read(
        _ request: Request, _ declaration: RouteDeclaration, limits: RequestLimits
    ) async throws -> Body {
        let length = request.headers[.contentLength].flatMap(Int.init)
        guard declaration.method.changesState else { return Body() }
        let tooLarge = RequestFault(.tooLarge, "web.fault.too-large", ["limit": size(declaration.bodyLimit)])
        if let length, length > declaration.bodyLimit { throw tooLarge }
        let began = ContinuousClock.now
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(length ?? 0, declaration.bodyLimit))
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= declaration.bodyLimit else { throw tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
            // A sender that trickles would keep the connection from being idle for ever.
            let allowed = limits.bodySeconds + bytes.count / limits.bodyBytesPerSecond
            guard ContinuousClock.now - began <= .seconds(allowed) else {
                throw RequestFault(.tooSlow, "web.fault.too-slow")
            }
        }
        let type = MediaTypeHeader(request.headers[.contentType] ?? "")
        switch declaration.accepts {
        case .raw(let types):
            guard types.contains(type.essence) else { throw unsupported(type.essence) }
            return Body(bytes: bytes)
        case .form:
            if bytes.isEmpty, type.essence.isEmpty { return Body() }
            switch type.essence {
            case "application/x-www-form-urlencoded":
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw RequestFault(.badRequest, "web.fault.encoding")
                }
                return Body(form: FormValues(fields: try Values(urlEncoded: text, limits: limits)))
            case "multipart/form-data":
                return Body(form: try Multipart.read(bytes, boundary: type.parameters["boundary"], limits: limits))
            default: throw unsupported(type.essence)
            }
        }
    }

    private static func unsupported(_ type: String) -> RequestFault {
        RequestFault(.unsupportedMedia, "web.fault.media-type", ["type": String(type.prefix(80))])
    }

    /// Bytes as people write them: `20 MB`.
    static func size(_ bytes: Int) -> String {
        bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : bytes >= 1_000 ? "\(bytes / 1_000) KB" : "\(bytes) B"
    }
}

/// A `Content-Type` or `Content-Disposition`: its essence and its parameters (RFC 9110, section 5.6.6).
struct MediaTypeHeader: Sendable {
    let essence: String
    let parameters: [String: String]

    init(_ text: String) {
        var rest = text[...]
        essence = String(rest.prefix { $0 != ";" }).filter { $0 != " " && $0 != "\t" }.lowercased()
        rest = rest.drop { $0 != ";" }
        var found: [String: String] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let name = rest.prefix { $0 != "=" && $0 != ";" }.lowercased()
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            var value = ""
            if rest.first == "\"" {
                rest = rest.dropFirst()
                while let character = rest.popFirst(), character != "\"" {
                    // Browsers write a quotation mark as %22 and keep a backslash as it is (WHATWG HTML, 4.10.22.7).
                    value.append(character)
                }
                rest = rest.drop { $0 != ";" }
            } else {
                value = String(rest.prefix { $0 != ";" }).filter { $0 != " " }
                rest = rest.drop { $0 != ";" }
            }
            if found[name] == nil { found[name] = value }
        }
        parameters = found
    }
}
