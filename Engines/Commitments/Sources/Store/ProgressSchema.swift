import Storage

/// The tables of what was reported, as they were before assignments had a life of their own: ``LifeSchema`` drops them.
enum ProgressSchema {
    static let migration = Migration(
        "create progress",
        [
            """
            CREATE TABLE progress_reports (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                district_id TEXT REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
                day TEXT NOT NULL,
                percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
                note TEXT NOT NULL,
                source TEXT NOT NULL CHECK (source IN ('demonstration', 'officer')),
                recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("progress_reports"),
            "CREATE INDEX progress_reports_by_deliverable ON progress_reports (deliverable_id, day)",
            """
            CREATE TABLE suspensions (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                deliverable_id TEXT NOT NULL REFERENCES deliverables (id) DEFERRABLE INITIALLY DEFERRED,
                district_id TEXT REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
                day_from TEXT NOT NULL, day_through TEXT CHECK (day_through >= day_from),
                reason TEXT NOT NULL CHECK (reason <> ''),
                source TEXT NOT NULL CHECK (source IN ('demonstration', 'officer')),
                recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("suspensions"),
        ])
}
