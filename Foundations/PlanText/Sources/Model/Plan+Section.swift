extension Plan {
    /// A numbered group of items.
    public struct Section: Codable, Equatable, Sendable {
        public var number: Int
        public var title: String

        public init(number: Int, title: String) {
            self.number = number
            self.title = title
        }
    }
}
