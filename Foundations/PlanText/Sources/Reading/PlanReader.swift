/// Reads the text of a yearly work plan into a typed plan.
///
/// Plain text or Markdown, any numbering that official documents use, tasks in prose or in tables. Pure and linear:
/// the same text gives the same reading, and every character of the source is in exactly one part of it.
public enum PlanReader {
    /// The size above which a text is refused before any work: 16 MB of UTF-8.
    public static let defaultMaximumBytes = 16 * 1024 * 1024

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: decoded text; CRLF and CR are line ends like LF.
    ///   - maximumBytes: the size in bytes of UTF-8 above which the text is refused.
    /// - Returns: the plan, its doubts, and the parts of the source.
    /// - Throws: `PlanTextError` when the text is empty, too long, or holds neither items nor task tables.
    public static func read(
        _ text: String, maximumBytes: Int = defaultMaximumBytes
    ) throws(PlanTextError) -> PlanReading {
        let bytes = text.utf8.count
        guard bytes <= maximumBytes else { throw .tooLong(bytes: bytes, limit: maximumBytes) }
        let source = SourceText(text)
        guard source.scalars.contains(where: { !$0.isBlank }) else { throw .emptyText }
        var assembly = PlanAssembly(source)
        assembly.assemble()
        guard !assembly.items.isEmpty || assembly.tables.contains(where: { !$0.table.rows.isEmpty }) else {
            throw .noItems(lines: source.lines.count)
        }
        return assembly.reading()
    }
}
