import Foundation
import Storage
import Testing

@Suite("Texts of storage")
struct StorageStringsTests {
    @Test("every kind of problem has its text in both languages", arguments: ["zh-Hans", "en"])
    func everyKind(language: String) throws {
        let file = StorageStrings.folder.appending(path: "\(language).yaml")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let keys = Set(lines.compactMap { $0.split(separator: ": ", maxSplits: 1).first.map(String.init) })
        let wanted = Set(StorageProblem.Kind.allCases.map { StorageProblem($0, "").problem.key })
        #expect(keys == wanted)
    }
}
