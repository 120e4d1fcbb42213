import Foundation
import Kernel
import Processes

/// Makes a PDF of a page through Chromium without a window, in a process of its own.
///
/// The process has a temporary profile and home, no network, a limit on time, and none of our environment; what it left
/// is removed. Scripts are forbidden by the page's own policy: the switch that turns them off in the browser would keep
/// it from printing, which Chromium does by a script of its own. At most ``PrintQueue/running`` processes run at a time.
public struct PagePrinter: Sendable {
    /// The browser's program; nil where none was found.
    public let browser: URL?
    /// How long one page may take.
    public let seconds: Double
    /// The most bytes of a PDF.
    public let outputLimit: Int

    private let folder: URL
    private let queue: PrintQueue

    /// Makes a printer; `folder` is where each page gets a folder of its own for as long as it is printed.
    public init(
        browser: URL?, seconds: Double = 60, outputLimit: Int = 64 << 20,
        folder: URL = FileManager.default.temporaryDirectory, queue: PrintQueue = PrintQueue()
    ) {
        self.browser = browser
        self.seconds = seconds
        self.outputLimit = outputLimit
        self.folder = folder
        self.queue = queue
    }

    /// Finds the browser: the program named by `HENG_CHROMIUM`, else the first Chromium on the PATH.
    ///
    /// A program that was named and cannot be run is not replaced by another.
    public static func browser(in environment: [String: String]) -> URL? {
        let files = FileManager.default
        if let named = environment["HENG_CHROMIUM"], !named.isEmpty {
            return files.isExecutableFile(atPath: named) ? URL(filePath: named) : nil
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for name in ["chromium", "chromium-browser", "google-chrome"] {
            for folder in folders where files.isExecutableFile(atPath: "\(folder)/\(name)") {
                return URL(filePath: "\(folder)/\(name)")
            }
        }
        return nil
    }

    /// The PDF of a page.
    ///
    /// - Throws: `printing.problem.no-browser` (unavailable), `.busy` (unavailable), `.slow`, `.failed`, `.too-large`,
    ///   `.temporary`, `.cancelled`.
    public func pdf(_ page: PrintedPage) async throws(Problem) -> [UInt8] {
        guard let browser else { throw Problem(.unavailable, "printing.problem.no-browser") }
        try await queue.enter()
        do throws(Problem) {
            let bytes = try await print(page, browser: browser)
            await queue.leave()
            return bytes
        } catch {
            await queue.leave()
            throw error
        }
    }

    private func print(_ page: PrintedPage, browser: URL) async throws(Problem) -> [UInt8] {
        let room = folder.appending(path: "heng-print-\(UUID().uuidString)", directoryHint: .isDirectory)
        let input = room.appending(path: "page.html")
        let output = room.appending(path: "page.pdf")
        do {
            try FileManager.default.createDirectory(
                at: room, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(page.html.utf8).write(to: input)
        } catch {
            removeQuietly(room)
            throw Problem(.failure, "printing.problem.temporary", ["what": "\(error)"])
        }
        defer { removeQuietly(room) }
        let status = try await run(browser, arguments(input: input, output: output, room: room), room: room)
        let bytes: Data
        do {
            let size = try output.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size <= outputLimit else {
                throw Problem(.tooLarge, "printing.problem.too-large", ["megabytes": String(outputLimit >> 20)])
            }
            bytes = try Data(contentsOf: output)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.failure, "printing.problem.failed", ["status": String(status)])
        }
        guard status == 0, bytes.starts(with: Data("%PDF-".utf8)) else {
            throw Problem(.failure, "printing.problem.failed", ["status": String(status)])
        }
        return [UInt8](bytes)
    }

    private func arguments(input: URL, output: URL, room: URL) -> [String] {
        var arguments = [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-breakpad",
            "--user-data-dir=\(room.appending(path: "profile").path)",
            // No name is found, and what needs none is sent to a port where nobody listens.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:1",
            "--proxy-bypass-list=<-loopback>",
            "--no-pdf-header-footer", "--print-to-pdf=\(output.path)",
        ]
        // Chromium refuses to run its sandbox as root, as in a container.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        arguments.append(input.absoluteString)
        return arguments
    }

    private func run(_ browser: URL, _ arguments: [String], room: URL) async throws(Problem) -> Int32 {
        let child = ChildProcess(
            browser, arguments,
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": room.path, "TMPDIR": room.path, "LANG": "C.UTF-8",
            ], directory: room)
        do { return try await child.run(seconds: seconds) } catch {
            switch error {
            case .notStarted: throw Problem(.unavailable, "printing.problem.no-browser")
            case .tookTooLong:
                throw Problem(
                    .unavailable, "printing.problem.slow", ["seconds": String(Int(seconds.rounded(.up)))])
            case .cancelled: throw Problem(.unavailable, "printing.problem.cancelled")
            }
        }
    }

    /// A temporary folder that stays behind harms nobody; the system clears it.
    private func removeQuietly(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { return }
    }
}
