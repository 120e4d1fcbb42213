import Files
import Foundation

/// Stores text after text and prints the digest of each once it is kept, until it is killed.
@main
struct FilesCrashWriter {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else { exit(2) }
        let store = FileStore(folder: URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory))
        for number in 1... {
            let line = "\(getpid()) \(number) 质量工作\n"
            let bytes = Array(String(repeating: line, count: 200_000).utf8)
            let stored = try await store.store(bytes, named: "\(number).txt")
            FileHandle.standardOutput.write(Data("\(stored.file.digest.hexadecimal)\n".utf8))
        }
    }
}
