import Foundation
import Kernel
import Testing

@testable import Files

@Suite("Texts of files")
struct FilesStringsTests {
    private func texts(_ language: String) throws -> [String: String] {
        let file = FilesStrings.folder.appending(path: "\(language).yaml")
        var texts: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            texts[String(parts[0])] = String(try #require(parts.count == 2 ? parts[1] : nil))
        }
        return texts
    }

    @Test("both languages say the same things with the same holes")
    func alike() throws {
        let (chinese, english) = (try texts("zh-Hans"), try texts("en"))
        #expect(Set(chinese.keys) == Set(english.keys))
        for (key, text) in chinese {
            let holes = { (text: String) in Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }) }
            #expect(holes(text) == holes(english[key] ?? ""), "\(key)")
        }
    }

    @Test("who is refused is told every kind that is taken")
    func allowed() throws {
        for language in ["zh-Hans", "en"] {
            let texts = try texts(language)
            for key in ["files.problem.unknown", "files.problem.active", "files.problem.name"] {
                let text = try #require(texts[key])
                for type in MediaType.allCases {
                    let names = type == .jpeg ? ["jpeg"] : type.extensions.filter { !["m4v", "et"].contains($0) }
                    for name in names { #expect(text.lowercased().contains(name), "\(key) \(name)") }
                }
            }
        }
    }

    @Test("every kind of fault has its word")
    func faults() throws {
        for language in ["zh-Hans", "en"] {
            for kind in FileFault.Kind.allCases { #expect(try texts(language)["files.fault.\(kind.rawValue)"] != nil) }
        }
    }
}
