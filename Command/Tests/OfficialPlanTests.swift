import Foundation
import PlanText
import Testing

/// The real plan through the command, against the structure that an analyst marked in it.
struct OfficialPlanTests {
    private struct Gold: Decodable {
        struct Section: Decodable { var no: Int; var title: String }
        struct Unit: Decodable { var asWrittenExpanded: String }
        struct Item: Decodable {
            var no: Int
            var section: Int
            var title: String
            var body: String
            var responsibleRaw: String
            var responsibleUnits: [Unit]
            var openEnded: Bool
        }
        struct Document: Decodable { var title: String; var issuer: String; var issueDate: String; var cc: [String] }
        var document: Document
        var sections: [Section]
        var items: [Item]
    }

    @Test(
        "the official plan through the command is exact",
        .enabled(
            if: SharedTruth.isPresent, "the shared folder with the real plan and its gold is absent: set HENG_SHARED"))
    func officialPlan() async throws {
        let file = try #require(SharedTruth.file("plans/shanghai-2021.txt"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let gold = try decoder.decode(
            Gold.self, from: Data(contentsOf: try #require(SharedTruth.file("domain/plan-gold.json"))))
        let outcome = try await Heng.run(["plan", "import", file.path, "--dry-run", "--json"])
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
        let plan = try JSONDecoder().decode(Plan.self, from: Data(outcome.output.utf8))
        #expect(plan.document.title == gold.document.title)
        #expect(plan.document.issuer == gold.document.issuer)
        #expect(plan.document.date?.description == gold.document.issueDate)
        #expect(plan.document.copiesTo == gold.document.cc)
        #expect(plan.sections.map(\.number) == gold.sections.map(\.no))
        #expect(plan.sections.map(\.title) == gold.sections.map(\.title))
        #expect(plan.items.map(\.number) == gold.items.map(\.no))
        #expect(plan.items.map(\.section) == gold.items.map(\.section))
        #expect(plan.items.map(\.title) == gold.items.map(\.title))
        #expect(plan.items.map(\.body) == gold.items.map(\.body))
        #expect(plan.items.map(\.responsible.asWritten) == gold.items.map(\.responsibleRaw))
        #expect(
            plan.items.map { Set($0.responsible.units) }
                == gold.items.map { Set($0.responsibleUnits.map(\.asWrittenExpanded)) })
        #expect(plan.items.map(\.responsible.open) == gold.items.map(\.openEnded))
        for item in plan.items {
            let body = Array(item.body.unicodeScalars)
            for clause in item.clauses {
                var words = ""
                words.unicodeScalars.append(contentsOf: body[clause.start..<clause.end])
                #expect(words == clause.text, "\(clause.id)")
            }
        }
    }
}
