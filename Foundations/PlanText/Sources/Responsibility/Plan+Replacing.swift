extension Plan {
    /// The plan with one item in place of the item of the same number; the list of units is made anew.
    public func replacing(_ item: Item) -> Plan {
        var plan = self
        plan.items = items.map { $0.number == item.number ? item : $0 }
        plan.units = UnitIndex(items: plan.items, tables: tables, document: document).units
        return plan
    }
}
