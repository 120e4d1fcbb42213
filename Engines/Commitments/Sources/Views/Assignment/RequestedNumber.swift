import Kernel
import Packs

/// A figure that a report on an assignment is asked for.
struct RequestedNumber: Sendable, Hashable {
    /// The id under which the figure of the target itself is reported where the pack asks for no number of its unit.
    static let targetID = "target"

    let id: String
    let title: LocalizedText
    let unit: LocalizedText
    let decimals: Int
    /// Whether it is measured against the target.
    let isTarget: Bool

    /// Whether the same id in other assignments is the same number.
    var isShared: Bool { id != Self.targetID }

    /// What reports on an assignment are asked for: the pack's numbers, and how much of the target is done.
    ///
    /// The target is measured by the number that is counted in its unit; where the plan left the unit open, by the first
    /// one. Where there is none such, a number of its own is asked for.
    static func all(of deliverable: PackDeliverable?, in state: AssignmentState, title: LocalizedText)
        -> [RequestedNumber]
    {
        let planned = deliverable?.numbers ?? []
        let unit = state.target?.unit ?? deliverable?.target?.unit
        let isOpen = deliverable?.target != nil && deliverable?.target?.unit == nil
        let measure = planned.first { $0.unit == unit } ?? (isOpen ? planned.first : nil)
        let numbers = planned.map { number in
            RequestedNumber(
                id: number.id, title: number.title, unit: number.unit, decimals: number.decimals,
                isTarget: number.id == measure?.id)
        }
        guard measure == nil, let unit else { return numbers }
        return numbers + [RequestedNumber(id: targetID, title: title, unit: unit, decimals: 2, isTarget: true)]
    }
}

/// How much is to be reached, and how much of it the last report says is done.
struct TargetProgress: Sendable, Hashable {
    let target: Quantity
    let unit: LocalizedText
    /// nil where no report gave the number.
    let done: Quantity?

    init?(_ state: AssignmentState, deliverable: PackDeliverable?, asked: [RequestedNumber]) {
        if let agreed = state.target {
            target = agreed.value
            unit = agreed.unit
        } else if let planned = deliverable?.target, let value = planned.value, let unit = planned.unit,
            let quantity = Quantity("\(value)"), quantity.scaled > 0
        {
            target = quantity
            self.unit = unit
        } else {
            return nil
        }
        let id = asked.first(where: \.isTarget)?.id
        done =
            state.standingReports.reversed().lazy.compactMap { report in
                report.content.numbers.first { $0.id == id }?.value
            }.first
    }

    /// The share of the target that is done, nil where no report gave the number.
    var percent: Int? { done?.percent(of: target) }
}
