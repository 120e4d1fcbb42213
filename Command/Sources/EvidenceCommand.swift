import ArgumentParser
import Files
import Kernel
import Ledger
import Server

/// `heng evidence`: whether the ledger still fits together and every stored file is what it was.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Verifies the ledger and the stored files.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Recomputes every entry and reads every stored file; exit code 1 names the first that does not fit.")

        @Flag(name: .long, help: "Print as JSON.")
        var json = false

        @OptionGroup var data: DataOptions
        @OptionGroup var language: CommandLanguage

        struct Result: Encodable {
            let size: Int64
            let chain: String?
            let fault: String?
            /// Stored files that agree with their digests.
            let files: Int
            let fileFault: String?
        }

        func run() async throws {
            let output = try CommandOutput(language)
            try await output.run {
                let house = try await data.open()
                let (outcome, stored) = try await house.database.read { session in
                    (try LedgerVerifier(session).verify(), try FileStore.all(in: session))
                }
                await house.close()
                let files = try await data.folder.files().verify(stored)
                if json {
                    try output.json(
                        Result(
                            size: outcome.size, chain: outcome.chain?.hexadecimal,
                            fault: outcome.fault?.description, files: files.count,
                            fileFault: files.fault?.description))
                } else {
                    output.print(ledgerText(outcome, output))
                    if !stored.isEmpty { output.print(filesText(files, output)) }
                }
                if outcome.fault != nil || files.fault != nil { throw ExitCode(1) }
            }
        }

        private func ledgerText(_ outcome: LedgerVerifier.Outcome, _ output: CommandOutput) -> String {
            guard let fault = outcome.fault else {
                return output.text("evidence.check.sound", ["size": String(outcome.size)])
            }
            return output.text(
                "evidence.check.broken",
                [
                    "position": String(fault.position), "kind": output.text("evidence.fault.\(fault.kind.rawValue)"),
                ])
        }

        private func filesText(_ files: FileVerification, _ output: CommandOutput) -> String {
            guard let fault = files.fault else {
                return output.text("files.check.sound", ["count": String(files.count), "size": files.megabytes])
            }
            return output.text(
                "files.check.broken",
                [
                    "digest": fault.digest.hexadecimal, "kind": output.text("files.fault.\(fault.kind.rawValue)"),
                    "count": String(files.count),
                ])
        }
    }
}
