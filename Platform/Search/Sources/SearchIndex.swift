import Kernel
import Storage

/// Full-text search for Chinese: a table of tokens on either database, and a comparison of texts behind it.
///
/// A query of one or two Han characters is answered by the tokens alone; a longer phrase takes the records that have
/// all its pairs and compares their texts, so that it is found exactly. Order: records with more terms in their title
/// first, then those with more hits, then by kind and identity.
public enum SearchIndex {
    public static let migrations = MigrationGroup(
        "search",
        [
            Migration(
                "create the index",
                [
                    """
                    CREATE TABLE search_documents (
                        number BIGINT NOT NULL PRIMARY KEY,
                        kind TEXT NOT NULL,
                        identity TEXT NOT NULL,
                        scope TEXT NOT NULL,
                        title TEXT NOT NULL,
                        body TEXT NOT NULL,
                        folded_title TEXT NOT NULL,
                        folded_body TEXT NOT NULL,
                        UNIQUE (kind, identity)
                    )
                    """,
                    """
                    CREATE TABLE search_tokens (
                        token TEXT NOT NULL,
                        document BIGINT NOT NULL REFERENCES search_documents (number),
                        PRIMARY KEY (token, document)
                    )
                    """,
                    "CREATE INDEX search_tokens_by_document ON search_tokens (document)",
                ])
        ])

    /// Puts documents into the index; one with the same record is replaced.
    ///
    /// Meant for the transaction that changes the records, so that nothing is found that is not there.
    public static func put(_ documents: [SearchDocument], in session: any WriteSession) throws {
        // The last of two with one record counts.
        let unique = Dictionary(documents.map { ($0.record, $0) }, uniquingKeysWith: { _, last in last })
            .values.sorted { ($0.record.kind, $0.record.identity) < ($1.record.kind, $1.record.identity) }
        try remove(unique.map(\.record), in: session)
        var number = try session.count("SELECT coalesce(max(number), 0) AS number FROM search_documents")
        var rows: [[SQLValue]] = []
        var tokenRows: [[SQLValue]] = []
        for document in unique {
            number += 1
            let title = FoldedText(document.title)
            let body = FoldedText(document.body)
            rows.append([
                .integer(Int64(number)), .text(document.record.kind), .text(document.record.identity),
                .text(document.scope), .text(document.title), .text(document.body), .text(title.text),
                .text(body.text),
            ])
            for token in SearchTokens.tokens(of: title).union(SearchTokens.tokens(of: body)).sorted() {
                tokenRows.append([.text(token), .integer(Int64(number))])
            }
        }
        try session.insert(
            into: "search_documents",
            columns: ["number", "kind", "identity", "scope", "title", "body", "folded_title", "folded_body"],
            rows: rows)
        try session.insert(into: "search_tokens", columns: ["token", "document"], rows: tokenRows)
    }

    /// Takes records out of the index; those that are not in it do not matter.
    public static func remove(_ records: [RecordReference], in session: any WriteSession) throws {
        for (kind, records) in Dictionary(grouping: records, by: \.kind).sorted(by: { $0.key < $1.key }) {
            for start in stride(from: 0, to: records.count, by: 500) {
                let identities = records[start..<min(start + 500, records.count)].map(\.identity)
                let numbers: SQL =
                    "SELECT number FROM search_documents WHERE kind = \(kind) AND identity IN \(list: identities)"
                try session.execute("DELETE FROM search_tokens WHERE document IN (\(numbers))")
                try session.execute(
                    "DELETE FROM search_documents WHERE kind = \(kind) AND identity IN \(list: identities)")
            }
        }
    }

    /// Looks for records that have all terms of the query. A query without a term finds nothing.
    public static func find(_ query: SearchQuery, in session: any ReadSession) throws -> SearchPage {
        let terms = SearchTerm.terms(of: query.text)
        guard !terms.isEmpty else { return SearchPage(hits: [], total: 0) }
        let condition = condition(query, terms)
        let total = try session.count("SELECT count(*) AS total FROM search_documents d WHERE \(condition)")
        guard total > query.offset else { return SearchPage(hits: [], total: total) }
        let titleTerms = SQL.joined(
            terms.map { "CASE WHEN \(hits($0, "folded_title")) > 0 THEN 1 ELSE 0 END" }, by: " + ")
        let allHits = SQL.joined(
            terms.flatMap { [hits($0, "folded_title"), hits($0, "folded_body")] }, by: " + ")
        let rows = try session.rows(
            """
            SELECT d.kind, d.identity, d.scope, d.title, d.body, \(titleTerms) AS title_terms, \(allHits) AS hits
            FROM search_documents d WHERE \(condition)
            ORDER BY title_terms DESC, hits DESC, d.kind, d.identity LIMIT \(query.limit) OFFSET \(query.offset)
            """)
        let found = try rows.map { row in
            let title = try row.text("title")
            return SearchHit(
                record: RecordReference(kind: try row.text("kind"), identity: try row.text("identity")),
                scope: try row.text("scope"),
                title: SearchSnippet(of: title, terms: terms, window: max(1, title.unicodeScalars.count)),
                body: SearchSnippet(of: try row.text("body"), terms: terms, window: 90),
                hits: try row.integer("hits"))
        }
        return SearchPage(hits: found, total: total)
    }

    private static func condition(_ query: SearchQuery, _ terms: [SearchTerm]) -> SQL {
        var conditions: [SQL] = []
        for term in terms {
            for token in term.tokens {
                switch token {
                case .whole(let text):
                    conditions.append("d.number IN (SELECT document FROM search_tokens WHERE token = \(text))")
                case .beginning(let text):
                    // Both engines compare by code point; this is the last one.
                    let end = text + "\u{10FFFF}"
                    conditions.append(
                        """
                        d.number IN (SELECT document FROM search_tokens WHERE token >= \(text) AND token < \(end))
                        """)
                }
            }
            if !term.isExact {
                conditions.append(
                    "(\(hits(term, "folded_title")) > 0 OR \(hits(term, "folded_body")) > 0)")
            }
        }
        if let kinds = query.kinds { conditions.append("d.kind IN \(list: kinds)") }
        if let scopes = query.scopes { conditions.append("d.scope IN \(list: scopes)") }
        return .joined(conditions, by: " AND ")
    }

    /// How often a term stands in a column. Neither engine has `instr` by the other's name; both have `replace`.
    private static func hits(_ term: SearchTerm, _ column: ColumnName) -> SQL {
        """
        ((length(d.\(column)) - length(replace(d.\(column), \(term.text), ''))) / \(term.scalars.count))
        """
    }
}
