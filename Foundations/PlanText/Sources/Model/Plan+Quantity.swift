extension Plan {
    /// A number that a clause states, with what it counts and how it is meant.
    public struct Quantity: Codable, Equatable, Sendable {
        /// How the stated number relates to what is to be reached.
        public enum Comparison: String, Codable, Sendable {
            case equal
            case atLeast = "at_least"
            case atMost = "at_most"
            case moreThan = "more_than"
            case lessThan = "less_than"
            case increase
            case decrease
        }

        public var text: String
        /// nil when the text names an amount without a number, as in 一批.
        public var value: Double?
        /// The measure word or unit as written, empty when there is none.
        public var unit: String
        public var comparison: Comparison

        public init(text: String, value: Double?, unit: String, comparison: Comparison) {
            self.text = text
            self.value = value
            self.unit = unit
            self.comparison = comparison
        }

        private enum CodingKeys: String, CodingKey {
            case text, value, unit, comparison
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
            try container.encode(value, forKey: .value)
            try container.encode(unit, forKey: .unit)
            try container.encode(comparison, forKey: .comparison)
        }
    }
}
