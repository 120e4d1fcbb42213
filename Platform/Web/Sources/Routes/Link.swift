/// One name and value of a query.
public struct QueryItem: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// State of a page that lives in its address: a table's sorting, a comparison's two sides.
public protocol QueryState: Sendable {
    /// What is written to the query; what has its default value is left out.
    var queryItems: [QueryItem] { get }
}

/// An address inside Heng. Only a route makes one, so that no link names a page that does not exist.
public struct Link: Sendable, Hashable {
    public let method: RouteMethod
    /// Percent-encoded, begins with one slash.
    public let path: String
    public private(set) var query: [QueryItem] = []
    public private(set) var fragment: String?

    init(method: RouteMethod, path: String) {
        self.method = method
        self.path = path
    }

    /// The same page in another state: the state's items are added to the query.
    public func with(_ state: some QueryState) -> Link {
        var link = self
        link.query += state.queryItems
        return link
    }

    /// The same page, scrolled to the element of that id.
    public func anchored(_ identity: String) -> Link {
        var link = self
        link.fragment = identity
        return link
    }

    func adding(_ items: [QueryItem]) -> Link {
        var link = self
        link.query += items
        return link
    }

    /// The address as it stands in an `href` before HTML-escaping.
    public var href: String {
        var result = path
        if !query.isEmpty {
            let pairs = query.map { PercentEncoding.query($0.name) + "=" + PercentEncoding.query($0.value) }
            result += "?" + pairs.joined(separator: "&")
        }
        if let fragment { result += "#" + PercentEncoding.query(fragment) }
        return result
    }
}
