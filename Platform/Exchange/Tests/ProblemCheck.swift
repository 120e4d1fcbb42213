import Exchange
import Kernel
import Testing
import Web

/// What a person is told about a file: one problem, at that file, in both languages.
struct ProblemCheck {
    private let strings: StringCatalogue

    init() throws {
        var strings = StringCatalogue()
        for (language, texts) in try StringFiles.load(ExchangeStrings.folder) { strings.add(texts, in: language) }
        self.strings = strings
    }

    var faults: [String] { strings.faults }

    /// Reads a file that must be refused, and checks the words.
    func refusal(
        _ bytes: [UInt8], _ name: String, limit: Int = DocumentText.defaultLimit,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Problem {
        let problem = try await #require(throws: Problem.self, sourceLocation: sourceLocation) {
            try await DocumentText.read(bytes, fileName: name, limit: limit)
        }
        check(problem, name, sourceLocation: sourceLocation)
        return problem
    }

    private func check(_ problem: Problem, _ name: String, sourceLocation: SourceLocation) {
        #expect(problem.place == .file(name, line: nil), sourceLocation: sourceLocation)
        #expect(problem.kind.exitCode == 2, sourceLocation: sourceLocation)
        let chinese = strings.text(problem, .zhHans)
        let english = strings.text(problem, .en)
        for text in [chinese, english] {
            #expect(!text.isEmpty && !text.contains("⟦") && !text.contains("{"), sourceLocation: sourceLocation)
            #expect(!text.contains("!") && !text.contains("！"), sourceLocation: sourceLocation)
            #expect(!text.contains("\n"), sourceLocation: sourceLocation)
        }
        let han = chinese.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
        #expect(han >= 8, "the Chinese text is Chinese: \(chinese)", sourceLocation: sourceLocation)
        #expect(
            !english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
            "the English text is English: \(english)", sourceLocation: sourceLocation)
        #expect(english.last == "." && chinese.last == "。", sourceLocation: sourceLocation)
    }
}
