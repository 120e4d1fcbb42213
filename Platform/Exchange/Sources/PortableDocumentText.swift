import Foundation
import Kernel

/// The text of a PDF through Poppler's `pdftotext`, in a process of its own with limits on time and output.
struct PortableDocumentText: Sendable {
    var seconds = 30.0
    var outputLimit = 32 << 20

    /// - Throws: a ``Problem`` where the tool is not installed, the file is encrypted or broken, holds no text, or takes
    ///   too long.
    func text(_ bytes: [UInt8], at place: Problem.Place) async throws(Problem) -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "heng-pdf-\(UUID().uuidString)", directoryHint: .isDirectory)
        let input = folder.appending(path: "document.pdf")
        let output = folder.appending(path: "document.txt")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: input)
        } catch {
            throw Problem(.failure, "exchange.problem.temporary", ["what": "\(error)"], at: place)
        }
        defer { removeQuietly(folder) }
        let status = try await run(input: input, output: output, at: place)
        guard status == 0 else {
            // pdftotext: 1 cannot open, which a password also leads to; 3 no permission. The name of the dictionary that
            // says how a PDF is encrypted (ISO 32000-1, 7.6.1) is never itself encrypted or packed.
            let isEncrypted = status == 3 || Data(bytes).range(of: Data("/Encrypt".utf8)) != nil
            throw Problem(
                .badInput, isEncrypted ? "exchange.problem.pdf-encrypted" : "exchange.problem.pdf-broken", at: place)
        }
        let text: String
        do {
            let size = try output.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size <= outputLimit else {
                throw Problem(.tooLarge, "exchange.problem.pdf-text-too-large", at: place)
            }
            text = try String(contentsOf: output, encoding: .utf8)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.badInput, "exchange.problem.pdf-broken", at: place)
        }
        // A form feed ends a page; the reader of plans knows only lines.
        let lines = text.replacing("\u{0C}", with: "\n")
        guard lines.contains(where: { !$0.isWhitespace }) else {
            throw Problem(.badInput, "exchange.problem.pdf-without-text", at: place)
        }
        return WrappedLines.joined(lines)
    }

    private func run(input: URL, output: URL, at place: Problem.Place) async throws(Problem) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-enc", "UTF-8", "-nopgbrk", input.path, output.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            throw Problem(.unavailable, "exchange.problem.pdf-tool", at: place)
        }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            if ContinuousClock.now > deadline {
                process.terminate()
                throw Problem(.badInput, "exchange.problem.pdf-slow", ["seconds": String(Int(seconds))], at: place)
            }
            do { try await Task.sleep(for: .milliseconds(20)) } catch {
                process.terminate()
                throw Problem(.unavailable, "exchange.problem.cancelled", at: place)
            }
        }
        if process.terminationStatus == 127 { throw Problem(.unavailable, "exchange.problem.pdf-tool", at: place) }
        return process.terminationStatus
    }

    /// A temporary folder that stays behind harms nobody; the system clears it.
    private func removeQuietly(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { return }
    }
}
