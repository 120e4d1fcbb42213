/// What a handler answers. Problems are thrown instead.
public enum Answer: Sendable {
    /// A whole page in the layout.
    case page(Page, status: Int = 200)
    /// The content of a page alone, for htmx.
    case fragment(Page, status: Int = 200)
    /// 303 to another page, which shows the flash once.
    case redirect(Link, flash: Flash? = nil)
    /// Another answer that also begins or ends the browser's session. With a redirect comes a new visitor's cookie, so
    /// that tokens against forgery from before count no more.
    indirect case session(SessionChange, Answer)
    /// A file to keep; the name may be in any script.
    case file([UInt8], name: String, contentType: String)
    /// A value as JSON with sorted keys.
    case json(any Encodable & Sendable, status: Int = 200)

    /// Whether it is a whole page, with what stands around it.
    var hasLayout: Bool {
        switch self {
        case .page: true
        case .session(_, let answer): answer.hasLayout
        case .fragment, .redirect, .file, .json: false
        }
    }
}

/// A sentence that the next page shows once: what has just been done.
public struct Flash: Sendable, Hashable {
    public enum Tone: String, Sendable {
        case done, notice
    }

    public let key: String
    public let arguments: [String: String]
    public let tone: Tone

    public init(_ key: String, _ arguments: [String: String] = [:], tone: Tone = .done) {
        self.key = key
        self.arguments = arguments
        self.tone = tone
    }
}
