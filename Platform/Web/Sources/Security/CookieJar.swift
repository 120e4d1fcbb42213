/// The cookies of a request (RFC 6265, section 4.2), read leniently, and those an answer sets.
struct CookieJar: Sendable {
    private var values: [String: String] = [:]

    init(_ headers: [String]) {
        for header in headers {
            for pair in header.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2 else { continue }
                let name = String(halves[0].drop { $0 == " " })
                // The first of a name counts: browsers send the one with the longest path first.
                if values[name] == nil { values[name] = String(halves[1]) }
            }
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A `Set-Cookie` value. `seconds` nil keeps it for the browser's session, 0 removes it.
    static func write(_ name: String, _ value: String, seconds: Int?, isSecure: Bool) -> String {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let seconds { text += "; Max-Age=\(seconds)" }
        return isSecure ? text + "; Secure" : text
    }
}
