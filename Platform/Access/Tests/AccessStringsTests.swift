import Foundation
import Testing

@testable import Access

struct AccessStringsTests {
    @Test("both string files are where the house looks for them")
    func files() {
        for language in ["zh-Hans", "en"] {
            let file = AccessStrings.folder.appending(path: "\(language).yaml")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }
}
