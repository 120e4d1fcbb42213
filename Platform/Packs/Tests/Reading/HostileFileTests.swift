import Foundation
import Testing

@testable import Packs

@Suite("Files made to do harm")
struct HostileFileTests {
    private func findings(_ text: String) -> [PackFinding] {
        var texts = YunchuanPack.texts
        texts["units.yaml"] = text
        return PackReader().read(PackFiles(texts: texts)).findings
    }

    @Test("an alias bomb is refused at once, whatever it hides behind", .timeLimit(.minutes(20)))
    func aliasBomb() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            bomb +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let start = ContinuousClock.now
        let found = findings(bomb)
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(found.first?.place == PackPlace(file: "units.yaml", line: 1, column: 5))
        #expect(found.first?.key == "packs.yaml.anchor")
        #expect(found.filter { $0.key == "packs.yaml.alias" }.count > 10)
    }

    @Test("aliases as keys, where building alone would explode, are refused", .timeLimit(.minutes(20)))
    func aliasBombInKeys() {
        var bomb = "a0: &a0 {x: y}\n"
        for level in 1...60 {
            bomb += "a\(level): &a\(level)\n  ? *a\(level - 1)\n  : *a\(level - 1)\n  ? [*a\(level - 1)]\n  : 1\n"
        }
        #expect(findings(bomb).contains { $0.key == "packs.yaml.alias" })
    }

    @Test("an alias after a quotation mark in a text is still seen")
    func aliasAfterStrayQuote() {
        let found = findings("a: &a 5\" pipe\nb: it's \"\n  \"open\nc: *a\n")
        #expect(found.map(\.key) == ["packs.yaml.anchor", "packs.yaml.alias"])
        #expect(found.map(\.place.line) == [1, 4])
    }

    @Test("a star inside a text is no alias")
    func starInText() throws {
        let files = try YunchuanPack.spoiled("units.yaml", "en: River Administration}", "en: River* & Admin *x}")
        #expect(PackReader().read(files).findings.isEmpty)
    }

    @Test("a file of 10 MB is refused by its size", .timeLimit(.minutes(20)))
    func tenMegabytes() throws {
        try withTemporaryFolder { folder in
            try write(PackFiles(texts: YunchuanPack.texts), to: folder)
            let line = Array("key: \"\(String(repeating: "x", count: 1_000))\"\n".utf8)
            try Data(Array(repeating: line, count: 10_000).joined()).write(to: folder.appending(path: "units.yaml"))
            let start = ContinuousClock.now
            let reading = PackReader().read(folder: folder)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(reading.errors.map(\.key) == ["packs.file.too-large"])
            #expect(reading.errors.first?.place.file == "units.yaml")
        }
    }

    @Test("a file just under the limit with more values than allowed is refused", .timeLimit(.minutes(20)))
    func manyValues() {
        let found = findings("units: [" + String(repeating: "1,", count: 300_000) + "1]\n")
        #expect(found.map(\.key) == ["packs.yaml.nodes"])
    }

    @Test("deep nesting is refused", arguments: [40, 900, 20_000])
    func deepNesting(_ depth: Int) {
        let found = findings("units: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        #expect(found.count == 1)
        #expect(["packs.yaml.depth", "packs.yaml.nesting"].contains(found.first?.key), "\(found)")
    }

    @Test("bytes that are not UTF-8 are told with their line")
    func notUTF8() {
        var files = PackFiles(texts: YunchuanPack.texts)
        files.bytes["units.yaml"] = Array("a: 1\nb: ".utf8) + [0xD6, 0xD0, 0x0A]
        let errors = PackReader().read(files).errors
        #expect(errors.map(\.key) == ["packs.encoding"])
        #expect(errors.first?.place.line == 2)
    }

    @Test("symbolic links are refused, to a file and to a folder")
    func symbolicLinks() throws {
        try withTemporaryFolder { folder in
            let pack = folder.appending(component: "pack")
            try write(PackFiles(texts: YunchuanPack.texts), to: pack)
            let outside = folder.appending(component: "outside.md")
            try Data(YunchuanPack.plan.utf8).write(to: outside)
            try FileManager.default.removeItem(at: pack.appending(component: "plan.md"))
            try FileManager.default.createSymbolicLink(
                at: pack.appending(component: "plan.md"), withDestinationURL: outside)
            try FileManager.default.moveItem(
                at: pack.appending(component: "items"), to: folder.appending(component: "items"))
            try FileManager.default.createSymbolicLink(
                at: pack.appending(component: "items"), withDestinationURL: folder.appending(component: "items"))
            let errors = PackReader().read(folder: pack).errors
            #expect(errors.map(\.key) == ["packs.file.link", "packs.file.link"])
            #expect(Set(errors.map(\.place.file)) == ["plan.md", "items"])
        }
    }

    @Test("a folder in place of a file is refused")
    func folderAsFile() throws {
        try withTemporaryFolder { folder in
            var files = PackFiles(texts: YunchuanPack.texts)
            files.bytes["units.yaml"] = nil
            files.bytes["units.yaml/inner"] = [0x78]
            try write(files, to: folder)
            #expect(PackReader().read(folder: folder).errors.map(\.key) == ["packs.file.not-a-file"])
        }
    }

    @Test("a spoiled file is read to the end, and a pack comes out only without an error", arguments: 0..<40)
    func spoiledFiles(_ seed: Int) throws {
        let pieces = [
            "*a ", "&a ", "\"", "'", "{", "}", "[", "]", ": ", "- ", "? ", "|\n", "#", "\n", " ", "\u{E000}", "id",
            "\t",
        ]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<10 {
            var texts = YunchuanPack.texts
            for path in texts.keys.sorted() where path.hasSuffix(".yaml") {
                var characters = Array(try #require(texts[path]))
                let index = next(characters.count - 4)
                switch next(3) {
                case 0: characters.insert(contentsOf: pieces[next(pieces.count)], at: index)
                case 1: characters.removeSubrange(index..<index + 1 + next(3))
                default: characters.swapAt(index, next(characters.count))
                }
                texts[path] = String(characters)
            }
            let reading = PackReader().read(PackFiles(texts: texts))
            #expect((reading.pack == nil) == !reading.errors.isEmpty)
            #expect(reading.findings.allSatisfy { ($0.place.line ?? 1) >= 1 })
        }
    }

    @Test("no text of three characters at any place makes the reader stop", .timeLimit(.minutes(20)))
    func garbage() {
        let pieces = [
            "*", "&a", "!", "\"", "'", "{", "}", "[", "]", ":", "-", "?", "|", ">", "#", "%", "\n", " ", "a", "\t",
            "---", "...",
        ]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    var found = FindingList(limit: 10)
                    guard let source = SourceText(bytes: Array((first + second + third).utf8), file: "x", &found) else {
                        continue
                    }
                    let node = YAMLFile.read(source, limits: PackLimits(), &found)
                    #expect(node != nil || found.hasErrors, "\(first)\(second)\(third)")
                }
            }
        }
    }
}
