import Foundation
import Kernel
import Ledger
import Synchronization
import Testing

@testable import Files

@Suite("Keeping files")
struct FileStoreTests {
    @Test("what is stored is read again, in a file for the owner only at its digest")
    func roundTrip() async throws {
        try await withStore { store, folder in
            let stored = try await store.store(Samples.pdf, named: "报告.pdf")
            #expect(stored.name.text == "报告.pdf")
            #expect(stored.file.size == Samples.pdf.count && stored.file.mediaType == .pdf)
            #expect(stored.file.digest == (try Digest(of: Samples.pdf)))
            #expect(try await store.read(stored.file.digest) == Samples.pdf)
            let hex = stored.file.digest.hexadecimal
            let path = "\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
            #expect(try contents(of: folder) == [path])
            #expect(try permissions(folder.appending(path: path)) == 0o400)
            #expect(try permissions(folder) == 0o700)
        }
    }

    @Test("the same content again writes nothing, whatever it is called")
    func again() async throws {
        let writes = Mutex(0)
        var disk = Disk.system
        disk.write = { descriptor, bytes in
            writes.withLock { $0 += 1 }
            return Disk.system.write(descriptor, bytes)
        }
        try await withStore(disk: disk) { store, folder in
            let first = try await store.store(Array("质量".utf8), named: "a.txt")
            let before = writes.withLock { $0 }
            let second = try await store.store(Array("质量".utf8), named: "b.csv")
            #expect(first.file == second.file && second.name.text == "b.csv")
            let after = writes.withLock { $0 }
            #expect(before == 1 && after == 1)
            #expect(try contents(of: folder).count == 1)
        }
    }

    @Test("what is refused leaves nothing behind")
    func refused() async throws {
        try await withStore(limits: FileLimits(bytes: 10)) { store, folder in
            for (bytes, name, key) in [
                ([], "a.txt", "files.problem.empty"), (Samples.pdf, "a.pdf", "files.problem.too-large"),
                (Array("<html>".utf8), "a.txt", "files.problem.active"),
                (Array("a".utf8), "a.js", "files.problem.name"),
            ] as [([UInt8], String, String)] {
                let problem = await #expect(throws: Problem.self) { try await store.store(bytes, named: name) }
                #expect(problem?.key == key)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    @Test("a damaged, shortened, exchanged or missing file is told and never handed out")
    func damaged() async throws {
        try await withStore { store, folder in
            let bytes = Array("一千件".utf8)
            let file = try await store.store(bytes, named: "a.txt").file
            let other = try await store.store(Array("两千件".utf8), named: "b.txt").file
            let place = folder.appending(
                path: try #require(try contents(of: folder).first { $0.hasSuffix(file.digest.hexadecimal) }))
            let damages: [(FileFault.Kind, String, () throws -> Void)] = [
                (.damaged, "files.problem.damaged", { try overwrite(place, with: bytes.dropLast() + [0x21]) }),
                (.damaged, "files.problem.damaged", { try overwrite(place, with: Array(bytes.dropLast(3))) }),
                (.damaged, "files.problem.damaged", { try overwrite(place, with: []) }),
                (.missing, "files.problem.missing", { try FileManager.default.removeItem(at: place) }),
                (
                    .unreadable, "files.problem.disk",
                    {
                        try FileManager.default.removeItem(at: place)
                        try FileManager.default.createSymbolicLink(
                            at: place, withDestinationURL: URL(filePath: "/etc/hostname"))
                    }
                ),
            ]
            for (kind, key, damage) in damages {
                try damage()
                let problem = await #expect(throws: Problem.self) { try await store.read(file.digest) }
                #expect(problem?.key == key && problem?.kind == .failure)
                let found = try await store.verify([other, file])
                #expect(found.count == 1 && found.fault == FileFault(digest: file.digest, kind: kind))
                #expect(try await store.read(other.digest) == Array("两千件".utf8))
                if kind == .unreadable { try FileManager.default.removeItem(at: place) }
                // The same content given again mends it.
                _ = try await store.store(bytes, named: "a.txt")
                #expect(try await store.read(file.digest) == bytes)
            }
            let whole = try await store.verify([file, other])
            #expect(whole.fault == nil && whole.count == 2 && whole.bytes == 18)
            let size = StoredFile(digest: file.digest, size: 8, mediaType: .text)
            #expect(try await store.verify([size]).fault?.kind == .damaged)
        }
    }

    @Test("many writings of the same and of other contents at once keep each once")
    func concurrent() async throws {
        try await withStore { store, folder in
            try await withThrowingTaskGroup(of: StoredFile.self) { group in
                for index in 0..<40 {
                    let bytes = Array(String(repeating: "第\(index % 4)份", count: 50_000).utf8)
                    group.addTask { try await store.store(bytes, named: "\(index).txt").file }
                }
                var files: Set<StoredFile> = []
                for try await file in group { files.insert(file) }
                #expect(files.count == 4)
                #expect(try await store.verify(Array(files)).count == 4)
            }
            #expect(try contents(of: folder).count == 4)
        }
    }
}

// MARK: Folders

/// A store in a folder of its own, removed when the test is done. The folder itself is not there yet.
func withStore(
    limits: FileLimits = FileLimits(), disk: Disk = .system, _ body: (FileStore, URL) async throws -> Void
) async throws {
    let parent = FileManager.default.temporaryDirectory.appending(component: "heng-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: false)
    let folder = parent.appending(path: "data/files", directoryHint: .isDirectory)
    do {
        try await body(FileStore(folder: folder, limits: limits, disk: disk), folder)
    } catch {
        try FileManager.default.removeItem(at: parent)
        throw error
    }
    try FileManager.default.removeItem(at: parent)
}

/// The paths of all files below a folder; empty where there is no folder.
func contents(of folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
        try FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)[.type] as? FileAttributeType
            != .typeDirectory
    }.sorted()
}

func permissions(_ url: URL) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? NSNumber)?.intValue
}

/// Changes a file as somebody would who has the rights of its owner.
func overwrite(_ place: URL, with bytes: [UInt8]) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
    try Data(bytes).write(to: place)
}

/// Says what lies in a folder where nothing should.
func expectNothing(in folder: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try contents(of: folder)
    #expect(found.isEmpty, sourceLocation: sourceLocation)
}
