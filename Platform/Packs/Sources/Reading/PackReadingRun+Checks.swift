import CivicCalendar

/// What can be judged only when every file has been read.
extension PackReadingRun {
    mutating func checkReferences() {
        // Where the units could not be read every reference would be unknown, which helps nobody.
        guard unitsAreKnown else { return }
        let known = declared[.unit] ?? [:]
        let names = known.keys.sorted()
        for reference in references {
            if known[reference.id] == nil {
                let arguments = ["value": reference.id.excerpt()]
                if let nearest = NameDistance.nearest(to: reference.id, among: names) {
                    findings.error(
                        "packs.unit.misspelt", at: reference.place,
                        arguments.merging(["suggestion": nearest]) { $1 })
                } else {
                    findings.error("packs.unit.unknown", at: reference.place, arguments)
                }
            } else if let itemUnits = reference.itemUnits, !itemUnits.contains(reference.id) {
                findings.warning("packs.unit.not-of-item", at: reference.place, ["value": reference.id])
            }
        }
    }

    /// Warns where the items do not count 1, 2, 3 … without a gap.
    mutating func checkNumbers() {
        guard let last = itemNumbers.keys.max() else { return }
        let missing = (1...last).filter { itemNumbers[$0] == nil }
        guard !missing.isEmpty else { return }
        let shown = missing.prefix(10).map(String.init).joined(separator: ", ") + (missing.count > 10 ? ", …" : "")
        findings.warning("packs.item.gaps", at: itemsPlace, ["numbers": shown, "last": "\(last)"])
    }

    /// Warns of due days on which nobody works, and of years without a calendar.
    mutating func checkDueDays(_ calendars: [PackCalendar]) {
        var yearsWithout: Set<Int> = []
        for check in deliverableChecks {
            guard let due = check.due else { continue }
            guard let calendar = calendars.first(where: { $0.year == due.year }) else {
                yearsWithout.insert(due.year)
                continue
            }
            guard !calendar.isWorkday(due) else { continue }
            let before = calendar.lastWorkday(notAfter: due)
            findings.warning(
                "packs.deliverable.due-not-workday", at: check.duePlace,
                ["value": "\(due)", "suggestion": before.map(\.description) ?? "\(due)"])
        }
        // A calendar that is there and cannot be read is reported already.
        guard declared[.calendarYear]?.isEmpty == false || !findings.hasErrors else { return }
        for year in yearsWithout.sorted() where declared[.calendarYear]?["\(year)"] == nil {
            findings.warning("packs.calendar.none", at: calendarsPlace, ["year": "\(year)"])
        }
    }

    /// Warns of clauses and headings that the plan does not have in these words.
    mutating func checkClauses(in plan: String) {
        let wordings = PlanWordings(plan)
        var searches = 0
        for (title, place) in itemTitles where !wordings.contains(title) {
            findings.warning("packs.item.title-not-in-plan", at: place, ["value": title.excerpt()])
        }
        for check in deliverableChecks {
            guard let clause = check.clause, !wordings.contains(clause) else { continue }
            searches += 1
            let nearest = searches <= PackReader.clauseSearchLimit ? wordings.nearest(to: clause) : nil
            var arguments = ["value": clause.excerpt(40)]
            if let nearest {
                arguments["suggestion"] = nearest
                findings.warning("packs.clause.nearest", at: check.clausePlace, arguments)
            } else {
                findings.warning("packs.clause.none", at: check.clausePlace, arguments)
            }
        }
    }
}
