import Commitments
import Foundation
import Kernel
import Packs
import PlanText
import Search
import Testing
import Web
import WebTesting

@testable import Server

/// What the search page finds, against reading every text of the demonstration from its sources one by one.
struct SearchPageTests {
    private struct Document {
        let href: String
        let texts: [String]
    }

    /// The texts that can be searched, out of the pack's files and never out of the index.
    private static func documents() throws -> [Document] {
        let pack = try DemonstrationCity.pack()
        let plan = DemonstrationCity.plan
        func document(_ kind: String, _ identity: String, _ texts: [String]) throws -> Document {
            let link = CommitmentsEngine.link(to: RecordReference(kind: kind, identity: identity), plan: plan)
            return Document(href: try #require(link).href, texts: texts)
        }
        var documents: [Document] = []
        for item in try PlanReader.read(pack.planText).plan.items {
            documents.append(try document(SearchKind.item, "\(plan)/\(item.number)", [item.title, item.body]))
            documents += try item.clauses.map {
                try document(SearchKind.clause, "\(plan)/\($0.id)", [$0.id, $0.text])
            }
        }
        documents += try pack.deliverables.map {
            try document(SearchKind.deliverable, $0.id, [$0.title.zh, $0.title.en, $0.clause])
        }
        documents += try pack.units.map {
            try document(SearchKind.unit, $0.id, [$0.short.zh, $0.short.en, $0.title.zh, $0.title.en] + $0.aliases)
        }
        documents += try pack.groups.map {
            try document(SearchKind.unit, $0.id, [$0.short.zh, $0.short.en, $0.title.zh, $0.title.en] + $0.aliases)
        }
        return documents
    }

    /// Whether a text has the words: Chinese anywhere, letters and digits at the beginning of a word.
    private static func has(_ text: String, _ words: String) -> Bool {
        let isWord = { (character: Character) in
            character.isLetter && !character.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
                || character.isNumber
        }
        let text = Array(text.lowercased())
        let words = Array(words.lowercased())
        guard let first = words.first, text.count >= words.count else { return false }
        return (0...(text.count - words.count)).contains { start in
            guard text[start..<start + words.count].elementsEqual(words) else { return false }
            return !isWord(first) || start == 0 || !isWord(text[start - 1])
        }
    }

    /// Every hit of every page, and the number that the page claims.
    private func found(_ query: String, _ client: TestClient) async throws -> (hrefs: [String], claimed: Int) {
        let encoded = try #require(query.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        var hrefs: [String] = []
        var claimed = 0
        for page in 1...200 {
            let text = try await client.get("/search?q=\(encoded)&page=\(page)", headers: [("Accept-Language", "en")])
                .text
            claimed = text.firstMatch(of: /(\d+) found/).flatMap { Int($0.output.1) } ?? 0
            let hits = text.matches(of: /<p class="hit-title">.*?<a [^>]*href="([^"]*)"/)
                .map { Wizard.unescaped(String($0.output.1)) }
            if hits.isEmpty { break }
            hrefs += hits
        }
        return (hrefs, claimed)
    }

    @Test("queries of one and two characters, and of Latin letters, find exactly what a reader would")
    func bruteForce() async throws {
        let documents = try Self.documents()
        #expect(documents.count > 300)
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            var found = 0
            for query in [
                "品", "质", "质量", "冷链", "一", "检测", "市", "监管", "长三角", "质量提升", "食品安全", "PCT", "nqi", "a", "5g", "quality",
                "20",
                "鿕", "zzz", "标准化", "海关",
            ] {
                let expected = documents.filter { $0.texts.contains { Self.has($0, query) } }.map(\.href).sorted()
                let (hrefs, claimed) = try await self.found(query, client)
                #expect(hrefs.sorted() == expected, "\(query): \(hrefs.count) of \(expected.count)")
                #expect(claimed == expected.count, "\(query)")
                if !expected.isEmpty { found += 1 }
            }
            #expect(found >= 10, "most of these words stand in the demonstration")
        }
    }

    @Test("a query without a word, one that is too long and one with marks are answered calmly")
    func strange() async throws {
        try await DemonstrationCity.with { city in
            let client = try await city.client()
            #expect(try await client.get("/search").status == 200)
            #expect(try await client.get("/search?q=%20%20").status == 200)
            #expect(try await client.get("/search?q=%EF%BC%8C%E3%80%82").status == 200)
            #expect(try await client.get("/search?q=%25%5F'%22").status == 200)
            let long = String(repeating: "%E8%B4%A8", count: 400)
            #expect([200, 422].contains(try await client.get("/search?q=\(long)").status))
            let script = try await client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
            #expect(!script.contains("<script>alert"))
        }
    }
}
