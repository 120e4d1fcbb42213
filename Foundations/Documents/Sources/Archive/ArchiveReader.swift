import CZip

/// Reads a ZIP archive that is held in memory, within limits, through libzip.
///
/// Opening checks the whole directory before a byte is unpacked: number of entries, names, encryption, links, and the
/// claimed sizes. Reading an entry then stops as soon as it yields more than its claim, so an archive that lies about
/// its sizes cannot unpack further than the limits either. Checksums are checked on every read.
public struct ArchiveReader: Sendable {
    /// The entries in the order of the directory.
    public let entries: [ArchiveEntry]

    private let bytes: [UInt8]
    private let places: [String: Int]

    /// Opens an archive and checks its directory.
    ///
    /// - Throws: `DocumentProblem`, one of the archive cases, or `.overLimit` for too many packed bytes.
    public init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(DocumentProblem) {
        guard bytes.count <= limits.bytes else { throw .overLimit(.bytes, limit: limits.bytes, place: "") }
        guard !bytes.starts(with: OfficePackage.compoundFileSignature) else { throw .oldOrEncryptedOffice }
        guard bytes.starts(with: Array("PK".utf8)) else { throw .notAnArchive }
        let entries = try ArchiveHandle.withOpen(bytes) { (archive) throws(DocumentProblem) in
            try Self.directory(of: archive, limits: limits)
        }
        var places: [String: Int] = [:]
        for (place, entry) in entries.enumerated()
        where places.updateValue(place, forKey: entry.name.lowercased()) != nil {
            throw .duplicateEntryName(entry.name)
        }
        self.bytes = bytes
        self.entries = entries
        self.places = places
    }

    /// The entry with a name, capital and small letters counted as equal, as Office Open XML asks (ISO/IEC 29500-2).
    public func entry(named name: String) -> ArchiveEntry? {
        places[name.lowercased()].map { entries[$0] }
    }

    /// Unpacks the entry with a name.
    ///
    /// - Throws: `DocumentProblem.missingEntry`, `.wrongChecksum`, `.damagedEntry` or `.unsupportedCompression`.
    public func read(_ name: String) throws(DocumentProblem) -> [UInt8] {
        guard let entry = entry(named: name), !entry.isFolder else { throw .missingEntry(name) }
        return try ArchiveHandle.withOpen(bytes) { (archive) throws(DocumentProblem) in
            try Self.unpack(entry, from: archive)
        }
    }

    private static func directory(
        of archive: OpaquePointer, limits: ArchiveLimits
    ) throws(DocumentProblem) -> [ArchiveEntry] {
        let count = Int(zip_get_num_entries(archive, 0))
        guard count <= limits.entries else { throw .tooManyEntries(count: count, limit: limits.entries) }
        var entries: [ArchiveEntry] = []
        entries.reserveCapacity(count)
        var total = 0
        for index in 0..<count {
            let entry = try directoryEntry(index, of: archive, limits: limits)
            guard entry.size <= limits.entryBytes else {
                throw .entryTooLarge(entry.name, limit: limits.entryBytes)
            }
            total += entry.size
            guard total <= limits.totalBytes else { throw .archiveTooLarge(limit: limits.totalBytes) }
            if entry.size > limits.ratioFloor, entry.size / limits.ratio > entry.packedSize {
                throw .suspiciousCompression(entry.name, limit: limits.ratio)
            }
            entries.append(entry)
        }
        return entries
    }

    private static func directoryEntry(
        _ index: Int, of archive: OpaquePointer, limits: ArchiveLimits
    ) throws(DocumentProblem) -> ArchiveEntry {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard let rawName = zip_get_name(archive, UInt64(index), UInt32(ZIP_FL_ENC_RAW)),
            zip_stat_index(archive, UInt64(index), 0, &status) == 0
        else { throw .damagedArchive(detail: ArchiveHandle.detail(of: archive)) }
        guard let text = String(validatingCString: rawName) else {
            throw .unsafeEntryName(String(cString: rawName))
        }
        let name = try ArchiveEntry.normalise(text)
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encryptedEntry(name) }
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        let answered = zip_file_get_external_attributes(archive, UInt64(index), 0, &system, &attributes)
        // With the UNIX system in the upper byte the file mode sits in the upper half; 0o120000 marks a link.
        if answered == 0, system == UInt8(ZIP_OPSYS_UNIX), (attributes >> 16) & 0o170000 == 0o120000 {
            throw .symbolicLink(name)
        }
        guard let size = Int(exactly: status.size), let packedSize = Int(exactly: status.comp_size) else {
            throw .entryTooLarge(name, limit: limits.entryBytes)
        }
        return ArchiveEntry(name: name, index: index, size: size, packedSize: packedSize)
    }

    private static func unpack(_ entry: ArchiveEntry, from archive: OpaquePointer) throws(DocumentProblem) -> [UInt8] {
        guard let file = zip_fopen_index(archive, UInt64(entry.index), 0) else {
            let code = zip_error_code_zip(zip_get_error(archive))
            throw problem(code, entry: entry, detail: ArchiveHandle.detail(of: archive))
        }
        defer { zip_fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { Int(zip_fread(file, $0.baseAddress, UInt64($0.count))) }
            guard count >= 0 else {
                let error = zip_file_get_error(file)
                let detail = error.map { String(cString: zip_error_strerror($0)) } ?? ""
                throw problem(error.map { zip_error_code_zip($0) } ?? 0, entry: entry, detail: detail)
            }
            guard count > 0 else { break }
            guard content.count + count <= entry.size else {
                throw .damagedEntry(entry.name, detail: "more than the claimed \(entry.size) bytes")
            }
            content.append(contentsOf: chunk[..<count])
        }
        guard content.count == entry.size else {
            throw .damagedEntry(entry.name, detail: "\(content.count) of \(entry.size) bytes")
        }
        return content
    }

    private static func problem(_ code: Int32, entry: ArchiveEntry, detail: String) -> DocumentProblem {
        switch code {
        case ZIP_ER_CRC: .wrongChecksum(entry.name)
        case ZIP_ER_COMPNOTSUPP: .unsupportedCompression(entry.name)
        case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .encryptedEntry(entry.name)
        default: .damagedEntry(entry.name, detail: detail)
        }
    }
}

/// A libzip archive that is open on borrowed bytes for the length of one call.
enum ArchiveHandle {
    static func withOpen<Value>(
        _ bytes: [UInt8], _ body: (OpaquePointer) throws(DocumentProblem) -> Value
    ) throws(DocumentProblem) -> Value {
        let result: Result<Value, DocumentProblem> = bytes.withUnsafeBytes { buffer in
            var error = zip_error_t()
            zip_error_init(&error)
            defer { zip_error_fini(&error) }
            guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
                return .failure(.damagedArchive(detail: String(cString: zip_error_strerror(&error))))
            }
            guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
                zip_source_free(source)
                return .failure(.damagedArchive(detail: String(cString: zip_error_strerror(&error))))
            }
            // Discarding also frees the source; nothing points into the bytes afterwards.
            defer { zip_discard(archive) }
            do throws(DocumentProblem) {
                return .success(try body(archive))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    static func detail(of archive: OpaquePointer) -> String {
        zip_strerror(archive).map { String(cString: $0) } ?? ""
    }
}
