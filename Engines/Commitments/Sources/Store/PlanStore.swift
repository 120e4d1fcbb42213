import CivicCalendar
import Kernel
import PlanText
import Storage

/// Committed plans in the database. A committed plan is never changed; a correction is a new import.
struct PlanStore: Sendable {
    /// Every plan, the one that was committed last first.
    func list(in session: any ReadSession) throws -> [CommittedPlanSummary] {
        try session.rows(
            """
            SELECT p.id, p.pack_id, p.title, p.issuer, p.issued, p.is_paraphrase, p.source_name, p.committed_at,
                   p.committed_by,
                   (SELECT count(*) FROM plan_items i WHERE i.plan_id = p.id) AS item_count
            FROM plans p ORDER BY p.committed_at DESC, p.id DESC
            """
        ).map { row in
            CommittedPlanSummary(
                id: try row.text("id"), pack: try row.text("pack_id"), title: try row.text("title"),
                issuer: try row.optionalText("issuer"), issued: try row.optionalDate("issued"),
                isParaphrase: try row.bool("is_paraphrase"), sourceName: try row.text("source_name"),
                itemCount: try row.integer("item_count"), committedAt: try row.time("committed_at"),
                committedBy: try row.text("committed_by"))
        }
    }

    /// The id that a new plan of a year gets: the year and the next free number.
    func nextID(year: Int, in session: any ReadSession) throws -> String {
        let taken = try session.rows("SELECT id FROM plans ORDER BY id").map { try $0.text("id") }
        let numbers = taken.compactMap { id -> Int? in
            let parts = id.split(separator: "-")
            guard parts.count == 2, parts[0] == String(year) else { return nil }
            return Int(parts[1])
        }
        return "\(year)-\((numbers.max() ?? 0) + 1)"
    }

    /// A plan with everything under it; nil where there is none of that id.
    func read(_ id: String, in session: any ReadSession) throws -> CommittedPlan? {
        guard let row = try session.first("SELECT * FROM plans WHERE id = \(id)") else { return nil }
        let itemRows = try session.rows("SELECT * FROM plan_items WHERE plan_id = \(id) ORDER BY number")
        var unitsOfItem: [Int: [String]] = [:]
        var itemsOfUnit: [String: [Int]] = [:]
        for row in try session.rows(
            "SELECT item_number, name FROM plan_item_units WHERE plan_id = \(id) ORDER BY item_number, position")
        {
            let (number, name) = (try row.integer("item_number"), try row.text("name"))
            unitsOfItem[number, default: []].append(name)
            itemsOfUnit[name, default: []].append(number)
        }
        let clauses = try readClauses(id, in: session)
        let items = try itemRows.map { row in
            let number = try row.integer("number")
            return Plan.Item(
                number: number, section: try row.integer("section_number"), title: try row.text("title"),
                body: try row.text("body"), clauses: clauses[number] ?? [],
                responsible: Plan.Responsibility(
                    asWritten: try row.optionalText("responsible_as_written"), lead: try row.optionalText("lead"),
                    units: unitsOfItem[number] ?? [], open: try row.bool("open")))
        }
        let unitRows = try session.rows("SELECT * FROM plan_units WHERE plan_id = \(id) ORDER BY position")
        let plan = Plan(
            document: Plan.Document(
                title: try row.text("title"), issuer: try row.optionalText("issuer"),
                number: try row.optionalText("number"),
                date: try row.optionalText("issued").flatMap { Plan.CalendarDay($0) },
                copiesTo: try session.rows(
                    "SELECT recipient FROM plan_copies WHERE plan_id = \(id) ORDER BY position"
                ).map { try $0.text("recipient") }),
            sections: try session.rows(
                "SELECT number, title FROM plan_sections WHERE plan_id = \(id) AND number > 0 ORDER BY number"
            ).map { Plan.Section(number: try $0.integer("number"), title: try $0.text("title")) },
            items: items, tables: try readTables(id, in: session),
            units: try unitRows.map { row in
                let name = try row.text("name")
                return Plan.Unit(name: name, level: try row.word("level"), items: itemsOfUnit[name] ?? [])
            })
        var known: [Int: Int] = [:]
        for row in itemRows { known[try row.integer("number")] = try row.optionalInteger("known_item") }
        var unitIDs: [String: String] = [:]
        for row in unitRows { unitIDs[try row.text("name")] = try row.optionalText("unit_id") }
        return CommittedPlan(
            id: id, pack: try row.text("pack_id"), plan: plan, isParaphrase: try row.bool("is_paraphrase"),
            source: PlanSource(
                name: try row.text("source_name"), kind: try row.word("source_kind"),
                digest: try row.text("source_digest"), text: try row.text("source_text")),
            knownItems: known, unitIDs: unitIDs, committedAt: try row.time("committed_at"),
            committedBy: try row.text("committed_by"))
    }

    private func readClauses(_ plan: String, in session: any ReadSession) throws -> [Int: [Plan.Clause]] {
        var numbers: [String: [Plan.Quantity]] = [:]
        var dates: [String: [Plan.DateMention]] = [:]
        for row in try session.rows(
            "SELECT * FROM plan_clause_facts WHERE plan_id = \(plan) ORDER BY clause_id, kind, position")
        {
            let clause = try row.text("clause_id")
            if try row.text("kind") == "number" {
                numbers[clause, default: []].append(
                    Plan.Quantity(
                        text: try row.text("text"), value: try row.optionalText("value").flatMap(Double.init),
                        unit: try row.text("unit"), comparison: try row.word("comparison")))
            } else {
                dates[clause, default: []].append(
                    Plan.DateMention(
                        text: try row.text("text"),
                        from: try row.optionalText("date_from").flatMap { Plan.CalendarDay($0) },
                        to: try row.optionalText("date_to").flatMap { Plan.CalendarDay($0) }))
            }
        }
        var result: [Int: [Plan.Clause]] = [:]
        for row in try session.rows(
            "SELECT * FROM plan_clauses WHERE plan_id = \(plan) ORDER BY item_number, position")
        {
            let id = try row.text("id")
            result[try row.integer("item_number"), default: []].append(
                Plan.Clause(
                    id: id, text: try row.text("text"), kind: try row.word("kind"),
                    start: try row.integer("start_offset"), end: try row.integer("end_offset"),
                    perDistrict: try row.bool("per_district"), numbers: numbers[id] ?? [], dates: dates[id] ?? [],
                    due: try row.optionalText("due").flatMap { Plan.CalendarDay($0) }))
        }
        return result
    }

    private func readTables(_ plan: String, in session: any ReadSession) throws -> [Plan.TaskTable] {
        var tables: [Plan.TaskTable] = []
        var current: Int?
        for row in try session.rows(
            "SELECT * FROM plan_table_rows WHERE plan_id = \(plan) ORDER BY table_position, row_position")
        {
            let position = try row.integer("table_position")
            if position != current {
                tables.append(Plan.TaskTable(title: try row.optionalText("table_title"), rows: []))
                current = position
            }
            tables[tables.count - 1].rows.append(
                Plan.TaskTable.Row(
                    number: try row.optionalInteger("number"), task: try row.text("task"),
                    lead: try row.optionalText("lead"),
                    support: try row.text("support").split(separator: "\n").map(String.init),
                    due: try row.optionalText("due").flatMap { Plan.CalendarDay($0) }))
        }
        return tables
    }
}
