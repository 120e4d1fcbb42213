import Documents
import Testing

@Suite struct ArchiveWriterTests {
    @Test("what is written is read back, packed or not")
    func roundTrip() throws {
        var writer = ArchiveWriter()
        let long = (0..<100_000).map { UInt8($0 % 251) }
        try writer.add("空.txt", [])
        try writer.add("folder/long.bin", long)
        try writer.add("stored.bin", long, isPacked: false)
        let archive = try ArchiveReader(writer.bytes())
        #expect(archive.entries.map(\.name) == ["空.txt", "folder/long.bin", "stored.bin"])
        #expect(try archive.read("空.txt") == [])
        #expect(try archive.read("folder/long.bin") == long)
        #expect(try archive.read("stored.bin") == long)
    }

    @Test("the same entries give the same bytes")
    func deterministic() throws {
        func make() throws -> [UInt8] {
            var writer = ArchiveWriter()
            try writer.add("a.txt", Array("一二三".utf8))
            return try writer.bytes()
        }
        #expect(try make() == make())
    }

    @Test("a name that would not be read back is not written")
    func names() throws {
        var writer = ArchiveWriter()
        try writer.add("a", [])
        #expect(throws: DocumentProblem.duplicateEntryName("A")) { try writer.add("A", []) }
        #expect(throws: DocumentProblem.unsafeEntryName("../a")) { try writer.add("../a", []) }
    }
}
