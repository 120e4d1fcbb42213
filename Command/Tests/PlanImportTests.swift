import Documents
import Foundation
import PlanText
import Testing

/// `heng plan import` as a caller outside sees it.
struct PlanImportTests {
    private static let plans = [
        "Packs/shanghai-2021/plan.md", "Foundations/PlanText/Tests/Plans/beishan-2025.md",
        "Foundations/PlanText/Tests/Plans/linjiang-2024.md", "Foundations/PlanText/Tests/Plans/qinghe-2022.txt",
        "Foundations/PlanText/Tests/Plans/yunchuan-2023.txt",
    ]

    @Test("the structure that is printed is the one that was read, for every plan of the repository", arguments: plans)
    func equal(path: String) async throws {
        let file = Heng.root.appending(path: path)
        let outcome = try await Heng.run(["plan", "import", file.path, "--dry-run", "--json"])
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
        let printed = try JSONDecoder().decode(Plan.self, from: Data(outcome.output.utf8))
        let read = try PlanReader.read(try String(contentsOf: file, encoding: .utf8)).plan
        #expect(printed == read)
    }

    @Test("the JSON has the members of the contract, also where they are empty")
    func members() async throws {
        let file = Heng.root.appending(path: Self.plans[1])
        let outcome = try await Heng.run(["plan", "import", file.path, "--dry-run", "--json"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["document", "sections", "items", "tables", "units"])
        let document = try #require(object["document"] as? [String: Any])
        #expect(Set(document.keys) == ["title", "issuer", "number", "date", "copies_to"])
        let item = try #require((object["items"] as? [[String: Any]])?.first)
        #expect(Set(item.keys) == ["number", "section", "title", "body", "clauses", "responsible"])
        let responsible = try #require(item["responsible"] as? [String: Any])
        #expect(Set(responsible.keys) == ["as_written", "lead", "units", "open"])
        let clause = try #require((item["clauses"] as? [[String: Any]])?.first)
        #expect(
            Set(clause.keys) == [
                "id", "text", "kind", "start", "end", "per_district", "numbers", "dates", "due",
            ])
        let unit = try #require((object["units"] as? [[String: Any]])?.first)
        #expect(Set(unit.keys) == ["name", "level", "items"])
    }

    @Test("the same plan as Word document and as text in GB18030 and UTF-8 gives the same items")
    func encodings() async throws {
        try await Heng.withFolder { folder in
            let lines = ["2024年质量工作要点", "一、加强协调", "（一）健全协调机制。召开会议，制定清单。（市市场监管局负责）"]
            let word = folder.appending(path: "plan.docx")
            try Data(WordWriter(lines.map { .paragraph($0) }).bytes()).write(to: word)
            let text = folder.appending(path: "plan.txt")
            try Data(("\u{FEFF}" + lines.joined(separator: "\r\n")).utf8).write(to: text)
            var items: [[Plan.Item]] = []
            for file in [word, text] {
                let outcome = try await Heng.run(["plan", "import", file.path, "--dry-run", "--json"])
                #expect(outcome.code == 0, "\(outcome.errors)")
                items.append(try JSONDecoder().decode(Plan.self, from: Data(outcome.output.utf8)).items)
            }
            #expect(items[0] == items[1])
            #expect(items[0].map(\.title) == ["健全协调机制"])
        }
    }

    @Test("a dry run writes nothing, not even a data folder")
    func dryRun() async throws {
        try await Heng.withFolder { folder in
            let file = Heng.root.appending(path: Self.plans[1])
            let outcome = try await Heng.run(["plan", "import", file.path, "--dry-run", "--json"], in: folder)
            #expect(outcome.code == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }
}

/// What cannot be read: one line on standard error, exit code 2, nothing on standard output, in both languages.
struct PlanRefusalTests {
    enum Fault: String, CaseIterable {
        case missing, folder, empty, blank, noItems, tooLarge, brokenWord, bomb, oldWord, binary, brokenPDF

        /// Makes the faulty file; its name.
        func make(in folder: URL) throws -> String {
            func write(_ name: String, _ bytes: [UInt8]) throws -> String {
                try Data(bytes).write(to: folder.appending(path: name))
                return name
            }
            switch self {
            case .missing: return "none.txt"
            case .folder:
                try FileManager.default.createDirectory(
                    at: folder.appending(path: "plan.d"), withIntermediateDirectories: true)
                return "plan.d"
            case .empty: return try write("plan.txt", [])
            case .blank: return try write("plan.txt", Array(" \n\u{3000}\n".utf8))
            case .noItems: return try write("plan.txt", Array("今天天气很好。\n没有事项。\n".utf8))
            case .tooLarge:
                let name = "plan.txt"
                let line = Data("（一）召开会议，制定清单。（市局负责）\n".utf8)
                try Data().write(to: folder.appending(path: name))
                let handle = try FileHandle(forWritingTo: folder.appending(path: name))
                let block = Data((0..<20_000).flatMap { _ in line })
                for _ in 0...(70_000_000 / block.count) { try handle.write(contentsOf: block) }
                try handle.close()
                return name
            case .brokenWord:
                let whole = try WordWriter([.paragraph("（一）召开会议。")]).bytes()
                return try write("plan.docx", Array(whole[..<(whole.count / 2)]))
            case .bomb:
                var archive = ArchiveWriter()
                try archive.add("[Content_Types].xml", [UInt8](repeating: 0x20, count: 64 << 20))
                return try write("plan.docx", try archive.bytes())
            case .oldWord:
                return try write(
                    "plan.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504))
            case .binary: return try write("plan.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
            case .brokenPDF: return try write("plan.pdf", Array("%PDF-1.4\nnothing more".utf8))
            }
        }
    }

    @Test("each fault is told in one line that names the file, in both languages", arguments: Fault.allCases)
    func told(fault: Fault) async throws {
        try await Heng.withFolder { folder in
            let name = try fault.make(in: folder)
            var said: [String] = []
            for language in ["zh-Hans", "en"] {
                let start = ContinuousClock.now
                let outcome = try await Heng.run(
                    ["plan", "import", name, "--dry-run", "--json"], in: folder, language: language)
                #expect(ContinuousClock.now - start < .seconds(600))
                #expect(outcome.code == 2, "\(language)")
                #expect(outcome.output == "", "\(language)")
                #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
                let pattern = try Regex("^\(NSRegularExpression.escapedPattern(for: name)):[0-9]+: .+")
                #expect(outcome.errors.contains(pattern), "\(outcome.errors)")
                #expect(!outcome.errors.contains("⟦") && !outcome.errors.contains("{"), "\(outcome.errors)")
                said.append(outcome.errors)
            }
            // The English sentence may quote Chinese numbering.
            let isChinese = { (text: String) in
                let sentence = text.dropFirst(name.count)
                let han = sentence.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
                return han > sentence.unicodeScalars.count { $0.isASCII && $0.properties.isAlphabetic }
            }
            #expect(isChinese(said[0]) && !isChinese(said[1]), "\(said)")
        }
    }

    @Test("a language or a date that is not known is a wrong call, told with what is right")
    func wrongCall() async throws {
        let language = try await Heng.run(["plan", "import", "a.txt", "--dry-run"], language: "fr")
        #expect(language.code != 0 && language.output == "")
        #expect(language.errors.contains("zh-Hans"))
        try await Heng.withFolder { folder in
            let date = try await Heng.run(["migrate", "--as-of", "2021-02-30", "--data", folder.path])
            #expect(date.code != 0 && date.output == "")
            #expect(date.errors.contains("2021-09-15"))
        }
    }
}
