import CivicCalendar
import Kernel
import Packs
import PlanText

/// Makes a pack out of a plan alone, for a city or a year that has no pack yet.
///
/// Units, items and one deliverable for each task clause are taken over from the text; what the text does not say
/// (due days, cadence, who leads where nobody is named) is filled in as an assumption and marked so. The pack is meant
/// to be exported, corrected and loaded again.
struct PackFromPlan {
    let id: String
    let plan: Plan
    let year: Int

    /// The pack; an item that names no unit is led by one that is to be agreed.
    func pack() throws -> Pack {
        let validity = Validity(
            from: try CivicDate(year: year, month: 1, day: 1), to: try CivicDate(year: year, month: 12, day: 31))
        let example = Basis(text: "由计划文本生成：\(plan.document.title ?? id)", status: .example)
        let assumption = Basis(text: "计划文本未写明，由导入时生成，待确认", status: .assumption)
        let names = unitNames()
        var units = names.enumerated().map { index, unit in
            PackUnit(
                id: unitID(index), title: LocalizedText(zh: unit.name, en: unit.name),
                short: LocalizedText(zh: unit.name, en: unit.name), code: "\(id)-\(index + 1)",
                level: unit.level == .district ? .district : .municipal, direction: .order, validity: validity,
                basis: example)
        }
        if plan.items.contains(where: \.responsible.units.isEmpty) {
            units.append(
                PackUnit(
                    id: nobody, title: LocalizedText(zh: "责任单位待商定", en: "Responsible unit to be agreed"),
                    short: LocalizedText(zh: "待商定", en: "To be agreed"), code: "\(id)-0", level: .municipal,
                    direction: .order, validity: validity, basis: assumption))
        }
        let identities = Dictionary(
            names.enumerated().map { ($1.name, unitID($0)) }, uniquingKeysWith: { first, _ in first })
        let items = try plan.items.map { item in
            try packItem(item, identities: identities, validity: validity, example: example, assumption: assumption)
        }
        let title = plan.document.title ?? id
        return Pack(
            manifest: PackManifest(
                id: id, title: LocalizedText(zh: title, en: title), language: .zhHans, validity: validity,
                basis: example, label: LocalizedText(zh: "由文本生成", en: "Made from the text"),
                lights: LightThresholds(nearDueWorkdays: 10, behindShare: 0.15)),
            units: units, groups: [], districts: [], calendars: [], items: items,
            planText: PlanRenderer.render(plan))
    }

    private func packItem(
        _ item: Plan.Item, identities: [String: String], validity: Validity, example: Basis, assumption: Basis
    ) throws -> PackItem {
        let named = item.responsible.units.compactMap { identities[$0] }
        let units = named.isEmpty ? [nobody] : named
        let first = units[0]
        let lead = item.responsible.lead.flatMap { identities[$0] } ?? first
        let slug = "item-\(item.number < 10 ? "0" : "")\(item.number)"
        let tasks = item.clauses.filter { $0.kind == .task }
        let deliverables = try tasks.map { clause in
            let due = try clause.due.map { try CivicDate(year: $0.year, month: $0.month, day: $0.day) } ?? validity.to
            let title = clause.text.count > 18 ? String(clause.text.prefix(17)) + "…" : clause.text
            return PackDeliverable(
                id: "\(id)-\(slug)/clause-\(clause.id)", title: LocalizedText(zh: title, en: "Clause \(clause.id)"),
                clause: clause.text, lead: lead, supports: units.filter { $0 != lead }, cadence: .annual,
                due: max(due, validity.from), perDistrict: false,
                evidence: [
                    ExpectedEvidence(
                        id: "report", kind: .report,
                        title: LocalizedText(zh: "完成情况报告", en: "Report on completion"))
                ], validity: validity, basis: assumption)
        }
        return PackItem(
            id: slug, number: item.number, slug: "\(id)-\(slug)", title: LocalizedText(zh: item.title, en: item.title),
            validity: validity, basis: example,
            lead: ItemLead(
                asWritten: item.responsible.lead == nil ? nil : lead, asAgreed: lead,
                reason: item.responsible.lead == nil
                    ? LocalizedText(
                        zh: "文本未写明牵头单位，暂以首列单位为准，待确认",
                        en: "The text names no lead; the first-listed unit, to be confirmed")
                    : LocalizedText(zh: "文本写明牵头", en: "Named in the text")),
            units: units, open: item.responsible.open, deliverables: deliverables)
    }

    /// The unit that stands where the text names nobody, until somebody is agreed.
    private var nobody: String { unitID(-1) }

    private func unitNames() -> [Plan.Unit] { plan.units.filter { !$0.items.isEmpty } }

    /// `PLAN_2023_1_7`: in capitals, as the identities of units are.
    private func unitID(_ index: Int) -> String {
        "\(id.uppercased().replacing("-", with: "_"))_\(index + 1)"
    }
}
