import ArgumentParser
import Server

/// The command `heng`: the platform's start, and the contract that tests use from outside.
@main
struct HengCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heng",
        abstract: "Runs a city's quality work plan: 衡.",
        version: HengVersion.current.number,
        subcommands: [
            ServeCommand.self, PeopleCommand.self, PlanCommand.self, PackCommand.self, MethodCommand.self,
            EvidenceCommand.self,
            MigrateCommand.self,
        ])
}
