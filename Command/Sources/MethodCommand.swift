import ArgumentParser
import Foundation
import Kernel
import QualityMethods
import Server

/// `heng method`: the quality methods of the library, with JSON in and out.
struct MethodCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "method", abstract: "Lists, explains and runs quality methods.",
        subcommands: [List.self, Show.self, Run.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the methods; with --json each with its inputs and outputs.")

        @Option(name: .long, help: "Only the methods of this family, such as control-charts.")
        var family: String?

        @Option(name: .long, help: "Only the methods whose name, title or standard holds this text.")
        var search: String?

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let catalogue = try MethodCatalogue(family: family, search: search)
                output.print(
                    json
                        ? MethodValue.list(catalogue.methods.map { $0.description }).json(indented: true)
                        : MethodOutline(output).text(of: catalogue))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explains one method: formula, limits, standard, inputs, outputs.")

        @Argument(help: "The method, such as control-charts/subgroups.")
        var name: String

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let method = try MethodCatalogue.method(named: name)
                output.print(json ? method.description.json(indented: true) : MethodOutline(output).text(of: method))
            }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs a method on a JSON object of inputs, from standard input or a file.",
            discussion: "Prints a JSON object with method, version, values, warnings and explanation. A value that is "
                + "not defined, or not finite, is null. With --explain the explanation is printed as text instead.")

        @Argument(help: "The method, such as control-charts/subgroups.")
        var name: String

        @Option(name: .long, help: "The file of inputs. Default: standard input.")
        var inputs: String?

        @Flag(name: .long, help: "Print the explanation as text: formula with its numbers, source, assumptions.")
        var explain = false

        @Flag(name: .long, help: "Print as JSON; it is the default without --explain, and goes before it.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                // The name first: a wrong one must be told before anything waits for standard input.
                let method = try MethodCatalogue.method(named: name)
                let source = MethodInputSource(path: inputs)
                let value = try source.value()
                let outcome: MethodOutcome
                do throws(MethodProblem) { outcome = try method.run(value) } catch { throw source.problem(error) }
                output.print(
                    explain && !json
                        ? MethodOutline(output).text(of: outcome)
                        : outcome.value(of: method).json(indented: true))
            }
        }
    }
}
