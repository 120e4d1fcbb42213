import Ledger

/// What verifying stored files found.
public struct FileVerification: Sendable, Hashable {
    /// The files that agree with their digests.
    public internal(set) var count = 0
    /// Their bytes.
    public internal(set) var bytes = 0
    /// The first that does not agree; nil where all do.
    public internal(set) var fault: FileFault?

    /// ``bytes`` in MB (1,000,000 bytes) with at most one decimal, rounded up.
    public var megabytes: String { ContentInspector.megabytes(bytes) }
}

/// A stored file that is not what its digest says.
public struct FileFault: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case missing
        /// Another content or another size.
        case damaged
        /// The system refuses to read it.
        case unreadable
    }

    public let digest: Digest
    public let kind: Kind

    public var description: String { "\(digest.hexadecimal): \(kind.rawValue)" }
}
