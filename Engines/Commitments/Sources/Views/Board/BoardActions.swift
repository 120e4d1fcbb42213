/// Who must act next: what is late, then what is at risk, the nearest due day first.
struct BoardActions {
    let state: CityState

    func next(_ limit: Int) -> [DeliverableState] {
        let urgent = state.deliverables.filter { $0.standing == .late || $0.standing == .atRisk }
        let sorted = urgent.sorted { left, right in
            let leftIsLate = left.standing == .late
            if leftIsLate != (right.standing == .late) { return leftIsLate }
            return (left.deliverable.due, left.id) < (right.deliverable.due, right.id)
        }
        return Array(sorted.prefix(limit))
    }
}
