import Testing

@testable import Packs

@Suite("One mistake at a time")
struct MistakeTests {
    @Test("a mistake gives one finding, at its line, with what was probably meant", arguments: Mistake.all)
    func oneMistake(_ mistake: Mistake) throws {
        let files = try YunchuanPack.spoiled(mistake.file, mistake.old, mistake.new)
        let reading = PackReader().read(files)
        let findings = reading.findings.filter { $0.key == mistake.key }
        let finding = try #require(findings.first, "found instead: \(reading.findings)")
        #expect(findings.count == 1)
        #expect(finding.severity == mistake.severity)
        if mistake.line != nil { #expect(finding.place.file == mistake.file) }
        #expect(finding.place.line == mistake.line)
        #expect(finding.suggestion == mistake.suggestion)
        #expect((reading.pack == nil) == (mistake.severity == .error))
    }

    @Test("a misspelt key is not reported as missing as well")
    func misspeltIsNotMissing() throws {
        let files = try YunchuanPack.spoiled("pack.yaml", "language: zh-Hans", "langauge: zh-Hans")
        #expect(PackReader().read(files).findings.map(\.key) == ["packs.key.misspelt"])
    }

    @Test("every key given twice is reported, each with the line of the first")
    func severalDuplicateKeys() throws {
        var texts = YunchuanPack.texts
        texts["pack.yaml"] = YunchuanPack.manifest + "id: other\n\"label\": {zh: 一, en: one, zh: 二}\nid: third\n"
        let findings = PackReader().read(PackFiles(texts: texts)).findings
        #expect(findings.map(\.key) == Array(repeating: "packs.yaml.duplicate-key", count: 4))
        #expect(findings.map(\.place.line) == [32, 33, 33, 34])
        #expect(findings.map { $0.arguments["first"] } == ["1", "6", "33", "1"])
        #expect(findings.map { $0.arguments["key"] } == ["id", "label", "zh", "id"])
    }

    @Test("a gap in the numbers of items is a warning")
    func gap() throws {
        var texts = YunchuanPack.texts
        texts["items/04-fair-scales.yaml"] = texts.removeValue(forKey: "items/02-fair-scales.yaml")?
            .replacing("item: 2\n", with: "item: 4\n")
        let reading = PackReader().read(PackFiles(texts: texts))
        #expect(reading.findings.map(\.key) == ["packs.item.gaps"])
        #expect(reading.findings.first?.arguments["numbers"] == "2, 3")
        #expect(reading.pack != nil)
    }

    @Test("the same number in two files is an error")
    func sameNumber() throws {
        var texts = YunchuanPack.texts
        texts["items/01-fair-scales.yaml"] = texts.removeValue(forKey: "items/02-fair-scales.yaml")?
            .replacing("item: 2\n", with: "item: 1\n")
        let errors = PackReader().read(PackFiles(texts: texts)).errors
        #expect(errors.map(\.key) == ["packs.twice.item-number"])
    }

    @Test("a file in the folder of items that is none is named")
    func strayFiles() throws {
        var texts = YunchuanPack.texts
        texts["items/notes.txt"] = "x"
        texts["items/third.yaml"] = "x: 1"
        texts["calendar/2024.yaml"] = "x: 1"
        texts["items/.hidden"] = "x"
        let findings = PackReader().read(PackFiles(texts: texts)).findings
        #expect(
            Set(findings.map(\.key)) == ["packs.item.stray", "packs.item.file-name", "packs.calendar.unlisted"])
        #expect(findings.count == 3)
    }

    @Test("without a calendar for the year a warning says so")
    func noCalendar() throws {
        let files = try YunchuanPack.spoiled("pack.yaml", "[calendar/2023.yaml]", "[]")
        let reading = PackReader().read(files)
        #expect(reading.findings.map(\.key) == ["packs.calendar.none"])
        #expect(reading.findings.first?.arguments["year"] == "2023")
    }

    @Test("an empty plan and an empty file are errors")
    func emptyFiles() throws {
        for (file, key) in [("plan.md", "packs.plan.empty"), ("units.yaml", "packs.yaml.empty")] {
            var texts = YunchuanPack.texts
            texts[file] = "\n"
            #expect(PackReader().read(PackFiles(texts: texts)).errors.map(\.key) == [key])
        }
    }
}
