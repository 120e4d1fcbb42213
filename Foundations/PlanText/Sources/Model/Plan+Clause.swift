extension Plan {
    /// One thing that can be promised and followed: a stretch of an item's body.
    public struct Clause: Codable, Equatable, Sendable {
        /// Whether the clause is work to be done or an outcome that work should have.
        public enum Kind: String, Codable, Sendable {
            case task
            case goal
        }

        /// Item and clause number, two digits or more each: `02-05`.
        public var id: String
        public var text: String
        public var kind: Kind
        /// Offset of the first Unicode scalar in the item's body.
        public var start: Int
        /// Offset after the last Unicode scalar in the item's body.
        public var end: Int
        /// True when every district has to do it.
        public var perDistrict: Bool
        public var numbers: [Quantity]
        public var dates: [DateMention]
        /// The day by which it must be done, from the clause itself or from the responsibility clause.
        public var due: CalendarDay?

        public init(
            id: String, text: String, kind: Kind, start: Int, end: Int, perDistrict: Bool,
            numbers: [Quantity], dates: [DateMention], due: CalendarDay?
        ) {
            self.id = id
            self.text = text
            self.kind = kind
            self.start = start
            self.end = end
            self.perDistrict = perDistrict
            self.numbers = numbers
            self.dates = dates
            self.due = due
        }

        private enum CodingKeys: String, CodingKey {
            case id, text, kind, start, end, numbers, dates, due
            case perDistrict = "per_district"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(text, forKey: .text)
            try container.encode(kind, forKey: .kind)
            try container.encode(start, forKey: .start)
            try container.encode(end, forKey: .end)
            try container.encode(perDistrict, forKey: .perDistrict)
            try container.encode(numbers, forKey: .numbers)
            try container.encode(dates, forKey: .dates)
            try container.encode(due, forKey: .due)
        }

        /// The id of the clause at a position (from 1) of an item.
        static func identifier(item: Int, position: Int) -> String {
            func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return padded(item) + "-" + padded(position)
        }
    }
}
