import Foundation
import Kernel
import Ledger
import Synchronization
import Testing

@testable import Files

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Every call that keeps a file can fail; none may leave half a file or claim what is not so.
@Suite("Files on a failing disk")
struct FaultTests {
    private let bytes = Array(String(repeating: "质量工作。\n", count: 500).utf8)

    private func problem(_ store: FileStore) async -> Problem? {
        do {
            _ = try await store.store(bytes, named: "a.txt")
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test("a disk that takes a few bytes at a time and is interrupted gets the whole file")
    func shortWrites() async throws {
        var disk = Disk.system
        let calls = Mutex(0)
        disk.write = { descriptor, bytes in
            if calls.withLock({
                $0 += 1; return $0
            }) % 3 == 0 {
                errno = EINTR
                return -1
            }
            return Disk.system.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(7)))
        }
        try await withStore(disk: disk) { store, _ in
            let stored = try await store.store(bytes, named: "a.txt")
            #expect(try await store.read(stored.file.digest) == bytes)
        }
    }

    @Test("a full disk keeps nothing, and is not the end", arguments: [ENOSPC, EDQUOT])
    func full(_ code: Int32) async throws {
        let isFull = Mutex(true)
        var disk = Disk.system
        disk.write = { descriptor, bytes in
            guard isFull.withLock({ $0 }) else { return Disk.system.write(descriptor, bytes) }
            // Half of it still fits.
            if bytes.count > 4_000 {
                return Disk.system.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(4_000)))
            }
            errno = code
            return -1
        }
        try await withStore(disk: disk) { store, folder in
            let refused = await problem(store)
            #expect(refused?.key == "files.problem.disk-full" && refused?.kind == .unavailable)
            try expectNothing(in: folder)
            isFull.withLock { $0 = false }
            #expect(await problem(store) == nil)
        }
    }

    @Test("a file that cannot be synchronised is not kept, and nothing is taken until the store is made anew")
    func failedSynchronising() async throws {
        let calls = Mutex(0)
        var disk = Disk.system
        disk.synchronise = { descriptor, path in
            guard path.contains("/incoming/") else { return Disk.system.synchronise(descriptor, path) }
            calls.withLock { $0 += 1 }
            errno = EIO
            return -1
        }
        try await withStore(disk: disk) { store, folder in
            let first = await problem(store)
            #expect(first?.key == "files.problem.disk" && first?.kind == .failure)
            #expect(first?.arguments["reason"]?.isEmpty == false)
            try expectNothing(in: folder)
            // Never tried again in silence: the second time nothing is even written.
            let second = await problem(store)
            #expect(second?.key == "files.problem.stopped" && second?.kind == .unavailable)
            let seen1 = calls.withLock { $0 }
            #expect(seen1 == 1)
            #expect(await problem(FileStore(folder: folder)) == nil)
        }
    }

    @Test("a folder that cannot be synchronised takes its file away again", arguments: 0..<3)
    func failedFolder(_ level: Int) async throws {
        let isFailing = Mutex(true)
        var disk = Disk.system
        disk.synchronise = { descriptor, path in
            let depth = path.split(separator: "/").drop { $0 != "files" }.count - 1
            guard depth == level, !path.contains("/incoming/"), isFailing.withLock({ $0 }) else {
                return Disk.system.synchronise(descriptor, path)
            }
            errno = EIO
            return -1
        }
        try await withStore(disk: disk) { store, folder in
            #expect(await problem(store)?.key == "files.problem.disk")
            try expectNothing(in: folder)
            #expect(await problem(store)?.key == "files.problem.stopped")
            isFailing.withLock { $0 = false }
            #expect(await problem(FileStore(folder: folder, disk: disk)) == nil)
        }
    }

    @Test("a content that is there already is synchronised with its folders before it counts as kept")
    func presentIsSynchronised() async throws {
        let paths = Mutex<[String]>([])
        var disk = Disk.system
        disk.synchronise = { descriptor, path in
            paths.withLock { $0.append(path) }
            return Disk.system.synchronise(descriptor, path)
        }
        try await withStore(disk: disk) { store, _ in
            #expect(await problem(store) == nil)
            let seen2 = paths.withLock { $0.count }
            #expect(seen2 == 4)
            #expect(await problem(store) == nil)
            let seen3 = paths.withLock { $0.count }
            #expect(seen3 == 7)
            let seen4 = paths.withLock { $0.filter { $0.contains("/incoming/") }.count }
            #expect(seen4 == 1)
        }
    }

    @Test("a file that cannot be moved to its place is not kept")
    func failedMove() async throws {
        var disk = Disk.system
        disk.move = { _, _ in
            errno = EACCES
            return -1
        }
        try await withStore(disk: disk) { store, folder in
            #expect(await problem(store)?.key == "files.problem.disk")
            try expectNothing(in: folder)
        }
    }

    @Test("a folder that cannot be made or written to is one clear problem")
    func readOnly() async throws {
        try await withStore { _, folder in
            // /proc takes no folders from anybody, and a file is no folder: this holds for root as well.
            let parent = folder.deletingLastPathComponent().deletingLastPathComponent()
            let file = parent.appending(component: "file")
            try Data("x".utf8).write(to: file)
            for place in [URL(filePath: "/proc/heng/files"), file.appending(path: "files")] {
                let refused = await problem(FileStore(folder: place))
                #expect(refused?.key == "files.problem.disk", "\(place)")
            }
            guard geteuid() != 0 else { return }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
            #expect(await problem(FileStore(folder: folder))?.key == "files.problem.disk")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        }
    }

    @Test("what an interrupted writing left is removed, what is being written is not")
    func unfinished() async throws {
        try await withStore { store, folder in
            #expect(try await store.removeUnfinished() == 0)
            #expect(await problem(store) == nil)
            let incoming = folder.appending(component: "incoming")
            let held = incoming.appending(component: "held")
            for name in ["left", "held"] { try Data("half".utf8).write(to: incoming.appending(component: name)) }
            let descriptor = open(held.path, O_RDONLY)
            #expect(flock(descriptor, LOCK_EX) == 0)
            #expect(try await store.removeUnfinished() == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming.path) == ["held"])
            close(descriptor)
            #expect(try await store.removeUnfinished() == 1)
            #expect(try contents(of: folder).count == 1)
        }
    }

    @Test("after kill -9 in the middle of writing every file at its place is whole, and what was acknowledged is there")
    func killed() async throws {
        try await withStore { store, folder in
            let writer = try #require(Bundle.main.executableURL).deletingLastPathComponent()
                .appendingPathComponent("files-crash-writer")
            let incoming = folder.appending(component: "incoming").path
            var acknowledged: [Digest] = []
            var halves = 0
            for _ in 0..<30 where halves < 3 || acknowledged.isEmpty {
                let process = Process()
                let output = Pipe()
                process.executableURL = writer
                process.arguments = [folder.path]
                process.standardOutput = output
                try process.run()
                // The first acknowledgement, then a moment at which a file is between its beginning and its place: the
                // writer is stopped until such a moment was hit, so that a busy machine does not decide the test.
                var written = output.fileHandleForReading.availableData
                for _ in 0..<10_000 where process.isRunning {
                    kill(process.processIdentifier, SIGSTOP)
                    usleep(1_000)
                    guard try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty else { break }
                    kill(process.processIdentifier, SIGCONT)
                    usleep(1_000)
                }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                written += output.fileHandleForReading.readDataToEndOfFile()
                let lines = String(decoding: written, as: UTF8.self)
                    .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                acknowledged += lines.compactMap { Digest(hexadecimal: String($0)) }
                halves += try await store.removeUnfinished()
                #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
            }
            #expect(halves > 0, "no kill came between writing and moving")
            #expect(!acknowledged.isEmpty)
            for digest in acknowledged { _ = try await store.read(digest) }
            let kept = try contents(of: folder).compactMap { Digest(hexadecimal: String($0.suffix(64))) }
            #expect(Set(acknowledged).isSubset(of: kept))
            for digest in kept { _ = try await store.read(digest) }
        }
    }
}
