import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct TableTests {
    private func rows(_ reply: TestClient.Reply) -> [String] {
        reply.text.components(of: "class=\"main-link\"").dropFirst().compactMap { piece in
            piece.split(separator: ">", maxSplits: 1).last?.prefix { $0 != "<" }.description
        }
    }

    @Test("rows are filtered, sorted and paged by the address alone")
    func arrangement() async throws {
        let client = try SampleEngine.client()
        let first = try await client.get("/items")
        #expect(rows(first).count == 10 && rows(first).first == "1-01")
        #expect(first.text.contains("共 37 项，当前 37 项"))
        let last = try await client.get("/items?page=4")
        #expect(rows(last).count == 7)
        let late = try await client.get("/items?state=late&size=50")
        #expect(rows(late).count == 5 && late.text.contains("共 37 项，当前 5 项"))
        let descending = try await client.get("/items?sort=-samples&size=50")
        let ascending = try await client.get("/items?sort=samples&size=50")
        let missing = Set(["1-04", "2-05", "3-06", "5-01", "6-02"])
        #expect(Set(rows(descending).suffix(5)) == missing && Set(rows(ascending).suffix(5)) == missing)
        #expect(rows(descending).dropLast(5) == ArraySlice(rows(ascending).dropLast(5).reversed()))
        let found = try await client.get("/items?q=%E5%8F%AC%E5%9B%9E+%E4%BA%A4%E9%80%9A%E5%A7%94&size=50")
        #expect(rows(found) == ["1-05", "5-05"])
    }

    @Test("totals follow the filters, and exports carry them")
    func totalsAndExports() async throws {
        let client = try SampleEngine.client()
        let all = try await client.get("/items?size=50")
        let late = try await client.get("/items?state=late&sort=-due&page=1")
        #expect(all.text.contains("<tfoot>") && all.text.contains("合计"))
        #expect(late.text.contains("href=\"/items.csv?state=late&amp;sort=-due\""))
        let file = try await client.get("/items.csv?state=late&page=3")
        #expect(file.text.split(separator: "\n").count == 7)
        // What is handed out to keep runs nothing, whatever it holds; pages keep the policy of pages.
        let policy = file.header("Content-Security-Policy")
        #expect(policy == "default-src 'none'; frame-ancestors 'none'; sandbox")
        #expect(file.headers("Content-Security-Policy").count == 1)
        #expect(file.header("X-Content-Type-Options") == "nosniff")
        #expect(all.header("Content-Security-Policy")?.contains("script-src 'self'") == true)
        #expect(
            file.header("Content-Disposition")
                == "attachment; filename=\"____.csv\"; filename*=UTF-8''%E8%B4%A3%E4%BB%BB%E4%BA%8B%E9%A1%B9.csv")
    }

    @Test("an empty table says so and what to do")
    func empty() async throws {
        let reply = try await SampleEngine.client().get("/items?q=zzzz")
        #expect(reply.text.contains("没有符合条件的记录。") && reply.text.contains("显示全部记录"))
        #expect(!reply.text.contains("<table"))
    }

    @Test("chosen columns are shown, counts of a filter look past itself")
    func columnsAndCounts() async throws {
        let client = try SampleEngine.client()
        let chosen = try await client.get("/items?columns=number&columns=note")
        #expect(chosen.text.contains("备注") && !chosen.text.contains("kind-beam"))
        let text = try await client.get("/items?state=late").text
        #expect(text.contains("逾期 <span class=\"chip-count\">5</span>"))
        #expect(text.contains("有风险 <span class=\"chip-count\">6</span>"))
    }

    @Test("sorting is stable, numbers come before texts, what is missing comes last")
    func sorting() {
        let keys: [SortKey] = [.missing, .text("乙"), .number(2), .text("甲"), .number(-1), .number(2), .missing]
        let rows = keys.enumerated().map { index, key in
            TableRow("\(index)", cells: ["k": TableCell(text: "x", sortKey: key)])
        }
        #expect(
            TableArrangement.sorted(rows, by: TableSort("k")).map(\.identity) == ["4", "2", "5", "1", "3", "0", "6"])
        let descending = TableArrangement.sorted(rows, by: TableSort("k", isDescending: true))
        #expect(descending.map(\.identity) == ["3", "1", "2", "5", "4", "0", "6"])
    }

    @Test("canaries in cells, links and reasons come out escaped")
    func canaries() async throws {
        let canary = "\"><script>alert(1)</script>'\"\u{301}&amp;"
        let route = Route0(.get, "canary", permission: SampleEngine.read)
        let definition = TableDefinition(
            columns: [
                TableColumn("a", canary, unit: canary), TableColumn("b", "B", kind: .status), TableColumn("c", "C"),
            ])
        let client = try SampleEngine.client {
            $0.declared.append(route)
            $0.registrations.append(
                route.handle { request in
                    let row = TableRow(
                        canary, link: SampleEngine.item.link(canary),
                        cells: [
                            "a": .text(canary), "b": .status(StatusTag(.late, word: canary, reason: canary)),
                            "c": .beam(Beam(done: .nan, due: 7, label: canary, caption: canary)),
                        ], facets: [:])
                    let table = Table(
                        definition, rows: .all([row]), caption: canary, link: route.link(), empty: .init(canary),
                        exports: [.init(canary, route.link())], request: request)
                    return .page(
                        Page(
                            "sample/items", title: canary, breadcrumbs: [Breadcrumb(canary)],
                            model: SampleHandlers.TablePage(table: table.view)))
                })
        }
        let text = try await client.get("/canary").text
        #expect(!text.contains("<script>alert"))
        #expect(!holds(text, TableStateTests.bareQuote))
        #expect(text.contains("&quot;&gt;&lt;script&gt;"))
    }

    @Test("a matrix has a cell for every column, and its cells answer every tag themselves")
    func matrix() throws {
        var table = SampleTables.matrix(columns: 4, rows: 2)
        table.rows[0] = HeatTable.Row(.init("x"), cells: [.blank], total: "")
        let view = table.view
        #expect(view.rows.allSatisfy { $0.cells.count == 4 })
        for cell in view.rows.flatMap(\.cells) {
            for child in Mirror(reflecting: cell).children {
                let label = try #require(child.label)
                #expect(cell.child(named: label) != nil, "\(label)")
            }
        }
    }
}

extension String {
    func components(of separator: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return pieces + [rest]
    }
}
