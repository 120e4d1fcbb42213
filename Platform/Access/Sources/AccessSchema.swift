import Storage

/// The tables of people, their passwords, roles, sessions and second factors.
///
/// What happened is a row of its own (a disablement, a grant, a revocation, a lock-out, its lift). `held_roles` is what
/// follows from grants and revocations, kept because the database itself then refuses two administrators in one person:
/// a person has one kind, and every role held is of that kind.
enum AccessSchema {
    static let people = Migration(
        "create people",
        [
            """
            CREATE TABLE people (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                account TEXT NOT NULL UNIQUE CHECK (account <> ''),
                name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
                unit_id TEXT CHECK (unit_id <> ''), district_id TEXT CHECK (district_id <> ''),
                email TEXT CHECK (email <> ''),
                kind TEXT NOT NULL CHECK (kind IN (
                    'ordinary', 'system-administrator', 'security-administrator', 'audit-administrator')),
                is_demonstration BIGINT NOT NULL CHECK (is_demonstration IN (0, 1)),
                version BIGINT NOT NULL CHECK (version > 0),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                CHECK (name_zh <> '' OR name_en <> ''),
                UNIQUE (id, kind)
            )
            """,
            """
            CREATE TABLE person_disablements (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT NOT NULL REFERENCES people (id),
                reason TEXT NOT NULL CHECK (reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("person_disablements"),
            "CREATE INDEX person_disablements_by_person ON person_disablements (person_id)",
            """
            CREATE TABLE person_enablements (
                disablement_id TEXT NOT NULL PRIMARY KEY REFERENCES person_disablements (id),
                reason TEXT NOT NULL CHECK (reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("person_enablements"),
            """
            CREATE TABLE role_grants (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT NOT NULL REFERENCES people (id),
                role TEXT NOT NULL CHECK (role <> '' AND role <> 'public'),
                granted_by TEXT REFERENCES people (id) CHECK (granted_by <> person_id),
                reason TEXT NOT NULL CHECK (reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                CHECK (granted_by IS NOT NULL OR recorded_by LIKE 'system:%'),
                UNIQUE (id, person_id, role)
            )
            """,
            .appendOnly("role_grants"),
            "CREATE INDEX role_grants_by_person ON role_grants (person_id)",
            """
            CREATE TABLE role_revocations (
                grant_id TEXT NOT NULL PRIMARY KEY REFERENCES role_grants (id),
                reason TEXT NOT NULL CHECK (reason <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            .appendOnly("role_revocations"),
            """
            CREATE TABLE held_roles (
                person_id TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
                grant_id TEXT NOT NULL UNIQUE,
                PRIMARY KEY (person_id, role),
                FOREIGN KEY (person_id, kind) REFERENCES people (id, kind),
                FOREIGN KEY (grant_id, person_id, role) REFERENCES role_grants (id, person_id, role),
                CHECK (kind = role OR (kind = 'ordinary' AND role NOT IN (
                    'system-administrator', 'security-administrator', 'audit-administrator')))
            )
            """,
        ])

    static let secrets = Migration(
        "create passwords, second factors and sessions",
        [
            """
            CREATE TABLE passwords (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT NOT NULL REFERENCES people (id),
                salt BLOB NOT NULL, hash BLOB NOT NULL,
                cost BIGINT NOT NULL CHECK (cost > 1), block BIGINT NOT NULL CHECK (block > 0),
                parallel BIGINT NOT NULL CHECK (parallel > 0),
                is_one_time BIGINT NOT NULL CHECK (is_one_time IN (0, 1)),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL
            )
            """,
            "CREATE INDEX passwords_by_person ON passwords (person_id, recorded_at)",
            """
            CREATE TABLE factor_enrolments (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
                secret BLOB NOT NULL,
                recorded_at BIGINT NOT NULL,
                confirmed_at BIGINT CHECK (confirmed_at >= recorded_at)
            )
            """,
            """
            CREATE TABLE factor_uses (
                enrolment_id TEXT NOT NULL REFERENCES factor_enrolments (id) ON DELETE CASCADE,
                step BIGINT NOT NULL,
                PRIMARY KEY (enrolment_id, step)
            )
            """,
            """
            CREATE TABLE recovery_codes (
                enrolment_id TEXT NOT NULL REFERENCES factor_enrolments (id) ON DELETE CASCADE,
                digest BLOB NOT NULL,
                PRIMARY KEY (enrolment_id, digest)
            )
            """,
            """
            CREATE TABLE sessions (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                token_digest BLOB NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                has_passed_code BIGINT NOT NULL CHECK (has_passed_code IN (0, 1)),
                begun_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL CHECK (ends_at > begun_at),
                address TEXT NOT NULL, agent TEXT NOT NULL
            )
            """,
            "CREATE INDEX sessions_by_person ON sessions (person_id, last_seen_at)",
            """
            CREATE TABLE sign_ins (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT REFERENCES people (id),
                outcome TEXT NOT NULL CHECK (outcome IN (
                    'signed-in', 'unknown-account', 'wrong-password', 'wrong-code', 'locked', 'disabled',
                    'expired', 'signed-out')),
                address TEXT NOT NULL, agent TEXT NOT NULL,
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL,
                CHECK ((person_id IS NULL) = (outcome = 'unknown-account'))
            )
            """,
            .appendOnly("sign_ins"),
            "CREATE INDEX sign_ins_by_person ON sign_ins (person_id, recorded_at)",
            "CREATE INDEX sign_ins_by_address ON sign_ins (address, recorded_at)",
            "CREATE INDEX sign_ins_by_time ON sign_ins (recorded_at)",
            """
            CREATE TABLE lock_outs (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                person_id TEXT REFERENCES people (id), address TEXT,
                ends_at BIGINT NOT NULL CHECK (ends_at > recorded_at),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL,
                CHECK ((person_id IS NULL) <> (address IS NULL))
            )
            """,
            .appendOnly("lock_outs"),
            "CREATE INDEX lock_outs_by_person ON lock_outs (person_id, ends_at)",
            "CREATE INDEX lock_outs_by_address ON lock_outs (address, ends_at)",
        ])

    static let feeds = Migration(
        "create feed keys",
        [
            """
            CREATE TABLE feed_keys (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
                key_digest BLOB NOT NULL UNIQUE,
                recorded_at BIGINT NOT NULL
            )
            """
        ])

    /// A lift ends one lock-out of a person before its time; a lock-out of an address cannot be lifted.
    static let lifts = Migration(
        "create lifts of lock-outs",
        [
            "CREATE UNIQUE INDEX lock_outs_of_people ON lock_outs (id, person_id)",
            """
            CREATE TABLE lock_out_lifts (
                lock_out_id TEXT NOT NULL PRIMARY KEY,
                person_id TEXT NOT NULL,
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL,
                recorded_by TEXT NOT NULL CHECK (recorded_by <> ''),
                FOREIGN KEY (lock_out_id, person_id) REFERENCES lock_outs (id, person_id)
            )
            """,
            .appendOnly("lock_out_lifts"),
            "CREATE INDEX lock_out_lifts_by_person ON lock_out_lifts (person_id, recorded_at)",
        ])
}
