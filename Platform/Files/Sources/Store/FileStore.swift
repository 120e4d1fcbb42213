import Dispatch
import Foundation
import Kernel
import Ledger
import Storage

/// Keeps attachments by their content: one file for each SHA-256, in a folder of their own, and a register of them.
///
/// ```swift
/// let stored = try await files.store(bytes, named: "第三季度小结.docx")      // before the transaction
/// try await database.change(by: actor) { session in
///     try FileStore.record(stored.file, in: session)                        // with the record that refers to it
///     …
/// }
/// ```
/// Where the transaction fails the bytes stay without a row: they are never handed out, and storing them again costs
/// nothing.
public struct FileStore: Sendable {
    public let limits: FileLimits

    private let folder: FileFolder

    /// The store below a folder, usually `files` of the data folder. Nothing is made before the first file is stored.
    public init(folder: URL, limits: FileLimits = FileLimits()) {
        self.init(folder: folder, limits: limits, disk: .system)
    }

    init(folder: URL, limits: FileLimits = FileLimits(), disk: Disk) {
        self.limits = limits
        self.folder = FileFolder(path: folder.path, disk: disk)
    }

    public static let migrations = MigrationGroup("files", [FilesSchema.migration])

    /// None: a file is part of what refers to it, and that has the entry in the ledger.
    public static let verbs: Set<Verb> = []

    // MARK: Content

    /// Looks at a file, and puts its content on the disk so that it survives a loss of power; the same content again
    /// writes nothing, and mends it where it was damaged.
    ///
    /// - Throws: a problem that says why it is not taken (kind, size, name), or that the disk failed. After a failed
    ///   `fsync` this store takes nothing more until it is made anew: what the disk then claims cannot be relied on.
    public func store(_ bytes: [UInt8], named name: String) async throws -> NamedFile {
        let (limits, folder) = (limits, folder)
        return try await Self.offTheTasks {
            let type = try ContentInspector(limits: limits).mediaType(of: bytes)
            let attachmentName = try AttachmentName(name, for: type)
            let digest = try Digest(of: bytes)
            try folder.put(bytes, digest)
            return NamedFile(
                file: StoredFile(digest: digest, size: bytes.count, mediaType: type), name: attachmentName)
        }
    }

    /// The content of a file, verified against its digest.
    ///
    /// - Throws: a problem where it is missing or damaged; it is never handed out then.
    public func read(_ digest: Digest) async throws -> [UInt8] {
        let folder = folder
        return try await Self.offTheTasks { try folder.read(digest) }
    }

    /// Reads every one of some files and compares it with its digest and size; stops at the first that does not agree.
    public func verify(_ files: [StoredFile]) async throws -> FileVerification {
        let folder = folder
        return try await Self.offTheTasks {
            var verification = FileVerification()
            for file in files {
                if let kind = try folder.fault(of: file) {
                    verification.fault = FileFault(digest: file.digest, kind: kind)
                    break
                }
                verification.count += 1
                verification.bytes += file.size
            }
            return verification
        }
    }

    /// Removes what writings that were interrupted left behind; what is being written now is not touched.
    @discardableResult
    public func removeUnfinished() async throws -> Int {
        let folder = folder
        return try await Self.offTheTasks { try folder.removeUnfinished() }
    }

    private static let queue = DispatchQueue(label: "heng.files", attributes: .concurrent)

    /// Waiting for a disk would hold a thread of the tasks; it holds one of its own here.
    private static func offTheTasks<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    // MARK: Register

    /// Enters a stored file in the register, unless its content is there already. In the transaction of the record that
    /// refers to it.
    public static func record(_ file: StoredFile, in session: ChangeSession) throws {
        let digest = file.digest.hexadecimal
        guard try session.first("SELECT digest FROM stored_files WHERE digest = \(digest)") == nil else { return }
        try session.execute(
            """
            INSERT INTO stored_files (digest, size, media_type, day, recorded_at, recorded_by)
            VALUES (\(digest), \(file.size), \(file.mediaType.rawValue), \(session.clock.today()),
                \(session.clock.now()), \(session.actor.name))
            """)
    }

    /// A file of the register; nil where no record refers to that content.
    public static func file(_ digest: Digest, in session: any ReadSession) throws -> StoredFile? {
        try session.first("SELECT digest, size, media_type FROM stored_files WHERE digest = \(digest.hexadecimal)")
            .map(file)
    }

    /// Every file of the register, in the order of recording.
    public static func all(in session: any ReadSession) throws -> [StoredFile] {
        try session.rows("SELECT digest, size, media_type FROM stored_files ORDER BY recorded_at, digest").map(file)
    }

    private static func file(_ row: Row) throws -> StoredFile {
        let written = try row.text("digest")
        guard let digest = Digest(hexadecimal: written) else {
            throw Problem(.failure, "files.problem.register", ["digest": written])
        }
        return StoredFile(
            digest: digest, size: try row.integer("size"), mediaType: try row.value("media_type", as: MediaType.self))
    }
}
