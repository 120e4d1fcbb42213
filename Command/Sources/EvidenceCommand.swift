import ArgumentParser
import Kernel
import Ledger
import Server

/// `heng evidence`: whether the ledger still fits together.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Verifies the ledger.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recomputes every entry; exit code 1 names the first that does not fit.")

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        struct Result: Encodable {
            let size: Int64
            let chain: String?
            let fault: String?
        }

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let house = try await data.open()
                let outcome = try await house.database.read { try LedgerVerifier($0).verify() }
                await house.close()
                if json {
                    try output.json(
                        Result(
                            size: outcome.size, chain: outcome.chain?.hexadecimal,
                            fault: outcome.fault?.description))
                } else {
                    output.print(
                        outcome.fault.map {
                            output.text(
                                "evidence.check.broken",
                                [
                                    "position": String($0.position),
                                    "kind": output.text("evidence.fault.\($0.kind.rawValue)"),
                                ])
                        } ?? output.text("evidence.check.sound", ["size": String(outcome.size)]))
                }
                if outcome.fault != nil { throw ExitCode(1) }
            }
        }
    }
}
