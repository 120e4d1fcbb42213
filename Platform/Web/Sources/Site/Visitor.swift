import Hummingbird
import Kernel
import NIOCore

/// Who asks and how they want to be answered, read once a request.
struct Visitor: Sendable {
    var actor: Actor
    /// Whoever is signed in; nil for anybody else, and on a site without sign-in.
    var signedIn: SignedIn?
    /// What waits behind the entries of the rail.
    var counts: [String: Int] = [:]
    let language: Language
    let appearance: Appearance
    let identifier: Identifier
    let isHTMX: Bool
    let wantsJSON: Bool
    let cookies: CookieJar
    /// The value of the visitor's cookie, fresh where there was none.
    let secret: String
    /// `Set-Cookie` values that the answer brings, whatever it is.
    let newCookies: [String]
    /// The token in the session cookie; whether it is one is for others to see.
    let sessionToken: String?
    let source: RequestSource
    /// The address asked for, as the settings form returns to it.
    let address: String
}

/// Names and values of the cookies that keep a visitor's settings.
enum SettingsCookie {
    static let language = "heng-language"
    static let theme = "heng-theme"
    static let print = "heng-print"
    static let flash = "heng-flash"
    static let year = 31_536_000
}

extension Visitor {
    /// Reads everything but the actor, which a caller outside may have to be asked for.
    init(_ request: Request, site: SiteParts, actor: Actor, peer: SocketAddress? = nil) {
        let headers = request.headers
        cookies = CookieJar(headers[values: .cookie])
        identifier = site.configuration.identifiers.next()
        self.actor = actor
        sessionToken = cookies[site.forgery.sessionCookieName]
        source = RequestSource(request, peer: peer, isBehindProxy: site.configuration.publicOrigin != nil)
        isHTMX = headers.first("HX-Request") == "true"
        wantsJSON = Self.prefersJSON(headers.first("Accept") ?? "")
        address = request.head.path ?? "/"
        var fresh: [String] = []
        let isSecure = site.forgery.isSecure
        if let chosen = Self.languageAsked(request.uri.query ?? "") {
            language = chosen
            fresh.append(
                CookieJar.write(
                    SettingsCookie.language, chosen.rawValue, seconds: SettingsCookie.year, isSecure: isSecure))
        } else if let kept = cookies[SettingsCookie.language].flatMap(Language.init(rawValue:)) {
            language = kept
        } else {
            language = Language.preferred(acceptLanguage: headers.first("Accept-Language") ?? "")
        }
        appearance = Appearance(
            theme: cookies[SettingsCookie.theme].flatMap(Appearance.Theme.init(rawValue:)) ?? .auto,
            print: cookies[SettingsCookie.print].flatMap(Appearance.Print.init(rawValue:)) ?? .normal)
        if let kept = cookies[site.forgery.cookieName], Base64URL.decode(kept)?.count == 24 {
            secret = kept
        } else {
            secret = Base64URL.encode(site.configuration.randomBytes(24))
            fresh.append(CookieJar.write(site.forgery.cookieName, secret, seconds: nil, isSecure: isSecure))
        }
        newCookies = fresh
    }

    /// The language that `lang` in a query asks for; what else the query holds is read, and judged, later.
    static func languageAsked(_ query: String) -> Language? {
        query.split(separator: "&").lazy.filter { $0.hasPrefix("lang=") }
            .compactMap { Language(rawValue: String($0.dropFirst(5))) }.first
    }

    /// Whether JSON is accepted and HTML is not, or less (RFC 9110, section 12.5.1).
    static func prefersJSON(_ accept: String) -> Bool {
        var json = 0.0
        var html = 0.0
        for part in accept.lowercased().split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let type = pieces.first else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch type {
            case "application/json", "application/problem+json": json = max(json, weight)
            case "text/html", "application/xhtml+xml": html = max(html, weight)
            default: break
            }
        }
        return json > html
    }
}
