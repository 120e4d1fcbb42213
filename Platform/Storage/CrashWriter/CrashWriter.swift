import Foundation
import Storage

/// Writes numbered rows one transaction at a time and prints each number once it is kept, until it is killed.
@main
struct CrashWriter {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else { exit(2) }
        let database = try await DatabaseLocation.parse(CommandLine.arguments[1]).open()
        try await database.migrate([
            MigrationGroup(
                "crash",
                [
                    Migration(
                        "create rows",
                        [
                            """
                            CREATE TABLE rows_written (
                                number BIGINT NOT NULL PRIMARY KEY,
                                pair BIGINT NOT NULL,
                                filling TEXT NOT NULL
                            )
                            """
                        ])
                ])
        ])
        while true {
            let number = try await database.write { session in
                let number = try session.count("SELECT coalesce(max(number), 0) + 1 AS next FROM rows_written")
                let filling = String(repeating: "质量", count: 100)
                try session.execute("INSERT INTO rows_written VALUES (\(number), 0, \(filling))")
                // A second statement, so that half a transaction would be seen.
                try session.execute("UPDATE rows_written SET pair = \(number) WHERE number = \(number)")
                return number
            }
            FileHandle.standardOutput.write(Data("\(number)\n".utf8))
        }
    }
}
