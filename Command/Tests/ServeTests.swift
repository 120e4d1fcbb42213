import Foundation
import Synchronization
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `heng serve` as a caller outside sees it.
struct ServeTests {
    /// A server that was started and is ended by the test.
    private final class Server: Sendable {
        private let state: Mutex<(process: Process, output: Pipe)>

        init(_ arguments: [String]) throws {
            let process = Process()
            // Without a shell or `timeout` between: threads of the tests block signals, and what they start inherits it.
            process.executableURL = try Heng.executable()
            process.arguments = ["serve", "--language", "en"] + arguments
            process.currentDirectoryURL = Heng.root
            let output = Pipe()
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            state = Mutex((process, output))
        }

        /// The address it prints once it answers.
        func address() async throws -> URL {
            let handle = state.withLock { $0.output.fileHandleForReading }
            let line: String = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(returning: String(decoding: handle.availableData, as: UTF8.self))
                }
            }
            let address = try #require(line.firstMatch(of: /http:\/\/[^\s]+/), "it printed: \(line)")
            return try #require(URL(string: String(address.output)))
        }

        /// Asks it to end by SIGTERM; its exit code, nil where it did not within the time.
        func end(seconds: Double = 60) async throws -> Int32? {
            state.withLock { $0.process.terminate() }
            let deadline = ContinuousClock.now + .seconds(seconds)
            while state.withLock({ $0.process.isRunning }), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
            return state.withLock { state in
                guard state.process.isRunning else { return state.process.terminationStatus }
                kill(state.process.processIdentifier, SIGKILL)
                return nil
            }
        }
    }

    @Test(
        "the demonstration prints its address, answers, locks its folder, and ends when asked", .timeLimit(.minutes(20))
    )
    func demonstration() async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let arguments = ["--demo", "--as-of", "2021-09-15", "--port", "0", "--data", data]
            let server = try Server(arguments)
            do {
                let address = try await server.address()
                #expect(address.host == "127.0.0.1")
                let (body, response) = try await URLSession.shared.data(from: address)
                #expect((response as? HTTPURLResponse)?.statusCode == 200)
                let entrance = String(decoding: body, as: UTF8.self)
                for account in ["Heng-demo-2021", "office", "liaison.amr_m", "district.huangpu", "auditadmin"] {
                    #expect(entrance.contains(account), "the sign-in page names \(account)")
                }
                for arguments in [
                    ["serve", "--port", "0", "--data", data], ["evidence", "verify", "--data", data],
                    ["pack", "export", folder.appending(path: "out").path, "--data", data],
                ] {
                    let second = try await Heng.run(arguments, seconds: 60)
                    #expect(second.code == 2, "\(arguments)")
                    #expect(second.output == "", "\(arguments)")
                    #expect(second.errorLines.count == 1, "\(second.errors)")
                }
                let mode = try FileManager.default.attributesOfItem(atPath: data)[.posixPermissions] as? Int
                #expect(mode == 0o700, "the data folder is for its owner only")
            } catch {
                _ = try await server.end()
                throw error
            }
            #expect(try await server.end() == 0)
            let verify = try await Heng.run(["evidence", "verify", "--data", data])
            #expect(verify.code == 0, "\(verify.errors)")
            #expect(try await Heng.run(["migrate", "--data", data]).code == 0)
        }
    }

    @Test(
        "addresses that others could reach are refused before anything is made",
        arguments: ["0.0.0.0", "::", "10.0.0.1"])
    func hosts(host: String) async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let outcome = try await Heng.run(
                ["serve", "--demo", "--host", host, "--port", "0", "--data", data], seconds: 60)
            #expect(outcome.code == 2)
            #expect(outcome.output == "")
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.errors.contains(host))
            #expect(!FileManager.default.fileExists(atPath: data))
        }
    }

    @Test(
        "mail options that do not fit are refused before anything is made",
        arguments: [
            ["--smtp", "smtp://mail.example.org"], ["--mail-from", "heng@example.org"],
            ["--smtp", "http://mail.example.org", "--mail-from", "heng@example.org"],
            ["--smtp", "smtp://mail.example.org", "--mail-from", "heng"],
        ])
    func mail(options: [String]) async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let outcome = try await Heng.run(["serve", "--port", "0", "--data", data] + options, seconds: 60)
            #expect(outcome.code == 2)
            #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: data))
        }
    }

    @Test("a port that is taken is one clear line, and the folder is free again", .timeLimit(.minutes(20)))
    func port() async throws {
        try await Heng.withFolder { folder in
            let first = try Server(["--port", "0", "--data", folder.appending(path: "a").path])
            let address = try await first.address()
            let port = try #require(address.port)
            let data = folder.appending(path: "b").path
            let second = try await Heng.run(["serve", "--port", "\(port)", "--data", data], seconds: 60)
            #expect(second.code == 1)
            #expect(second.output == "")
            #expect(second.errors.contains("\(port)"))
            #expect(second.errorLines.count == 1, "\(second.errors)")
            #expect(try await first.end() == 0)
            #expect(try await Heng.run(["migrate", "--data", data]).code == 0)
        }
    }
}
