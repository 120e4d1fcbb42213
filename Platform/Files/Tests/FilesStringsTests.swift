import Foundation
import Testing

@testable import Files

struct FilesStringsTests {
    @Test("both string files are where the house looks for them")
    func files() {
        for language in ["zh-Hans", "en"] {
            let file = FilesStrings.folder.appending(path: "\(language).yaml")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }
}
