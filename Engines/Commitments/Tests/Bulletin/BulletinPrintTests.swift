import CivicCalendar
import Documents
import Foundation
import Kernel
import Printing
import Processes
import StorageTesting
import Testing
import Web

@testable import Commitments

private let browser = PagePrinter.browser(in: ProcessInfo.processInfo.environment)

@Suite(.timeLimit(.minutes(20))) struct BulletinSheetTests {
    private func sheet(_ city: CityFixture) async throws -> OfficialSheet {
        let plan = try await city.smallCity()
        let bulletin = try #require(try await city.bulletin(try await city.drafted("2021-08", plan: plan)))
        return OfficialSheet(
            BulletinLetter(bulletin, letterhead: CityFixture.letterhead, composer: try BulletinComposer()).document)
    }

    @Test("the template answers to the sheet, and every class of size and indent has its rule")
    func template() async throws {
        try await CityFixture.with(.sqlite) { city in
            let sheet = try await sheet(city)
            let faults = try TemplateCheck.faults(
                "commitments/official", sample: sheet, in: [.web, CommitmentsEngine.templates])
            #expect(faults.isEmpty, "\(faults)")
            let style = try String(
                contentsOf: CommitmentsEngine.publicFiles.appending(path: "css/official.css"), encoding: .utf8)
            for size in [48, 40, 32, 24] { #expect(style.contains(".sheet-mark-\(size) {")) }
            for indent in 0...8 { #expect(style.contains(".sheet-indent-\(indent) {")) }
            #expect(style.contains("margin: 37mm 26mm 35mm 28mm"))
            #expect(!style.contains("#"))
            #expect(sheet.markClass == "sheet-mark-32")
            #expect(sheet.blocks.filter(\.isHeading1).map(\.text) == ["一、总体情况", "二、进展情况", "三、逾期和风险事项", "四、工作要求"])
        }
    }

    @Test("a short issuing body stands less far in than its date, a long one ends nearer the edge")
    func signature() throws {
        func sheet(_ issuer: String) throws -> OfficialSheet {
            let day = try CivicDate("2021-09-05")
            return OfficialSheet(
                OfficialDocument(
                    mark: issuer, number: "", title: "", body: [], issuer: issuer, date: day, printer: issuer,
                    printed: day))
        }
        // The date is six characters wide and stands four in.
        #expect(try sheet("办公室").signatureClass == "sheet-indent-8")
        #expect(try sheet("市质量工作领导办公室").signatureClass == "sheet-indent-4")
        #expect(try sheet(String(repeating: "局", count: 30)).signatureClass == "sheet-indent-0")
    }

    @Test("the PDF has the document on A4 with page numbers", .enabled(if: browser != nil, "Chromium is not installed"))
    func pdf() async throws {
        try await CityFixture.with(.sqlite) { city in
            let plan = try await city.smallCity()
            let id = try await city.drafted("2021-08", plan: plan)
            try await city.bulletins.approve(id, version: 1, by: CityFixture.leader)
            try await city.bulletins.issue(
                id, version: 1, letterhead: CityFixture.letterhead, link: "/bulletins/x", by: CityFixture.drafter)
            let bulletin = try #require(try await city.bulletin(id))
            let composer = try BulletinComposer()
            let document = BulletinLetter(bulletin, letterhead: CityFixture.letterhead, composer: composer).document
            let print = BulletinPrint(composer: composer, printer: PagePrinter(browser: browser))
            let bytes = try await print.pdf(document)
            if let folder = ProcessInfo.processInfo.environment["HENG_SHEETS"] {
                try Data(bytes).write(to: URL(filePath: folder).appending(path: "bulletin.pdf"))
                try Data(print.word(document)).write(to: URL(filePath: folder).appending(path: "bulletin.docx"))
            }
            let file = FileManager.default.temporaryDirectory.appending(path: "heng-bulletin-\(UUID().uuidString).pdf")
            try Data(bytes).write(to: file)
            defer { do { try FileManager.default.removeItem(at: file) } catch { Swift.print(error) } }
            let text = try await run("pdftotext", ["-layout", file.path, "-"])
            // How wide a space is, is the font's and the reader's affair.
            let squeezed = text.filter { $0 != " " }
            for piece in ["小质办〔2021〕1号", "一、总体情况", "总体平稳。", "附件", "抄送：", "—1—", "—2—"] {
                #expect(squeezed.contains(piece), "\(piece)")
            }
            #expect(!text.contains("⟦"))
            let facts = try await run("pdfinfo", [file.path])
            #expect(facts.contains("(A4)"))
            let fonts = try await run("pdffonts", [file.path])
            #expect(!fonts.isEmpty)
        }
    }

    private func run(_ tool: String, _ arguments: [String]) async throws -> String {
        let folder = FileManager.default.temporaryDirectory
        let output = folder.appending(path: "heng-output-\(UUID().uuidString)")
        let child = ChildProcess(
            URL(filePath: "/usr/bin/env"), [tool] + arguments, environment: ["PATH": "/usr/bin:/bin"],
            directory: folder,
            output: output)
        _ = try await child.run(seconds: 60)
        defer { do { try FileManager.default.removeItem(at: output) } catch { Swift.print(error) } }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
