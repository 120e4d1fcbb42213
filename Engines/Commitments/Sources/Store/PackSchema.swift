import Storage

/// The tables that hold a loaded pack: units, districts, calendars, items and deliverables.
enum PackSchema {
    static let migration = Migration(
        "create packs",
        [
            """
            CREATE TABLE packs (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')),
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL CHECK (valid_to >= valid_from),
                basis_text TEXT NOT NULL,
                basis_status TEXT NOT NULL CHECK (basis_status IN ('official', 'example', 'assumption')),
                label_zh TEXT NOT NULL, label_en TEXT NOT NULL,
                near_due_workdays BIGINT NOT NULL CHECK (near_due_workdays >= 0),
                behind_share TEXT NOT NULL,
                plan_path TEXT NOT NULL, units_path TEXT NOT NULL, items_folder TEXT NOT NULL,
                loaded_at BIGINT NOT NULL, loaded_by TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE pack_files (
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                path TEXT NOT NULL CHECK (path <> ''),
                content TEXT NOT NULL,
                PRIMARY KEY (pack_id, path)
            )
            """,
            """
            CREATE TABLE units (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                kind TEXT NOT NULL CHECK (kind IN ('unit', 'group')),
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL, short_zh TEXT NOT NULL, short_en TEXT NOT NULL,
                code TEXT NOT NULL UNIQUE,
                level TEXT NOT NULL CHECK (level IN ('municipal', 'vertical', 'district')),
                direction TEXT NOT NULL CHECK (direction IN ('order', 'request')),
                member_zh TEXT, member_en TEXT,
                sort_order BIGINT NOT NULL,
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                basis_text TEXT NOT NULL, basis_status TEXT NOT NULL,
                CHECK ((kind = 'group') = (member_zh IS NOT NULL)),
                CHECK ((kind = 'group') = (member_en IS NOT NULL))
            )
            """,
            """
            CREATE TABLE unit_names (
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL,
                name TEXT NOT NULL CHECK (name <> ''),
                PRIMARY KEY (unit_id, position),
                UNIQUE (pack_id, name)
            )
            """,
            """
            CREATE TABLE districts (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                code TEXT NOT NULL UNIQUE,
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL, short_zh TEXT NOT NULL, short_en TEXT NOT NULL,
                tile_column BIGINT NOT NULL, tile_row BIGINT NOT NULL, sort_order BIGINT NOT NULL,
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                basis_text TEXT NOT NULL, basis_status TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE calendars (
                year BIGINT NOT NULL PRIMARY KEY,
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                id TEXT NOT NULL, path TEXT NOT NULL,
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                basis_text TEXT NOT NULL, basis_status TEXT NOT NULL,
                workdays BIGINT NOT NULL CHECK (workdays BETWEEN 0 AND 366)
            )
            """,
            """
            CREATE TABLE holidays (
                year BIGINT NOT NULL REFERENCES calendars (year) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL,
                id TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                date_from TEXT NOT NULL, date_to TEXT NOT NULL CHECK (date_to >= date_from),
                PRIMARY KEY (year, id)
            )
            """,
            """
            CREATE TABLE make_up_workdays (
                year BIGINT NOT NULL REFERENCES calendars (year) DEFERRABLE INITIALLY DEFERRED,
                date TEXT NOT NULL,
                PRIMARY KEY (year, date)
            )
            """,
            """
            CREATE TABLE items (
                pack_id TEXT NOT NULL REFERENCES packs (id) DEFERRABLE INITIALLY DEFERRED,
                number BIGINT NOT NULL CHECK (number > 0),
                id TEXT NOT NULL,
                slug TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                lead_as_written TEXT REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                lead_as_agreed TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                reason_zh TEXT, reason_en TEXT,
                open BIGINT NOT NULL CHECK (open IN (0, 1)),
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                basis_text TEXT NOT NULL, basis_status TEXT NOT NULL,
                PRIMARY KEY (pack_id, number),
                UNIQUE (pack_id, slug)
            )
            """,
            """
            CREATE TABLE item_units (
                pack_id TEXT NOT NULL, item_number BIGINT NOT NULL,
                position BIGINT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (pack_id, item_number, position),
                UNIQUE (pack_id, item_number, unit_id),
                FOREIGN KEY (pack_id, item_number) REFERENCES items (pack_id, number) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE deliverables (
                pack_id TEXT NOT NULL,
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                item_number BIGINT NOT NULL, position BIGINT NOT NULL,
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                clause TEXT NOT NULL,
                lead TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                cadence TEXT NOT NULL CHECK (
                    cadence IN ('once', 'monthly', 'quarterly', 'half-yearly', 'annual', 'continuous')),
                starts TEXT, due TEXT NOT NULL CHECK (due >= starts),
                per_district BIGINT NOT NULL CHECK (per_district IN (0, 1)),
                target_zh TEXT, target_en TEXT, target_value TEXT, target_unit_zh TEXT, target_unit_en TEXT,
                valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
                basis_text TEXT NOT NULL,
                basis_status TEXT NOT NULL CHECK (basis_status IN ('official', 'example', 'assumption')),
                UNIQUE (pack_id, item_number, position),
                FOREIGN KEY (pack_id, item_number) REFERENCES items (pack_id, number) DEFERRABLE INITIALLY DEFERRED
            )
            """,
            """
            CREATE TABLE deliverable_supports (
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                PRIMARY KEY (deliverable_id, position),
                UNIQUE (deliverable_id, unit_id)
            )
            """,
            """
            CREATE TABLE deliverable_anchors (
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, anchor TEXT NOT NULL CHECK (anchor <> ''),
                PRIMARY KEY (deliverable_id, position)
            )
            """,
            """
            CREATE TABLE expected_evidence (
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                position BIGINT NOT NULL, id TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (
                    kind IN ('report', 'data', 'document', 'list', 'photo', 'decision', 'certificate')),
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
                PRIMARY KEY (deliverable_id, position),
                UNIQUE (deliverable_id, id)
            )
            """,
        ])
}
