/// How much of a ZIP archive is accepted before anything is unpacked, and while unpacking.
public struct ArchiveLimits: Hashable, Sendable {
    /// The most bytes of the packed file.
    public var bytes: Int
    /// The most entries.
    public var entries: Int
    /// The most bytes of one entry once unpacked.
    public var entryBytes: Int
    /// The most bytes of all entries once unpacked.
    public var totalBytes: Int
    /// The most unpacked bytes for each packed byte of an entry larger than `ratioFloor`.
    public var ratio: Int
    /// Entries up to this many unpacked bytes may shrink by any ratio.
    public var ratioFloor: Int

    /// Makes limits; the defaults fit a document of some thousand pages or a table of some hundred thousand rows.
    public init(
        bytes: Int = 64 << 20, entries: Int = 4096, entryBytes: Int = 256 << 20, totalBytes: Int = 512 << 20,
        ratio: Int = 200, ratioFloor: Int = 1 << 20
    ) {
        self.bytes = bytes
        self.entries = entries
        self.entryBytes = entryBytes
        self.totalBytes = totalBytes
        self.ratio = ratio
        self.ratioFloor = ratioFloor
    }
}
