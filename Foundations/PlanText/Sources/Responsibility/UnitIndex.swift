/// Lists the units of a plan with their levels and items.
struct UnitIndex {
    let units: [Plan.Unit]

    init(items: [Plan.Item], tables: [Plan.TaskTable], document: Plan.Document) {
        let city = UnitName.city(in: document.title) ?? UnitName.city(in: document.issuer)
        var units: [Plan.Unit] = []
        var places: [String: Int] = [:]
        func add(_ name: String, item: Int?) {
            if places[name] == nil {
                places[name] = units.count
                units.append(Plan.Unit(name: name, level: UnitName.level(of: name, city: city), items: []))
            }
            if let item, let place = places[name] { units[place].items.append(item) }
        }
        for item in items {
            for name in item.responsible.units { add(name, item: item.number) }
        }
        for row in tables.flatMap(\.rows) {
            if let lead = row.lead { add(lead, item: nil) }
            for name in row.support { add(name, item: nil) }
        }
        self.units = units
    }
}
