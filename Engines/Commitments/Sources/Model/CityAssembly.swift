import CivicCalendar
import Foundation
import Packs

/// Puts a city's state together from what the stores hold. Pure: the same parts give the same state.
struct CityAssembly {
    let day: CivicDate
    let pack: Pack
    let plan: CommittedPlan
    let bindings: [String: Binding]
    let reports: [ProgressStore.Key: [ProgressReport]]
    let suspensions: [ProgressStore.Key: [Suspension]]
    let calendar: CivicCalendar

    func state() throws -> CityState {
        let itemOfKnown = Dictionary(
            plan.knownItems.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        var itemOfClause: [String: Int] = [:]
        for item in plan.plan.items {
            for clause in item.clauses { itemOfClause[clause.id] = item.number }
        }
        var gap: CalendarGap?
        var states: [DeliverableState] = []
        for known in pack.items {
            for deliverable in known.deliverables {
                let binding = bindings[deliverable.id]
                let item = binding?.clause.flatMap { itemOfClause[$0] } ?? itemOfKnown[known.number]
                let parts = try parts(of: deliverable, gap: &gap)
                states.append(
                    DeliverableState(
                        deliverable: deliverable, knownItem: known.number, item: item, binding: binding, parts: parts))
            }
        }
        let byItem = Dictionary(grouping: states) { $0.item ?? 0 }
        let knownByNumber = Dictionary(pack.items.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let items = plan.plan.items.map { item in
            ItemState(
                item: item, known: plan.knownItems[item.number].flatMap { knownByNumber[$0] },
                deliverables: byItem[item.number] ?? [])
        }
        let numbers = Set(plan.plan.items.map(\.number))
        return CityState(
            day: day, pack: pack, plan: plan, items: items,
            homeless: states.filter { state in state.item.map { !numbers.contains($0) } ?? true },
            calendarGap: gap,
            hasDemonstrationData: reports.values.contains { $0.contains { $0.source == .demonstration } })
    }

    /// The commitments of a deliverable, judged. Where a calendar is missing there is no judgement, and so no part.
    private func parts(
        of deliverable: PackDeliverable, gap: inout CalendarGap?
    ) throws -> [DeliverableState.Part] {
        let districts: [District?] =
            deliverable.perDistrict && !pack.districts.isEmpty ? pack.districts.map { $0 } : [nil]
        let rule = StandingRule(pack.manifest.lights)
        var parts: [DeliverableState.Part] = []
        for district in districts {
            let key = ProgressStore.Key(deliverable: deliverable.id, district: district?.id)
            let commitment = Commitment(
                deliverable: deliverable.id, district: district?.id,
                starts: deliverable.firstDay(in: pack.manifest.validity), due: deliverable.due,
                reports: reports[key] ?? [], suspensions: suspensions[key] ?? [])
            do {
                let judgement = try rule.judge(commitment, on: day, calendar: calendar)
                parts.append(
                    DeliverableState.Part(commitment: commitment, district: district, judgement: judgement))
            } catch let missing as CalendarGap {
                gap = gap ?? missing
                // Some parts without the others would stand for a whole that they are not.
                return []
            }
        }
        return parts
    }
}
