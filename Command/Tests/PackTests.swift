import Foundation
import Testing

/// `heng pack` as a caller outside sees it.
struct PackTests {
    private static let pack = Heng.root.appending(path: "Packs/shanghai-2021")

    /// A copy of the pack with one text in one of its files replaced.
    private func copy(to folder: URL, _ file: String, _ old: String, _ new: String) throws {
        try FileManager.default.copyItem(at: Self.pack, to: folder)
        let path = folder.appending(path: file)
        let text = try String(contentsOf: path, encoding: .utf8)
        let range = try #require(text.firstRange(of: old), "\(file) holds \(old)")
        try Data(text.replacingCharacters(in: range, with: new).utf8).write(to: path)
    }

    @Test("the pack that comes with Heng has no mistake", arguments: ["en", "zh-Hans"])
    func check(language: String) async throws {
        let outcome = try await Heng.run(["pack", "check", Self.pack.path], language: language)
        #expect(outcome.code == 0, "\(outcome.output)")
    }

    @Test("a misspelt key is told with its file and line, and with what was meant")
    func misspelt() async throws {
        try await Heng.withFolder { folder in
            let broken = folder.appending(path: "pack")
            try copy(to: broken, "pack.yaml", "title:", "titel:")
            for language in ["en", "zh-Hans"] {
                let outcome = try await Heng.run(["pack", "check", broken.path], language: language)
                #expect(outcome.code == 2)
                let all = outcome.output + outcome.errors
                let line = try #require(all.split(separator: "\n").first { $0.contains("titel") })
                #expect(line.contains(#/pack\.yaml:\d+: /#), "\(line)")
                #expect(line.contains(/\btitle\b/), "the suggestion: \(line)")
            }
        }
    }

    @Test("a folder that is no pack is refused")
    func noPack() async throws {
        try await Heng.withFolder { folder in
            let outcome = try await Heng.run(["pack", "check", folder.path])
            #expect(outcome.code == 2)
            #expect(!(outcome.output + outcome.errors).isEmpty)
        }
    }

    @Test("a pack that was loaded and exported is sound and has no difference from the first", .timeLimit(.minutes(20)))
    func roundTrip() async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let written = folder.appending(path: "written").path
            let load = try await Heng.run(["pack", "load", Self.pack.path, "--data", data])
            #expect(load.code == 0, "\(load.errors)")
            let export = try await Heng.run(["pack", "export", written, "--data", data])
            #expect(export.code == 0, "\(export.errors)")
            #expect(try await Heng.run(["pack", "check", written]).code == 0)
            let difference = try await Heng.run(["pack", "diff", Self.pack.path, written, "--json"])
            #expect(difference.code == 0)
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(difference.output.utf8)) as? [String: Any])
            #expect((json["objects"] as? [Any])?.isEmpty == true)
            #expect((json["unchangedCount"] as? Int ?? 0) > 500, "the whole pack was compared")
            let again = try await Heng.run(["pack", "export", written, "--data", data])
            #expect(again.code == 2, "a folder that is there is not written over")
            #expect(again.errorLines.count == 1)
            let verify = try await Heng.run(["evidence", "verify", "--data", data])
            #expect(verify.code == 0, "\(verify.errors)")
        }
    }

    @Test("a newer pack over a loaded one shows what changes, and a dry run changes nothing", .timeLimit(.minutes(20)))
    func newer() async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let newer = folder.appending(path: "newer")
            try copy(to: newer, "units.yaml", "上海海关", "上海新海关")
            #expect(try await Heng.run(["pack", "load", Self.pack.path, "--data", data]).code == 0)
            let dry = try await Heng.run(["pack", "load", newer.path, "--data", data, "--dry-run"])
            #expect(dry.code == 0, "\(dry.errors)")
            #expect(dry.output.contains("上海新海关"))
            #expect(dry.output.contains("上海海关"))
            let size = try await entries(data)
            #expect(size == 1, "a dry run writes no entry")
            let load = try await Heng.run(["pack", "load", newer.path, "--data", data])
            #expect(load.code == 0, "\(load.errors)")
            #expect(try await entries(data) == 2)
            let written = folder.appending(path: "written")
            #expect(try await Heng.run(["pack", "export", written.path, "--data", data]).code == 0)
            let units = try String(contentsOf: written.appending(path: "units.yaml"), encoding: .utf8)
            #expect(units.contains("上海新海关"))
        }
    }

    @Test("a pack with mistakes is not loaded")
    func refused() async throws {
        try await Heng.withFolder { folder in
            let data = folder.appending(path: "data").path
            let broken = folder.appending(path: "pack")
            try copy(to: broken, "pack.yaml", "title:", "titel:")
            let load = try await Heng.run(["pack", "load", broken.path, "--data", data])
            #expect(load.code == 2)
            #expect(load.errorLines.count == 1)
            #expect(try await entries(data) == 0)
        }
    }

    private func entries(_ data: String) async throws -> Int {
        let outcome = try await Heng.run(["evidence", "verify", "--json", "--data", data])
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return try #require(json?["size"] as? Int)
    }
}
