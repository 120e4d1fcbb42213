/// How large files may be, before anything is done with them.
public struct FileLimits: Sendable, Hashable {
    /// Bytes of a file.
    public var bytes: Int
    /// Parts of a DOCX, XLSX or PPTX.
    public var parts: Int
    /// Bytes of one of its parts once unpacked.
    public var unpackedPartBytes: Int
    /// Bytes of all its parts once unpacked.
    public var unpackedBytes: Int

    public init(
        bytes: Int = 50_000_000, parts: Int = 4_096, unpackedPartBytes: Int = 256 << 20, unpackedBytes: Int = 512 << 20
    ) {
        self.bytes = bytes
        self.parts = parts
        self.unpackedPartBytes = unpackedPartBytes
        self.unpackedBytes = unpackedBytes
    }
}
