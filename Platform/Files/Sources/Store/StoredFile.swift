import Ledger

/// A file that is kept: its content by its digest, how long it is and what it is.
public struct StoredFile: Sendable, Hashable {
    public let digest: Digest
    /// Bytes; at least 1.
    public let size: Int
    public let mediaType: MediaType

    public init(digest: Digest, size: Int, mediaType: MediaType) {
        self.digest = digest
        self.size = size
        self.mediaType = mediaType
    }
}

/// A file that was just stored, with the name that the record which refers to it keeps.
public struct NamedFile: Sendable, Hashable {
    public let file: StoredFile
    public let name: AttachmentName
}
