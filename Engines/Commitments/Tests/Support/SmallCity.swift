import CivicCalendar
import Kernel
import Packs
import PlanText

@testable import Commitments

/// A city of two items, four deliverables and two districts, small enough to see every row of it.
enum SmallCity {
    static let planText = """
        小河市2021年质量工作要点
        小河市质量委员会
        2021年1月20日
        一、夯实基础
        （一）健全工作机制。制定年度任务清单；组织开展质量月宣传活动；推动各区设立质量专班。（市市场监管局、市教育局负责）
        二、提升供给
        （二）提高产品质量。开展重点产品监督抽查；建设质量检测公共平台。（市经济信息化委牵头，市市场监管局配合）
        """

    static func plan() throws -> Plan { try PlanReader.read(planText).plan }

    static func source(_ name: String = "小河.txt", text: String = planText) -> PlanSource {
        PlanSource(name: name, kind: .text, digest: String(repeating: "ab", count: 32), text: text)
    }

    private static func day(_ text: String) throws -> CivicDate { try CivicDate(text) }

    static func pack() throws -> Pack {
        let validity = Validity(from: try day("2021-01-01"), to: try day("2021-12-31"))
        let basis = Basis(text: "测试", status: .example)
        func text(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: "en \(text)") }
        func unit(_ id: String, _ name: String, _ code: String) -> PackUnit {
            PackUnit(
                id: id, title: text("小河\(name)"), short: text(name), aliases: ["\(name)（本级）"], code: code,
                level: .municipal, direction: .order, validity: validity, basis: basis)
        }
        func deliverable(
            _ id: String, _ clause: String, lead: String, due: String, perDistrict: Bool = false
        ) throws -> PackDeliverable {
            PackDeliverable(
                id: id, title: text("任务 \(id)"), clause: clause, anchors: [], lead: lead,
                supports: lead == "B" ? [] : ["B"], cadence: .quarterly, due: try day(due), perDistrict: perDistrict,
                target: perDistrict ? Target(text: text("全部"), value: 2, unit: text("个")) : nil,
                evidence: [ExpectedEvidence(id: "report", kind: .report, title: text("报告"))], validity: validity,
                basis: basis)
        }
        func item(
            _ number: Int, _ slug: String, _ title: String, lead: String, _ deliverables: [PackDeliverable]
        ) -> PackItem {
            PackItem(
                id: "item-\(number)", number: number, slug: slug, title: text(title), validity: validity, basis: basis,
                lead: ItemLead(asWritten: number == 2 ? lead : nil, asAgreed: lead, reason: text("理由")),
                units: ["A", "B"], open: false, deliverables: deliverables)
        }
        func district(_ code: String, _ name: String, _ column: Int) -> District {
            District(
                id: "D\(code)", code: code, title: text("\(name)区"), short: text(name),
                tile: District.Tile(column: column, row: 1), validity: validity, basis: basis)
        }
        return Pack(
            manifest: PackManifest(
                id: "small-2021", title: text("小河市2021年"), language: .zhHans, validity: validity, basis: basis,
                label: LocalizedText(zh: "测试示例", en: "Test example"),
                lights: LightThresholds(nearDueWorkdays: 10, behindShare: 0.15)),
            units: [unit("A", "市市场监管局", "001"), unit("B", "市教育局", "002")], groups: [],
            districts: [district("11", "东", 1), district("12", "西", 2)], calendars: [try calendar(validity, basis)],
            items: [
                item(
                    1, "mechanism", "完善工作机制", lead: "A",
                    [
                        try deliverable("mechanism/list", "制定年度任务清单", lead: "A", due: "2021-06-30"),
                        try deliverable("mechanism/month", "组织开展质量月宣传", lead: "B", due: "2021-10-11"),
                        try deliverable(
                            "mechanism/teams", "推动各区设立质量专班", lead: "A", due: "2021-12-20", perDistrict: true),
                    ]),
                item(
                    2, "products", "提升产品质量", lead: "A",
                    [try deliverable("products/checks", "开展重点产品监督抽查", lead: "A", due: "2021-12-20")]),
            ], planText: planText)
    }

    private static func calendar(_ validity: Validity, _ basis: Basis) throws -> PackCalendar {
        let year = try China2021.calendar().year(2021)
        return PackCalendar(
            id: "china-2021", path: "calendar/2021.yaml", title: LocalizedText(zh: "2021年", en: "2021"), year: 2021,
            validity: validity, basis: basis,
            holidays: year.holidays.enumerated().map { index, holiday in
                Holiday(
                    id: "h\(index)", title: LocalizedText(zh: holiday.name, en: "h\(index)"), from: holiday.from,
                    to: holiday.through)
            }, makeUpWorkdays: year.makeUpWorkdays, workdays: 250)
    }
}
