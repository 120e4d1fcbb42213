import Kernel
import Messages
import Storage
import StorageTesting
import Testing

@testable import Commitments

struct RemindersTests {
    @Test(
        "owners are reminded once of what waits for them, however often it is run", arguments: DatabaseEngine.allCases)
    func once(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine, asOf: "2021-02-01") { city in
            let plan = try await city.smallCity()
            try await AssignmentDesk(database: city.database).establish(
                ["mechanism/list", "mechanism/teams"], of: plan, issuing: true, by: city.office)
            // Three assignments wait to be signed for.
            #expect(try await Reminders(database: city.database).send() == 3)
            #expect(try await Reminders(database: city.database).send() == 0)
            // A fortnight before the due day the list is due soon besides; the districts' work is not.
            let later = try city.on("2021-06-18")
            #expect(try await Reminders(database: later.database).send() == 1)
            let liaison = Actor(name: "liaison.a", roles: [.liaison], unit: "A")
            let day = later.database.clock.today()
            let kinds = try await later.database.read { session in
                try Messages.inbox(for: liaison, asOf: day, in: session).messages.map(\.kind)
            }
            #expect(kinds == ["reminder-due-soon", "reminder-receipt", "assignment-issue"])
        }
    }

    @Test("without a plan, and in a year without a calendar, nobody is reminded")
    func nobody() async throws {
        try await CityFixture.with(.sqlite, asOf: "2021-02-01") { city in
            #expect(try await Reminders(database: city.database).send() == 0)
            try await city.smallCity()
            #expect(try await Reminders(database: city.on("2022-02-01").database).send() == 0)
        }
    }
}
