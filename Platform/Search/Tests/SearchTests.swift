import Kernel
import Search
import Storage
import StorageTesting
import Testing

@Suite("Search")
struct SearchTests {
    private static let texts: [(id: String, scope: String, title: String, body: String)] = [
        ("1", "2021", "质量强市工作计划", "推进质量强市建设，完善质量基础设施。"),
        ("2", "2021", "冷链食品追溯", "对进口冷链食品实行全程追溯，赋码ＩＳＯ９００１。"),
        ("3", "2022", "强化市场监管", "质 量 两 个 字 分 开 写"),
        ("4", "2022", "Quality management", "ISO 9001 and ISO9001:2015, quality circles; 体系认证"),
        ("5", "2022", "Equality", "unequal, inequality 量质"),
        ("6", "", "𠮷野家的𠮷", "罕见字也要找得到；标点，不算。100%合格"),
    ]

    private func filled(_ engine: DatabaseEngine, _ body: (any Database) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: [SearchIndex.migrations]) { database in
            try await database.write { session in
                let documents = Self.texts.map { text in
                    SearchDocument(
                        record: RecordReference(kind: text.id == "6" ? "case" : "item", identity: text.id),
                        scope: text.scope, title: text.title, body: text.body)
                }
                try SearchIndex.put(documents, in: session)
            }
            try await body(database)
        }
    }

    @Test("short Chinese queries, phrases, words and their beginnings are found", arguments: DatabaseEngine.allCases)
    func truthTable(engine: DatabaseEngine) async throws {
        let expected: [(query: String, found: [String])] = [
            ("质量", ["1"]), ("质", ["1", "3", "5"]), ("量", ["1", "3", "5"]), ("量质", ["5"]), ("强", ["1", "3"]),
            ("冷链", ["2"]), ("冷链食品", ["2"]), ("冷链食物", []), ("食品冷链", []), ("质量 计划", ["1"]),
            ("计划 质量", ["1"]), ("质量 冷链", []), ("iso", ["2", "4"]), ("ISO9001", ["2", "4"]), ("iso90", ["2", "4"]),
            ("9001", ["4"]), ("quality", ["4"]), ("QUAL", ["4"]), ("equal", ["5"]), ("qual ity", []),
            ("ｑｕａｌｉｔｙ", ["4"]),
            ("赋码iso", ["2"]), ("iso9001:2015", ["4"]), ("iso9001:2016", []), ("𠮷", ["6"]), ("𠮷野家", ["6"]),
            ("，", []), ("", []), ("   ", []), ("“质量强市”", ["1"]), ("标点，不算", ["6"]), ("标点不算", []), ("100%合", ["6"]),
            ("100_合", []), ("%", []), ("'; DROP TABLE search_documents; --", []), ("质量强市工作计划", ["1"]),
        ]
        try await filled(engine) { database in
            for (text, found) in expected {
                let query = try SearchQuery(text)
                let page = try await database.read { try SearchIndex.find(query, in: $0) }
                #expect(page.hits.map(\.record.identity).sorted() == found, "\(text)")
                #expect(page.total == found.count, "\(text)")
            }
        }
    }

    @Test("hits in the title come first, then more hits, then identity", arguments: DatabaseEngine.allCases)
    func ranking(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [SearchIndex.migrations]) { database in
            let texts = [
                ("a", "无", "质量"), ("b", "无", "质量质量质量"), ("c", "质量", "无"), ("d", "无", "质量"), ("e", "质量", "质量"),
            ]
            try await database.write { session in
                try SearchIndex.put(
                    texts.reversed().map {
                        SearchDocument(
                            record: RecordReference(kind: "item", identity: $0.0), title: $0.1, body: $0.2)
                    }, in: session)
            }
            let all = try SearchQuery("质量")
            let page = try await database.read { try SearchIndex.find(all, in: $0) }
            #expect(page.hits.map(\.record.identity) == ["e", "c", "b", "a", "d"])
            #expect(page.hits.map(\.hits) == [2, 1, 3, 1, 1])
            let second = try SearchQuery("质量", offset: 2, limit: 2)
            let part = try await database.read { try SearchIndex.find(second, in: $0) }
            #expect(part.hits.map(\.record.identity) == ["b", "a"])
            #expect(part.total == 5)
        }
    }

    @Test("kinds and scopes narrow the search", arguments: DatabaseEngine.allCases)
    func filters(engine: DatabaseEngine) async throws {
        try await filled(engine) { database in
            for (kinds, scopes, found) in [
                (nil, nil, ["1", "3", "5"]), (["item"], nil, ["1", "3", "5"]), (["case"], nil, []),
                (nil, ["2021"], ["1"]), (nil, ["2021", "2022"], ["1", "3", "5"]), (nil, [], []), ([], nil, []),
            ] as [([String]?, [String]?, [String])] {
                let query = try SearchQuery("质", kinds: kinds, scopes: scopes)
                let page = try await database.read { try SearchIndex.find(query, in: $0) }
                #expect(page.hits.map(\.record.identity).sorted() == found)
            }
        }
    }

    @Test(
        "a document that is put again is replaced, and one that is removed is gone", arguments: DatabaseEngine.allCases)
    func replacing(engine: DatabaseEngine) async throws {
        try await filled(engine) { database in
            let record = RecordReference(kind: "item", identity: "1")
            try await database.write { session in
                try SearchIndex.put([SearchDocument(record: record, title: "新题", body: "")], in: session)
            }
            let (old, new) = (try SearchQuery("质量"), try SearchQuery("新题"))
            let afterPut = try await database.read { session in
                (try SearchIndex.find(old, in: session).total, try SearchIndex.find(new, in: session).total)
            }
            #expect(afterPut == (0, 1))
            try await database.write { session in
                try SearchIndex.remove([record, RecordReference(kind: "none", identity: "x")], in: session)
            }
            let (total, tokens) = try await database.read { session in
                (
                    try SearchIndex.find(new, in: session).total,
                    try session.count("SELECT count(*) FROM search_tokens WHERE token = '新题'")
                )
            }
            #expect(total == 0)
            #expect(tokens == 0)
        }
    }

    @Test("a snippet marks what was looked for", arguments: DatabaseEngine.allCases)
    func snippets(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [SearchIndex.migrations]) { database in
            let body = String(repeating: "前", count: 300) + "ＩＳＯ体系" + String(repeating: "后", count: 300) + "iso"
            try await database.write { session in
                try SearchIndex.put(
                    [
                        SearchDocument(
                            record: RecordReference(kind: "item", identity: "1"), title: "Iso 与 iso", body: body)
                    ], in: session)
            }
            let query = try SearchQuery("iso")
            let page = try await database.read { try SearchIndex.find(query, in: $0) }
            let hit = try #require(page.hits.first)
            #expect(hit.title.pieces.filter(\.isHit).map(\.text) == ["Iso", "iso"])
            #expect(hit.title.pieces.map(\.text).joined() == "Iso 与 iso")
            #expect(hit.body.pieces.filter(\.isHit).map(\.text) == ["ＩＳＯ"])
            #expect(hit.body.text.hasPrefix("…前"))
            #expect(hit.body.text.hasSuffix("后…"))
            #expect(hit.body.pieces.map(\.text).joined() == hit.body.text)
            #expect(hit.body.text.unicodeScalars.count == 92)
        }
    }

    @Test("a query that is too long or has too many words is refused with its field")
    func limits() {
        for text in [String(repeating: "质", count: 101), "a b c d e f g h i"] {
            let problem = #expect(throws: Problem.self) { try SearchQuery(text) }
            #expect(problem?.kind == .badInput)
            #expect(problem?.place == .field("q"))
        }
    }

    @Test("a long phrase is found exactly", arguments: DatabaseEngine.allCases)
    func longPhrase(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: [SearchIndex.migrations]) { database in
            let characters = (0..<100).compactMap { Unicode.Scalar(0x4E00 + $0 * 7).map(Character.init) }
            let phrase = String(characters)
            let almost =
                String(characters.prefix(50)) + String(characters.prefix(49).last ?? "一")
                + String(characters.dropFirst(50))
            try await database.write { session in
                for (identity, body) in [("exact", "前\(phrase)后"), ("almost", almost)] {
                    try SearchIndex.put(
                        [
                            SearchDocument(
                                record: RecordReference(kind: "item", identity: identity), title: "", body: body)
                        ],
                        in: session)
                }
            }
            let query = try SearchQuery(phrase)
            let page = try await database.read { try SearchIndex.find(query, in: $0) }
            #expect(page.hits.map(\.record.identity) == ["exact"])
        }
    }
}
