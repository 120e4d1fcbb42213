extension Plan {
    /// A numbered piece of work with its text, its clauses and the units that answer for it.
    public struct Item: Codable, Equatable, Sendable {
        /// The number as written; a running number when the text starts counting anew in each section.
        public var number: Int
        /// The number of the section; 0 when the item stands before or without any section.
        public var section: Int
        /// The title without its full stop.
        public var title: String
        /// The text without title and closing responsibility clause: lines trimmed, blank lines left out, joined by LF.
        ///
        /// An item of a single sentence has that sentence both as its title and as its body.
        public var body: String
        public var clauses: [Clause]
        public var responsible: Responsibility

        public init(
            number: Int, section: Int, title: String, body: String, clauses: [Clause], responsible: Responsibility
        ) {
            self.number = number
            self.section = section
            self.title = title
            self.body = body
            self.clauses = clauses
            self.responsible = responsible
        }
    }
}
