import Foundation
import HTTPTypes
import Hummingbird
import Kernel

/// Turns answers into responses.
struct AnswerWriter: Sendable {
    let parts: SiteParts
    let visitor: Visitor

    private var isSecure: Bool { parts.forgery.isSecure }

    func response(to answer: Answer, _ request: PageRequest) throws -> Response {
        switch answer {
        case .page(let page, let status):
            let content = try parts.templates.render(page.template, page.model, visitor.language)
            let flash = FlashCookie.read(visitor.cookies[SettingsCookie.flash], parts.forgery.key)
            let layout = LayoutModel(page, content: content, flash: flash, parts: parts, visitor: visitor)
            let text = try parts.templates.render("web/layout", layout, visitor.language)
            var response = html(text, status)
            if visitor.cookies[SettingsCookie.flash] != nil {
                response.headers.add(
                    "Set-Cookie", CookieJar.write(SettingsCookie.flash, "", seconds: 0, isSecure: isSecure))
            }
            return response
        case .session(let change, let answer):
            var response = try self.response(to: answer, request)
            response.headers.add("Set-Cookie", sessionCookie(change))
            // A page that comes at once holds tokens of the cookie there is.
            guard case .redirect = answer else { return response }
            let fresh = Base64URL.encode(parts.configuration.randomBytes(24))
            response.headers.add(
                "Set-Cookie", CookieJar.write(parts.forgery.cookieName, fresh, seconds: nil, isSecure: isSecure))
            return response
        case .fragment(let page, let status):
            return html(try parts.templates.render(page.template, page.model, visitor.language), status)
        case .redirect(let link, let flash):
            var response = redirect(link.href)
            if let flash {
                let text = request.text(flash.key, flash.arguments)
                let value = FlashCookie.write(text, flash.tone, parts.forgery.key)
                response.headers.add(
                    "Set-Cookie", CookieJar.write(SettingsCookie.flash, value, seconds: 60, isSecure: isSecure))
            }
            return response
        case .file(let bytes, let name, let contentType):
            var headers = HTTPFields()
            headers.set("Content-Type", contentType)
            headers.set("Content-Disposition", FileName.disposition(name))
            headers.set("Content-Security-Policy", SecurityHeaders.filePolicy)
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .json(let value, let status):
            return try json(value, status, "application/json")
        }
    }

    private func sessionCookie(_ change: SessionChange) -> String {
        let name = parts.forgery.sessionCookieName
        return switch change {
        case .begin(let token): CookieJar.write(name, token, seconds: nil, isSecure: isSecure)
        case .end: CookieJar.write(name, "", seconds: 0, isSecure: isSecure)
        }
    }

    /// Writes the settings' cookies and returns to the page the form stood on, if that is one of ours.
    func response(toSettings form: FormValues) -> Response {
        var response = redirect(returnAddress(form["return"] ?? ""))
        let settings = [
            (SettingsCookie.language, "language", Language.allCases.map(\.rawValue)),
            (SettingsCookie.theme, "theme", Appearance.Theme.allCases.map(\.rawValue)),
            (SettingsCookie.print, "print", Appearance.Print.allCases.map(\.rawValue)),
        ]
        for (cookie, field, allowed) in settings {
            guard let value = form[field], allowed.contains(value) else { continue }
            response.headers.add(
                "Set-Cookie", CookieJar.write(cookie, value, seconds: SettingsCookie.year, isSecure: isSecure))
        }
        return response
    }

    /// The address if its path is a page of ours, else home; without `lang`, which would undo the choice just made.
    func returnAddress(_ address: String) -> String { ownAddress(address) ?? parts.configuration.home.link().href }

    /// The address if its path is a page of ours; nil for every other.
    func ownAddress(_ address: String) -> String? {
        guard address.first == "/", address.utf8.count <= parts.configuration.limits.address else { return nil }
        let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        do {
            let segments = try PathGuard.segments(String(halves[0]))
            guard parts.routes.methods(at: segments).contains(.get) else { return nil }
            let query = try Values(urlEncoded: halves.count > 1 ? halves[1] : "", limits: parts.configuration.limits)
            let path = segments.isEmpty ? "/" : segments.map { "/" + PercentEncoding.segment($0) }.joined()
            return Link(method: .get, path: path).adding(query.items.filter { $0.name != "lang" }).href
        } catch {
            // A field that somebody else filled in: it leads nowhere.
            return nil
        }
    }

    func html(_ text: String, _ status: Int) -> Response {
        var headers = HTTPFields()
        headers.set("Content-Type", "text/html; charset=utf-8")
        headers.set("Content-Language", visitor.language.rawValue)
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    func json(_ value: any Encodable, _ status: Int, _ contentType: String) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = HTTPFields()
        headers.set("Content-Type", contentType)
        let bytes = [UInt8](try encoder.encode(value))
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func redirect(_ href: String) -> Response {
        var headers = HTTPFields()
        headers.set("Location", href)
        return Response(status: .seeOther, headers: headers)
    }
}

/// A flash on its way to the next page: signed, so that only Heng can make it show a sentence.
enum FlashCookie {
    static let longest = 900

    static func write(_ text: String, _ tone: Flash.Tone, _ key: ServerKey) -> String {
        var kept = text
        while kept.utf8.count > longest { kept.removeLast() }
        let encoded = Base64URL.encode(Array(kept.utf8))
        return "\(tone.rawValue).\(encoded).\(key.signature("flash", [tone.rawValue, kept]))"
    }

    static func read(_ value: String?, _ key: ServerKey) -> (text: String, tone: Flash.Tone)? {
        let pieces = (value ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 3, let tone = Flash.Tone(rawValue: pieces[0]), let bytes = Base64URL.decode(pieces[1]),
            let text = String(validating: bytes, as: UTF8.self), key.accepts(pieces[2], "flash", [tone.rawValue, text])
        else { return nil }
        return (text, tone)
    }
}
