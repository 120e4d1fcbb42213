import ArgumentParser
import CivicCalendar
import Foundation
import Kernel
import Server
import Storage

/// Where the data lies and what day it is there.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: "The data folder.")
    var data = ".data/heng"

    @Option(name: .long, help: "Another database than the embedded one: postgres://user@host:port/name")
    var database: String?

    @Option(name: .customLong("as-of"), help: "The business date, as 2021-09-15. Default: today in China.")
    var asOf: String?

    var folder: DataFolder { DataFolder(URL(filePath: data, directoryHint: .isDirectory)) }

    func clock() throws -> Clock {
        guard let asOf else { return .system() }
        do { return .system(asOf: try CivicDate(asOf)) } catch {
            throw ValidationError("--as-of \(asOf) is no day; write it as 2021-09-15")
        }
    }

    func open() async throws -> House {
        let location = try database.map { text throws(StorageProblem) in try DatabaseLocation.parse(text) }
        return try await House.open(location ?? folder.database, clock: try clock())
    }

    /// Who acts when a command changes something.
    static var actor: Actor { Actor(name: "office@local", roles: [.office]) }
}
