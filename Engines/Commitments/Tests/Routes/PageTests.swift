import Kernel
import Packs
import PlanText
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Every page of the engine through a whole site in process, over the demonstration city.
@Suite struct PageTests {
    private func withDemonstration(
        asOf: String = "2021-09-15", _ body: (CityFixture, TestClient) async throws -> Void
    ) async throws {
        try await CityFixture.with(.sqlite) { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            try await body(city, try city.client(asOf: asOf))
        }
    }

    private static func paths(_ pack: Pack) -> [String] {
        let plan = "/plans/2021-1"
        var paths = [
            "/plans", "\(plan)", "\(plan)/unit-matrix", "\(plan)/district-matrix", "\(plan)/deliverables",
            "\(plan)/deliverables?size=200", "\(plan)/units", "\(plan)/source", "/comparison", "/imports/new",
        ]
        paths += pack.items.map { "\(plan)/items/\($0.number)" }
        paths += pack.units.map { "\(plan)/units/\($0.id)" } + pack.groups.map { "\(plan)/units/\($0.id)" }
        return paths
    }

    @Test("every page answers in both languages, with every text there", arguments: languages.map(\.0))
    func everyPage(language: String) async throws {
        try await withDemonstration { _, client in
            let pack = try Repository.shanghai()
            var paths = Self.paths(pack)
            for deliverable in pack.deliverables {
                paths.append("/plans/2021-1/deliverables/\(DeliverableKey(deliverable.id).pathSegment)")
            }
            for path in paths {
                let reply = try await client.get(path, headers: asking(language))
                #expect(reply.status == 200, "\(path)")
                #expect(!reply.text.contains("⟦"), "\(path)")
                #expect(!reply.text.showsKey, "\(path) shows a key")
                #expect(reply.text.contains("<html lang=\"\(language == "zh-CN" ? "zh-Hans" : "en")\""), "\(path)")
            }
            let home = try await client.get("/")
            #expect((300..<400).contains(home.status) && home.header("Location") == "/plans/2021-1")
        }
    }

    @Test("without a plan the home leads to the list, which says how one begins")
    func empty() async throws {
        try await CityFixture.with(.sqlite) { city in
            let client = try city.client()
            #expect(try await client.get("/").header("Location") == "/plans")
            for (language, _) in languages {
                for path in ["/plans", "/comparison", "/imports/new"] {
                    let reply = try await client.get(path, headers: asking(language))
                    #expect(reply.status == 200 && !reply.text.contains("⟦"), "\(path)")
                }
            }
            #expect(try await client.get("/plans").text.contains("href=\"/imports/new\""))
        }
    }

    @Test("the board has the plan's numbers: items by section, counts by standing, and who must act")
    func board() async throws {
        try await withDemonstration { city, client in
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            let page = try await client.get("/plans/2021-1", headers: asking("zh-CN")).text
            #expect(page.occurrences(of: "<tr class=\"row-link\">") == 22)
            #expect(page.occurrences(of: "<tr class=\"group\">") == state.plan.plan.sections.count)
            #expect(page.contains("22 个条目") && page.contains("150 项"))
            for section in state.plan.plan.sections { #expect(page.contains(section.title)) }
            for item in state.items {
                #expect(page.contains("/plans/2021-1/items/\(item.number)\""), "\(item.number)")
                #expect(page.contains(item.item.title))
                #expect(page.contains("\(item.deliverables.count { $0.isFinished })/\(item.deliverables.count)<"))
            }
            for standing in Standing.allCases {
                let number = state.items.count { $0.standing == standing }
                let link = "/plans/2021-1?standing=\(standing.rawValue)\" aria-current=\"false\"><b>\(number)</b>"
                #expect(page.contains(link), "\(standing)")
            }
            #expect(page.contains("改写示例"), "the words are marked as a paraphrase")
        }
    }

    @Test("filters stand in the address, and narrow the board to what they say")
    func filters() async throws {
        try await withDemonstration { city, client in
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            func rows(_ query: String) async throws -> Int {
                let reply = try await client.get("/plans/2021-1?\(query)")
                #expect(reply.status == 200)
                return reply.text.occurrences(of: "<tr class=\"row-link\">")
            }
            for section in state.plan.plan.sections {
                let expected = state.items.count { $0.item.section == section.number }
                #expect(try await rows("section=\(section.number)") == expected)
            }
            for standing in Standing.allCases {
                let expected = state.items.count { $0.standing == standing }
                #expect(try await rows("standing=\(standing.rawValue)") == expected, "\(standing)")
            }
            let lead = try #require(state.items.first?.lead(state.plan))
            let led = state.items.count { $0.lead(state.plan) == lead }
            #expect(try await rows("lead=\(lead)") == led)
            #expect(
                try await rows("section=1&section=2&standing=late")
                    == state.items.count {
                        [1, 2].contains($0.item.section) && $0.standing == .late
                    })
            for unit in ["", "&unit=\(lead)"] {
                let page = try await client.get("/plans/2021-1/deliverables?item=7\(unit)&size=200").text
                let expected = state.item(7)?.deliverables.count { unit.isEmpty || $0.units.contains(lead) } ?? 0
                #expect(page.occurrences(of: " class=\"row-link\">") == expected)
            }
        }
    }

    @Test(
        "what a filter does not know falls back to everything, and is said",
        arguments: ["/plans/2021-1", "/plans/2021-1/deliverables", "/plans/2021-1/units"])
    func unknownFilters(path: String) async throws {
        try await withDemonstration { _, client in
            let plain = try await client.get(path).text
            #expect(!plain.contains("class=\"notices\""))
            let reply = try await client.get(
                "\(path)?sort=nonsense&page=zero&columns=nothing&standing=asleep&level=moon")
            #expect(reply.status == 200)
            #expect(reply.text.contains("class=\"notices\"") && reply.text.contains("nonsense"))
            #expect(reply.text.occurrences(of: "row-link") == plain.occurrences(of: "row-link"))
            let hostile = try await client.get("\(path)?sort=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
            #expect(hostile.status == 200 && !hostile.text.contains("<script>alert(1)"))
        }
    }

    @Test("what is not there is 404 with its own words, in both languages")
    func unknown() async throws {
        try await withDemonstration { _, client in
            let plan = "/plans/2021-1"
            for (path, key, arguments) in [
                ("/plans/2099-1", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/unit-matrix", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/district-matrix", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/items/1", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/deliverables", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/units", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/units/X", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/source", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/source-file", "no-plan", ["plan": "2099-1"]),
                ("/plans/2099-1/board/csv", "no-plan", ["plan": "2099-1"]),
                ("/comparison?old=2021-1&new=2099-1", "no-plan", ["plan": "2099-1"]),
                ("\(plan)/items/23", "no-item", ["item": "23"]), ("\(plan)/items/0", "no-item", ["item": "0"]),
                ("\(plan)/units/NOBODY", "no-unit", ["unit": "NOBODY"]),
                ("\(plan)/deliverables/no:such", "no-deliverable", ["key": "no/such"]),
                ("/imports/01888888-0000-7000-8000-000000000000", "no-import", [:]),
                ("/imports/01888888-0000-7000-8000-000000000000/bindings", "no-import", [:]),
            ] {
                for (header, language) in languages {
                    let reply = try await client.get(path, headers: asking(header))
                    let words = try HouseTexts.catalogue().text("commitments.problem.\(key)", language, arguments)
                    #expect(reply.status == 404, "\(path)")
                    #expect(reply.text.contains(words.escapedForHTML), "\(path): \(words)")
                }
            }
            for path in ["\(plan)/items/one", "\(plan)/deliverables/nokey", "/imports/x", "\(plan)/board/pdf"] {
                #expect(try await client.get(path).status == 404, "\(path)")
            }
        }
    }

    @Test(
        "the files hold the rows of the page and say where they come from",
        arguments: ["board", "deliverables-file", "units-file"])
    func files(name: String) async throws {
        try await withDemonstration { _, client in
            let pack = try Repository.shanghai()
            let rows = ["board": 22, "deliverables-file": 150, "units-file": pack.units.count + pack.groups.count]
            let csv = try await client.get("/plans/2021-1/\(name)/csv", headers: asking("zh-CN"))
            #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(csv.header("Content-Disposition")?.contains("attachment") == true)
            let lines = csv.text.split(whereSeparator: \.isNewline)
            #expect(lines.count == (rows[name] ?? 0) + 1)
            let sheets = try await client.get("/plans/2021-1/\(name)/xlsx", headers: asking("zh-CN")).sheets()
            #expect(sheets.count == 2 && sheets[0].rows.count == lines.count)
            let source = sheets[1].rows.map { $0.map(\.plainText) }
            #expect(source.contains { $0.last == "2021-09-15" })
            #expect(source.contains { $0.last == "改写示例" } && source.contains { $0.last == "演示数据" })
        }
    }

    @Test("a file holds only what the filters of its page left")
    func filteredFile() async throws {
        try await withDemonstration { city, client in
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            let page = try await client.get("/plans/2021-1?section=2").text
            let start = try #require(page.firstRange(of: "/plans/2021-1/board/csv"))
            let href = String(page[start.lowerBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            #expect(href.contains("section=2"), "\(href)")
            let lines = try await client.get(href).text.split(whereSeparator: \.isNewline)
            #expect(lines.count == state.items.count { $0.item.section == 2 } + 1)
        }
    }

    @Test("beyond the calendar the pages say which year is missing, and answer", arguments: languages.map(\.0))
    func calendarGap(language: String) async throws {
        try await withDemonstration(asOf: "2022-03-01") { _, client in
            for path in Self.paths(try Repository.shanghai()) {
                let reply = try await client.get(path, headers: asking(language))
                #expect(reply.status == 200, "\(path)")
                #expect(!reply.text.contains("⟦"), "\(path)")
            }
            for path in ["/plans/2021-1", "/plans/2021-1/unit-matrix", "/plans/2021-1/district-matrix"] {
                #expect(try await client.get(path, headers: asking(language)).text.contains("2022"), "\(path)")
            }
        }
    }

    @Test("the source is the text that was read, line by line and as a file")
    func source() async throws {
        try await withDemonstration { _, client in
            let text = try Repository.shanghai().planText
            let file = try await client.get("/plans/2021-1/source-file")
            #expect(file.text == text)
            #expect(file.header("Content-Disposition")?.contains("2021-1.txt") == true)
            let page = try await client.get("/plans/2021-1/source").text
            #expect(page.occurrences(of: "<li id=\"line-") == SourceLines.split(text).count)
        }
    }
}
