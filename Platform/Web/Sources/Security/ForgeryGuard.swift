import HTTPTypes

/// Refuses requests that another site made a browser send (cross-site request forgery).
///
/// Three checks, all of which must pass for a method that changes state: `Sec-Fetch-Site`, `Origin` against our own,
/// and a token in the form or the header `X-CSRF-Token` that is a signature over the visitor's cookie and name.
struct ForgeryGuard: Sendable {
    let key: ServerKey
    /// `https://heng.example`, or nil where Heng is served over plain http on loopback.
    let publicOrigin: String?

    var isSecure: Bool { publicOrigin?.hasPrefix("https://") ?? false }

    /// The name of the visitor's cookie; the prefix makes browsers refuse it from subdomains and over http.
    var cookieName: String { isSecure ? "__Host-heng-visitor" : "heng-visitor" }

    /// The name of the cookie with the token of a session.
    var sessionCookieName: String { isSecure ? "__Host-heng-session" : "heng-session" }

    func token(visitor: String, actor: String) -> String { key.signature("csrf", [visitor, actor]) }

    /// Throws a 403 fault unless the request is ours.
    func check(
        _ headers: HTTPFields, host: String?, visitor: String?, actor: String, token: String?
    ) throws(RequestFault) {
        if let site = headers.first("Sec-Fetch-Site"), site != "same-origin", site != "none" {
            throw RequestFault(.forbidden, "web.fault.cross-site")
        }
        if let origin = headers.first("Origin"), !isOurs(origin, host: host) {
            throw RequestFault(.forbidden, "web.fault.cross-site")
        }
        if publicOrigin == nil, let host, !Self.isLoopback(host) {
            throw RequestFault(.forbidden, "web.fault.host", ["host": host])
        }
        guard let visitor, let token, key.accepts(token, "csrf", [visitor, actor]) else {
            throw RequestFault(.forbidden, "web.fault.csrf")
        }
    }

    private func isOurs(_ origin: String, host: String?) -> Bool {
        if let publicOrigin { return origin == publicOrigin }
        guard let host else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    /// Whether a `Host` names this machine: a page of another name that resolves to it is an attack by rebinding.
    static func isLoopback(_ host: String) -> Bool {
        let name: Substring
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            name = host[...end]
        } else {
            name = host.prefix { $0 != ":" }
        }
        return name == "localhost" || name == "[::1]" || name == "127.0.0.1"
    }
}

extension HTTPFields {
    /// The first value of a header.
    func first(_ name: String) -> String? {
        guard let name = HTTPField.Name(name) else { return nil }
        return self[values: name].first
    }

    mutating func set(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        self[name] = value
    }

    mutating func add(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        append(HTTPField(name: name, value: value))
    }
}
