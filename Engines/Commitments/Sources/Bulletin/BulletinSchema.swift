import Storage

/// The tables of bulletins: their versions, decisions, numbers and withdrawals. All only grow.
enum BulletinSchema {
    static let migration = Migration(
        "create bulletins",
        [
            """
            CREATE TABLE bulletins (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                plan_id TEXT NOT NULL REFERENCES plans (id) DEFERRABLE INITIALLY DEFERRED,
                month TEXT NOT NULL CHECK (month <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("bulletins"),
            "CREATE INDEX bulletins_by_plan ON bulletins (plan_id, month)",
            """
            CREATE TABLE bulletin_texts (
                bulletin_id TEXT NOT NULL REFERENCES bulletins (id), version BIGINT NOT NULL CHECK (version > 0),
                title TEXT NOT NULL CHECK (title <> ''), overview TEXT NOT NULL, progress TEXT NOT NULL,
                concerns TEXT NOT NULL, demands TEXT NOT NULL,
                figures TEXT NOT NULL, figures_day TEXT NOT NULL,
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                PRIMARY KEY (bulletin_id, version)
            )
            """,
            .appendOnly("bulletin_texts"),
            """
            CREATE TABLE bulletin_approvals (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                bulletin_id TEXT NOT NULL, version BIGINT NOT NULL,
                decision TEXT NOT NULL CHECK (decision IN ('approved', 'returned')),
                reason TEXT NOT NULL CHECK (decision = 'approved' OR reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                FOREIGN KEY (bulletin_id, version) REFERENCES bulletin_texts (bulletin_id, version)
            )
            """,
            .appendOnly("bulletin_approvals"),
            "CREATE INDEX bulletin_approvals_by_bulletin ON bulletin_approvals (bulletin_id)",
            """
            CREATE TABLE bulletin_issues (
                bulletin_id TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL,
                word TEXT NOT NULL CHECK (word <> ''), year BIGINT NOT NULL CHECK (year BETWEEN 1949 AND 9999),
                sequence BIGINT NOT NULL CHECK (sequence > 0),
                letterhead TEXT NOT NULL, digest TEXT NOT NULL CHECK (length(digest) = 64),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                UNIQUE (word, year, sequence),
                FOREIGN KEY (bulletin_id, version) REFERENCES bulletin_texts (bulletin_id, version)
            )
            """,
            .appendOnly("bulletin_issues"),
            """
            CREATE TABLE bulletin_withdrawals (
                bulletin_id TEXT NOT NULL PRIMARY KEY REFERENCES bulletins (id),
                reason TEXT NOT NULL CHECK (reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("bulletin_withdrawals"),
        ])
}
