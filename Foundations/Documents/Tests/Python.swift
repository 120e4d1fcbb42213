import Foundation

/// Python libraries as outside truth; the tests that need one are skipped where it cannot be imported.
///
/// `HENG_PYTHON` names the interpreter; without it `python3` is looked up in the path.
enum Python {
    static func canImport(_ module: String) -> Bool {
        do {
            return try run("import \(module)") != nil
        } catch {
            // No interpreter: the test is skipped with its reason.
            return false
        }
    }

    /// Runs a script and hands back its output, or nil when it failed.
    static func run(_ script: String, _ arguments: String...) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let interpreter = ProcessInfo.processInfo.environment["HENG_PYTHON"] ?? "python3"
        process.arguments = [interpreter, "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }

    /// Lends a path in a folder of its own, which is removed afterwards.
    static func withTemporaryFile<Value>(_ name: String, _ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-documents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                print("left behind: \(folder.path): \(error)")
            }
        }
        return try body(folder.appending(path: name))
    }
}
