import Documents
import Kernel

/// Tells which Office file a ZIP archive is, by the list of its parts (ISO/IEC 29500-2, 10.1.2); other archives, files
/// with macros and archives that unpack beyond the limits are refused.
struct OfficeArchive {
    let limits: FileLimits

    private static let list = "[Content_Types].xml"
    private static let namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    private static let prefix = "application/vnd.openxmlformats-officedocument."
    private static let mainParts: [String: MediaType] = [
        prefix + "wordprocessingml.document.main+xml": .docx,
        prefix + "spreadsheetml.sheet.main+xml": .xlsx,
        prefix + "presentationml.presentation.main+xml": .pptx,
    ]
    /// What makes an archive something else as well: a Java or Android program, a web page.
    private static let foreign = ["meta-inf/manifest.mf", "androidmanifest.xml", "classes.dex", "index.html"]
    private static let programs = [".class", ".dex", ".exe", ".dll", ".js", ".html", ".htm", ".svgz", ".jar", ".vbs"]

    /// The names of the parts in lower case, and the content type of each part that the list names.
    private struct Listing {
        var names: Set<String>
        /// By the part's name in lower case, without a leading `/`.
        var types: [(part: String, type: String)]
    }

    func mediaType(of bytes: [UInt8]) throws(Problem) -> MediaType {
        let listing: Listing
        do throws(DocumentProblem) {
            listing = try self.listing(of: bytes)
        } catch {
            throw Self.problem(error)
        }
        if listing.types.contains(where: { $0.type.contains("macroenabled") || $0.type.contains("vbaproject") })
            || listing.names.contains(where: { $0.hasSuffix("vbaproject.bin") })
        {
            throw ContentInspector.macros
        }
        let mains = listing.types.compactMap { part, type in Self.mainParts[type].map { (part, $0) } }
        guard let (part, kind) = mains.first else { throw ContentInspector.unknown }
        guard mains.count == 1 else { throw ContentInspector.twoKinds }
        let isForeign = listing.names.contains { name in
            Self.foreign.contains(name) || Self.programs.contains { name.hasSuffix($0) }
        }
        guard !isForeign else { throw ContentInspector.twoKinds }
        guard listing.names.contains(part) else { throw ContentInspector.incomplete(kind.rawValue.uppercased()) }
        return kind
    }

    private func listing(of bytes: [UInt8]) throws(DocumentProblem) -> Listing {
        let archive = try ArchiveReader(
            bytes,
            limits: ArchiveLimits(
                bytes: limits.bytes, entries: limits.parts, entryBytes: limits.unpackedPartBytes,
                totalBytes: limits.unpackedBytes))
        var listing = Listing(names: Set(archive.entries.map { $0.name.lowercased() }), types: [])
        // An archive without the list is no Office file; its list has some kilobytes.
        guard let list = archive.entry(named: Self.list) else { return listing }
        guard list.size <= 1 << 20 else { throw .entryTooLarge(Self.list, limit: 1 << 20) }
        var reader = try MarkupReader(
            archive.read(Self.list), part: Self.list, limits: MarkupLimits(bytes: 1 << 20, depth: 8))
        while let event = try reader.next() {
            guard case .start(let element) = event, element.namespace == Self.namespace,
                let type = element.attribute("ContentType")
            else { continue }
            let part = element.attribute("PartName")?.drop { $0 == "/" } ?? ""
            listing.types.append((part.lowercased(), type.lowercased()))
        }
        return listing
    }

    private static func problem(_ error: DocumentProblem) -> Problem {
        switch error {
        case .overLimit, .tooManyEntries, .entryTooLarge, .archiveTooLarge, .suspiciousCompression:
            Problem(.tooLarge, "files.problem.unpacks-too-large")
        case .encryptedEntry: ContentInspector.encrypted
        default: ContentInspector.incomplete("ZIP")
        }
    }
}
