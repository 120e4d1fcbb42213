import CCrypto

/// What both engines' sessions can do besides: run a definition as it stands.
protocol DefinitionSession: WriteSession {
    func define(_ text: String) throws
}

/// Runs migrations: the same way on both engines.
struct Migrator {
    let groups: [MigrationGroup]

    /// A migration that was not run yet.
    private struct Pending {
        let group: MigrationGroup
        let position: Int
    }

    func run(on database: some Database) async throws {
        try refuseRepeatedNames()
        let pending = try await database.write { session in
            try definitions(session).define(
                PortableDefinition.translated(
                    """
                    CREATE TABLE IF NOT EXISTS applied_migrations (
                        group_name TEXT NOT NULL,
                        position BIGINT NOT NULL,
                        name TEXT NOT NULL,
                        digest TEXT NOT NULL,
                        PRIMARY KEY (group_name, name)
                    )
                    """, for: session.engine))
            return try groups.flatMap { try self.stepsLeft(of: $0, session) }
        }
        for step in pending {
            try await database.write { session in
                let migration = step.group.migrations[step.position]
                // Another server may have run it since.
                guard
                    try session.first(
                        """
                        SELECT 1 AS found FROM applied_migrations
                        WHERE group_name = \(step.group.name) AND name = \(migration.name)
                        """) == nil
                else { return }
                for statement in migration.statements {
                    for definition in statement.definitions(for: session.engine) {
                        try definitions(session).define(definition)
                    }
                }
                try session.execute(
                    """
                    INSERT INTO applied_migrations (group_name, position, name, digest)
                    VALUES (\(step.group.name), \(step.position), \(migration.name), \(try digest(migration)))
                    """)
            }
        }
    }

    /// The migrations of a group that are still to run; throws where what was run is not the beginning of the group.
    private func stepsLeft(of group: MigrationGroup, _ session: any ReadSession) throws -> [Pending] {
        let applied = try session.rows(
            """
            SELECT name, digest FROM applied_migrations WHERE group_name = \(group.name) ORDER BY position
            """)
        for (position, row) in applied.enumerated() {
            let name = try row.text("name")
            guard let known = group.migrations.firstIndex(where: { $0.name == name }) else {
                throw refusal(
                    "\(group.name): \"\(name)\" was applied by a newer version of Heng; run that version, or restore a backup"
                )
            }
            guard known == position else {
                throw refusal(
                    "\(group.name): \"\(group.migrations[position].name)\" stands before the applied \"\(name)\"; "
                        + "move it behind those that were applied")
            }
            guard try row.text("digest") == digest(group.migrations[known]) else {
                throw refusal(
                    "\(group.name): the text of \"\(name)\" was changed after it was applied; put it back and add a new migration"
                )
            }
        }
        return (applied.count..<group.migrations.count).map { Pending(group: group, position: $0) }
    }

    private func refuseRepeatedNames() throws {
        var groupNames: Set<String> = []
        for group in groups {
            guard groupNames.insert(group.name).inserted else {
                throw refusal("the group \(group.name) is listed twice")
            }
            var names: Set<String> = []
            for migration in group.migrations where !names.insert(migration.name).inserted {
                throw refusal("\(group.name): \"\(migration.name)\" is listed twice")
            }
        }
    }

    private func refusal(_ message: String) -> StorageProblem { StorageProblem(.migrationRefused, message) }

    private func definitions(_ session: any WriteSession) throws -> any DefinitionSession {
        guard let session = session as? any DefinitionSession else {
            throw StorageProblem(.failure, "this database cannot run definitions")
        }
        return session
    }

    /// SHA-256 of the statements' sources in hexadecimal.
    private func digest(_ migration: Migration) throws -> String {
        let source = migration.statements.map(\.source).joined(separator: "\u{1E}")
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = bytes.count
        let done = Array(source.utf8).withUnsafeBytes { input in
            EVP_Q_digest(nil, "SHA256", nil, input.baseAddress, input.count, &bytes, &length)
        }
        guard done == 1, length == 32 else { throw StorageProblem(.failure, "libcrypto has no SHA-256") }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
