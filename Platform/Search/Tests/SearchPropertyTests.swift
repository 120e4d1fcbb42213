import Kernel
import Search
import Storage
import StorageTesting
import Testing

/// Looks through all texts without an index: another way to the same answer.
private struct BruteForce {
    struct Document {
        let identity: String
        let title: String
        let body: String
    }

    static func find(_ query: String, in documents: [Document]) -> [(identity: String, hits: Int)] {
        let terms = fold(query).split(separator: " ").compactMap(trimmed)
        var seen: [[Character]] = []
        for term in terms where !seen.contains(term) { seen.append(term) }
        guard !seen.isEmpty else { return [] }
        var found: [(identity: String, titleTerms: Int, hits: Int)] = []
        for document in documents {
            let (title, body) = (Array(fold(document.title)), Array(fold(document.body)))
            let counts = seen.map { (title: count($0, in: title), body: count($0, in: body)) }
            guard counts.allSatisfy({ $0.title + $0.body > 0 }) else { continue }
            found.append(
                (
                    document.identity, counts.filter { $0.title > 0 }.count,
                    counts.reduce(0) { $0 + $1.title + $1.body }
                ))
        }
        found.sort { left, right in
            if left.titleTerms != right.titleTerms { return left.titleTerms > right.titleTerms }
            if left.hits != right.hits { return left.hits > right.hits }
            return left.identity < right.identity
        }
        return found.map { ($0.identity, $0.hits) }
    }

    private static func fold(_ text: String) -> String {
        String(
            text.map { character in
                guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
                    let half = Unicode.Scalar(scalar.value - 0xFEE0)
                else { return Character(character.lowercased()) }
                return Character(Character(half).lowercased())
            })
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func isHan(_ character: Character) -> Bool { !character.isASCII && character.isLetter }

    private static func trimmed(_ term: Substring) -> [Character]? {
        let characters = Array(term)
        let matters = characters.indices.filter { isWord(characters[$0]) || isHan(characters[$0]) }
        guard let first = matters.first, let last = matters.last else { return nil }
        return Array(characters[first...last])
    }

    /// Places where the term stands, from left to right, not overlapping, and never inside of a word.
    private static func count(_ term: [Character], in text: [Character]) -> Int {
        var count = 0
        var index = 0
        while index + term.count <= text.count {
            let isInsideWord = isWord(term[0]) && index > 0 && isWord(text[index - 1])
            if !isInsideWord, Array(text[index..<index + term.count]) == term {
                count += 1
                index += term.count
            } else {
                index += 1
            }
        }
        return count
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014), so that every run sees the same texts.
private struct Randomness: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Search against a scan")
struct SearchPropertyTests {
    private static let alphabet = Array("质量强市质量工作aAbＢ1１９9iI ，。-%_'\\")

    @Test("the index finds what a scan of all texts finds, in the same order", arguments: DatabaseEngine.allCases)
    func agreesWithScan(engine: DatabaseEngine) async throws {
        var randomness = Randomness(state: 2_021)
        func text(_ length: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: length, using: &randomness)).compactMap { _ in
                    Self.alphabet.randomElement(using: &randomness)
                })
        }
        var documents: [BruteForce.Document] = []
        for number in 0..<200 {
            documents.append(BruteForce.Document(identity: "\(1_000 + number)", title: text(0...6), body: text(0...40)))
        }
        var queries: [String] = []
        for _ in 0..<250 { queries.append(text(1...5)) }
        for _ in 0..<100 {
            // Parts of texts, so that long phrases are found too.
            guard let body = documents.randomElement(using: &randomness)?.body, body.count > 8 else { continue }
            queries.append(String(body.dropFirst(Int.random(in: 0..<4, using: &randomness)).prefix(7)))
        }
        let (all, asked) = (documents, queries)
        try await withDatabase(engine, migrations: [SearchIndex.migrations]) { database in
            try await database.write { session in
                try SearchIndex.put(
                    all.map {
                        SearchDocument(
                            record: RecordReference(kind: "item", identity: $0.identity), title: $0.title, body: $0.body
                        )
                    }, in: session)
            }
            var foundSomething = 0
            for text in asked {
                let expected = BruteForce.find(text, in: all)
                let query = try SearchQuery(text, limit: 100)
                let page = try await database.read { try SearchIndex.find(query, in: $0) }
                #expect(page.total == expected.count, "\(text)")
                #expect(page.hits.map(\.record.identity) == expected.prefix(100).map(\.identity), "\(text)")
                #expect(page.hits.map(\.hits) == expected.prefix(100).map(\.hits), "\(text)")
                if !expected.isEmpty { foundSomething += 1 }
            }
            #expect(foundSomething > 150)
        }
    }
}
