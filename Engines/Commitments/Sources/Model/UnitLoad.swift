/// What one unit answers for in a plan.
public struct UnitLoad: Sendable {
    /// Items whose responsibility clause names it.
    public let items: [ItemState]
    public let led: [DeliverableState]
    public let supported: [DeliverableState]

    public init(unit: String, state: CityState) {
        items = state.items.filter { item in
            item.item.responsible.units.contains { state.plan.unitIDs[$0] == unit }
        }
        led = state.deliverables.filter { $0.deliverable.lead == unit }
        supported = state.deliverables.filter { $0.deliverable.supports.contains(unit) }
    }

    /// Of the deliverables it leads, each with weight one.
    public var tally: Tally {
        var tally = Tally()
        for deliverable in led {
            guard let standing = deliverable.standing else { continue }
            tally.add(standing, percent: deliverable.tally.percent, expected: deliverable.tally.expectedPercent)
        }
        return tally
    }

    public var standing: Standing? {
        let known = led.compactMap(\.standing)
        return known.count == led.count ? Standing.whole(of: known) : nil
    }
}
