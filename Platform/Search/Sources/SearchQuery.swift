import Kernel

/// What is looked for, and in what.
public struct SearchQuery: Sendable, Hashable {
    /// How many characters (Unicode scalars) a query may have.
    public static let lengthLimit = 100
    /// How many words or phrases a query may have.
    public static let termLimit = 8
    public static let pageLimit = 100

    /// Words and phrases between spaces; all must be found.
    public let text: String
    /// Kinds of records; nil for all.
    public let kinds: [String]?
    /// Scopes; nil for all.
    public let scopes: [String]?
    /// Hits to leave out, from the best.
    public let offset: Int
    public let limit: Int

    /// - Throws: a problem of the field `q` where the text is longer than ``lengthLimit`` or has more than ``termLimit``
    ///   terms.
    public init(
        _ text: String, kinds: [String]? = nil, scopes: [String]? = nil, offset: Int = 0, limit: Int = 20
    ) throws(Problem) {
        guard text.unicodeScalars.count <= Self.lengthLimit else {
            throw Problem(.badInput, "search.too-long", ["limit": "\(Self.lengthLimit)"], at: .field("q"))
        }
        guard SearchTerm.terms(of: text).count <= Self.termLimit else {
            throw Problem(.badInput, "search.too-many-terms", ["limit": "\(Self.termLimit)"], at: .field("q"))
        }
        self.text = text
        self.kinds = kinds
        self.scopes = scopes
        self.offset = max(0, offset)
        self.limit = min(max(1, limit), Self.pageLimit)
    }
}

/// One record that was found.
public struct SearchHit: Sendable, Hashable {
    public let record: RecordReference
    public let scope: String
    /// The whole title, with its hits.
    public let title: SearchSnippet
    /// The part of the text about its first hit.
    public let body: SearchSnippet
    /// How often the terms stand in title and text together.
    public let hits: Int
}

/// A page of hits, best first, and how many there are in all.
public struct SearchPage: Sendable, Hashable {
    public let hits: [SearchHit]
    public let total: Int
}
