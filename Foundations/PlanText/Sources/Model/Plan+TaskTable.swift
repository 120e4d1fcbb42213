extension Plan {
    /// A table of tasks, as found in the text or in an annex.
    public struct TaskTable: Codable, Equatable, Sendable {
        /// One task of the table; blank merged cells have the value of the cell above.
        public struct Row: Codable, Equatable, Sendable {
            public var number: Int?
            public var task: String
            public var lead: String?
            /// The other units: those of the support column, or of a column that names no lead.
            public var support: [String]
            public var due: CalendarDay?

            public init(number: Int?, task: String, lead: String?, support: [String], due: CalendarDay?) {
                self.number = number
                self.task = task
                self.lead = lead
                self.support = support
                self.due = due
            }

            private enum CodingKeys: String, CodingKey {
                case number, task, lead, support, due
            }

            public func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(number, forKey: .number)
                try container.encode(task, forKey: .task)
                try container.encode(lead, forKey: .lead)
                try container.encode(support, forKey: .support)
                try container.encode(due, forKey: .due)
            }
        }

        public var title: String?
        public var rows: [Row]

        public init(title: String?, rows: [Row]) {
            self.title = title
            self.rows = rows
        }

        private enum CodingKeys: String, CodingKey {
            case title, rows
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(title, forKey: .title)
            try container.encode(rows, forKey: .rows)
        }
    }
}
