import Access
import Administration
import Commitments
import Evidence
import Exchange
import Foundation
import Kernel
import Ledger
import Messages
import Packs
import Search
import Storage
import StorageTesting
import Testing
import Web

@testable import Server

struct HouseTests {
    @Test("the house opens on both engines, and opening it again changes nothing", arguments: DatabaseEngine.allCases)
    func opensTwice(engine: DatabaseEngine) async throws {
        try await withDatabaseLocation(engine) { location in
            let first = try await House.open(location, clock: DemonstrationCity.clock)
            let schema = try await first.database.schema()
            await first.close()
            let second = try await House.open(location, clock: DemonstrationCity.clock)
            let again = try await second.database.schema()
            await second.close()
            #expect(again.tables == schema.tables)
            for table in ["ledger_entries", "search_documents", "plans", "packs", "assignment_steps"] {
                #expect(schema.tables[table] != nil, "\(table)")
            }
        }
    }

    @Test("an empty house has a sound site that says what to do first", arguments: DatabaseEngine.allCases)
    func emptySite(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.empty(engine) { city in
            let client = try await city.client()
            for path in ["/", "/plans", "/about", "/ledger", "/search", "/imports/new"] {
                var reply = try await client.get(path)
                // The first page leads on to where there is something to do.
                if reply.status == 303 { reply = try await client.get(try #require(reply.header("Location"))) }
                #expect(reply.status == 200, "\(path)")
                #expect(!reply.text.contains("⟦"), "\(path)")
            }
        }
    }

    @Test("the demonstration opens on both engines with 22 items and 250 workdays", arguments: DatabaseEngine.allCases)
    func demonstration(engine: DatabaseEngine) async throws {
        try await DemonstrationCity.with(engine) { city in
            let client = try await city.client()
            let board = try await client.get("/plans/\(DemonstrationCity.plan)", headers: [("Accept-Language", "en")])
            #expect(board.status == 200)
            for number in 1...22 {
                #expect(board.text.contains("/plans/\(DemonstrationCity.plan)/items/\(number)\""), "item \(number)")
            }
            let about = try await client.get("/about")
            #expect(about.text.contains("2021"))
            #expect(about.text.contains("250"))
        }
    }

    @Test("preparing the demonstration again does nothing")
    func preparedTwice() async throws {
        try await DemonstrationCity.with { city in
            let before = try await DatabaseDump(city.store)
            try await Demonstration(database: city.house.database).prepare(try DemonstrationCity.pack())
            #expect(try await DatabaseDump(city.store).changes(since: before).isEmpty)
        }
    }

    @Test("every text of every part stands in both languages with the same placeholders")
    func strings() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let strings = try await city.site().strings
            #expect(strings.faults == [])
            #expect(strings.keys(.zhHans).count > 300)
            #expect(strings.keys(.zhHans) == strings.keys(.en))
        }
    }

    @Test("the Chinese texts are Chinese and the English ones English")
    func languages() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let strings = try await city.site().strings
            func han(_ text: String) -> Bool {
                text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            }
            // The language's own name is written in that language on both sides.
            for key in strings.keys(.en) where !key.hasPrefix("web.language") {
                let english = strings.text(key, .en)
                #expect(!english.isEmpty && !strings.text(key, .zhHans).isEmpty, "\(key)")
                // A mark of YAML that is told about stands before a word; an exclamation stands behind one.
                #expect(
                    !english.contains(/\w!/) && !strings.text(key, .zhHans).contains("！"), "\(key)")
            }
            let same = strings.keys(.en).filter { strings.text($0, .en) == strings.text($0, .zhHans) }
            #expect(same.filter { han(strings.text($0, .en)) && !$0.hasPrefix("web.") }.isEmpty, "\(same)")
        }
    }

    @Test("every declared verb has a text, and verbs of one name are declared once")
    func verbs() async throws {
        let strings = try House.strings()
        #expect(House.verbs == CommitmentsEngine.verbs.union(Messages.verbs).union(AccessParts.verbs))
        for verb in House.verbs {
            for language in Language.allCases { #expect(strings.has("verb.\(verb.name)", language), "\(verb.name)") }
        }
        let named = Set(strings.keys(.en).filter { $0.hasPrefix("verb.") }.map { String($0.dropFirst(5)) })
        #expect(named == Set(House.verbs.map(\.name)))
    }

    @Test("every declared route is registered, and every registered one declared")
    func routes() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let registered = Set(try await city.site().routes)
            let declared = Set(
                (CommitmentsEngine.declared + EvidenceEngine.declared + AdministrationEngine.declared + ServerRoutes.all)
                    .map(\.declaration))
            #expect(declared.isSubset(of: registered))
            #expect(registered.subtracting(declared).map(\.description) == ["POST /settings"])
        }
    }
}
