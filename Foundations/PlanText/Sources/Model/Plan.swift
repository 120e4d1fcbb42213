/// A plan is the typed content of a yearly work plan: who published it, what it asks for, and who answers for what.
///
/// Encodes to the JSON of `heng plan import --dry-run --json`; every key is always present, `null` where absent.
public struct Plan: Codable, Equatable, Sendable {
    public var document: Document
    /// Sections in the order of the text; empty when the items stand directly under the document.
    public var sections: [Section]
    /// Items in the order of the text, with strictly increasing numbers.
    public var items: [Item]
    public var tables: [TaskTable]
    /// Every unit that an item or a table names, in the order of first mention.
    public var units: [Unit]

    public init(document: Document, sections: [Section], items: [Item], tables: [TaskTable], units: [Unit]) {
        self.document = document
        self.sections = sections
        self.items = items
        self.tables = tables
        self.units = units
    }
}
