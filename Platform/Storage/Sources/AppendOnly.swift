/// The triggers that make a table grow only.
enum AppendOnly {
    /// What the triggers raise; ``StorageProblem`` knows a refusal by it.
    static let mark = "append-only: "

    static func definitions(_ table: TableName, for engine: DatabaseEngine) -> [String] {
        let name = table.text
        switch engine {
        case .sqlite:
            return ["UPDATE", "DELETE"].map { verb in
                """
                CREATE TRIGGER \(quotedName("\(name)_no_\(verb.lowercased())")) BEFORE \(verb) ON \(quotedName(name))
                BEGIN SELECT RAISE(ABORT, '\(mark)\(name)'); END
                """
            }
        case .postgres:
            return [
                """
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '\(mark)%', TG_TABLE_NAME; END $$
                """,
                """
                CREATE TRIGGER \(quotedName("\(name)_no_change")) BEFORE UPDATE OR DELETE OR TRUNCATE
                ON \(quotedName(name)) FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
                """,
            ]
        }
    }
}
