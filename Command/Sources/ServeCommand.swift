import Access
import ArgumentParser
import Commitments
import Foundation
import Kernel
import Messages
import Packs
import Server

/// `heng serve`: starts the platform.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Starts the platform on the embedded default.")

    @Option(name: .long, help: "The port.")
    var port = 8080

    @Option(name: .long, help: "The address to listen on. Others than loopback need --public-origin.")
    var host = "127.0.0.1"

    @Option(
        name: .customLong("public-origin"),
        help: "The name browsers use where a proxy with TLS stands in front: https://heng.example")
    var publicOrigin: String?

    @Option(
        name: .customLong("password-policy"),
        help: "The rules for passwords and sessions: dengbao (GB/T 22239-2019, level 3) or asvs (OWASP ASVS 5.0).")
    var passwordPolicy = PasswordPolicy.Profile.dengbao

    @Flag(name: .long, help: "Open the demonstration city: its pack, its plan and a year of made-up progress.")
    var demo = false

    @Option(name: .long, help: "The demonstration's pack. Default: the one that comes with Heng.")
    var pack: String?

    @Option(
        name: .long,
        help:
            "Send messages as e-mail by this server: smtp://host:port or smtps://host:port. Account: HENG_SMTP_USER, HENG_SMTP_PASSWORD."
    )
    var smtp: String?

    @Option(name: .customLong("mail-from"), help: "The address that e-mail comes from; needed with --smtp.")
    var mailFrom: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var language: CommandLanguage

    func run() async throws {
        let output = try CommandOutput(language)
        try await output.run {
            let options = HengServer.Options(
                host: host, port: port, publicOrigin: publicOrigin, passwordPolicy: .of(passwordPolicy),
                mail: try mail())
            try options.check()
            let house = try await data.open()
            let access = house.access(options.passwordPolicy, admitsDemonstration: demo)
            if demo {
                let folder = try PackFolders.demonstration(named: pack)
                let reading = PackReader().read(folder: folder)
                guard let demonstration = reading.pack else {
                    for finding in reading.errors { output.print(finding.text(output.language, from: output.strings)) }
                    throw Problem(
                        .badInput, "server.problem.pack-faults", ["count": String(reading.errors.count)],
                        at: .file(folder.lastPathComponent, line: nil))
                }
                try await Demonstration(database: house.database).prepare(demonstration)
                try await DemonstrationPeople(access).prepare(try await house.places())
            }
            let hint = try await signInHint(access, output)
            try await HengServer(house: house, folder: data.folder, isDemonstration: demo).run(options) { address in
                FileHandle.standardOutput.write(
                    Data("Heng \(HengVersion.current.number): \(address)\n\(hint)".utf8))
            }
        }
    }

    /// Where e-mail goes; nil where it is off.
    private func mail() throws(Problem) -> MailSettings? {
        switch (smtp, mailFrom) {
        case (nil, nil): return nil
        case (let server?, let sender?):
            return try MailSettings(
                server: server, sender: sender, environment: ProcessInfo.processInfo.environment)
        default: throw Problem(.badInput, "server.problem.mail-options")
        }
    }

    /// How to sign in, in lines: the accounts of a demonstration, or what to do where there is nobody.
    private func signInHint(_ access: AccessParts, _ output: CommandOutput) async throws -> String {
        if demo {
            return ["accounts", "units", "administrators"].map { key in
                output.text("server.serve.\(key)", ["password": DemonstrationPeople.password]) + "\n"
            }.joined()
        }
        guard try await !PeopleDesk(access).hasPeople() else { return "" }
        return output.text("server.serve.nobody", ["data": data.data]) + "\n"
    }
}

extension PasswordPolicy.Profile: ExpressibleByArgument {}
