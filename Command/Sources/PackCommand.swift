import ArgumentParser
import Commitments
import Foundation
import Kernel
import Packs
import Server

/// `heng pack`: cities as folders.
struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Checks, loads, exports and compares packs.",
        subcommands: [Check.self, Load.self, Export.self, Diff.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reports every mistake of a pack at once, as file:line: what, and how to mend it.")

        @Argument(help: "The pack's folder.")
        var folder: String

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let result = PackCheckCommand().run(
                folder: URL(filePath: folder), language: try language.chosen(), json: json)
            print(result.output)
            throw ExitCode(result.exitCode)
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Compares two packs object by object.")

        @Argument(help: "The older pack's folder.")
        var old: String

        @Argument(help: "The newer pack's folder.")
        var new: String

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let result = PackDiffCommand().run(
                from: URL(filePath: old), to: URL(filePath: new), language: try language.chosen(), json: json)
            print(result.output)
            throw ExitCode(result.exitCode)
        }
    }

    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads a pack into the data folder.",
            discussion: "Where the pack is loaded already, the newer one, the one that was loaded and what officers "
                + "changed since are compared first; conflicts are named and nothing is loaded until --take decides.")

        @Argument(help: "The pack's folder.")
        var folder: String

        @Flag(name: .customLong("dry-run"), help: "Only compare and print; write nothing.")
        var dryRun = false

        @Option(name: .long, help: "Whose side conflicts go to: ours or theirs.")
        var take: PackConflict.Side?

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let house = try await data.open()
                do { try await load(house, output) } catch {
                    await house.close()
                    throw error
                }
                await house.close()
            }
        }

        private func load(_ house: House, _ output: CommandOutput) async throws {
            let update = try await PackUpdate.prepare(
                URL(filePath: folder), in: house.database, output: { output.print($0) }, language: output.language,
                strings: output.strings)
            if dryRun { return }
            let pack = try update.resolved(taking: take)
            try await PackLoading(database: house.database).load(pack, by: DataOptions.actor)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a loaded pack back as a folder of files.")

        @Argument(help: "The folder to write; it must not exist.")
        var folder: String

        @Option(name: .long, help: "The pack. Default: the only one loaded.")
        var pack: String?

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let house = try await data.open()
                do {
                    let loading = PackLoading(database: house.database)
                    let packs = try await loading.list()
                    let id = pack ?? (packs.count == 1 ? packs.first?.id : nil) ?? ""
                    guard let value = try await loading.loaded(id) else {
                        throw Problem(
                            .badInput, "server.problem.pack-unknown",
                            ["pack": id.isEmpty ? "—" : id, "loaded": packs.map(\.id).joined(separator: ", ")])
                    }
                    try PackWriter().write(value, to: URL(filePath: folder))
                } catch {
                    await house.close()
                    throw error
                }
                await house.close()
            }
        }
    }
}

extension PackConflict.Side: ExpressibleByArgument {}
