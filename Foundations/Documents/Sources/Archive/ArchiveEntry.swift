/// One entry in the directory of a ZIP archive.
public struct ArchiveEntry: Hashable, Sendable {
    /// The name with `/` between folders; a folder ends in `/`.
    public let name: String
    /// The place in the directory, from 0.
    public let index: Int
    /// The bytes that the directory claims for the unpacked entry; unpacking stops where they end.
    public let size: Int
    /// The bytes of the packed entry.
    public let packedSize: Int

    /// Whether the entry is a folder.
    public var isFolder: Bool { name.hasSuffix("/") }

    /// Turns a name into the form used here, or refuses it.
    ///
    /// Backslashes count as separators, as some old programs write them. Refused are empty names, absolute ones, drive
    /// letters, the parts `.`, `..` and the empty part, and control characters.
    static func normalise(_ raw: String) throws(DocumentProblem) -> String {
        let name = String(raw.map { $0 == "\\" ? "/" : $0 })
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        let isSafe =
            parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
            && !name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            && !(parts.first?.hasSuffix(":") ?? false) && name.utf8.count <= 1024
        guard isSafe, !parts.isEmpty else { throw .unsafeEntryName(raw) }
        return name
    }
}
