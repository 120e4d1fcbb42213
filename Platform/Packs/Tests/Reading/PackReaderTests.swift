import CivicCalendar
import Foundation
import Kernel
import Testing

@testable import Packs

@Suite("Reading a pack")
struct PackReaderTests {
    @Test("a pack without a mistake is read from a folder, with what its defaults give")
    func goodPack() throws {
        let reading = try withTemporaryFolder { folder in
            try write(PackFiles(texts: YunchuanPack.texts), to: folder)
            return PackReader().read(folder: folder)
        }
        #expect(reading.findings.isEmpty)
        let pack = try #require(reading.pack)
        #expect(pack.manifest.id == "yunchuan-2023")
        #expect(pack.manifest.lights.behindShare == Decimal(string: "0.15"))
        #expect(pack.units.map(\.id) == ["QUALITY", "RIVER"])
        #expect(pack.units.map(\.basis.status) == [.example, .official])
        #expect(pack.items.map(\.number) == [1, 2])
        #expect(pack.deliverables.map(\.id) == ["clean-water/tap-tests", "clean-water/wells", "fair-scales/check"])
        let first = try #require(pack.deliverables.first)
        #expect(first.target?.value == 4)
        #expect(first.basis == Basis(text: "期限为测试而设", status: .assumption))
        #expect(first.firstDay(in: pack.manifest.validity).description == "2023-02-01")
        #expect(pack.deliverables[1].firstDay(in: pack.manifest.validity).description == "2023-01-01")
        #expect(pack.items[1].lead.asWritten == nil)
        #expect(pack.calendars.map(\.path) == ["calendar/2023.yaml"])
        #expect(pack.planText == YunchuanPack.plan)
    }

    @Test("a group stands for one unit in each district")
    func expandedUnits() throws {
        let pack = try YunchuanPack.pack()
        #expect(pack.expandedUnits.map(\.id) == ["QUALITY", "RIVER", "QUALITY_D.UPPER", "QUALITY_D.LOWER"])
        let lower = try #require(pack.expandedUnits.last)
        #expect(lower.title == LocalizedText(zh: "下游区质量监督分局", en: "Lower District Quality Branch"))
        #expect(lower.code == "YC-Q-990102")
    }

    @Test("thresholds, points, issuer, numbers and weights are read as written")
    func supervisionAndNumbers() throws {
        let pack = try YunchuanPack.pack()
        #expect(
            pack.manifest.lights
                == LightThresholds(
                    nearDueWorkdays: 10, behindShare: 0.15, noticeWorkdays: 15, reportGraceWorkdays: 5,
                    receiptWorkdays: 3))
        #expect(pack.manifest.supervision.basis == Basis(text: "期限为测试而设", status: .assumption))
        #expect(pack.manifest.score == ScorePoints())
        let issuer = try #require(pack.manifest.bulletin)
        #expect(issuer.title.zh == "云川市质量委员会办公室" && issuer.numberWord == "云质办" && issuer.copies == ["RIVER"])
        #expect(pack.deliverables.map(\.weight) == [1, 2, 1])
        #expect(
            pack.deliverables.map { $0.numbers.map(\.id) } == [
                [], ["wells", "complaints"], ["pass-rate", "complaints"],
            ])
        let rate = pack.deliverables[2].numbers[0]
        #expect(rate.unit == LocalizedText(zh: "%", en: "%") && rate.decimals == 1)
        #expect(pack.deliverables[1].numbers[1] == pack.deliverables[2].numbers[1])
    }

    @Test("a pack from before these parts is read with their defaults, and written out with them in full")
    func olderPack() throws {
        var texts = YunchuanPack.texts
        let manifest = YunchuanPack.manifest
        let end = try #require(manifest.range(of: "  notice_workdays"))
        texts["pack.yaml"] = String(manifest[..<end.lowerBound])
        let reading = PackReader().read(PackFiles(texts: texts))
        #expect(reading.findings.isEmpty)
        let pack = try #require(reading.pack)
        #expect(
            pack.manifest.lights
                == LightThresholds(
                    nearDueWorkdays: 10, behindShare: 0.15, noticeWorkdays: 15, reportGraceWorkdays: 5,
                    receiptWorkdays: 3))
        #expect(
            pack.manifest.supervision
                == SupervisionThresholds(urgeAfterWorkdays: 1, escalateAfterWorkdays: 5, basis: nil))
        #expect(
            pack.manifest.score
                == ScorePoints(finished: 100, finishedLate: 80, onPath: 100, atRisk: 60, late: 20, basis: nil))
        #expect(pack.manifest.bulletin == nil)
        let written = try #require(PackWriter().files(of: pack).texts["pack.yaml"])
        #expect(written.contains("\n  receipt_workdays: 3\nsupervision:\n  urge_after_workdays: 1\n"))
        #expect(written.hasSuffix("  late: 20\n"))
    }

    @Test("a notice that is not given never comes after the light changes")
    func noticeDefault() throws {
        var texts = YunchuanPack.texts
        texts["pack.yaml"] = YunchuanPack.manifest.replacing("near_due_workdays: 10", with: "near_due_workdays: 20")
            .replacing("  notice_workdays: 15\n", with: "")
        let reading = PackReader().read(PackFiles(texts: texts))
        #expect(reading.findings.isEmpty)
        #expect(reading.pack?.manifest.lights.noticeWorkdays == 20)
    }

    @Test("a byte order mark and CRLF make no difference")
    func windowsFiles() throws {
        let files = YunchuanPack.texts.mapValues { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") }
        let reading = PackReader().read(PackFiles(texts: files))
        #expect(reading.findings.isEmpty)
        #expect(reading.pack == (try YunchuanPack.pack()))
    }

    @Test("places are told in files with CRLF as in others")
    func placesWithCRLF() throws {
        let spoiled = try YunchuanPack.spoiled("units.yaml", "direction: request", "direction: reqest")
        let crlf = PackFiles(texts: spoiled.texts.mapValues { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") })
        let places = [spoiled, crlf].map { PackReader().read($0).findings.map(\.place) }
        #expect(places[0] == places[1])
        #expect(places[0] == [PackPlace(file: "units.yaml", line: 17, column: 16)])
    }

    @Test("defaults of pack.yaml serve files that have none")
    func manifestDefaults() throws {
        var texts = YunchuanPack.texts
        let defaults = """
            defaults:
              valid: {from: 2023-01-01, to: 2023-12-31}
              basis: {text: 虚构单位, status: example}

            """
        texts["units.yaml"] = YunchuanPack.units.replacing(defaults, with: "")
        #expect(PackReader().read(PackFiles(texts: texts)).errors.map(\.key).contains("packs.basis.missing"))
        texts["pack.yaml"] = YunchuanPack.manifest + defaults
        let reading = PackReader().read(PackFiles(texts: texts))
        #expect(reading.findings.isEmpty)
        #expect(reading.pack == (try YunchuanPack.pack()))
    }

    @Test("all mistakes of all files are reported in one reading")
    func allAtOnce() throws {
        var texts = YunchuanPack.texts
        var expected: [String] = []
        for mistake in Mistake.all where mistake.standsBesideOthers {
            let text = try #require(texts[mistake.file])
            let range = try #require(text.range(of: mistake.old), "\(mistake.old) is spoiled twice")
            texts[mistake.file] = text.replacingCharacters(in: range, with: mistake.new)
            expected.append(mistake.key)
        }
        #expect(expected.count > 30)
        let found = PackReader().read(PackFiles(texts: texts)).findings.map(\.key)
        for key in expected { #expect(found.contains(key), "\(key) is not reported") }
        #expect(
            Dictionary(grouping: expected) { $0 }.allSatisfy { key, uses in found.count { $0 == key } >= uses.count })
    }

    @Test("findings stand in the order of the files and lines")
    func order() throws {
        var texts = YunchuanPack.texts
        texts["pack.yaml"] = texts["pack.yaml"]?.replacing("language: zh-Hans", with: "language: zh-Hant")
        texts["units.yaml"] = texts["units.yaml"]?.replacing("level: municipal", with: "level: municipl")
            .replacing("level: vertical", with: "level: vertica")
        texts["items/02-fair-scales.yaml"] = texts["items/02-fair-scales.yaml"]?.replacing("true", with: "yes")
        let findings = PackReader().read(PackFiles(texts: texts)).errors
        #expect(
            findings.map { "\($0.place.file):\($0.place.line ?? 0)" }
                == [
                    "pack.yaml:3", "units.yaml:10", "units.yaml:16", "items/02-fair-scales.yaml:13",
                    "items/02-fair-scales.yaml:23",
                ])
    }

    @Test("a hopeless file gives no more findings than the limit, and says so")
    func manyFindings() throws {
        var texts = YunchuanPack.texts
        texts["items/02-fair-scales.yaml"] = (0..<3_000).map { "key\($0): 1\n" }.joined()
        let reading = PackReader().read(PackFiles(texts: texts))
        #expect(reading.findings.count == 1_001)
        #expect(reading.findings.contains { $0.key == "packs.too-many-findings" })
        #expect(reading.pack == nil)
    }

    @Test("a clause that is worded otherwise in the plan is a warning with the nearest words")
    func nearestClause() throws {
        let files = try YunchuanPack.spoiled("plan.md", "每季度抽检居民水龙头水质", "每个季度对居民水龙头水质进行抽检")
        let reading = PackReader().read(files)
        #expect(reading.pack != nil)
        let finding = try #require(reading.findings.first)
        #expect(reading.findings.count == 1)
        #expect(finding.severity == .warning)
        #expect(finding.key == "packs.clause.nearest")
        #expect(finding.suggestion == "每个季度对居民水龙头水质进行抽检")
    }

    @Test("spaces and line ends in the plan do not hide a clause")
    func wrappedClause() throws {
        let files = try YunchuanPack.spoiled("plan.md", "抽检居民水龙头水质", "抽检居民\n 水龙头 水质")
        #expect(PackReader().read(files).findings.isEmpty)
    }

    @Test("where units cannot be read their references are not blamed")
    func unreadableUnits() throws {
        let files = try YunchuanPack.spoiled("units.yaml", "units:\n", "units\n")
        let keys = PackReader().read(files).findings.map(\.key)
        #expect(keys.contains { $0.hasPrefix("packs.yaml.") })
        #expect(!keys.contains { $0.hasPrefix("packs.unit.") })
    }

    @Test("the demonstration pack of the repository reads without an error")
    func demonstrationPack() throws {
        let root = URL(filePath: #filePath).pathComponents.dropLast(5).joined(separator: "/")
        let folder = URL(filePath: String(root.dropFirst())).appending(components: "Packs", "shanghai-2021")
        let reading = PackReader().read(folder: folder)
        #expect(reading.errors.isEmpty, "\(reading.errors)")
        let pack = try #require(reading.pack)
        #expect(pack.items.count == 22)
        #expect(pack.deliverables.count == 150)
        #expect(pack.districts.count == 16)
        #expect(PackReader().read(PackWriter().files(of: pack)).pack == pack)
    }
}
