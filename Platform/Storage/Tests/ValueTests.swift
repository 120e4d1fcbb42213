import CivicCalendar
import Kernel
import Storage
import StorageTesting
import Testing

private let samples = MigrationGroup(
    "samples",
    [
        Migration(
            "create samples",
            [
                """
                CREATE TABLE samples (
                    id BIGINT NOT NULL PRIMARY KEY,
                    label TEXT,
                    amount BIGINT,
                    ratio REAL,
                    content BLOB
                )
                """
            ])
    ])

private let columns: [ColumnName] = ["id", "label", "amount", "ratio", "content"]

private let rowsThatMustSurvive: [[SQLValue]] = [
    [.integer(1), .text("质量强市"), .integer(.max), .real(0.1), .blob([0, 1, 255])],
    [.integer(2), .text(""), .integer(.min), .real(-1.7976931348623157e308), .blob([])],
    [.integer(3), .null, .null, .null, .null],
    [
        .integer(4), .text("tab\tline\nreturn\rslash\\ \\. \\N end"), .integer(0), .real(.leastNonzeroMagnitude),
        .blob([92, 46, 10]),
    ],
    [.integer(5), .text("\\."), .integer(-1), .real(1e300), .blob(Array(0...255))],
    [.integer(6), .text("\\N"), .integer(1), .real(.infinity), .blob([0x5C, 0x78])],
    [.integer(7), .text("𠮷野家 👩‍👧 é \u{301} \u{1}\u{7F}"), .integer(42), .real(1 / 3), .blob([0])],
    [.integer(8), .text("'; DROP TABLE samples; --"), .integer(7), .real(2), .blob(Array("$1 ? :a".utf8))],
]

@Suite("Values")
struct ValueTests {
    @Test("every kind of value comes back as it went in, one by one", arguments: DatabaseEngine.allCases)
    func valuesRoundTrip(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            try await database.write { session in
                for row in rowsThatMustSurvive {
                    let changed = try session.execute(
                        """
                        INSERT INTO samples (\(columns: columns))
                        VALUES (\(row[0]), \(row[1]), \(row[2]), \(row[3]), \(row[4]))
                        """)
                    #expect(changed == 1)
                }
            }
            let kept = try await database.read { try $0.rows("SELECT * FROM samples ORDER BY id").map(\.values) }
            #expect(kept == rowsThatMustSurvive)
        }
    }

    @Test("every kind of value comes back as it went in, in bulk", arguments: DatabaseEngine.allCases)
    func bulkRoundTrip(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            try await database.write {
                try $0.insert(into: "samples", columns: columns, rows: rowsThatMustSurvive)
            }
            let kept = try await database.read { try $0.rows("SELECT * FROM samples ORDER BY id").map(\.values) }
            #expect(kept == rowsThatMustSurvive)
        }
    }

    @Test("a value alone has the same type on both engines", arguments: DatabaseEngine.allCases)
    func typesOfBareValues(engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            try await database.read { session in
                let row = try #require(
                    try session.first(
                        """
                        SELECT \(7) AS a, \(true) AS b, \(2.5) AS c, \("文") AS d, \([UInt8](1...2)) AS e,
                               \(String?.none) AS f, 7 / 2 AS g, 1 = 1 AS h, sum(x.n) AS i
                        FROM (SELECT 1 AS n UNION ALL SELECT 2) x
                        """))
                #expect(
                    row.values == [
                        .integer(7), .integer(1), .real(2.5), .text("文"), .blob([1, 2]), .null, .integer(3),
                        .integer(1), .integer(3),
                    ])
            }
        }
    }

    @Test("rows are read as what they must be, and a fault names the column", arguments: DatabaseEngine.allCases)
    func typedReading(engine: DatabaseEngine) async throws {
        enum State: String { case open, closed }
        let identifier = try #require(Identifier("0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000"))
        try await withDatabase(engine) { database in
            try await database.read { session in
                let row = try #require(
                    try session.first(
                        """
                        SELECT \(identifier) AS identity, \(CivicDate(dayNumber: 18_885)) AS day,
                               \(LogTime(microseconds: 1_631_664_000_000_001)) AS at, \(State.closed) AS state,
                               1 AS yes, 2 AS two, NULL AS absent_value, '2021-02-29' AS never
                        """))
                #expect(try row.identifier("identity") == identifier)
                #expect(try row.text("day") == "2021-09-15")
                #expect(try row.date("day") == CivicDate(dayNumber: 18_885))
                #expect(try row.time("at").microseconds == 1_631_664_000_000_001)
                #expect(try row.value("state", as: State.self) == .closed)
                #expect(try row.bool("yes"))
                #expect(try row.real("two") == 2)
                #expect(try row.optionalText("absent_value") == nil)
                for (column, read) in [
                    ("absent_value", { _ = try row.integer("absent_value") }), ("two", { _ = try row.bool("two") }),
                    ("day", { _ = try row.integer("day") }), ("never", { _ = try row.date("never") }),
                    ("absent", { _ = try row.text("absent") }), ("day", { _ = try row.value("day", as: State.self) }),
                ] as [(String, () throws -> Void)] {
                    let problem = failure { try read() } as? StorageProblem
                    #expect(problem?.kind == .badColumn)
                    #expect(problem?.columns == [column])
                }
            }
        }
    }

    @Test("dates are text that sorts as the days do, over four thousand years")
    func dates() throws {
        var before = ""
        for dayNumber in stride(from: -719_162, through: 800_000, by: 37) {
            guard case .text(let text) = try CivicDate(dayNumber: dayNumber).sqlValue else {
                Issue.record("a date must be kept as text")
                return
            }
            #expect(text.utf8.count == 10)
            #expect(before < text)
            before = text
        }
    }

    @Test("text with U+0000 and NaN are refused, and nothing is kept", arguments: DatabaseEngine.allCases)
    func unkeepableValues(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            for value in [SQLValue.text("a\u{0}b"), .real(.nan)] {
                let single = await #expect(throws: StorageProblem.self) {
                    try await database.write { session in
                        try session.execute("INSERT INTO samples (id) VALUES (1)")
                        try session.execute("UPDATE samples SET label = \(value)")
                    }
                }
                #expect(single?.kind == .badValue)
                let bulk = await #expect(throws: StorageProblem.self) {
                    try await database.write {
                        try $0.insert(into: "samples", columns: ["id", "label"], rows: [[.integer(1), value]])
                    }
                }
                #expect(bulk?.kind == .badValue)
            }
            let kept = try await database.read { try $0.count("SELECT count(*) FROM samples") }
            #expect(kept == 0)
        }
    }

    @Test("texts are ordered by code point and NULL where it is told", arguments: DatabaseEngine.allCases)
    func ordering(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            let labels = ["b", "A", "a", "", "Z", "一", "丁", "é", "𠮷", "～", "_", "10", "9"]
            try await database.write { session in
                let rows = labels.enumerated().map { [SQLValue.integer(Int64($0)), .text($1)] }
                try session.insert(into: "samples", columns: ["id", "label"], rows: rows + [[.integer(99), .null]])
            }
            let sorted = try await database.read { session in
                try session.rows("SELECT label FROM samples ORDER BY label ASC NULLS LAST")
                    .map { try $0.optionalText("label") }
            }
            #expect(sorted == labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [nil])
            let first = try await database.read { session in
                try session.first("SELECT label FROM samples ORDER BY label DESC NULLS FIRST")?.value("label")
            }
            #expect(first == .null)
            let between = try await database.read { session in
                try session.count("SELECT count(*) FROM samples WHERE label >= \("A") AND label < \("a")")
            }
            #expect(between == 3)
        }
    }

    @Test("LIKE tells case, and takes % and _ of a user as they stand", arguments: DatabaseEngine.allCases)
    func patterns(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            try await database.write { session in
                let rows = ["100%合格", "100 合格", "a_b", "aXb", "ISO", "iso", "bang!"].enumerated()
                    .map { [SQLValue.integer(Int64($0)), .text($1)] }
                try session.insert(into: "samples", columns: ["id", "label"], rows: rows)
            }
            for (query, expected) in [("0%合", 1), ("a_b", 1), ("iso", 1), ("合格", 2), ("g!", 1), ("", 7)] {
                let found = try await database.read { session in
                    try session.count("SELECT count(*) FROM samples WHERE label LIKE \(containing: query)")
                }
                #expect(found == expected, "\(query)")
            }
            let beginning = try await database.read { session in
                try session.count("SELECT count(*) FROM samples WHERE label LIKE \(beginningWith: "100%")")
            }
            #expect(beginning == 1)
        }
    }

    @Test("IN takes any list, also an empty one", arguments: DatabaseEngine.allCases)
    func lists(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [samples]) { database in
            try await database.write { session in
                let rows = (1...5).map { [SQLValue.integer(Int64($0))] }
                try session.insert(into: "samples", columns: ["id"], rows: rows)
            }
            try await database.read { session in
                let none: [Int] = []
                let two = try session.count("SELECT count(*) FROM samples WHERE id IN \(list: [1, 4, 9])")
                #expect(two == 2)
                #expect(try session.count("SELECT count(*) FROM samples WHERE id NOT IN \(list: [1, 4, 9])") == 3)
                #expect(try session.count("SELECT count(*) FROM samples WHERE id IN \(list: none)") == 0)
                #expect(try session.count("SELECT count(*) FROM samples WHERE id NOT IN \(list: none)") == 5)
                #expect(
                    try session.count("SELECT count(*) FROM samples WHERE id NOT IN \(list: none) AND id > 3") == 2)
            }
        }
    }
}
