import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// The files of the due days and of the districts.
@Suite(.timeLimit(.minutes(20))) struct ListFileTests {
    @Test("the table of a month and the list of districts are files of what the page shows")
    func files() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-09-15") { city in
            try await Demonstration(database: city.database).prepare(try Repository.shanghai())
            let state = try #require(try await city.state(of: "2021-1", on: "2021-09-15"))
            let duties = try state.duties()
            let office = try city.client()
            let page = try await office.get("/dues?month=2021-06").text
            #expect(page.contains("href=\"/dues-file/csv?month=2021-06\""))
            // Sorting and filtering stay in the month.
            #expect(page.contains("/dues?month=2021-06&amp;sort="))
            let june = duties.filter { "\($0.state.due)".hasPrefix("2021-06") }
            let csv = try await office.get("/dues-file/csv?month=2021-06").text
            #expect(!june.isEmpty && june.allSatisfy { csv.contains($0.life.assignment.title.zh) })
            #expect(!csv.contains("2021-12-31"))
            let sheets = try await office.get("/dues-file/xlsx?month=2021-06").sheets()
            #expect(sheets.count == 2)
            // A full day leads to the list below.
            let december = try await office.get("/dues?month=2021-12").text
            #expect(december.contains("<a href=\"#table\">另有 ") && december.contains("id=\"table\""))

            let list = try await office.get("/plans/2021-1/districts").text
            #expect(list.contains("href=\"/plans/2021-1/districts-file/xlsx\""))
            let districts = try await office.get("/plans/2021-1/districts-file/csv").text
            #expect(state.pack.districts.allSatisfy { districts.contains($0.title.zh) })
            #expect(try await office.get("/plans/2021-1/districts-file/xlsx").sheets().count == 2)
        }
    }
}
