import CZip
import Glibc

/// Writes a ZIP archive into memory; the same entries give the same bytes every time on one version of libzip.
///
/// Every entry carries the time 1980-01-01 00:00, the earliest that ZIP can hold, so that a hash of the file depends
/// on its content alone.
public struct ArchiveWriter: Sendable {
    private var entries: [(name: String, bytes: [UInt8], isPacked: Bool)] = []
    private var names: Set<String> = []

    /// Makes an empty archive.
    public init() {}

    /// Adds an entry after the ones already there; `isPacked` deflates it.
    ///
    /// - Throws: `DocumentProblem.unsafeEntryName` or `.duplicateEntryName`.
    public mutating func add(_ name: String, _ bytes: [UInt8], isPacked: Bool = true) throws(DocumentProblem) {
        let name = try ArchiveEntry.normalise(name)
        guard names.insert(name.lowercased()).inserted else { throw .duplicateEntryName(name) }
        entries.append((name, bytes, isPacked))
    }

    /// The finished archive.
    ///
    /// - Throws: `DocumentProblem.archiveNotWritten` with libzip's reason.
    public func bytes() throws(DocumentProblem) -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
            throw .archiveNotWritten(detail: String(cString: zip_error_strerror(&error)))
        }
        defer { zip_source_free(source) }
        guard let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
            throw .archiveNotWritten(detail: String(cString: zip_error_strerror(&error)))
        }
        // The archive owns one reference and gives it up when closed; ours is freed above.
        zip_source_keep(source)
        do throws(DocumentProblem) {
            for entry in entries { try Self.add(entry.name, entry.bytes, isPacked: entry.isPacked, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let detail = ArchiveHandle.detail(of: archive)
            zip_discard(archive)
            throw .archiveNotWritten(detail: detail)
        }
        return try Self.content(of: source)
    }

    private static func add(
        _ name: String, _ bytes: [UInt8], isPacked: Bool, to archive: OpaquePointer
    ) throws(DocumentProblem) {
        // libzip frees the copy with the C library's free once the archive is closed or discarded.
        guard let copy = malloc(max(bytes.count, 1)) else { throw .archiveNotWritten(detail: "out of memory") }
        copy.copyMemory(from: bytes, byteCount: bytes.count)
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw .archiveNotWritten(detail: ArchiveHandle.detail(of: archive))
        }
        let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw .archiveNotWritten(detail: ArchiveHandle.detail(of: archive))
        }
        let method = isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE
        // 0x21 is 1 January 1980 in the packed date of MS-DOS; unlike a time_t it does not depend on the time zone.
        guard zip_set_file_compression(archive, UInt64(index), method, 0) == 0,
            zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0
        else { throw .archiveNotWritten(detail: ArchiveHandle.detail(of: archive)) }
    }

    private static func content(of source: OpaquePointer) throws(DocumentProblem) -> [UInt8] {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_source_stat(source, &status) == 0, let size = Int(exactly: status.size),
            zip_source_open(source) == 0
        else { throw .archiveNotWritten(detail: "the finished archive cannot be read back") }
        defer { zip_source_close(source) }
        var content = [UInt8](repeating: 0, count: size)
        let count = content.withUnsafeMutableBytes { buffer -> Int in
            guard let base = buffer.baseAddress else { return 0 }
            return Int(zip_source_read(source, base, UInt64(buffer.count)))
        }
        guard count == size else {
            throw .archiveNotWritten(detail: "\(count) of \(size) bytes could be read back")
        }
        return content
    }
}
