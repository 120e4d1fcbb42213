import Documents
import Testing

@Suite struct ArchiveReaderTests {
    func open(_ entries: [HandMadeArchive.Entry], limits: ArchiveLimits = ArchiveLimits()) throws -> ArchiveReader {
        try ArchiveReader(HandMadeArchive(entries: entries).bytes, limits: limits)
    }

    @Test("an honest hand-made archive is read (control for the hostile ones)")
    func honest() throws {
        let archive = try open([.init("a/文.txt", "正文"), .init("b.txt", "")])
        #expect(archive.entries.map(\.name) == ["a/文.txt", "b.txt"])
        #expect(try String(decoding: archive.read("A/文.TXT"), as: UTF8.self) == "正文")
        #expect(try archive.read("b.txt").isEmpty)
        #expect(throws: DocumentProblem.missingEntry("c.txt")) { try archive.read("c.txt") }
    }

    @Test(
        "names that leave the archive are refused",
        arguments: [
            "../a.txt", "a/../../b", "/etc/passwd", "\\windows", "a\\..\\..\\b", "C:/a", "a//b", "./a", "a\u{1}b", "..",
        ])
    func unsafeNames(name: String) {
        #expect(throws: DocumentProblem.unsafeEntryName(name)) { try open([.init(name, "x")]) }
    }

    @Test("two entries with one name are refused, whatever their capitals and separators")
    func duplicates() {
        #expect(throws: DocumentProblem.duplicateEntryName("a.xml")) {
            try open([.init("a.xml", "1"), .init("a.xml", "2")])
        }
        #expect(throws: DocumentProblem.duplicateEntryName("WORD/a.xml")) {
            try open([.init("word/a.xml", "1"), .init("WORD\\a.xml", "2")])
        }
    }

    @Test("an encrypted entry is refused with its name")
    func encrypted() {
        var entry = HandMadeArchive.Entry("secret.xml", "0123456789abcdef")
        entry.flags = 1
        #expect(throws: DocumentProblem.encryptedEntry("secret.xml")) { try open([entry]) }
    }

    @Test("a wrong checksum is an error")
    func wrongChecksum() throws {
        var entry = HandMadeArchive.Entry("a.xml", "content")
        entry.checksum = 1
        let archive = try open([entry])
        #expect(throws: DocumentProblem.wrongChecksum("a.xml")) { try archive.read("a.xml") }
    }

    @Test("a flipped byte of the content is an error")
    func flippedByte() throws {
        var writer = ArchiveWriter()
        try writer.add("a.xml", Array("content that is packed, content that is packed".utf8))
        let bytes = try writer.bytes()
        let start = 30 + 5
        for offset in start..<(start + 20) {
            var damaged = bytes
            damaged[offset] ^= 0x10
            #expect(throws: DocumentProblem.self) { try ArchiveReader(damaged).read("a.xml") }
        }
        #expect(try ArchiveReader(bytes).read("a.xml").count == 46)
    }

    @Test("a symbolic link is refused")
    func symbolicLink() {
        var entry = HandMadeArchive.Entry("link", "/etc/passwd")
        entry.system = 3
        entry.attributes = 0o120777 << 16
        #expect(throws: DocumentProblem.symbolicLink("link")) { try open([entry]) }
    }

    @Test("an unknown compression method is an error")
    func unknownMethod() throws {
        var entry = HandMadeArchive.Entry("a.xml", "content")
        entry.method = 97
        let archive = try open([entry])
        #expect(throws: DocumentProblem.unsupportedCompression("a.xml")) { try archive.read("a.xml") }
    }

    @Test("a bomb is refused by its directory, before anything is unpacked")
    func honestBomb() throws {
        var writer = ArchiveWriter()
        try writer.add("bomb.xml", [UInt8](repeating: 0x20, count: 8 << 20))
        let bytes = try writer.bytes()
        #expect(bytes.count < 20_000)
        #expect(throws: DocumentProblem.suspiciousCompression("bomb.xml", limit: 200)) { try ArchiveReader(bytes) }
        #expect(throws: DocumentProblem.entryTooLarge("bomb.xml", limit: 1 << 20)) {
            try ArchiveReader(bytes, limits: ArchiveLimits(entryBytes: 1 << 20))
        }
    }

    @Test("a bomb that lies about its size is stopped where its claim ends")
    func lyingBomb() throws {
        var writer = ArchiveWriter()
        try writer.add("bomb.xml", [UInt8](repeating: 0x20, count: 8 << 20))
        var bytes = try writer.bytes()
        let claim = HandMadeArchive.long(8 << 20)
        let places = (0...(bytes.count - 4)).filter { Array(bytes[$0..<($0 + 4)]) == claim }
        #expect(places.count == 2, "the size stands in the local header and in the directory")
        for place in places { bytes.replaceSubrange(place..<(place + 4), with: HandMadeArchive.long(100)) }
        let archive = try ArchiveReader(bytes)
        #expect(throws: DocumentProblem.self) { try archive.read("bomb.xml") }
    }

    @Test("too many entries, or too much in all of them together, is refused")
    func totals() {
        let entries = (0..<5).map { HandMadeArchive.Entry("\($0).txt", "0123456789") }
        #expect(throws: DocumentProblem.tooManyEntries(count: 5, limit: 4)) {
            try open(entries, limits: ArchiveLimits(entries: 4))
        }
        #expect(throws: DocumentProblem.archiveTooLarge(limit: 49)) {
            try open(entries, limits: ArchiveLimits(totalBytes: 49))
        }
        #expect(throws: Never.self) { try open(entries, limits: ArchiveLimits(entries: 5, totalBytes: 50)) }
    }

    @Test("an archive cut short at any byte is an error and never a crash")
    func truncated() throws {
        let bytes = HandMadeArchive(entries: [.init("a.xml", "content"), .init("b.xml", "more")]).bytes
        for length in 0..<bytes.count {
            #expect(throws: DocumentProblem.self) {
                let archive = try ArchiveReader(Array(bytes[..<length]))
                for entry in archive.entries { _ = try archive.read(entry.name) }
                Issue.record("\(length) of \(bytes.count) bytes were accepted")
            }
        }
    }

    @Test("an OLE compound file is named as encrypted or old, anything else as no archive")
    func otherFiles() {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        #expect(throws: DocumentProblem.oldOrEncryptedOffice) { try ArchiveReader(compound) }
        #expect(throws: DocumentProblem.oldOrEncryptedOffice) { try WordDocument.read(compound) }
        #expect(throws: DocumentProblem.notAnArchive) { try ArchiveReader(Array("%PDF-1.7".utf8)) }
        #expect(throws: DocumentProblem.notAnArchive) { try ArchiveReader([]) }
        let sentence = DocumentProblem.oldOrEncryptedOffice.message(.zhHans)
        #expect(sentence.contains(".docx") && sentence.contains("密码"))
    }
}
