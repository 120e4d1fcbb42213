import Storage

/// What meetings need besides the tables that came with the life of commitments.
enum MeetingSchema {
    static let migration = Migration(
        "let a meeting's agenda name assignments",
        [
            "ALTER TABLE meeting_agenda ADD COLUMN assignment_id TEXT REFERENCES assignments (id)",
            "CREATE INDEX assignments_by_resolution ON assignments (resolution_id)",
        ])
}
