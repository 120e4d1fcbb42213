import Storage

/// What packs say of supervision, scores, bulletins and numbers to report, beside the tables of ``PackSchema``.
///
/// Packs that were loaded before get the values that a pack without these parts is read with.
enum PackSupervisionSchema {
    static let migration = Migration(
        "add supervision, bulletins and reported numbers to packs",
        [
            """
            CREATE TABLE pack_supervision (
                pack_id TEXT NOT NULL PRIMARY KEY REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                notice_workdays BIGINT NOT NULL CHECK (notice_workdays BETWEEN 0 AND 250),
                report_grace_workdays BIGINT NOT NULL CHECK (report_grace_workdays BETWEEN 0 AND 250),
                receipt_workdays BIGINT NOT NULL CHECK (receipt_workdays BETWEEN 0 AND 250),
                urge_after_workdays BIGINT NOT NULL CHECK (urge_after_workdays BETWEEN 0 AND 250),
                escalate_after_workdays BIGINT NOT NULL CHECK (escalate_after_workdays BETWEEN 0 AND 250),
                supervision_basis_text TEXT,
                supervision_basis_status TEXT CHECK (
                    supervision_basis_status IN ('official', 'example', 'assumption')),
                score_finished BIGINT NOT NULL CHECK (score_finished BETWEEN 0 AND 100),
                score_finished_late BIGINT NOT NULL CHECK (score_finished_late BETWEEN 0 AND 100),
                score_on_path BIGINT NOT NULL CHECK (score_on_path BETWEEN 0 AND 100),
                score_at_risk BIGINT NOT NULL CHECK (score_at_risk BETWEEN 0 AND 100),
                score_late BIGINT NOT NULL CHECK (score_late BETWEEN 0 AND 100),
                score_basis_text TEXT,
                score_basis_status TEXT CHECK (score_basis_status IN ('official', 'example', 'assumption')),
                CHECK (escalate_after_workdays >= urge_after_workdays),
                CHECK ((supervision_basis_text IS NULL) = (supervision_basis_status IS NULL)),
                CHECK ((score_basis_text IS NULL) = (score_basis_status IS NULL))
            )
            """,
            """
            INSERT INTO pack_supervision (
                pack_id, notice_workdays, report_grace_workdays, receipt_workdays, urge_after_workdays,
                escalate_after_workdays, score_finished, score_finished_late, score_on_path, score_at_risk, score_late)
            SELECT id, CASE WHEN near_due_workdays > 15 THEN near_due_workdays ELSE 15 END, 5, 3, 1, 5, 100, 80, 100,
                60, 20
            FROM packs
            """,
            """
            CREATE TABLE pack_bulletins (
                pack_id TEXT NOT NULL PRIMARY KEY REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                issuer_zh TEXT NOT NULL CHECK (issuer_zh <> ''), issuer_en TEXT NOT NULL CHECK (issuer_en <> ''),
                number_word TEXT NOT NULL CHECK (number_word <> ''),
                basis_text TEXT NOT NULL,
                basis_status TEXT NOT NULL CHECK (basis_status IN ('official', 'example', 'assumption'))
            )
            """,
            """
            CREATE TABLE pack_bulletin_copies (
                pack_id TEXT NOT NULL REFERENCES pack_bulletins (pack_id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (pack_id, position),
                UNIQUE (pack_id, unit_id)
            )
            """,
            """
            CREATE TABLE reported_numbers (
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                id TEXT NOT NULL CHECK (id <> ''),
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                unit_zh TEXT NOT NULL, unit_en TEXT NOT NULL,
                decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
                PRIMARY KEY (pack_id, id)
            )
            """,
            """
            CREATE TABLE deliverable_numbers (
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL,
                pack_id TEXT NOT NULL, number_id TEXT NOT NULL,
                PRIMARY KEY (deliverable_id, position),
                UNIQUE (deliverable_id, number_id),
                FOREIGN KEY (pack_id, number_id) REFERENCES reported_numbers (pack_id, id)
                    DEFERRABLE INITIALLY DEFERRED
            )
            """,
            "ALTER TABLE deliverables ADD COLUMN weight BIGINT NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100)",
        ])
}
