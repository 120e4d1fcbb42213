import Foundation
import Glibc
import Processes
import Testing

@Suite(.timeLimit(.minutes(20))) struct ChildProcessTests {
    private func shell(
        _ script: String, in folder: URL, input: [UInt8] = [], environment: [String: String] = [:]
    ) -> ChildProcess {
        ChildProcess(
            URL(filePath: "/bin/sh"), ["-c", script], environment: environment, directory: folder, input: input,
            output: folder.appending(path: "output"), errors: folder.appending(path: "errors"))
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-child-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(at: folder) } catch { print(error) } }
        try await body(folder)
    }

    private func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("input, output, errors, folder, environment and status are those that were given")
    func channels() async throws {
        try await withFolder { (folder: URL) async throws in
            let child = shell(
                "cat; pwd >&2; echo \"$A\" >&2; exit 7", in: folder, input: Array("质量".utf8),
                environment: ["A": "b c"])
            #expect(try await child.run(seconds: 30) == 7)
            #expect(try text("output", in: folder) == "质量")
            let errors = try text("errors", in: folder)
            #expect(errors.hasSuffix("\nb c\n"))
        }
    }

    @Test("the child has no descriptor and no variable of ours")
    func nothingOfOurs() async throws {
        try await withFolder { (folder: URL) async throws in
            let open = folder.appending(path: "open")
            #expect(FileManager.default.createFile(atPath: open.path, contents: nil))
            // An inheritable descriptor, as a careless library may leave one.
            let descriptor = Glibc.open(open.path, O_RDONLY)
            defer { close(descriptor) }
            #expect(try await shell("ls /proc/$$/fd; env >&2", in: folder).run(seconds: 30) == 0)
            let descriptors = try text("output", in: folder).split(separator: "\n").compactMap { Int($0) }
            #expect(descriptors.allSatisfy { $0 < 3 || $0 == 10 || $0 == 255 }, "\(descriptors)")
            let names = try text("errors", in: folder).split(separator: "\n").map { $0.prefix { $0 != "=" } }
            #expect(Set(names).subtracting(["PWD", "OLDPWD", "SHLVL", "_"]).isEmpty)
        }
    }

    @Test("a child that takes too long goes with its children")
    func tooLong() async throws {
        try await withFolder { (folder: URL) async throws in
            let child = shell("sleep 300 & echo $! >child; echo $$ >parent; wait", in: folder)
            await #expect(throws: ChildProcess.Failure.tookTooLong) { try await child.run(seconds: 1) }
            for name in ["child", "parent"] { #expect(try isGone(name, in: folder), "\(name)") }
        }
    }

    @Test("a cancelled task ends the child")
    func cancelled() async throws {
        try await withFolder { (folder: URL) async throws in
            let child = shell("echo $$ >parent; exec sleep 300", in: folder)
            let task = Task { () async -> ChildProcess.Failure? in
                do throws(ChildProcess.Failure) {
                    _ = try await child.run(seconds: 60)
                    return nil
                } catch { return error }
            }
            let file = folder.appending(path: "parent").path
            for _ in 0..<500 where (FileManager.default.contents(atPath: file) ?? Data()).isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            task.cancel()
            #expect(await task.value == .cancelled)
            #expect(try isGone("parent", in: folder))
        }
    }

    @Test("a grandchild that stays behind with our descriptors is not waited for, and is ended")
    func leftBehind() async throws {
        try await withFolder { (folder: URL) async throws in
            let started = ContinuousClock.now
            #expect(try await shell("sleep 300 & echo $! >child; exit 3", in: folder).run(seconds: 60) == 3)
            #expect(ContinuousClock.now - started < .seconds(20))
            #expect(try isGone("child", in: folder))
        }
    }

    @Test("a signal is told as 128 and its number; a program that is not there is told with its error")
    func endings() async throws {
        try await withFolder { (folder: URL) async throws in
            #expect(try await shell("kill -TERM $$", in: folder).run(seconds: 30) == 128 + SIGTERM)
            await #expect(throws: ChildProcess.Failure.notStarted(ENOENT)) {
                try await ChildProcess(URL(filePath: "/nowhere/x"), [], directory: folder).run(seconds: 1)
            }
            // A child that reads nothing does not take us with it.
            let deaf = shell("exit 0", in: folder, input: [UInt8](repeating: 65, count: 1_000_000))
            let status = try await deaf.run(seconds: 30)
            #expect(status == 0)
        }
    }

    /// Whether a process runs no more: gone, or a zombie that its new parent has not taken note of.
    private func isGone(_ name: String, in folder: URL) throws -> Bool {
        let identifier = try #require(
            Int32(try text(name, in: folder).trimmingCharacters(in: .whitespacesAndNewlines)))
        for _ in 0..<100 {
            if kill(identifier, 0) != 0 { return true }
            let stat = FileManager.default.contents(atPath: "/proc/\(identifier)/stat")
            if stat.map({ String(decoding: $0, as: UTF8.self).contains(") Z ") }) ?? true { return true }
            usleep(20_000)
        }
        return false
    }
}
