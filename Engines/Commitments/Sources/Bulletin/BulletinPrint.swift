import Documents
import Foundation
import Kernel
import Printing
import Web

/// A bulletin as a file: Word by our own writer, PDF by the browser from the sheet that pages show.
struct BulletinPrint {
    let composer: BulletinComposer
    let printer: PagePrinter

    /// - Throws: `exchange.problem.document` for a character that the file cannot carry.
    func word(_ document: OfficialDocument) throws -> [UInt8] {
        do { return try OfficialDocumentWriter(document).bytes() } catch {
            throw Problem(
                .badInput, "exchange.problem.document",
                ["message@zh-Hans": error.message(.zhHans), "message@en": error.message(.en)])
        }
    }

    func pdf(_ document: OfficialDocument) async throws -> [UInt8] {
        let renderer = try TemplateRenderer([.web, CommitmentsEngine.templates], strings: composer.words)
        let body = try renderer.render("commitments/official", model: OfficialSheet(document), .zhHans)
        let style = try [
            WebResources.publicFiles.appending(path: "css/tokens.css"),
            CommitmentsEngine.publicFiles.appending(path: "css/official.css"),
        ].map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
        return try await printer.pdf(
            PrintedPage(
                language: Language.zhHans.rawValue, title: "\(document.number) \(document.title.singleLine)",
                style: "html, body { margin: 0 }\n" + style, body: body))
    }
}
