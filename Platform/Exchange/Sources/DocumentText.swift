import Documents
import Foundation
import Kernel

/// The text of a document that somebody sent, with what kind of document it was.
public struct DocumentText: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case text
        case markdown
        case docx
        case pdf
    }

    public let kind: Kind
    public let text: String

    /// The largest document in bytes.
    public static let defaultLimit = 64_000_000

    /// Reads a document: text in UTF-8, UTF-16 with a mark or GB18030, Markdown, DOCX, and PDF through `pdftotext`.
    ///
    /// What it is, is told by its content; the name only tells Markdown from text.
    /// - Throws: a ``Problem`` with one sentence on what is wrong and how to mend it.
    public static func read(
        _ bytes: [UInt8], fileName: String, limit: Int = defaultLimit
    ) async throws(Problem) -> DocumentText {
        let place = Problem.Place.file(fileName, line: nil)
        guard bytes.count <= limit else {
            throw Problem(
                .tooLarge, "exchange.problem.too-large",
                ["size": String(bytes.count / 1_000_000), "limit": String(limit / 1_000_000)], at: place)
        }
        do {
            switch DocumentKind.detect(bytes, fileName: fileName) {
            case .docx:
                let text = try WordDocument.read(bytes).plainText()
                return DocumentText(kind: .docx, text: text)
            case .pdf:
                return DocumentText(kind: .pdf, text: try await PortableDocumentText().text(bytes, at: place))
            case .text:
                let text = try TextDecoder(limit: limit).decode(bytes).text
                let isMarkdown = fileName.lowercased().hasSuffix(".md") || fileName.lowercased().hasSuffix(".markdown")
                return DocumentText(kind: isMarkdown ? .markdown : .text, text: text)
            case .xlsx: throw Problem(.unsupportedMedia, "exchange.problem.spreadsheet", at: place)
            case .oldWord: throw Problem(.unsupportedMedia, "exchange.problem.old-word", at: place)
            case .unknownBinary: throw Problem(.unsupportedMedia, "exchange.problem.unknown", at: place)
            }
        } catch let problem as DocumentProblem {
            throw ExchangeProblem.problem(problem, at: place)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.failure, "exchange.problem.failed", ["what": "\(error)"], at: place)
        }
    }
}
