import Storage

/// The tables of messages.
///
/// Messages and readings only grow. The outbox holds what is to be looked up for e-mail and is written in the
/// transaction of its message; deliveries are the letters that came of it, one for each address.
enum MessageSchema {
    static let migration = Migration(
        "create messages",
        [
            """
            CREATE TABLE messages (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                kind TEXT NOT NULL CHECK (kind <> ''),
                recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('unit', 'district', 'role', 'person')),
                recipient TEXT NOT NULL CHECK (recipient <> ''),
                recipient_role TEXT CHECK (recipient_role IS NULL OR recipient_kind IN ('unit', 'district')),
                subject_key TEXT, body_key TEXT, arguments TEXT NOT NULL,
                subject_zh TEXT, subject_en TEXT, body_zh TEXT, body_en TEXT,
                link TEXT,
                message_key TEXT NOT NULL UNIQUE CHECK (message_key <> ''),
                day TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
                CHECK ((subject_key IS NOT NULL AND subject_zh IS NULL)
                    OR (subject_key IS NULL AND subject_zh IS NOT NULL AND subject_en IS NOT NULL
                        AND body_zh IS NOT NULL AND body_en IS NOT NULL))
            )
            """,
            .appendOnly("messages"),
            "CREATE INDEX messages_by_recipient ON messages (recipient_kind, recipient, day)",
            """
            CREATE TABLE message_readings (
                message_id TEXT NOT NULL REFERENCES messages (id),
                reader TEXT NOT NULL CHECK (reader <> ''),
                recorded_at BIGINT NOT NULL,
                PRIMARY KEY (message_id, reader)
            )
            """,
            .appendOnly("message_readings"),
            """
            CREATE TABLE message_outbox (
                message_id TEXT NOT NULL PRIMARY KEY REFERENCES messages (id),
                recorded_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE message_deliveries (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                message_id TEXT NOT NULL REFERENCES messages (id),
                address TEXT NOT NULL CHECK (address <> ''),
                language TEXT NOT NULL CHECK (language IN ('zh-Hans', 'en')),
                state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
                attempts BIGINT NOT NULL CHECK (attempts >= 0),
                next_attempt_at BIGINT NOT NULL,
                error TEXT NOT NULL,
                recorded_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
                UNIQUE (message_id, address)
            )
            """,
            "CREATE INDEX message_deliveries_by_state ON message_deliveries (state, next_attempt_at)",
        ])
}
