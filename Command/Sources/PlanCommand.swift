import ArgumentParser
import Commitments
import Foundation
import Kernel
import PlanText
import Server

/// `heng plan`: documents to plans.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Reads plans from documents, shows and compares them.",
        subcommands: [Import.self, Show.self, Diff.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a document: text, Markdown, DOCX or PDF.",
            discussion: "With --dry-run nothing is written. Otherwise a draft is kept in the data folder, to be "
                + "corrected and committed in the wizard; --commit puts it in force at once.")

        @Argument(help: "The document.")
        var file: String

        @Flag(name: .customLong("dry-run"), help: "Only read and print; write nothing.")
        var dryRun = false

        @Flag(name: .long, help: "Print the structure as JSON.")
        var json = false

        @Flag(name: .long, help: "Put the plan in force without the wizard.")
        var commit = false

        @Option(name: .long, help: "The pack whose deliverables are bound. Default: the only one loaded.")
        var pack: String?

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let (source, reading) = try await DocumentInput(path: file).reading()
                if !dryRun {
                    let house = try await data.open()
                    do { try await keep(source, reading, in: house, output) } catch {
                        await house.close()
                        throw error
                    }
                    await house.close()
                }
                if json { try output.json(reading.plan) } else { output.print(PlanOutline(reading, output).text) }
            }
        }

        private func keep(
            _ source: PlanSource, _ reading: PlanReading, in house: House, _ output: CommandOutput
        ) async throws {
            let packs = try await PackLoading(database: house.database).list()
            guard let chosen = pack ?? (packs.count == 1 ? packs.first?.id : nil) else {
                throw Problem(.badInput, "server.problem.pack-loaded-as")
            }
            guard packs.contains(where: { $0.id == chosen }) else {
                throw Problem(
                    .badInput, "server.problem.pack-unknown",
                    ["pack": chosen, "loaded": packs.map(\.id).joined(separator: ", ")])
            }
            let desk = PlanImport(database: house.database)
            let id = try await desk.start(reading.plan, from: source, pack: .loaded(chosen), by: DataOptions.actor)
            guard commit else {
                FileHandle.standardError.write(Data("/imports/\(id)\n".utf8))
                return
            }
            let draft = try await desk.draft(id)
            let plan = try await desk.commit(
                draft, isParaphrase: false, year: draft.year(orElse: house.clock.today().year), by: DataOptions.actor)
            FileHandle.standardError.write(Data("/plans/\(plan)\n".utf8))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints a document's structure for people.")

        @Argument(help: "The document.")
        var file: String

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                output.print(PlanOutline(try await DocumentInput(path: file).reading().reading, output).text)
            }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Compares two documents item by item.")

        @Argument(help: "The older document.")
        var old: String

        @Argument(help: "The newer document.")
        var new: String

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var language: CommandLanguage

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let before = try await DocumentInput(path: old).reading().reading.plan
                let after = try await DocumentInput(path: new).reading().reading.plan
                let comparison = PlanComparison(from: before, to: after)
                if json {
                    try output.json(ComparisonOutput(comparison))
                } else {
                    output.print(ComparisonOutput(comparison).text(output))
                }
            }
        }
    }
}
