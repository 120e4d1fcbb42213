import Storage

/// The tables that hold committed plans, the drafts of the import wizard, and which clause a deliverable answers to.
enum PlanSchema {
    static let migration = Migration(
        "create plans",
        [
            """
            CREATE TABLE plans (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                title TEXT NOT NULL CHECK (title <> ''),
                issuer TEXT, number TEXT, issued TEXT,
                is_paraphrase BIGINT NOT NULL CHECK (is_paraphrase IN (0, 1)),
                source_name TEXT NOT NULL, source_kind TEXT NOT NULL, source_digest TEXT NOT NULL,
                source_text TEXT NOT NULL,
                committed_at BIGINT NOT NULL, committed_by TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE plan_copies (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, recipient TEXT NOT NULL,
                PRIMARY KEY (plan_id, position)
            )
            """,
            """
            CREATE TABLE plan_sections (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                number BIGINT NOT NULL CHECK (number >= 0), title TEXT NOT NULL,
                PRIMARY KEY (plan_id, number)
            )
            """,
            """
            CREATE TABLE plan_items (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                number BIGINT NOT NULL CHECK (number > 0),
                section_number BIGINT NOT NULL,
                title TEXT NOT NULL, body TEXT NOT NULL,
                responsible_as_written TEXT, lead TEXT,
                open BIGINT NOT NULL CHECK (open IN (0, 1)),
                known_item BIGINT,
                PRIMARY KEY (plan_id, number),
                FOREIGN KEY (plan_id, section_number)
                    REFERENCES plan_sections (plan_id, number) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE plan_units (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
                level TEXT NOT NULL CHECK (level IN ('municipal', 'district', 'other')),
                unit_id TEXT REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (plan_id, position),
                UNIQUE (plan_id, name)
            )
            """,
            """
            CREATE TABLE plan_item_units (
                plan_id TEXT NOT NULL, item_number BIGINT NOT NULL, position BIGINT NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (plan_id, item_number, position),
                FOREIGN KEY (plan_id, name) REFERENCES plan_units (plan_id, name) DEFERRABLE INITIALLY DEFERRED,
                FOREIGN KEY (plan_id, item_number) REFERENCES plan_items (plan_id, number) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE plan_clauses (
                plan_id TEXT NOT NULL, id TEXT NOT NULL CHECK (id <> ''),
                item_number BIGINT NOT NULL, position BIGINT NOT NULL,
                text TEXT NOT NULL CHECK (text <> ''),
                kind TEXT NOT NULL CHECK (kind IN ('task', 'goal')),
                start_offset BIGINT NOT NULL CHECK (start_offset >= 0),
                end_offset BIGINT NOT NULL CHECK (end_offset > start_offset),
                per_district BIGINT NOT NULL CHECK (per_district IN (0, 1)),
                due TEXT,
                PRIMARY KEY (plan_id, id),
                UNIQUE (plan_id, item_number, position),
                FOREIGN KEY (plan_id, item_number) REFERENCES plan_items (plan_id, number) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE plan_clause_facts (
                plan_id TEXT NOT NULL, clause_id TEXT NOT NULL, position BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('number', 'date')),
                text TEXT NOT NULL,
                value TEXT, unit TEXT, comparison TEXT, date_from TEXT, date_to TEXT,
                PRIMARY KEY (plan_id, clause_id, kind, position),
                FOREIGN KEY (plan_id, clause_id) REFERENCES plan_clauses (plan_id, id) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE plan_table_rows (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                table_position BIGINT NOT NULL, table_title TEXT,
                row_position BIGINT NOT NULL,
                number BIGINT, task TEXT NOT NULL, lead TEXT, support TEXT NOT NULL, due TEXT,
                PRIMARY KEY (plan_id, table_position, row_position)
            )
            """,
            """
            CREATE TABLE bindings (
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                clause_id TEXT,
                similarity_millionths BIGINT NOT NULL CHECK (similarity_millionths BETWEEN 0 AND 1000000),
                state TEXT NOT NULL CHECK (state IN ('matched', 'doubtful', 'unmatched', 'confirmed')),
                decided_by TEXT NOT NULL, decided_at BIGINT NOT NULL,
                PRIMARY KEY (plan_id, deliverable_id),
                FOREIGN KEY (plan_id, clause_id) REFERENCES plan_clauses (plan_id, id) DEFERRABLE INITIALLY DEFERRED,
                CHECK (state <> 'unmatched' OR clause_id IS NULL)
            )
            """,
            """
            CREATE TABLE plan_imports (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                pack_id TEXT NOT NULL,
                makes_pack BIGINT NOT NULL CHECK (makes_pack IN (0, 1)),
                source_name TEXT NOT NULL, source_kind TEXT NOT NULL, source_digest TEXT NOT NULL,
                source_text TEXT NOT NULL,
                structure TEXT NOT NULL,
                version BIGINT NOT NULL CHECK (version > 0),
                state TEXT NOT NULL CHECK (state IN ('draft', 'committed', 'discarded')),
                plan_id TEXT REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                created_at BIGINT NOT NULL, created_by TEXT NOT NULL, updated_at BIGINT NOT NULL,
                CHECK ((state = 'committed') = (plan_id IS NOT NULL))
            )
            """,
            """
            CREATE TABLE import_bindings (
                import_id TEXT NOT NULL REFERENCES plan_imports (id) DEFERRABLE INITIALLY DEFERRED,
                deliverable_id TEXT NOT NULL,
                clause_id TEXT,
                PRIMARY KEY (import_id, deliverable_id)
            )
            """,
        ])
}
