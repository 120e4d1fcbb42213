import Foundation
import Kernel
import Testing

@testable import Packs

@Suite("The texts of the findings")
struct PackStringsTests {
    @Test("both languages have every key, with the same placeholders")
    func complete() throws {
        let catalogue = try PackStrings.catalogue()
        #expect(catalogue.faults.isEmpty)
        #expect(catalogue.keys(.zhHans).count > 150)
    }

    @Test("every finding of the table of mistakes has a text in both languages, without a hole", arguments: Mistake.all)
    func texts(_ mistake: Mistake) throws {
        let catalogue = try PackStrings.catalogue()
        let files = try YunchuanPack.spoiled(mistake.file, mistake.old, mistake.new)
        for finding in PackReader().read(files).findings {
            for language in Language.allCases {
                let text = finding.text(language, from: catalogue)
                #expect(!text.contains("⟦"))
                for name in finding.arguments.keys { #expect(!text.contains("{\(name)}")) }
            }
        }
    }

    @Test("every key that the sources name has a text, and every text is named")
    func keysOfSources() throws {
        let catalogue = try PackStrings.catalogue()
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(component: "Sources")
        let enumerator = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var named: Set<String> = []
        for case let file as URL in enumerator where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for piece in text.split(separator: "\"").dropFirst() where piece.hasPrefix("packs.") {
                named.insert(String(piece))
            }
        }
        // A key that ends in a computed part, such as `packs.twice.\(…)`, stands for all that begin so.
        let open = named.compactMap { key in key.firstRange(of: "\\(").map { key[..<$0.lowerBound] } }
        let keys = Set(catalogue.keys(.en))
        for key in named where !key.contains("\\(") { #expect(keys.contains(key), "\(key) has no text") }
        for key in keys {
            #expect(named.contains(key) || open.contains { key.hasPrefix($0) }, "\(key) is never used")
        }
        for namespace in PackReadingRun.Namespace.allCases {
            #expect(keys.contains("packs.twice.\(namespace.rawValue)"))
        }
        for change in PackChange.allCases { #expect(keys.contains("packs.change.\(change.rawValue)")) }
        for kind in PackObjectReference.Kind.allCases { #expect(keys.contains("packs.object.\(kind.rawValue)")) }
    }

    @Test("a finding reads as file, line, what and how to mend it")
    func wording() throws {
        let files = try YunchuanPack.spoiled("items/02-fair-scales.yaml", "as_agreed: QUALITY", "as_agreed: QUALTIY")
        let finding = try #require(PackReader().read(files).findings.first)
        let catalogue = try PackStrings.catalogue()
        #expect(
            finding.text(.en, from: catalogue)
                == "items/02-fair-scales.yaml:10: error: there is no unit \"QUALTIY\"; did you mean \"QUALITY\"?")
        #expect(
            finding.text(.zhHans, from: catalogue)
                == "items/02-fair-scales.yaml:10: 错误：没有单位“QUALTIY”；是否应为“QUALITY”")
        #expect(finding.problem.place == .file("items/02-fair-scales.yaml", line: 10))
    }
}
