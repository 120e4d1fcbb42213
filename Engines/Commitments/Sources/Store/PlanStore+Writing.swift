import Kernel
import Ledger
import PlanText
import Storage

extension PlanStore {
    /// Writes a plan with everything under it. Called within the change that records it.
    func insert(_ committed: CommittedPlan, in session: ChangeSession) throws {
        let plan = committed.plan
        try session.insert(
            into: "plans",
            columns: [
                "id", "pack_id", "title", "issuer", "number", "issued", "is_paraphrase", "source_name", "source_kind",
                "source_digest", "source_text", "committed_at", "committed_by",
            ],
            rows: [
                [
                    committed.id.sqlValue, committed.pack.sqlValue, (plan.document.title ?? "").sqlValue,
                    plan.document.issuer.sqlValue, plan.document.number.sqlValue,
                    (plan.document.date?.description).sqlValue, committed.isParaphrase.sqlValue,
                    committed.source.name.sqlValue, committed.source.kind.rawValue.sqlValue,
                    committed.source.digest.sqlValue, committed.source.text.sqlValue, session.clock.now().sqlValue,
                    session.actor.name.sqlValue,
                ]
            ])
        let id = committed.id
        try session.insert(
            into: "plan_copies", columns: ["plan_id", "position", "recipient"],
            rows: plan.document.copiesTo.enumerated().map { [id.sqlValue, $0.sqlValue, $1.sqlValue] })
        var sections = plan.sections.map { ($0.number, $0.title) }
        if plan.items.contains(where: { $0.section == 0 }) { sections.insert((0, ""), at: 0) }
        try session.insert(
            into: "plan_sections", columns: ["plan_id", "number", "title"],
            rows: sections.map { [id.sqlValue, $0.0.sqlValue, $0.1.sqlValue] })
        try session.insert(
            into: "plan_items",
            columns: [
                "plan_id", "number", "section_number", "title", "body", "responsible_as_written", "lead", "open",
                "known_item",
            ],
            rows: plan.items.map { item in
                [
                    id.sqlValue, item.number.sqlValue, item.section.sqlValue, item.title.sqlValue,
                    item.body.sqlValue, item.responsible.asWritten.sqlValue, item.responsible.lead.sqlValue,
                    item.responsible.open.sqlValue, committed.knownItems[item.number].sqlValue,
                ]
            })
        try session.insert(
            into: "plan_units", columns: ["plan_id", "position", "name", "level", "unit_id"],
            rows: plan.units.enumerated().map { position, unit in
                [
                    id.sqlValue, position.sqlValue, unit.name.sqlValue, unit.level.rawValue.sqlValue,
                    committed.unitIDs[unit.name].sqlValue,
                ]
            })
        try session.insert(
            into: "plan_item_units", columns: ["plan_id", "item_number", "position", "name"],
            rows: plan.items.flatMap { item in
                item.responsible.units.enumerated().map { position, name in
                    [id.sqlValue, item.number.sqlValue, position.sqlValue, name.sqlValue]
                }
            })
        try insertClauses(of: plan, id: id, in: session)
        try insertTables(of: plan, id: id, in: session)
    }

    private func insertClauses(of plan: Plan, id: String, in session: ChangeSession) throws {
        var clauses: [[SQLValue]] = []
        var facts: [[SQLValue]] = []
        for item in plan.items {
            for (position, clause) in item.clauses.enumerated() {
                clauses.append([
                    id.sqlValue, clause.id.sqlValue, item.number.sqlValue, position.sqlValue, clause.text.sqlValue,
                    clause.kind.rawValue.sqlValue, clause.start.sqlValue, clause.end.sqlValue,
                    clause.perDistrict.sqlValue, (clause.due?.description).sqlValue,
                ])
                for (order, number) in clause.numbers.enumerated() {
                    facts.append([
                        id.sqlValue, clause.id.sqlValue, order.sqlValue, "number".sqlValue, number.text.sqlValue,
                        number.value.map { "\($0)" }.sqlValue, number.unit.sqlValue,
                        number.comparison.rawValue.sqlValue, .null, .null,
                    ])
                }
                for (order, date) in clause.dates.enumerated() {
                    facts.append([
                        id.sqlValue, clause.id.sqlValue, order.sqlValue, "date".sqlValue, date.text.sqlValue, .null,
                        .null, .null, (date.from?.description).sqlValue, (date.to?.description).sqlValue,
                    ])
                }
            }
        }
        try session.insert(
            into: "plan_clauses",
            columns: [
                "plan_id", "id", "item_number", "position", "text", "kind", "start_offset", "end_offset",
                "per_district", "due",
            ], rows: clauses)
        try session.insert(
            into: "plan_clause_facts",
            columns: [
                "plan_id", "clause_id", "position", "kind", "text", "value", "unit", "comparison", "date_from",
                "date_to",
            ], rows: facts)
    }

    private func insertTables(of plan: Plan, id: String, in session: ChangeSession) throws {
        var rows: [[SQLValue]] = []
        for (position, table) in plan.tables.enumerated() {
            for (order, row) in table.rows.enumerated() {
                rows.append([
                    id.sqlValue, position.sqlValue, table.title.sqlValue, order.sqlValue, row.number.sqlValue,
                    row.task.sqlValue, row.lead.sqlValue, row.support.joined(separator: "\n").sqlValue,
                    (row.due?.description).sqlValue,
                ])
            }
        }
        try session.insert(
            into: "plan_table_rows",
            columns: [
                "plan_id", "table_position", "table_title", "row_position", "number", "task", "lead", "support", "due",
            ], rows: rows)
    }
}
