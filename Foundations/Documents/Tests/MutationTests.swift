import Documents
import Testing

/// Deterministic damage to good files: every reader must answer with a value or a `DocumentProblem`, and soon.
@Suite struct MutationTests {
    /// SplitMix64 (Steele, Lea and Flood 2014), so that a failing round can be run again.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static func damage(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
            default: bytes.removeSubrange(place..<min(place + 40, bytes.count))
            }
        }
        return bytes
    }

    /// Damages the file as a whole, or one part of it and packs it again with a right checksum.
    static func rounds(_ good: [UInt8], seed: UInt64, _ read: ([UInt8]) throws -> Void) throws -> (Int, Int) {
        var generator = Generator(state: seed)
        let archive = try ArchiveReader(good)
        let parts = try archive.entries.map { ($0.name, try archive.read($0.name)) }
        var (accepted, refused) = (0, 0)
        for round in 0..<1500 {
            var bytes: [UInt8]
            if round % 3 == 0 {
                bytes = damage(good, &generator)
            } else {
                let target = Int.random(in: 0..<parts.count, using: &generator)
                var writer = ArchiveWriter()
                for (index, part) in parts.enumerated() {
                    try writer.add(part.0, index == target ? damage(part.1, &generator) : part.1)
                }
                bytes = try writer.bytes()
            }
            do {
                try read(bytes)
                accepted += 1
            } catch is DocumentProblem {
                refused += 1
            }
        }
        return (accepted, refused)
    }

    @Test("damaged Word documents are read or refused, and never crash", .timeLimit(.minutes(20)))
    func word() throws {
        let numbering =
            WordSample.definition(
                0, WordSample.level(0, "chineseCounting", "%1、"), WordSample.level(1, "decimal", "%1.%2"))
            + WordSample.instance(1, of: 0)
        let body =
            (0..<6).map { WordSample.item("项\($0)", 1, $0 % 2) }.joined()
                + """
                <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>\
                <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
                """
        let good = try WordSample(body, numbering: numbering).bytes()
        let (accepted, refused) = try Self.rounds(good, seed: 1) { bytes in
            _ = try WordDocument.read(bytes).plainText()
        }
        #expect(accepted > 100 && refused > 100)
    }

    @Test("damaged workbooks are read or refused, and never crash", .timeLimit(.minutes(20)))
    func spreadsheet() throws {
        var sample = WorkbookSample(
            (1...5).map {
                "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c><c r=\"B\($0)\" s=\"1\"><v>44454.5</v></c></row>"
            }
            .joined())
        sample.sharedStrings = "<si><t>_x0041_</t></si>"
        sample.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        sample.more = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
        let (accepted, refused) = try Self.rounds(sample.bytes(), seed: 2) { bytes in
            for sheet in try Workbook.read(bytes).sheets { _ = sheet.unmergedRows }
        }
        #expect(accepted > 20 && refused > 100)
    }

    @Test("damaged text and CSV are read or refused, and never crash")
    func delimited() throws {
        var generator = Generator(state: 3)
        let good = DelimitedWriter().bytes([[.text("名称"), .text("a\"b")], [.text("=1"), .text("x\r\ny")]])
        var refused = 0
        for _ in 0..<5000 {
            do throws(DocumentProblem) {
                _ = try DelimitedReader().read(Self.damage(good, &generator))
            } catch {
                refused += 1
            }
        }
        #expect(refused > 100 && refused < 4900)
    }
}
