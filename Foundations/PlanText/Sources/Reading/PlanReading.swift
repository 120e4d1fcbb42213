/// A plan with everything that a page needs to show the source beside the structure.
public struct PlanReading: Equatable, Sendable {
    public var plan: Plan
    public var doubts: [Doubt]
    /// The whole source, cut into parts without gap or overlap.
    public var parts: [Part]

    /// A stretch of the source with what it was read as.
    public struct Part: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable {
            case blank, rule
            case noticeTitle, documentNumber, addressees, letter, signature, date, remark
            case title, preamble, partHeading, summary
            case sectionHeading, sectionText
            case itemHeading, itemBody, responsibility
            case tableTitle, table
            case copiesTo, imprint, annex
        }

        public var kind: Kind
        /// The item's number, for headings, bodies and responsibility clauses of items.
        public var item: Int?
        /// The section's number, where there is one.
        public var section: Int?
        /// First and last line of the source, from 1.
        public var firstLine: Int
        public var lastLine: Int
        /// The characters exactly as in the source, line ends included.
        public var text: String
    }

    /// Puts the source together again, exactly.
    public func source() -> String {
        // Appending to the scalar view would copy all that stands before, and take time with the square of the length.
        var source = ""
        for part in parts { source += part.text }
        return source
    }

    /// The lines of the source (from 1) that an item takes up, or nil when there is no such item.
    public func lines(ofItem number: Int) -> ClosedRange<Int>? {
        let own = parts.filter { $0.item == number }
        guard let first = own.map(\.firstLine).min(), let last = own.map(\.lastLine).max() else { return nil }
        return first...last
    }
}
