import Storage

/// The ledger's tables.
///
/// `ledger_entries` and `ledger_changes` only grow, by triggers on both engines. The columns beside an entry's text
/// repeat what it says, so that it can be found; the verifier compares them. A change's own text is kept apart from the
/// entry, which holds only its digest: so it may be taken out one day (personal data) without touching the log.
public enum LedgerSchema {
    public static let migrations = MigrationGroup(
        "ledger",
        [
            Migration(
                "create the ledger",
                [
                    """
                    CREATE TABLE ledger_entries (
                        position BIGINT NOT NULL PRIMARY KEY CHECK (position >= 0),
                        time BIGINT NOT NULL,
                        actor TEXT NOT NULL,
                        verb TEXT NOT NULL,
                        record_kind TEXT NOT NULL,
                        record_identity TEXT NOT NULL,
                        entry TEXT NOT NULL,
                        leaf_hash BLOB NOT NULL,
                        chain_hash BLOB NOT NULL
                    )
                    """,
                    "CREATE INDEX ledger_entries_by_record ON ledger_entries (record_kind, record_identity, position)",
                    "CREATE INDEX ledger_entries_by_actor ON ledger_entries (actor, position)",
                    "CREATE INDEX ledger_entries_by_verb ON ledger_entries (verb, position)",
                    "CREATE INDEX ledger_entries_by_time ON ledger_entries (time, position)",
                    """
                    CREATE TABLE ledger_changes (
                        position BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_entries (position),
                        change TEXT NOT NULL
                    )
                    """,
                    """
                    CREATE TABLE ledger_head (
                        id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                        size BIGINT NOT NULL CHECK (size >= 0),
                        chain_hash BLOB NOT NULL
                    )
                    """,
                    .only(.sqlite, "INSERT INTO ledger_head (id, size, chain_hash) VALUES (1, 0, zeroblob(32))"),
                    .only(
                        .postgres,
                        "INSERT INTO ledger_head VALUES (1, 0, decode(repeat('00', 32), 'hex'))"),
                    .appendOnly("ledger_entries"),
                    .appendOnly("ledger_changes"),
                ]),
            Migration(
                "create idempotency keys",
                [
                    """
                    CREATE TABLE idempotency_keys (
                        key TEXT NOT NULL PRIMARY KEY,
                        actor TEXT NOT NULL,
                        route TEXT NOT NULL,
                        content BLOB NOT NULL,
                        outcome TEXT NOT NULL,
                        time BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX idempotency_keys_by_time ON idempotency_keys (time)",
                ]),
        ])
}
