/// Makes the clauses of a plan from ranges of a body: ids, texts, numbers, dates, deadlines.
struct ClauseBuilder {
    let item: Int
    let body: [Unicode.Scalar]
    let year: Int?
    /// The deadline of the responsibility clause that a place in the body belongs to.
    let dueOfPlace: (Int) -> Plan.CalendarDay?

    func clause(position: Int, range: Range<Int>, kind: Plan.Clause.Kind, isPerDistrict: Bool) -> Plan.Clause {
        let dates = DateScanner(text: body, year: year)
        let own = dates.due(in: range)
        return Plan.Clause(
            id: Plan.Clause.identifier(item: item, position: position), text: body[range].string, kind: kind,
            start: range.lowerBound, end: range.upperBound, perDistrict: isPerDistrict,
            numbers: QuantityScanner(text: body).quantities(in: range),
            dates: dates.findings(in: range).map(\.mention),
            due: own ?? dueOfPlace(range.upperBound))
    }
}
