import Storage

/// The tables of the life of a commitment: who leads, what was assigned, and every step since. All only grow.
///
/// A step has a row in `assignment_steps`; what its kind says besides has a row of its own in that kind's table.
enum LifeSchema {
    static let migrations = [
        Migration(
            "create the life of commitments",
            [
                "DROP TABLE progress_reports",
                "DROP TABLE suspensions",
                """
                CREATE TABLE lead_agreements (
                    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                    plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                    deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                    unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                    reason TEXT NOT NULL CHECK (reason <> ''),
                    day TEXT NOT NULL,
                    source TEXT NOT NULL CHECK (source IN ('officer', 'demonstration')),
                    recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
                )
                """,
                .appendOnly("lead_agreements"),
                "CREATE INDEX lead_agreements_by_deliverable ON lead_agreements (plan_id, deliverable_id)",
                """
                CREATE TABLE meetings (
                    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                    plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                    kind TEXT NOT NULL CHECK (kind IN ('plenary', 'office', 'special')),
                    title TEXT NOT NULL CHECK (title <> ''),
                    place TEXT NOT NULL,
                    held_on TEXT NOT NULL,
                    day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
                )
                """,
                .appendOnly("meetings"),
                """
                CREATE TABLE meeting_agenda (
                    meeting_id TEXT NOT NULL REFERENCES meetings (id), position BIGINT NOT NULL,
                    item_number BIGINT, deliverable_id TEXT REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                    text TEXT NOT NULL CHECK (text <> ''),
                    PRIMARY KEY (meeting_id, position)
                )
                """,
                .appendOnly("meeting_agenda"),
                """
                CREATE TABLE meeting_minutes (
                    meeting_id TEXT NOT NULL REFERENCES meetings (id), version BIGINT NOT NULL CHECK (version > 0),
                    text TEXT NOT NULL CHECK (text <> ''),
                    day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                    PRIMARY KEY (meeting_id, version)
                )
                """,
                .appendOnly("meeting_minutes"),
                """
                CREATE TABLE meeting_resolutions (
                    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                    meeting_id TEXT NOT NULL REFERENCES meetings (id), position BIGINT NOT NULL CHECK (position > 0),
                    text TEXT NOT NULL CHECK (text <> ''),
                    day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                    UNIQUE (meeting_id, position)
                )
                """,
                .appendOnly("meeting_resolutions"),
                """
                CREATE TABLE assignments (
                    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                    plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                    deliverable_id TEXT REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                    resolution_id TEXT REFERENCES meeting_resolutions (id),
                    title_zh TEXT NOT NULL CHECK (title_zh <> ''), title_en TEXT NOT NULL CHECK (title_en <> ''),
                    unit_id TEXT NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                    district_id TEXT REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
                    direction TEXT NOT NULL CHECK (direction IN ('order', 'request')),
                    cadence TEXT NOT NULL CHECK (
                        cadence IN ('once', 'monthly', 'quarterly', 'half-yearly', 'annual', 'continuous')),
                    starts TEXT NOT NULL, due TEXT NOT NULL CHECK (due >= starts),
                    day TEXT NOT NULL,
                    source TEXT NOT NULL CHECK (source IN ('officer', 'demonstration')),
                    recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                    CHECK ((deliverable_id IS NULL) <> (resolution_id IS NULL))
                )
                """,
                .appendOnly("assignments"),
                """
                CREATE UNIQUE INDEX assignments_once ON assignments
                    (plan_id, coalesce(deliverable_id, resolution_id), coalesce(district_id, unit_id))
                """,
                "CREATE INDEX assignments_by_plan ON assignments (plan_id)",
                """
                CREATE TABLE assignment_steps (
                    assignment_id TEXT NOT NULL REFERENCES assignments (id),
                    sequence BIGINT NOT NULL CHECK (sequence > 0),
                    kind TEXT NOT NULL CHECK (kind IN (
                        'issue', 'receipt', 'objection', 'ruling', 'reassignment', 'report', 'acceptance', 'rejection',
                        'closure', 'extension-request', 'extension-grant', 'extension-refusal', 'suspension',
                        'resumption', 'urge', 'escalation', 'target-agreement')),
                    day TEXT NOT NULL,
                    reason TEXT NOT NULL,
                    source TEXT NOT NULL CHECK (source IN ('officer', 'demonstration')),
                    recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                    PRIMARY KEY (assignment_id, sequence),
                    CHECK (reason <> '' OR kind NOT IN (
                        'objection', 'ruling', 'reassignment', 'rejection', 'extension-request', 'extension-refusal',
                        'suspension', 'escalation', 'target-agreement'))
                )
                """,
                .appendOnly("assignment_steps"),
                "CREATE INDEX assignment_steps_by_day ON assignment_steps (day)",
                """
                CREATE TABLE assignment_units (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL,
                    objection_sequence BIGINT,
                    unit_id TEXT REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                    PRIMARY KEY (assignment_id, sequence),
                    CHECK (unit_id IS NOT NULL OR objection_sequence IS NOT NULL),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, objection_sequence) REFERENCES assignment_steps (assignment_id, sequence)
                )
                """,
                .appendOnly("assignment_units"),
                """
                CREATE TABLE assignment_reports (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL,
                    period TEXT NOT NULL CHECK (period <> ''),
                    percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
                    text TEXT NOT NULL CHECK (text <> ''),
                    PRIMARY KEY (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence)
                )
                """,
                .appendOnly("assignment_reports"),
                """
                CREATE TABLE report_numbers (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL,
                    number_id TEXT NOT NULL CHECK (number_id <> ''),
                    scaled BIGINT NOT NULL, decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
                    from_assignment TEXT, from_sequence BIGINT,
                    PRIMARY KEY (assignment_id, sequence, number_id),
                    CHECK ((from_assignment IS NULL) = (from_sequence IS NULL)),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_reports (assignment_id, sequence),
                    FOREIGN KEY (from_assignment, from_sequence) REFERENCES assignment_reports (assignment_id, sequence)
                )
                """,
                .appendOnly("report_numbers"),
                """
                CREATE TABLE report_reviews (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL, report_sequence BIGINT NOT NULL,
                    PRIMARY KEY (assignment_id, sequence),
                    UNIQUE (assignment_id, report_sequence),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, report_sequence) REFERENCES assignment_reports (assignment_id, sequence)
                )
                """,
                .appendOnly("report_reviews"),
                """
                CREATE TABLE extension_requests (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL, due TEXT NOT NULL,
                    PRIMARY KEY (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence)
                )
                """,
                .appendOnly("extension_requests"),
                """
                CREATE TABLE extension_decisions (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL, request_sequence BIGINT NOT NULL, due TEXT,
                    PRIMARY KEY (assignment_id, sequence),
                    UNIQUE (assignment_id, request_sequence),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, request_sequence) REFERENCES extension_requests (assignment_id, sequence)
                )
                """,
                .appendOnly("extension_decisions"),
                """
                CREATE TABLE target_agreements (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL,
                    scaled BIGINT NOT NULL CHECK (scaled > 0),
                    decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
                    unit_zh TEXT NOT NULL, unit_en TEXT NOT NULL,
                    PRIMARY KEY (assignment_id, sequence),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_steps (assignment_id, sequence)
                )
                """,
                .appendOnly("target_agreements"),
            ]),
        Migration(
            "keep the files of reports",
            [
                """
                CREATE TABLE report_files (
                    assignment_id TEXT NOT NULL, sequence BIGINT NOT NULL, position BIGINT NOT NULL,
                    digest TEXT NOT NULL CHECK (digest <> ''),
                    name TEXT NOT NULL CHECK (name <> ''),
                    evidence_id TEXT,
                    PRIMARY KEY (assignment_id, sequence, position),
                    FOREIGN KEY (assignment_id, sequence) REFERENCES assignment_reports (assignment_id, sequence)
                )
                """,
                .appendOnly("report_files"),
                "CREATE INDEX report_files_by_digest ON report_files (digest)",
            ]),
    ]
}
