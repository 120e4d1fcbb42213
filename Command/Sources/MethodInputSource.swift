import Foundation
import Kernel
import QualityMethods

/// Where the inputs of a method come from: a file, or standard input.
struct MethodInputSource {
    /// The most bytes that are read: some three million numbers. Larger data belong to the library itself.
    static let limit = 32_000_000

    /// The file; nil or `-` for standard input.
    let path: String?

    private var file: String? { path == "-" ? nil : path }

    /// The inputs as a value; too many bytes are refused before they are parsed.
    func value() throws -> MethodValue {
        let bytes = try bytes()
        guard bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
            throw Problem(.badInput, "server.problem.inputs-none", at: file.map { .file($0, line: nil) })
        }
        do throws(MethodProblem) { return try MethodValue(json: bytes) } catch { throw problem(error) }
    }

    /// A problem with the inputs, told with the file they came from.
    func problem(_ problem: MethodProblem) -> Problem { Self.problem(problem, in: file) }

    /// A problem of the library as one of the command: its own words in both languages, at its field.
    static func problem(_ problem: MethodProblem, in file: String? = nil) -> Problem {
        let place: Problem.Place? =
            switch (file, problem.field) {
            case (let file?, "") where problem.line != nil: .file(file, line: problem.line)
            case (let file?, ""): .field(file)
            case (let file?, let field): .field("\(file): \(field)")
            case (nil, ""): nil
            case (nil, let field): .field(field)
            }
        return Problem(
            .badInput, "server.problem.method", ["what": problem.rule.zh, "what@en": problem.rule.en], at: place)
    }

    private func bytes() throws -> [UInt8] {
        guard let file else {
            if isatty(STDIN_FILENO) == 1 { throw Problem(.badInput, "server.problem.inputs-none") }
            return try read(.standardInput, "stdin")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
            throw Problem(.notFound, "server.problem.no-file", ["file": file], at: .field(file))
        }
        let handle: FileHandle
        do { handle = try FileHandle(forReadingFrom: URL(filePath: file)) } catch { throw unreadable(file, error) }
        return try read(handle, file)
    }

    private func read(_ handle: FileHandle, _ name: String) throws -> [UInt8] {
        var data = Data()
        while true {
            let chunk: Data?
            do { chunk = try handle.read(upToCount: 1 << 20) } catch { throw unreadable(name, error) }
            guard let chunk, !chunk.isEmpty else { return [UInt8](data) }
            guard data.count + chunk.count <= Self.limit else {
                throw Problem(
                    .tooLarge, "server.problem.inputs-size", ["limit": String(Self.limit / 1_000_000)],
                    at: file.map { .field($0) })
            }
            data.append(chunk)
        }
    }

    private func unreadable(_ name: String, _ error: any Error) -> Problem {
        Problem(
            .badInput, "server.problem.unreadable",
            ["file": name, "what": (error as NSError).localizedDescription], at: .field(name))
    }
}
