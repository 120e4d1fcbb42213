extension Plan {
    /// Who answers for an item, as the text says it.
    public struct Responsibility: Codable, Equatable, Sendable {
        /// The clauses as written, one after the other; nil when the item names nobody.
        public var asWritten: String?
        /// The unit that the text itself calls the lead (牵头); nil when it names none.
        public var lead: String?
        /// Every unit named, the lead first, the others in the order of the text; 市、区X is two units.
        public var units: [String]
        /// True when the list is left open (等).
        public var open: Bool

        public init(asWritten: String?, lead: String?, units: [String], open: Bool) {
            self.asWritten = asWritten
            self.lead = lead
            self.units = units
            self.open = open
        }

        private enum CodingKeys: String, CodingKey {
            case lead, units, open
            case asWritten = "as_written"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(asWritten, forKey: .asWritten)
            try container.encode(lead, forKey: .lead)
            try container.encode(units, forKey: .units)
            try container.encode(open, forKey: .open)
        }
    }
}
