import Foundation
import Kernel

/// What the commands of this module share: texts, JSON, and the end where something fails.
enum PackCommandOutput {
    /// Runs a command body with the texts of this module; a problem becomes its text and exit code.
    static func guarded(
        _ language: Language, _ body: (StringCatalogue) throws -> PackCommandResult
    ) -> PackCommandResult {
        let catalogue: StringCatalogue
        do {
            catalogue = try PackStrings.catalogue()
        } catch {
            // Without the string files only the key can be shown.
            return PackCommandResult(
                output: "\(error.key): \(error.arguments["name"] ?? "")\n", exitCode: error.kind.exitCode)
        }
        do {
            return try body(catalogue)
        } catch let problem as Problem {
            return PackCommandResult(
                output: catalogue.text(problem, language) + "\n", exitCode: problem.kind.exitCode)
        } catch {
            return PackCommandResult(output: "\(error)\n", exitCode: 1)
        }
    }

    /// Reads a pack; a place that is no folder is a problem of its own and not a pack with a mistake.
    static func read(_ folder: URL, with reader: PackReader) throws(Problem) -> PackReading {
        var isFolder = ObjCBool(false)
        let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else {
            throw Problem(.badInput, "packs.check.no-folder", ["name": folder.lastPathComponent])
        }
        return reader.read(folder: folder)
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
