import Foundation
import Testing

@testable import Packs

/// A small pack of an invented city, without a mistake; tests spoil copies of it.
enum YunchuanPack {
    static let manifest = """
        id: yunchuan-2023
        title: {zh: 云川市2023年质量工作, en: "Yunchuan: quality work in 2023"}
        language: zh-Hans
        valid: {from: 2023-01-01, to: 2023-12-31}
        basis: {text: 虚构城市，供测试使用, status: example}
        label: {zh: 虚构示例, en: Invented example}
        plan: plan.md
        units: units.yaml
        calendars: [calendar/2023.yaml]
        items: items
        lights:
          near_due_workdays: 10
          behind_share: 0.15
          notice_workdays: 15
          report_grace_workdays: 5
          receipt_workdays: 3
        supervision:
          urge_after_workdays: 1
          escalate_after_workdays: 5
          basis: {text: 期限为测试而设, status: assumption}
        score:
          finished: 100
          finished_late: 80
          on_path: 100
          at_risk: 60
          late: 20
        bulletin:
          issuer: {zh: 云川市质量委员会办公室, en: Yunchuan Quality Office}
          number_word: 云质办
          copies: [RIVER]
          basis: {text: 虚构的发文机关, status: example}

        """

    static let units = """
        defaults:
          valid: {from: 2023-01-01, to: 2023-12-31}
          basis: {text: 虚构单位, status: example}
        units:
          - id: QUALITY
            title: {zh: 云川市质量监督局, en: Yunchuan Quality Supervision Bureau}
            short: {zh: 市质监局, en: Quality Bureau}
            aliases: [市质量局]
            code: YC-Q
            level: municipal
            direction: order
          - id: RIVER
            title: {zh: 云川河道管理处, en: Yunchuan River Administration}
            short: {zh: 河道处, en: River Administration}
            code: YC-R
            level: vertical
            direction: request
            basis: {text: 《云川河道条例》第三条, status: official}
        groups:
          - id: QUALITY_D
            title: {zh: 各区质量监督分局, en: District quality branches}
            short: {zh: 区质监分局, en: District branches}
            level: district
            direction: order
            member: {zh: "{district}质量监督分局", en: "{district} Quality Branch"}
            code: YC-Q-{code}
        districts:
          - id: UPPER
            code: "990101"
            title: {zh: 上游区, en: Upper District}
            short: {zh: 上游, en: Upper}
            tile: {column: 0, row: 0}
          - id: LOWER
            code: "990102"
            title: {zh: 下游区, en: Lower District}
            short: {zh: 下游, en: Lower}
            tile: {column: 1, row: 0}

        """

    static let calendar = """
        id: calendar-2023
        title: {zh: 2023年节假日与调休, en: Holidays 2023}
        year: 2023
        valid: {from: 2023-01-01, to: 2023-12-31}
        basis: {text: 虚构的安排, status: example}
        holidays:
          - {id: new-year, title: {zh: 元旦, en: New Year}, from: 2023-01-01, to: 2023-01-02}
          - {id: river-days, title: {zh: 河节, en: River Days}, from: 2023-10-02, to: 2023-10-06}
        make_up_workdays: [2023-10-07]
        workdays: 255

        """

    static let firstItem = """
        id: item-01
        item: 1
        slug: clean-water
        title: {zh: 保障饮水质量, en: Safe drinking water}
        defaults:
          valid: {from: 2023-01-01, to: 2023-12-31}
          basis: {text: 期限为测试而设, status: assumption}
        lead:
          as_written: QUALITY
          as_agreed: QUALITY
          reason: {zh: 与文本一致, en: As the text has it}
        units: [QUALITY, QUALITY_D, RIVER]
        open: false
        deliverables:
          - id: clean-water/tap-tests
            title: {zh: 水龙头抽检, en: Tap water tests}
            clause: 每季度抽检居民水龙头水质
            anchors: [水龙头水质]
            lead: QUALITY
            supports: [QUALITY_D]
            cadence: quarterly
            starts: 2023-02-01
            due: 2023-12-20
            per_district: true
            target: {text: {zh: 抽检4批, en: 4 rounds of tests}, value: 4, unit: {zh: 批, en: rounds}}
            evidence:
              - {id: results, kind: data, title: {zh: 抽检结果, en: Test results}}
              - {id: summary, kind: report, title: {zh: 抽检小结, en: Summary}}
          - id: clean-water/wells
            title: {zh: 水源井普查, en: Survey of wells}
            clause: 完成水源井普查
            anchors: []
            lead: RIVER
            supports: []
            cadence: once
            due: 2023-06-30
            per_district: false
            weight: 2
            numbers:
              - {id: wells, title: {zh: 水源井, en: Wells}, unit: {zh: 口, en: wells}}
              - {id: complaints, title: {zh: 投诉, en: Complaints}, unit: {zh: 件, en: cases}}
            evidence:
              - {id: well-list, kind: list, title: {zh: 水源井清单, en: List of wells}}

        """

    static let secondItem = """
        id: item-02
        item: 2
        slug: fair-scales
        title: {zh: 规范集市计量, en: Fair scales in markets}
        defaults:
          valid: {from: 2023-01-01, to: 2023-12-31}
          basis: {text: 期限为测试而设, status: assumption}
        lead:
          as_written: null
          as_agreed: QUALITY
          reason: {zh: 职责所在, en: It is its duty}
        units: [QUALITY_D, QUALITY]
        open: true
        deliverables:
          - id: fair-scales/check
            title: {zh: 集市电子秤检定, en: Verified scales}
            clause: 检定全部集市电子秤
            anchors: [电子秤]
            lead: QUALITY_D
            supports: [QUALITY]
            cadence: half-yearly
            due: 2023-11-30
            per_district: true
            numbers:
              - {id: pass-rate, title: {zh: 检定合格率, en: Pass rate}, unit: "%", decimals: 1}
              - {id: complaints, title: {zh: 投诉, en: Complaints}, unit: {zh: 件, en: cases}}
            evidence:
              - {id: certificates, kind: certificate, title: {zh: 检定证书, en: Certificates}}

        """

    static let plan = """
        云川市2023年质量工作要点

        （一）保障饮水质量。每季度抽检居民水龙头水质，完成水源井普查。（市质监局、区质监分局、河道处负责）

        （二）规范集市计量。检定全部集市电子秤，公布结果。（区质监分局、市质监局等负责）

        """

    static let texts: [String: String] = [
        "pack.yaml": manifest, "units.yaml": units, "calendar/2023.yaml": calendar, "plan.md": plan,
        "items/01-clean-water.yaml": firstItem, "items/02-fair-scales.yaml": secondItem,
    ]

    /// The pack with one text of one file replaced; the text has to be there, or the test says so.
    static func spoiled(_ file: String, _ old: String, _ new: String) throws -> PackFiles {
        var texts = texts
        let text = try #require(texts[file], "no file \(file)")
        let range = try #require(text.range(of: old), "no \(old) in \(file)")
        texts[file] = text.replacingCharacters(in: range, with: new)
        return PackFiles(texts: texts)
    }

    static func pack() throws -> Pack {
        let reading = PackReader().read(PackFiles(texts: texts))
        return try #require(reading.pack, "\(reading.findings)")
    }
}

/// A folder of its own for one test, removed when the test is done.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(component: "heng-packs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }
    return try body(folder)
}

/// Writes files below a folder.
func write(_ files: PackFiles, to folder: URL) throws {
    for (path, bytes) in files.bytes {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
