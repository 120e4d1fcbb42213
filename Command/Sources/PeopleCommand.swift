import Access
import ArgumentParser
import Kernel
import Server

/// `heng people`: the first administrators, and the way back in for whoever holds the data folder.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Makes the first administrators; lists people; helps those who are shut out.",
        subcommands: [MakeAdministrators.self, List.self, ResetPassword.self, RemoveSecondFactor.self])

    struct MakeAdministrators: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bootstrap",
            abstract:
                "Makes the three administrators and prints their one-time passwords. Refused where there are people.")

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            try await PeopleCommand.run(data, language) { access, output in
                for made in try await Bootstrap(access).run() {
                    let role = output.text("administration.role.\(made.role.rawValue)")
                    output.print("\(made.account)\t\(made.oneTimePassword)\t\(role)")
                }
                output.print(output.text("server.people.bootstrapped", ["days": String(access.policy.oneTimeDays)]))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists people: account name, state, roles, name.")

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            try await PeopleCommand.run(data, language) { access, output in
                for person in try await PeopleDesk(access).list() {
                    let state = output.text("administration.state.\(person.isActive ? "active" : "disabled")")
                    let roles = Role.allCases.filter(person.roles.contains).map(\.rawValue).joined(separator: ",")
                    output.print("\(person.account)\t\(state)\t\(roles)\t\(person.title(output.language))")
                }
            }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password", abstract: "Gives somebody a one-time password and prints it.")

        @Argument(help: "The account name.")
        var account: String

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            try await PeopleCommand.run(data, language) { access, output in
                let person = try await PeopleCommand.person(account, access)
                output.print(try await PasswordDesk(access).reset(person.id, by: .system("command")))
            }
        }
    }

    struct RemoveSecondFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-second-factor", abstract: "Removes somebody's second factor that was lost.")

        @Argument(help: "The account name.")
        var account: String

        @Option(name: .long, help: "Why, for the ledger.")
        var reason: String

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        func run() async throws {
            try await PeopleCommand.run(data, language) { access, _ in
                let person = try await PeopleCommand.person(account, access)
                try await FactorDesk(access).remove(from: person.id, reason: reason, by: .system("command"))
            }
        }
    }

    private static func run(
        _ data: DataOptions, _ language: CommandLanguage, _ body: (AccessParts, CommandOutput) async throws -> Void
    ) async throws {
        let output = try CommandOutput(language)
        try await output.run {
            let house = try await data.open()
            do { try await body(house.access(), output) } catch {
                await house.close()
                throw error
            }
            await house.close()
        }
    }

    private static func person(_ account: String, _ access: AccessParts) async throws -> Person {
        guard let person = try await PeopleDesk(access).person(account: account) else {
            throw Problem(.notFound, "server.problem.no-account", ["account": account])
        }
        return person
    }
}
