import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct TableStateTests {
    static let definition = SampleTables.definition
    /// What an escape by grapheme would leave: a quotation mark under a combining accent.
    static let bareQuote = "\"\u{301}"

    /// A random state that differs from the defaults, as the definition allows it.
    private func random(_ generator: inout Steady) -> TableState {
        var state = TableState()
        let sortable = Self.definition.columns.filter(\.isSortable)
        if Bool.random(using: &generator), let column = sortable.randomElement(using: &generator) {
            let sort = TableSort(column.key, isDescending: Bool.random(using: &generator))
            if sort != Self.definition.defaultSort { state.sort = sort }
        }
        state.page = Int.random(in: 1...500, using: &generator)
        state.size = [nil, 20, 50].randomElement(using: &generator) ?? nil
        if Bool.random(using: &generator) {
            let keys = Self.definition.columns.map(\.key).filter { _ in Bool.random(using: &generator) }
            let usual = Self.definition.columns.filter(\.isShownByDefault).map(\.key)
            if !keys.isEmpty, keys != usual { state.columns = keys }
        }
        let searches = ["", "质量 监测", "a&b=c", "100%", "<script>\"'", "+ +", "e\u{301}"]
        state.search = searches.randomElement(using: &generator) ?? ""
        for filter in Self.definition.filters {
            let values = filter.options.map(\.value).filter { _ in Bool.random(using: &generator) }
            if !values.isEmpty { state.chosen[filter.key] = values }
        }
        return state
    }

    @Test("any state survives the way into an address and back, also beside another table")
    func roundTrip() throws {
        var generator = Steady(state: 20_210_915)
        for _ in 0..<500 {
            let state = random(&generator)
            for prefix in ["", "d."] {
                var definition = Self.definition
                definition.prefix = prefix
                let href = SampleEngine.items.link().with(state.query(definition)).href
                let query = href.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
                let values = try Values(urlEncoded: query, limits: RequestLimits())
                let (read, ignored) = TableState.read(values, definition)
                #expect(read == state, "\(href)")
                #expect(ignored.isEmpty, "\(href)")
            }
        }
    }

    @Test("what an address holds in vain is named and falls back to the default")
    func invalidValues() throws {
        let query = "sort=-none&page=0&size=7&columns=title,none&state=late&state=odd&level=&q=+&other=1"
        let (state, ignored) = TableState.read(try Values(urlEncoded: query, limits: RequestLimits()), Self.definition)
        #expect(state == TableState(columns: ["title"], chosen: ["state": ["late"]]))
        #expect(
            ignored == [
                .init(name: "sort", value: "-none"), .init(name: "page", value: "0"), .init(name: "size", value: "7"),
                .init(name: "columns", value: "none"), .init(name: "state", value: "odd"),
            ])
    }

    @Test("no query of a table is an error of the server, and canaries in it come back escaped")
    func hostileQueries() async throws {
        let client = try SampleEngine.client()
        let canary = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%22%CC%81"
        for query in [
            "sort=\(canary)", "page=99999999999999999999", "page=-1", "page=1e3", "size=\(canary)", "columns=,,,",
            "columns=\(canary)", "state=\(canary)", "q=\(canary)", "\(canary)=1", "sort=&page=&size=&columns=&q=",
            "page=1&page=2",
        ] {
            let reply = try await client.get("/items?\(query)")
            #expect(reply.status == 200, "\(query)")
            #expect(!reply.text.contains("<script>alert"), "\(query)")
            #expect(!holds(reply.text, Self.bareQuote), "\(query)")
        }
        let beyond = try await client.get("/items?page=99")
        #expect(beyond.text.contains("没有第 99 页，现显示最后一页（第 4 页）。"))
    }

    @Test("a definition whose names collide is at fault")
    func definitionFaults() {
        #expect(Self.definition.faults.isEmpty)
        let wrong = TableDefinition(
            columns: [TableColumn("a", "A"), TableColumn("a", "B"), TableColumn("x,y", "C")],
            filters: [TableFilter("page", "P", options: [])])
        #expect(wrong.faults.count == 3)
    }
}

/// A generator of which the same seed gives the same numbers (SplitMix64).
struct Steady: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Whether a text holds another one, byte by byte.
func holds(_ text: String, _ part: String) -> Bool { text.utf8.firstRange(of: part.utf8) != nil }
