extension Plan {
    /// What the head and the foot of the text say about the document itself.
    public struct Document: Codable, Equatable, Sendable {
        public var title: String?
        /// The body that published the plan, from the notice's title, the signature or the plan's own title.
        public var issuer: String?
        /// The document number (发文字号) as written, or nil.
        public var number: String?
        /// The day beside the signature.
        public var date: CalendarDay?
        /// The bodies after 抄送, as written.
        public var copiesTo: [String]

        public init(title: String?, issuer: String?, number: String?, date: CalendarDay?, copiesTo: [String]) {
            self.title = title
            self.issuer = issuer
            self.number = number
            self.date = date
            self.copiesTo = copiesTo
        }

        private enum CodingKeys: String, CodingKey {
            case title, issuer, number, date
            case copiesTo = "copies_to"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(title, forKey: .title)
            try container.encode(issuer, forKey: .issuer)
            try container.encode(number, forKey: .number)
            try container.encode(date, forKey: .date)
            try container.encode(copiesTo, forKey: .copiesTo)
        }

        /// The year that the plan is for: the last year in the title, or else the year of the signature.
        ///
        /// 2023年工作总结和2024年工作要点 plans for 2024; a title with a period, as 2024—2026年, for its first year.
        public var planYear: Int? {
            let scalars = Array((title ?? "").unicodeScalars)
            let dates = DateScanner(text: scalars, year: nil).findings(in: 0..<scalars.count)
            let named = dates.last { !($0.mention.text.hasPrefix("十") && $0.mention.text.hasSuffix("五")) }
            return named?.mention.from?.year ?? named?.mention.to?.year ?? date?.year
        }
    }
}
