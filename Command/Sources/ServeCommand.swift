import ArgumentParser
import Commitments
import Foundation
import Kernel
import Packs
import Server

/// `heng serve`: starts the platform.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Starts the platform on the embedded default.")

    @Option(name: .long, help: "The port.")
    var port = 8080

    @Option(name: .long, help: "The address to listen on: this version has no sign-in and takes loopback only.")
    var host = "127.0.0.1"

    @Flag(name: .long, help: "Open the demonstration city: its pack, its plan and a year of made-up progress.")
    var demo = false

    @Option(name: .long, help: "The demonstration's pack. Default: the one that comes with Heng.")
    var pack: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var language: CommandLanguage

    func run() async throws {
        let output = try CommandOutput(language)
        try await output.run {
            guard ["127.0.0.1", "localhost", "::1"].contains(host) else {
                throw Problem(.badInput, "server.problem.host", ["host": host])
            }
            let house = try await data.open()
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
            }
            try await HengServer(house: house, folder: data.folder, isDemonstration: demo)
                .run(host: host, port: port, actor: DataOptions.actor) { address in
                    FileHandle.standardOutput.write(Data("Heng \(HengVersion.current.number): \(address)\n".utf8))
                }
        }
    }
}
