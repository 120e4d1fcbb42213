import Files
import Foundation
import Server
import Storage
import Testing

@Suite("Verifying stored files from the command line")
struct StoredFilesTests {
    @Test(
        "evidence verify reads every stored file and names the first that is damaged or missing",
        .timeLimit(.minutes(20)))
    func verify() async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data")
            let arguments = ["evidence", "verify", "--data", data.path]
            let empty = try await Heng.run(arguments)
            #expect(empty.code == 0, "\(empty.errors)")
            #expect(!empty.output.contains("stored files"))
            let dataFolder = DataFolder(data)
            let store = dataFolder.files()
            var files: [StoredFile] = []
            for text in ["第一份", "第二份", "第三份"] {
                files.append(try await store.store(Array(text.utf8), named: "\(text).txt").file)
            }
            // Nothing in the house refers to files yet, so the rows are laid by hand.
            let database = try await dataFolder.database.open()
            try await database.write { [files] session in
                for (time, file) in files.enumerated() {
                    try session.execute(
                        """
                        INSERT INTO stored_files VALUES (\(file.digest.hexadecimal), \(file.size),
                            \(file.mediaType.rawValue), '2021-09-15', \(time), 'office')
                        """)
                }
            }
            await database.close()
            let sound = try await Heng.run(arguments)
            #expect(sound.code == 0 && sound.output.contains("All 3 stored files were read and agree (0.1 MB)."))
            let hex = files[1].digest.hexadecimal
            let place = data.appending(path: "files/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
            try Data("第两份".utf8).write(to: place)
            let damaged = try await Heng.run(arguments)
            #expect(damaged.code == 1)
            #expect(damaged.output.contains("The stored file \(hex) does not agree: damaged. 1 before it agree."))
            try FileManager.default.removeItem(at: place)
            let missing = try await Heng.run(arguments + ["--json"])
            #expect(missing.code == 1)
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(missing.output.utf8)) as? [String: Any])
            #expect(json["files"] as? Int == 1 && json["fileFault"] as? String == "\(hex): missing")
            #expect(json["fault"] == nil)
        }
    }
}
