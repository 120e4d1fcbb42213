import Kernel

/// Tells what a file is by its content, and refuses what is not taken: programs, scripts, web pages, unknown and damaged
/// files, and files that are of two kinds at once.
///
/// A file is looked at as its readers look at it: images and films are walked from part to part to their end, so that
/// nothing hides behind them. Nothing is decoded or run.
public struct ContentInspector: Sendable {
    public let limits: FileLimits

    public init(limits: FileLimits = FileLimits()) {
        self.limits = limits
    }

    /// The kind of the content. Complexity: O(bytes); of an Office file only its list of parts is unpacked.
    ///
    /// - Throws: a problem that says what is wrong and which kinds are taken: empty, too large, of no known kind, of two
    ///   kinds, incomplete, with macros, encrypted, or an archive that unpacks beyond the limits.
    public func mediaType(of bytes: [UInt8]) throws(Problem) -> MediaType {
        guard !bytes.isEmpty else { throw Problem(.badInput, "files.problem.empty") }
        guard bytes.count <= limits.bytes else {
            throw Problem(
                .tooLarge, "files.problem.too-large",
                ["size": Self.megabytes(bytes.count), "limit": Self.megabytes(limits.bytes)])
        }
        let type = try startingKind(of: bytes)
        switch type {
        case .docx, .xlsx, .pptx, .text, .chineseText: break
        case .pdf, .doc, .xls:
            guard !ByteSearch.endsWithArchive(bytes) else { throw Self.twoKinds }
        case .png, .jpeg, .gif, .webp, .mp4:
            let hidesDocument = ByteSearch.contains("%PDF-", in: bytes.prefix(1_024))
            guard !hidesDocument, !ByteSearch.endsWithArchive(bytes) else { throw Self.twoKinds }
        }
        return type
    }

    private func startingKind(of bytes: [UInt8]) throws(Problem) -> MediaType {
        if ByteSearch.starts(bytes, "%PDF-") {
            // ISO 32000-1, 7.5.5: the last line is %%EOF; readers look for it in the last 1,024 bytes.
            guard ByteSearch.contains("%%EOF", in: bytes.suffix(1_024)) else { throw Self.incomplete("PDF") }
            return .pdf
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            guard ImageWalk.png(bytes) else { throw Self.incomplete("PNG") }
            return .png
        }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard ImageWalk.jpeg(bytes) else { throw Self.incomplete("JPEG") }
            return .jpeg
        }
        if ByteSearch.starts(bytes, "GIF87a") || ByteSearch.starts(bytes, "GIF89a") {
            guard ImageWalk.gif(bytes) else { throw Self.incomplete("GIF") }
            return .gif
        }
        if ByteSearch.starts(bytes, "RIFF"), ByteSearch.contains("WEBP", in: bytes.dropFirst(8).prefix(4)) {
            guard ImageWalk.webp(bytes) else { throw Self.incomplete("WebP") }
            return .webp
        }
        if ByteSearch.contains("ftyp", in: bytes.dropFirst(4).prefix(4)) {
            switch FilmWalk.mp4(bytes) {
            case .whole: return .mp4
            case .incomplete: throw Self.incomplete("MP4")
            case .otherBrand: throw Self.unknown
            }
        }
        if bytes.starts(with: CompoundFile.signature) { return try CompoundFile.mediaType(of: bytes) }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return try OfficeArchive(limits: limits).mediaType(of: bytes)
        }
        return try TextContent.mediaType(of: bytes)
    }

    // MARK: Problems

    static let unknown = Problem(.unsupportedMedia, "files.problem.unknown")
    static let active = Problem(.unsupportedMedia, "files.problem.active")
    static let twoKinds = Problem(.unsupportedMedia, "files.problem.two-kinds")
    static let macros = Problem(.unsupportedMedia, "files.problem.macros")
    static let encrypted = Problem(.unsupportedMedia, "files.problem.encrypted")

    static func incomplete(_ kind: String) -> Problem {
        Problem(.unsupportedMedia, "files.problem.incomplete", ["kind": kind])
    }

    /// In MB (1,000,000 bytes, as every page counts) with at most one decimal, rounded up, so that a file just over a
    /// limit is not told to be of its size.
    static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 99_999) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
