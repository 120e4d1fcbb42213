/// What a file is, told by its content.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// A Word document of Office Open XML.
    case docx
    /// A spreadsheet of Office Open XML.
    case xlsx
    /// A PDF file.
    case pdf
    /// Text in UTF-8, UTF-16 with a byte order mark, or GB18030; Markdown, CSV and XML included.
    case text
    /// An OLE compound file: .doc, .xls and .ppt before 2007, or an Office file with a password.
    case oldWord
    /// Anything else.
    case unknownBinary

    /// Tells the kind of a file by its bytes; the name decides only between kinds that the bytes leave open.
    ///
    /// The name matters in one case: a ZIP archive that cannot be opened counts as what its name claims, so that
    /// reading it then reports what exactly is damaged. An empty file is text.
    public static func detect(_ bytes: [UInt8], fileName: String = "") -> DocumentKind {
        if bytes.starts(with: OfficePackage.compoundFileSignature) { return .oldWord }
        if bytes.starts(with: Array("PK".utf8)), bytes.count > 3, bytes[2] < 0x10 {
            return archiveKind(bytes, fileName: fileName)
        }
        if contains(Array("%PDF-".utf8), in: bytes.prefix(1024)) { return .pdf }
        do throws(DocumentProblem) {
            let text = try TextDecoder(limit: bytes.count).decode(bytes).text
            return text.unicodeScalars.contains(where: Self.isBinaryControl) ? .unknownBinary : .text
        } catch {
            // Not text in any accepted encoding: that is the answer here, not a failure.
            return .unknownBinary
        }
    }

    private static func archiveKind(_ bytes: [UInt8], fileName: String) -> DocumentKind {
        do throws(DocumentProblem) {
            return try OfficePackage(bytes, limits: ArchiveLimits(), markup: MarkupLimits()).kind
        } catch {
            let name = fileName.lowercased()
            if name.hasSuffix(".docx") { return .docx }
            if name.hasSuffix(".xlsx") { return .xlsx }
            return .unknownBinary
        }
    }

    private static func contains(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= pattern.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - pattern.count)).contains {
            bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
        }
    }

    private static func isBinaryControl(_ scalar: Unicode.Scalar) -> Bool {
        // Tab, line feed, form feed and carriage return occur in text.
        scalar.value < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(scalar.value)
    }
}
