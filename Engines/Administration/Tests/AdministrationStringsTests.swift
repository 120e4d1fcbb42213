import Foundation
import Testing

@testable import Administration

struct AdministrationStringsTests {
    @Test("both string files are where the house looks for them")
    func files() {
        for language in ["zh-Hans", "en"] {
            let file = AdministrationEngine.strings.appending(path: "\(language).yaml")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }
}
