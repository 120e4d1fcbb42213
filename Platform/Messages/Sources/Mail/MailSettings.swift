import Kernel

/// Where e-mail goes and whom it comes from.
public struct MailSettings: Sendable, Hashable {
    /// `smtp` or `smtps`.
    public let scheme: String
    public let host: String
    public let port: Int
    public let sender: MailAddress
    /// The account at the server; nil where it asks for none.
    public let user: String?
    public let password: String?

    /// Reads `smtp://host:port` or `smtps://host:port` (default ports 25 and 465), the sender's address, and from the
    /// environment `HENG_SMTP_USER` and `HENG_SMTP_PASSWORD`.
    ///
    /// - Throws: `messages.problem.smtp-address`, `.address`, `.smtp-account`.
    public init(server: String, sender: String, environment: [String: String]) throws(Problem) {
        let fault = Problem(.badInput, "messages.problem.smtp-address", ["address": String(server.prefix(80))])
        guard let colon = server.firstRange(of: "://") else { throw fault }
        let scheme = String(server[..<colon.lowerBound])
        guard scheme == "smtp" || scheme == "smtps" else { throw fault }
        var rest = server[colon.upperBound...]
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let pieces = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), !pieces[0].isEmpty, !pieces[0].hasPrefix("-"),
            pieces[0].utf8.allSatisfy({
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
            })
        else { throw fault }
        var port = scheme == "smtps" ? 465 : 25
        if pieces.count == 2 {
            guard let number = Int(pieces[1]), (1...65_535).contains(number) else { throw fault }
            port = number
        }
        self.scheme = scheme
        host = String(pieces[0])
        self.port = port
        self.sender = try MailAddress(sender)
        let user = environment["HENG_SMTP_USER"].flatMap { $0.isEmpty ? nil : $0 }
        let password = environment["HENG_SMTP_PASSWORD"].flatMap { $0.isEmpty ? nil : $0 }
        let isWhole = (user == nil) == (password == nil)
        let isPlain = [user, password].allSatisfy { text in
            text?.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ?? true
        }
        // curl separates name and password by the first colon.
        guard isWhole, isPlain, user?.contains(":") != true else {
            throw Problem(.badInput, "messages.problem.smtp-account")
        }
        self.user = user
        self.password = password
    }
}
