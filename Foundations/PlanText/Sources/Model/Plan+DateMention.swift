extension Plan {
    /// A date or period that a clause names; the ends are nil where neither text nor plan gives the year.
    public struct DateMention: Codable, Equatable, Sendable {
        public var text: String
        /// First day; nil for a deadline, which has only a last day.
        public var from: CalendarDay?
        public var to: CalendarDay?

        public init(text: String, from: CalendarDay?, to: CalendarDay?) {
            self.text = text
            self.from = from
            self.to = to
        }

        private enum CodingKeys: String, CodingKey {
            case text, from, to
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
            try container.encode(from, forKey: .from)
            try container.encode(to, forKey: .to)
        }
    }
}
