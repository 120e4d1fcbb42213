/// A page to print: everything it needs is in it, nothing is loaded from anywhere.
///
/// The body is HTML of our own templates, in which what people wrote is escaped already. The page forbids scripts,
/// frames and everything from elsewhere; pictures may stand in it as `data:` addresses.
public struct PrintedPage: Sendable, Hashable {
    /// The language of the page, such as `zh-Hans`.
    public var language: String
    /// The title, which becomes that of the PDF; plain text.
    public var title: String
    /// The style sheet; the size of the sheet and its edges come from its `@page`.
    public var style: String
    /// What stands between `<body>` and `</body>`.
    public var body: String

    /// Makes a page.
    public init(language: String, title: String, style: String, body: String) {
        self.language = language
        self.title = title
        self.style = style
        self.body = body
    }

    /// The whole document.
    public var html: String {
        """
        <!doctype html>
        <html lang="\(Self.escaped(language))">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
        <title>\(Self.escaped(title))</title>
        <style>\(style.replacing("</", with: "<\\/"))</style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
