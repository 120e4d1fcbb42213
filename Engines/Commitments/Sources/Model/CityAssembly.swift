import CivicCalendar
import Foundation
import Kernel
import Packs

/// Puts a city's state together from what the stores hold. Pure: the same parts give the same state.
struct CityAssembly {
    let day: CivicDate
    let pack: Pack
    let plan: CommittedPlan
    let bindings: [String: Binding]
    let lives: [AssignmentLife]
    let agreements: [LeadAgreement]
    let people: [String: LocalizedText]
    /// The meeting of each resolution.
    let meetings: [Identifier: MeetingName]
    let calendar: CivicCalendar

    /// Names an assignment of a deliverable.
    private struct Owed: Hashable {
        let deliverable: String
        let district: String?
    }

    func state() throws -> CityState {
        let itemOfKnown = Dictionary(
            plan.knownItems.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        var itemOfClause: [String: Int] = [:]
        for item in plan.plan.items {
            for clause in item.clauses { itemOfClause[clause.id] = item.number }
        }
        var gap: CalendarGap?
        var states: [DeliverableState] = []
        let agreed = AssignmentDesk.leads(agreements, on: day)
        let livesByOwed = Dictionary(
            lives.compactMap { life in
                life.assignment.deliverable.map {
                    (Owed(deliverable: $0, district: life.assignment.district), life)
                }
            }, uniquingKeysWith: { first, _ in first })
        for known in pack.items {
            for proposed in known.deliverables {
                var deliverable = proposed
                let life = livesByOwed[Owed(deliverable: proposed.id, district: nil)]
                deliverable.lead = life?.state(on: day)?.unit ?? agreed[proposed.id] ?? proposed.lead
                deliverable.supports.removeAll { $0 == deliverable.lead }
                let binding = bindings[deliverable.id]
                let item = binding?.clause.flatMap { itemOfClause[$0] } ?? itemOfKnown[known.number]
                let parts = try parts(of: deliverable, livesByOwed, gap: &gap)
                states.append(
                    DeliverableState(
                        deliverable: deliverable, packLead: proposed.lead, isLeadAgreed: agreed[proposed.id] != nil,
                        knownItem: known.number, item: item, binding: binding, parts: parts))
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
            resolutions: try resolutions(gap: &gap), agreements: agreements.filter { $0.day <= day },
            people: people, calendar: calendar, calendarGap: gap,
            hasDemonstrationData: lives.contains { $0.assignment.source == .demonstration })
    }

    /// The commitments of a deliverable, judged. Where a calendar is missing there is no judgement, and so no part.
    private func parts(
        of deliverable: PackDeliverable, _ lives: [Owed: AssignmentLife], gap: inout CalendarGap?
    ) throws -> [DeliverableState.Part] {
        let districts: [District?] =
            deliverable.perDistrict && !pack.districts.isEmpty ? pack.districts.map { $0 } : [nil]
        var parts: [DeliverableState.Part] = []
        for district in districts {
            let life = lives[Owed(deliverable: deliverable.id, district: district?.id)]
            let commitment =
                life?.state(on: day)?.commitment
                ?? Commitment(
                    deliverable: deliverable.id, district: district?.id,
                    starts: deliverable.firstDay(in: pack.manifest.validity), due: deliverable.due,
                    handover: .unassigned)
            guard let judgement = try judge(commitment, gap: &gap) else {
                // Some parts without the others would stand for a whole that they are not.
                return []
            }
            parts.append(
                DeliverableState.Part(commitment: commitment, district: district, judgement: judgement, life: life))
        }
        return parts
    }

    /// What meetings resolved and gave to somebody, as it is on the day.
    private func resolutions(gap: inout CalendarGap?) throws -> [ResolutionState] {
        let byID = Dictionary(pack.districts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [ResolutionState] = []
        for life in lives where life.assignment.deliverable == nil {
            guard let state = life.state(on: day), let judgement = try judge(state.commitment, gap: &gap) else {
                continue
            }
            found.append(
                ResolutionState(
                    life: life, state: state, district: life.assignment.district.flatMap { byID[$0] },
                    judgement: judgement, meeting: meeting(of: life)))
        }
        return found
    }

    private func meeting(of life: AssignmentLife) -> MeetingName? {
        guard case .resolution(let id) = life.assignment.origin else { return nil }
        return meetings[id]
    }

    private func judge(_ commitment: Commitment, gap: inout CalendarGap?) throws -> Judgement? {
        do {
            return try StandingRule(pack.manifest.lights).judge(commitment, on: day, calendar: calendar)
        } catch let missing as CalendarGap {
            gap = gap ?? missing
            return nil
        }
    }
}
