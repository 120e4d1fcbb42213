import ArgumentParser
import Commitments
import Foundation
import Kernel
import PlanText
import Server

/// Writes results to standard output and errors to standard error as `file:line: what is wrong and how to mend it`.
struct CommandOutput {
    let language: Language
    let strings: StringCatalogue

    init(_ language: CommandLanguage) throws {
        self.language = try language.chosen()
        strings = try House.strings()
    }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        strings.text(key, language, arguments)
    }

    func print(_ text: String) { Swift.print(text) }

    /// A value as JSON with sorted keys.
    func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Runs a command's body; a problem becomes one clear line and its exit code.
    func run(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let problem as Problem {
            try fail(problem)
        } catch let error as any ProblemConvertible {
            try fail(error.problem)
        }
    }

    private func fail(_ problem: Problem) throws -> Never {
        let place =
            switch problem.place {
            case .file(let name, let line): "\(name):\(line ?? 1): "
            case .field(let name): "\(name): "
            case nil: ""
            }
        FileHandle.standardError.write(Data("\(place)\(strings.text(problem, language))\n".utf8))
        throw ExitCode(problem.kind.exitCode)
    }
}
