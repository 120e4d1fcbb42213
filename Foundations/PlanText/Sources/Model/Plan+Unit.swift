extension Plan {
    /// A unit that the plan names, with the items it answers for.
    public struct Unit: Codable, Equatable, Sendable {
        /// Where a unit stands, judged by its name alone.
        public enum Level: String, Codable, Sendable {
            case municipal
            /// A body, or a group of bodies, below the city: 区X, 各区X, 县X, zones and townships.
            case district
            /// Everything else, provincial and central bodies included.
            case other
        }

        public var name: String
        public var level: Level
        /// Numbers of the items, ascending; empty for a unit that only a table names.
        public var items: [Int]

        public init(name: String, level: Level, items: [Int]) {
            self.name = name
            self.level = level
            self.items = items
        }
    }
}
