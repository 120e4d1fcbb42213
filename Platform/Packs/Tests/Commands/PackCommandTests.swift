import Foundation
import Kernel
import Testing

@testable import Packs

@Suite("The bodies of heng pack")
struct PackCommandTests {
    @Test("a pack without a mistake ends with 0 and its counts")
    func checkGood() throws {
        try withTemporaryFolder { folder in
            try write(PackFiles(texts: YunchuanPack.texts), to: folder)
            let result = PackCheckCommand().run(folder: folder, language: .en, json: false)
            #expect(result.exitCode == 0)
            #expect(
                result.output
                    == "yunchuan-2023: 2 items, 3 deliverables, 2 units, 1 kinds of district units, 2 districts; 0 errors, 0 warnings\n"
            )
        }
    }

    @Test("an error ends with 2, a line for each finding, in both languages")
    func checkBad() throws {
        try withTemporaryFolder { folder in
            try write(try YunchuanPack.spoiled("units.yaml", "level: vertical", "level: vertikal"), to: folder)
            let english = PackCheckCommand().run(folder: folder, language: .en, json: false)
            #expect(english.exitCode == 2)
            #expect(
                english.output == """
                    units.yaml:16: error: "vertikal" is no choice for "level"; did you mean "vertical"?
                    the pack cannot be loaded: 1 errors, 0 warnings

                    """)
            let chinese = PackCheckCommand().run(folder: folder, language: .zhHans, json: false)
            #expect(chinese.output.hasPrefix("units.yaml:16: 错误：“level”没有“vertikal”这个选项；是否应为“vertical”\n"))
        }
    }

    @Test("warnings alone end with 0")
    func checkWarnings() throws {
        try withTemporaryFolder { folder in
            try write(try YunchuanPack.spoiled("plan.md", "水源井普查", "山林普查"), to: folder)
            let result = PackCheckCommand().run(folder: folder, language: .en, json: false)
            #expect(result.exitCode == 0)
            #expect(result.output.contains("items/01-clean-water.yaml:31: warning: "))
        }
    }

    @Test("the JSON has the rule, the place and what was meant, and no path of the machine")
    func checkJSON() throws {
        try withTemporaryFolder { folder in
            try write(try YunchuanPack.spoiled("units.yaml", "level: vertical", "level: vertikal"), to: folder)
            let result = PackCheckCommand().run(folder: folder, language: .en, json: true)
            #expect(result.exitCode == 2)
            #expect(!result.output.contains(folder.lastPathComponent))
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            #expect(report["errors"] as? Int == 1)
            let finding = try #require((report["findings"] as? [[String: Any]])?.first)
            #expect(finding["file"] as? String == "units.yaml")
            #expect(finding["line"] as? Int == 16)
            #expect(finding["column"] as? Int == 12)
            #expect(finding["rule"] as? String == "packs.choice.misspelt")
            #expect(finding["severity"] as? String == "error")
            #expect(finding["suggestion"] as? String == "vertical")
        }
    }

    @Test("a folder that is not there ends with 2 and says so")
    func noFolder() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(component: "nowhere")
            let check = PackCheckCommand().run(folder: place, language: .en, json: false)
            #expect(
                check
                    == PackCommandResult(
                        output: "there is no folder \"nowhere\"; give the folder of a pack\n", exitCode: 2))
            #expect(PackDiffCommand().run(from: place, to: place, language: .en, json: true).exitCode == 2)
        }
    }

    @Test("an empty folder ends with 2 and names pack.yaml")
    func emptyFolder() throws {
        try withTemporaryFolder { folder in
            let result = PackCheckCommand().run(folder: folder, language: .en, json: false)
            #expect(result.exitCode == 2)
            #expect(result.output.hasPrefix("pack.yaml: error: there is no such file"))
        }
    }

    @Test("two packs are compared; a mistake in one of them ends with 2")
    func diff() throws {
        try withTemporaryFolder { folder in
            let (old, new) = (folder.appending(component: "old"), folder.appending(component: "new"))
            try write(PackFiles(texts: YunchuanPack.texts), to: old)
            try write(try YunchuanPack.spoiled("units.yaml", "code: YC-R", "code: YC-S"), to: new)
            let text = PackDiffCommand().run(from: old, to: new, language: .zhHans, json: false)
            #expect(text.exitCode == 0)
            #expect(text.output.hasPrefix("修改：单位 RIVER（云川河道管理处）\n  code：修改\n    旧：YC-R\n    新：YC-S\n"))
            let json = PackDiffCommand().run(from: old, to: new, language: .en, json: true)
            let comparison = try JSONDecoder().decode(PackComparison.self, from: Data(json.output.utf8))
            #expect(comparison.objects.map(\.object) == [PackObjectReference(.unit, "RIVER")])
            #expect(comparison.form == .twoWay)
            let same = PackDiffCommand().run(from: old, to: old, language: .en, json: false)
            #expect(same.output.hasPrefix("no differences\n"))

            try Data("id: [".utf8).write(to: new.appending(component: "pack.yaml"))
            let bad = PackDiffCommand().run(from: old, to: new, language: .en, json: false)
            #expect(bad.exitCode == 2)
            #expect(bad.output.hasPrefix("new/pack.yaml:1: error: "))
        }
    }
}
