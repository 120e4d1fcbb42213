/// A page as a plain value: which template, what it is called, where it stands and what it shows.
public struct Page: Sendable {
    /// `commitments/item`: the folder's prefix and the file's name without its ending.
    public var template: String
    public var title: String
    /// From the root to this page; the last one is this page and has no link.
    public var breadcrumbs: [Breadcrumb]
    /// The key of the navigation entry this page belongs to.
    public var navigation: String?
    /// A plain struct of ready strings, numbers, booleans, arrays and other such structs.
    public var model: any Sendable
    /// Whether the page needs the whole width: a matrix, a wide table.
    public var isWide: Bool
    /// Scripts the page needs besides those of every page, as named in the public folders: `vendor/echarts.min.js`.
    /// One that is not installed is left out.
    public var scripts: [String]

    public init(
        _ template: String, title: String, breadcrumbs: [Breadcrumb] = [], navigation: String? = nil,
        isWide: Bool = false, scripts: [String] = [], model: any Sendable
    ) {
        self.template = template
        self.title = title
        self.breadcrumbs = breadcrumbs
        self.navigation = navigation
        self.isWide = isWide
        self.scripts = scripts
        self.model = model
    }
}

/// One step on the way to a page: the plan's own numbering where there is one.
public struct Breadcrumb: Sendable, Hashable {
    public let text: String
    public let link: Link?

    public init(_ text: String, _ link: Link? = nil) {
        self.text = text
        self.link = link
    }
}

/// An entry of the left rail. It is shown to those who hold the permission.
public struct NavigationEntry: Sendable {
    public let key: String
    /// The key of its text in the string files.
    public let text: String
    public let icon: Icon
    public let link: Link
    public let route: RouteDeclaration
    /// Entries are sorted by this number, then as they were given.
    public let order: Int
    /// The key of what a number behind the entry says, with `{count}`; nil for an entry that has none.
    public let count: String?

    /// An entry that leads to a route without parameters.
    public init(_ key: String, text: String, icon: Icon, route: Route0, order: Int, count: String? = nil) {
        self.key = key
        self.text = text
        self.icon = icon
        self.link = route.link()
        self.route = route.declaration
        self.order = order
        self.count = count
    }
}
