/// Why a text cannot be read as a plan, or a correction cannot be applied.
public enum PlanTextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is empty or all blanks.
    case emptyText
    /// The text is larger than the limit; both in bytes of UTF-8.
    case tooLong(bytes: Int, limit: Int)
    /// No numbered item, no paragraph with a responsibility clause and no task table was found in so many lines.
    case noItems(lines: Int)
    /// A boundary lies outside the body or is empty.
    case boundaryOutsideBody(item: Int, start: Int, end: Int, length: Int)
    /// Two boundaries overlap, or are not in order.
    case boundariesOverlap(item: Int, start: Int, previousEnd: Int)

    /// Where in the text: a line, an item or an offset.
    public var place: String {
        switch self {
        case .emptyText, .tooLong: "the whole text"
        case .noItems(let lines): "lines 1 to \(lines)"
        case .boundaryOutsideBody(let item, let start, let end, _): "item \(item), scalars \(start)..<\(end)"
        case .boundariesOverlap(let item, let start, _): "item \(item), scalar \(start)"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .emptyText:
            "give a text with at least one item"
        case .tooLong(let bytes, let limit):
            "the text has \(bytes) bytes and the limit is \(limit): leave out annexes or raise the limit"
        case .noItems:
            "number the items as （一）, 一、, 1. or 第一条, or give a task table with a header row"
        case .boundaryOutsideBody(_, _, _, let length):
            "give start < end, both between 0 and \(length), the length of the body in Unicode scalars"
        case .boundariesOverlap(_, _, let previousEnd):
            "begin at \(previousEnd) or later, and give the clauses in the order of the text"
        }
    }

    public var description: String { "\(place): \(remedy)" }
}
