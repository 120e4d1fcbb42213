import Foundation
import Kernel
import Ledger
import PlanText
import Storage

/// Drafts of the import wizard in the database.
struct ImportStore: Sendable {
    /// Drafts that are still open, the one touched last first.
    func open(in session: any ReadSession) throws -> [PlanDraft] {
        try session.rows("SELECT * FROM plan_imports WHERE state = 'draft' ORDER BY updated_at DESC, id DESC")
            .map(draft)
    }

    func read(_ id: Identifier, in session: any ReadSession) throws -> PlanDraft? {
        try session.first("SELECT * FROM plan_imports WHERE id = \(id)").map(draft)
    }

    func insert(_ draft: PlanDraft, in session: ChangeSession) throws {
        try session.insert(
            into: "plan_imports",
            columns: [
                "id", "pack_id", "makes_pack", "source_name", "source_kind", "source_digest", "source_text",
                "structure",
                "version", "state", "created_at", "created_by", "updated_at",
            ],
            rows: [
                [
                    draft.id.sqlValue, draft.pack.sqlValue, draft.makesPack.sqlValue, draft.source.name.sqlValue,
                    draft.source.kind.rawValue.sqlValue, draft.source.digest.sqlValue, draft.source.text.sqlValue,
                    try Self.encoded(draft.plan).sqlValue, draft.version.sqlValue, draft.state.rawValue.sqlValue,
                    draft.createdAt.sqlValue, draft.createdBy.sqlValue, draft.updatedAt.sqlValue,
                ]
            ])
    }

    /// Writes a corrected plan under the next version.
    ///
    /// - Throws: a conflict where somebody else has corrected the draft since that version, or it is no draft any more.
    func update(_ id: Identifier, from version: Int, to plan: Plan, in session: ChangeSession) throws {
        let changed = try session.execute(
            """
            UPDATE plan_imports SET structure = \(try Self.encoded(plan)), version = \(version + 1),
                updated_at = \(session.clock.now())
            WHERE id = \(id) AND version = \(version) AND state = 'draft'
            """)
        if changed == 0 { throw Problem(.conflict, "commitments.problem.import-changed") }
    }

    func finish(
        _ id: Identifier, from version: Int, as state: PlanDraft.State, plan: String?, in session: ChangeSession
    ) throws {
        let changed = try session.execute(
            """
            UPDATE plan_imports SET state = \(state.rawValue), plan_id = \(plan), updated_at = \(session.clock.now())
            WHERE id = \(id) AND version = \(version) AND state = 'draft'
            """)
        if changed == 0 { throw Problem(.conflict, "commitments.problem.import-changed") }
    }

    /// What officers decided in the rebind step: a clause, or none, for each deliverable they touched.
    func decisions(of id: Identifier, in session: any ReadSession) throws -> [String: String?] {
        var result: [String: String?] = [:]
        for row in try session.rows(
            "SELECT deliverable_id, clause_id FROM import_bindings WHERE import_id = \(id) ORDER BY deliverable_id")
        {
            result.updateValue(try row.optionalText("clause_id"), forKey: try row.text("deliverable_id"))
        }
        return result
    }

    func decide(_ decisions: [String: String?], of id: Identifier, in session: ChangeSession) throws {
        try session.execute("DELETE FROM import_bindings WHERE import_id = \(id)")
        try session.insert(
            into: "import_bindings", columns: ["import_id", "deliverable_id", "clause_id"],
            rows: decisions.sorted { $0.key < $1.key }.map { [id.sqlValue, $0.key.sqlValue, $0.value.sqlValue] })
    }

    private func draft(_ row: Row) throws -> PlanDraft {
        PlanDraft(
            id: try row.identifier("id"), pack: try row.text("pack_id"), makesPack: try row.bool("makes_pack"),
            source: PlanSource(
                name: try row.text("source_name"), kind: try row.word("source_kind"),
                digest: try row.text("source_digest"), text: try row.text("source_text")),
            plan: try JSONDecoder().decode(Plan.self, from: Data(try row.text("structure").utf8)),
            version: try row.integer("version"), state: try row.word("state"),
            committedAs: try row.optionalText("plan_id"), createdAt: try row.time("created_at"),
            createdBy: try row.text("created_by"), updatedAt: try row.time("updated_at"))
    }

    private static func encoded(_ plan: Plan) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(plan), as: UTF8.self)
    }
}
