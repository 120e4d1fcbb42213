/// Names and values of a query or a form, in the order they came; a name may stand several times.
public struct Values: Sendable, Hashable {
    public let items: [QueryItem]

    public init(_ items: [QueryItem] = []) {
        self.items = items
    }

    /// The first value of a name.
    public subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of a name, in order.
    public func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    public var isEmpty: Bool { items.isEmpty }
}

extension Values {
    /// The items of a query that was written by ``Link/href``; what cannot be read is left out.
    static func written(_ query: some StringProtocol) -> [QueryItem] {
        query.split(separator: "&").compactMap { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(halves[0], plusIsSpace: true),
                let value = PercentEncoding.decode(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else { return nil }
            return QueryItem(name, value)
        }
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, section 5.1), which is also the form of a query.
    ///
    /// Throws a request fault on a broken escape, on bytes that are not UTF-8, on NUL and on too many items.
    init(urlEncoded text: some StringProtocol, limits: RequestLimits) throws(RequestFault) {
        var read: [QueryItem] = []
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            guard read.count < limits.fields else { throw RequestFault(.tooLarge, "web.fault.too-many-fields") }
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(halves[0], plusIsSpace: true),
                let value = PercentEncoding.decode(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else { throw RequestFault(.badRequest, "web.fault.encoding") }
            read.append(QueryItem(name, value))
        }
        items = read
    }
}
