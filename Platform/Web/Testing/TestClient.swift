import HTTPTypes
import Hummingbird
import HummingbirdCore
import Kernel
import Logging
import NIOCore
import Web

/// A browser inside the process: it sends requests to a site's router, keeps cookies and fills in the tokens.
///
/// The requests go through the whole site, its guards included, without a socket.
public final class TestClient: Sendable {
    /// An answer, its body collected.
    public struct Reply: Sendable {
        public let status: Int
        public let headers: HTTPFields
        public let bytes: [UInt8]

        public init(status: Int, headers: HTTPFields, bytes: [UInt8]) {
            self.status = status
            self.headers = headers
            self.bytes = bytes
        }

        /// The body as UTF-8.
        public var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The first value of a header.
        public func header(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { headers[values: $0].first }
        }

        /// All values of a header.
        public func headers(_ name: String) -> [String] {
            HTTPField.Name(name).map { headers[values: $0] } ?? []
        }

        /// The value of the first hidden field of that name.
        public func hiddenField(_ name: String) -> String? {
            for piece in text.components(of: "<input") where piece.contains("name=\"\(name)\"") {
                guard let start = piece.firstRange(of: "value=\"")?.upperBound,
                    let end = piece[start...].firstIndex(of: "\"")
                else { continue }
                return String(piece[start..<end])
            }
            return nil
        }
    }

    /// Tells of what fails inside the site; requests that are answered say nothing.
    public static let failures = {
        var logger = Logger(label: "test")
        logger.logLevel = .error
        return logger
    }()

    private let responder: RouterResponder<SiteContext>
    private let logger: Logger
    private let cookies = CookieBox()
    private let host: String

    public init(_ site: Site, host: String = "localhost", logger: Logger = TestClient.failures) {
        responder = site.router().buildResponder()
        self.logger = logger
        self.host = host
    }

    /// Sends any request; cookies of earlier answers go with it unless the headers name their own.
    public func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        let kept = await cookies.header
        if !kept.isEmpty, fields[.cookie] == nil { fields[.cookie] = kept }
        let head = HTTPRequest(
            method: HTTPRequest.Method(rawValue: method) ?? .get, scheme: "http", authority: host, path: path,
            headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let response = try await responder.respond(to: request, context: SiteContext(logger: logger))
        let collector = Collector()
        try await response.body.write(collector.writer)
        await cookies.take(response.headers[values: .setCookie])
        return Reply(status: Int(response.status.code), headers: response.headers, bytes: await collector.bytes)
    }

    public func get(_ path: String, headers: [(String, String)] = []) async throws -> Reply {
        try await send("GET", path, headers: headers)
    }

    public func get(_ link: Link, headers: [(String, String)] = []) async throws -> Reply {
        try await get(link.href, headers: headers)
    }

    /// Sends a form as a browser would from one of our own pages: with cookie, token and idempotency key.
    ///
    /// The token is taken from a page; `from` is any page of the site the actor may see.
    public func post(_ path: String, _ fields: [(String, String)], from page: String) async throws -> Reply {
        let token = try await get(page).hiddenField("csrf-token") ?? ""
        var all = fields
        if !all.contains(where: { $0.0 == "csrf-token" }) { all.append(("csrf-token", token)) }
        if !all.contains(where: { $0.0 == "idempotency-key" }) { all.append(("idempotency-key", token)) }
        return try await send(
            "POST", path,
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "http://\(host)"),
                ("Sec-Fetch-Site", "same-origin"),
            ], body: Array(Self.encoded(all).utf8))
    }

    /// Fields as `application/x-www-form-urlencoded`.
    public static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    /// A multipart body with fields and files, and its content type.
    public static func multipart(
        fields: [(String, String)], files: [(field: String, name: String, type: String, bytes: [UInt8])]
    ) -> (body: [UInt8], contentType: String) {
        let boundary = "heng-test-boundary-7d1f0c"
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; ".utf8
            body += "filename=\"\(file.name)\"\r\nContent-Type: \(file.type)\r\n\r\n".utf8
            body += file.bytes + Array("\r\n".utf8)
        }
        body += "--\(boundary)--\r\n".utf8
        return (body, "multipart/form-data; boundary=\(boundary)")
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

/// The cookies a client keeps.
private actor CookieBox {
    private var values: [String: String] = [:]

    var header: String { values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }

    func take(_ lines: [String]) {
        for line in lines {
            let pair = line.prefix { $0 != ";" }
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let name = String(pair[..<equals])
            values[name] = line.contains("Max-Age=0") ? nil : String(pair[pair.index(after: equals)...])
        }
    }
}

/// Collects a body as it is written.
private actor Collector {
    private(set) var bytes: [UInt8] = []

    nonisolated var writer: any ResponseBodyWriter { Writer(collector: self) }

    func add(_ buffer: ByteBuffer) { bytes.append(contentsOf: buffer.readableBytesView) }

    private struct Writer: ResponseBodyWriter {
        let collector: Collector

        mutating func write(_ buffer: ByteBuffer) async throws { await collector.add(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return pieces + [rest]
    }
}
