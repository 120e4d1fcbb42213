import Documents
import Foundation
import Kernel
import Testing

@testable import Files

@Suite("What a file is by its content")
struct ContentInspectorTests {
    private func key(_ bytes: [UInt8], limits: FileLimits = FileLimits()) -> String? {
        do {
            _ = try ContentInspector(limits: limits).mediaType(of: bytes)
            return nil
        } catch {
            return error.key
        }
    }

    @Test("a whole file of each kind is told by its content")
    func kinds() throws {
        let samples = try Samples.all()
        #expect(Set(samples.map(\.type)) == Set(MediaType.allCases))
        for (type, bytes) in samples {
            #expect(try ContentInspector().mediaType(of: bytes) == type)
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var name: String
        var key: String
        var bytes: @Sendable () throws -> [UInt8]

        var testDescription: String { name }

        init(_ name: String, _ key: String, _ bytes: @escaping @Sendable () throws -> [UInt8]) {
            self.name = name
            self.key = "files.problem.\(key)"
            self.bytes = bytes
        }

        init(_ text: String, _ key: String) { self.init(text, key) { Array(text.utf8) } }
    }

    static let refusals = plain + twofold + office

    static let plain: [Refusal] = [
        Refusal("", "empty"), Refusal("<!DOCTYPE html><p>质量", "active"), Refusal("  \n<p>a", "active"),
        Refusal("质量\n<script>alert(1)</script>", "active"), Refusal("<svg xmlns='x'/>", "active"),
        Refusal("a <SVG onload=x>", "active"), Refusal("<?xml version='1.0'?>", "active"),
        Refusal("#!/bin/sh\n", "active"), Refusal("\u{FEFF}#!/usr/bin/python3\n", "active"),
        Refusal("a <?php echo 1 ?>", "active"), Refusal("[x](javascript:alert(1))", "active"),
        Refusal("Windows program", "unknown") { Array("MZ".utf8) + [0x90, 0, 3, 0] },
        Refusal("Linux program", "unknown") { [0x7F] + Array("ELF".utf8) + [2, 1, 1, 0] },
        Refusal("bytes", "unknown") { [0, 1, 2, 3, 4, 5] },
        Refusal("escape in text", "unknown") { [0x61, 0x1B, 0x62] },
        Refusal("no encoding", "unknown") { [0xFF, 0xFF, 0xFF, 0x20] },
        Refusal("UTF-16", "encoding") { [0xFF, 0xFE, 0x61, 0x00] },
        Refusal("7z", "unknown") { [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        Refusal("gzip", "unknown") { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0] },
        Refusal("QuickTime", "unknown") { Samples.mp4(brand: "qt  ") },
        Refusal("HEIC", "unknown") { Samples.mp4(brand: "heic") },
        Refusal("PDF without an end", "incomplete") { Array("%PDF-1.4\n1 0 obj".utf8) },
        Refusal("film without an index", "incomplete") {
            Samples.box("ftyp", Array("isom".utf8) + [0, 0, 2, 0]) + Samples.box("mdat", [1])
        },
        Refusal("PDF after a preface", "unknown") { [0x00] + Samples.pdf },
    ]

    static let twofold: [Refusal] = [
        Refusal("PDF and ZIP", "incomplete") { Samples.pdf + (try Samples.docx()) + [] },
        Refusal("PDF and ZIP with a closing line", "two-kinds") {
            // The end record's comment takes in the line that PDF readers look for.
            var bytes = Samples.pdf + (try Samples.docx())
            let comment = Array("\n%%EOF\n".utf8)
            bytes[bytes.count - 2] = UInt8(comment.count)
            return bytes + comment
        },
        Refusal("JPEG and ZIP", "incomplete") { try Samples.jpeg() + Samples.docx() },
        Refusal("JPEG with a ZIP behind zeros", "incomplete") { try Samples.jpeg() + [0, 0] + Samples.docx() },
        Refusal("JPEG of a camera with a ZIP", "two-kinds") { try Samples.jpeg() + Samples.jpeg() + Samples.docx() },
        Refusal("JPEG with a PDF in a comment", "two-kinds") {
            let comment = Array("%PDF-1.4 %%EOF".utf8)
            return [0xFF, 0xD8, 0xFF, 0xFE, 0, UInt8(comment.count + 2)] + comment + (try Samples.jpeg().dropFirst(2))
        },
        Refusal("JPEG and a page", "incomplete") { try Samples.jpeg() + Array("<script>".utf8) },
        Refusal("PNG and a page", "incomplete") { try Samples.png() + Array("<html>".utf8) },
        Refusal("PNG and ZIP", "incomplete") { try Samples.png() + Samples.docx() },
        Refusal("GIF that is a script", "incomplete") { Array("GIF89a/*".utf8) + Array("*/=1;alert(1)//;".utf8) },
        Refusal("GIF and ZIP", "incomplete") { try Samples.gif() + Samples.docx() },
        Refusal("WebP and more", "incomplete") { try Samples.webp() + [0, 0] },
        Refusal("film and ZIP", "incomplete") { Samples.mp4() + (try Samples.docx()) },
        Refusal("film with a ZIP in a box", "two-kinds") { Samples.mp4() + Samples.box("free", try Samples.docx()) },
        Refusal("Word and Excel", "two-kinds") { Samples.compound(["WordDocument", "Workbook"]) },
        Refusal("OLE and ZIP", "two-kinds") { Samples.compound(["WordDocument"]) + (try Samples.docx()) },
        Refusal("DOCX and Java", "two-kinds") { try Samples.docx(adding: ["META-INF/MANIFEST.MF": "a"]) },
        Refusal("DOCX and Android", "two-kinds") { try Samples.docx(adding: ["classes.dex": "a"]) },
        Refusal("DOCX with a program", "two-kinds") { try Samples.docx(adding: ["word/Setup.EXE": "a"]) },
        Refusal("DOCX with a page", "two-kinds") { try Samples.docx(adding: ["word/a.html": "a"]) },
    ]

    private static func parts(_ overrides: [(String, String)]) throws -> [UInt8] {
        try Samples.archive([
            "[Content_Types].xml": Samples.types(overrides), "word/document.xml": "<w/>", "xl/workbook.xml": "<x/>",
        ])
    }

    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    private static let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    static let office: [Refusal] = [
        Refusal("ZIP", "unknown") { try Samples.archive(["a.txt": "a"]) },
        Refusal("ZIP with an empty list", "unknown") { try parts([]) },
        Refusal("list that is no markup", "incomplete") { try Samples.archive(["[Content_Types].xml": "<Types"]) },
        Refusal("DOCX and XLSX", "two-kinds") {
            try parts([("/word/document.xml", word), ("/xl/workbook.xml", sheet)])
        },
        Refusal("DOCX without its document", "incomplete") { try parts([("/word/other.xml", word)]) },
        Refusal("DOCM", "macros") {
            try parts([("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")])
        },
        Refusal("DOCX with macros", "macros") { try Samples.docx(adding: ["word/vbaProject.bin": "a"]) },
        Refusal("truncated DOCX", "incomplete") { Array(try Samples.docx().dropLast(30)) },
        Refusal("DOC with macros", "macros") { Samples.compound(["WordDocument", "_VBA_PROJECT"]) },
        Refusal("encrypted", "encrypted") { Samples.compound(["EncryptionInfo", "EncryptedPackage"]) },
        Refusal("installer", "unknown") { Samples.compound(["Property", "File"]) },
        Refusal("OLE cut off", "incomplete") { Array(Samples.compound(["WordDocument"]).prefix(700)) },
    ]

    @Test("what is not taken is refused with its reason", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        #expect(key(try refusal.bytes()) == refusal.key)
    }

    @Test("cameras' further images, films and padding behind a JPEG are part of it")
    func cameras() throws {
        for rest in [try Samples.jpeg(), Samples.mp4(), [0, 0, 0, 0]] {
            #expect(try ContentInspector().mediaType(of: try Samples.jpeg() + rest) == .jpeg)
        }
    }

    @Test("size and unpacked size have limits, and the edge belongs to them")
    func limits() throws {
        let text = Array(String(repeating: "a", count: 1_000).utf8)
        #expect(key(text, limits: FileLimits(bytes: 1_000)) == nil)
        #expect(key(text, limits: FileLimits(bytes: 999)) == "files.problem.too-large")
        let zeros = String(repeating: "0", count: 900_000)
        let document = try Samples.docx(adding: ["word/media/a.bin": zeros, "word/media/b.bin": zeros])
        #expect(document.count < 10_000)
        #expect(key(document) == nil)
        #expect(key(document, limits: FileLimits(unpackedPartBytes: 899_999)) == "files.problem.unpacks-too-large")
        #expect(key(document, limits: FileLimits(unpackedBytes: 1_800_000)) == "files.problem.unpacks-too-large")
        #expect(key(document, limits: FileLimits(parts: 3)) == "files.problem.unpacks-too-large")
        // Beyond a mebibyte nothing may shrink two hundred times.
        let bomb = try Samples.docx(adding: ["word/media/a.bin": String(repeating: "0", count: 4 << 20)])
        #expect(key(bomb) == "files.problem.unpacks-too-large")
    }

    @Test(
        "sizes are told in MB of a million bytes, rounded up to a tenth",
        arguments: [
            (0, "0"), (1, "0.1"), (100_000, "0.1"), (100_001, "0.2"), (50_000_000, "50"), (50_000_001, "50.1"),
            (512_300_000, "512.3"),
        ] as [(Int, String)])
    func megabytes(bytes: Int, text: String) {
        #expect(ContentInspector.megabytes(bytes) == text)
    }

    @Test("a refused file is told its size and the limit in the unit that forms speak of")
    func tooLarge() {
        let limit = FileLimits().bytes
        #expect(limit == 50_000_000)
        #expect(
            throws: Problem(.tooLarge, "files.problem.too-large", ["size": "50.1", "limit": "50"])
        ) { try ContentInspector().mediaType(of: [UInt8](repeating: 97, count: limit + 1)) }
    }

    @Test("a file cut off anywhere is refused or text, and never a crash")
    func truncated() throws {
        for (type, bytes) in try Samples.all() where ![.text, .chineseText].contains(type) {
            for length in 0..<bytes.count {
                do {
                    let found = try ContentInspector().mediaType(of: Array(bytes.prefix(length)))
                    // %%EOF without the line feed behind it, OLE directories without their empty end.
                    // The first bytes of a picture may be Chinese text, and a film ends where its last box ends.
                    let isFirstBytes = length < 8 && found == .chineseText
                    let isFilm = type == .mp4 && found == .mp4
                    #expect(
                        [.pdf, .text].contains(found) || isFirstBytes || isFilm,
                        "\(type) cut off at \(length) is \(found)")
                } catch {
                    #expect(error.key.hasPrefix("files.problem."))
                }
            }
        }
    }

    @Test("changed bytes never crash", arguments: 0..<20)
    func changed(_ seed: Int) throws {
        var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15 | 1
        func number(below limit: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
        }
        var refused = 0
        for (_, bytes) in try Samples.all() {
            for _ in 0..<60 {
                var other = bytes
                for _ in 0...number(below: 4) { other[number(below: other.count)] = UInt8(number(below: 256)) }
                if key(other) != nil { refused += 1 }
            }
        }
        #expect(refused > 0)
    }
}
