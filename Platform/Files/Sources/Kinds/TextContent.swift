import Documents
import Kernel

/// Tells text from everything else, and plain text from text that a machine would run or show as a page.
enum TextContent {
    /// What makes text a page or a program wherever it stands, in lower case.
    private static let active: [String] = [
        "<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<embed", "<svg", "<style",
        "<?php", "<?xml", "<xsl:", "javascript:", "vbscript:",
    ]

    static func mediaType(of bytes: [UInt8]) throws(Problem) -> MediaType {
        let decoded: DecodedText
        do throws(DocumentProblem) {
            decoded = try TextDecoder(limit: bytes.count).decode(bytes)
        } catch {
            // Not text: then it is of no kind that is taken.
            throw ContentInspector.unknown
        }
        let type: MediaType
        switch decoded.encoding {
        case .utf8: type = .text
        case .gb18030: type = .chineseText
        default: throw Problem(.unsupportedMedia, "files.problem.encoding")
        }
        guard !decoded.text.unicodeScalars.contains(where: isBinary) else { throw ContentInspector.unknown }
        let start = decoded.text.drop(while: \.isWhitespace).prefix(2)
        guard start != "#!" else { throw ContentInspector.active }
        // Browsers take text that begins with a tag for a page (WHATWG MIME Sniffing, 7.1).
        guard start.first != "<" else { throw ContentInspector.active }
        let folded = decoded.text.lowercased()
        guard folded.contains("<") || folded.contains("script:") else { return type }
        guard !active.contains(where: { folded.contains($0) }) else { throw ContentInspector.active }
        return type
    }

    /// Controls other than tab, line feed, form feed and carriage return occur in no text.
    private static func isBinary(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x7F || (scalar.value < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(scalar.value))
    }
}
