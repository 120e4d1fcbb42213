import ArgumentParser
import Server

/// `heng migrate`: brings a database's tables up to date.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the tables up to date. Starting the platform does it too.")

    @OptionGroup var data: DataOptions
    @OptionGroup var language: CommandLanguage

    func run() async throws {
        let output = try CommandOutput(language)
        try await output.run {
            let house = try await data.open()
            let schema = try await house.database.schema()
            await house.close()
            output.print("\(schema.engine.rawValue) \(schema.version): \(schema.tables.count)")
        }
    }
}
