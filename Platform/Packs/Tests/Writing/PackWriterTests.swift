import Foundation
import Kernel
import Testing

@testable import Packs

@Suite("Writing a pack")
struct PackWriterTests {
    @Test("a written pack reads as the same pack, and is written again byte by byte", arguments: 0..<200)
    func roundTrip(_ seed: Int) throws {
        var random = RandomPack(seed: UInt64(seed + 1))
        let pack = try random.pack()
        let files = PackWriter().files(of: pack)
        let reading = PackReader().read(files)
        let again = try #require(reading.pack, "\(reading.errors)\n\(files.texts)")
        #expect(again == pack)
        #expect(PackWriter().files(of: again) == files)
    }

    @Test("files in canonical form come back byte by byte")
    func canonicalFiles() throws {
        let texts = YunchuanPack.texts
        let written = PackWriter().files(of: try YunchuanPack.pack()).texts
        #expect(Set(written.keys) == Set(texts.keys))
        for (path, text) in texts { #expect(written[path] == text, "\(path)") }
    }

    @Test("what most objects of a file share stands in its defaults, and the rest at the objects")
    func defaults() throws {
        var pack = try YunchuanPack.pack()
        let own = Basis(text: "《饮水办法》第二条", status: .official)
        pack.items[0].basis = own
        pack.items[0].deliverables[0].basis = own
        let text = try #require(PackWriter().files(of: pack).texts["items/01-clean-water.yaml"])
        let shared = "  basis: {text: 《饮水办法》第二条, status: official}"
        let other = "    basis: {text: 期限为测试而设, status: assumption}"
        #expect(text.split(separator: "\n").filter { $0.contains("basis:") } == [shared[...], other[...]])
    }

    @Test("quotes stand only where a text would be read as something else")
    func quoting() {
        let plain = ["质量", "a b", "a-b", "SH-DRC", "3家", "a: b".replacing(" ", with: ""), "x#y", "《甲》（乙）"]
        let quoted = [
            "", " a", "a ", "310101", "0.15", "2021-01-01", "12:30", "true", "No", "null", "~", "a: b", "a #b", "- a",
            "*a",
            "&a", "!a", "'a", "\"a", "a:", "[a", "{a}", "a\nb", "%a", "@a", "\u{3000}a", "---", "<<",
        ]
        for text in plain { #expect(CanonicalYAML.scalar(text, inFlow: false) == text) }
        for text in quoted { #expect(CanonicalYAML.scalar(text, inFlow: false).hasPrefix("\""), "\(text)") }
        for text in ["a, b", "a]", "a{b", "a:b"] {
            #expect(CanonicalYAML.scalar(text, inFlow: true).hasPrefix("\""), "\(text)")
        }
    }

    @Test("the folder appears complete, and a place that is taken is left alone")
    func folder() throws {
        try withTemporaryFolder { folder in
            let pack = try YunchuanPack.pack()
            let place = folder.appending(component: "out")
            try PackWriter().write(pack, to: place)
            #expect(PackReader().read(folder: place).pack == pack)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
            var other = pack
            other.planText = "别的计划\n"
            #expect(throws: Problem(.conflict, "packs.write.exists", ["name": "out"])) {
                try PackWriter().write(other, to: place)
            }
            #expect(PackReader().read(folder: place).pack == pack)
        }
    }

    @Test("what an interrupted writing left behind does not get in the way")
    func interrupted() throws {
        try withTemporaryFolder { folder in
            try write(PackFiles(texts: ["units.yaml": "x"]), to: folder.appending(component: ".out.unfinished/old"))
            let place = folder.appending(component: "out")
            try PackWriter().write(try YunchuanPack.pack(), to: place)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
            #expect(!FileManager.default.fileExists(atPath: place.appending(component: "old").path))
        }
    }
}
