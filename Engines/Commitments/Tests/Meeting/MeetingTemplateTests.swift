import Kernel
import StorageTesting
import Testing
import Web

@testable import Commitments

/// The templates of meetings against their own views over real states.
@Suite struct MeetingTemplateTests {
    @Test("the pages of meetings")
    func pages() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.assignedCity()
            let people = SmallCityPeople.self
            let desk = try city.meetings(on: "2021-09-10")
            let bare = try await desk.call(try await city.call(), by: people.office)
            let full = try await desk.call(try await city.call(), by: people.office)
            for version in 0...1 {
                try await desk.minute(full, version: version, text: "第 \(version) 版", by: people.office)
            }
            try await desk.resolve(full, try city.decision(), by: people.office)
            var views: [MeetingView] = []
            var forms: [MeetingFormView] = []
            var lists: [MeetingListView] = []
            for (actor, day) in [
                (people.office, "2021-09-15"), (people.liaisonB, "2021-09-15"), (people.office, "2021-09-09"),
                (people.office, "2021-02-01"),
            ] {
                let state = try #require(try await city.state(of: "2021-1", on: day))
                let request = try city.site(asOf: day, actor: actor).request(for: actor)
                let presenter = CityPresenter(state: state, request: request)
                let followed = FollowedWork(state)
                var kept: [Meeting] = []
                for id in [bare, full] {
                    let meeting = try #require(try await city.meeting(id))
                    kept.append(meeting)
                    var failed = MeetingForms(presenter: presenter).minutes(meeting)
                    failed.fail("text", "x")
                    for (form, conflict) in [(nil, nil), (failed, "c")] as [(Form?, String?)] {
                        views.append(
                            MeetingView(
                                meeting, presenter, followed: followed, latest: meeting, returned: form,
                                conflict: conflict))
                    }
                }
                var form = try MeetingForms(presenter: presenter).new()
                forms.append(MeetingFormView(title: "t", help: "h", form: form.view(request)))
                form.fail("title", "x")
                forms.append(MeetingFormView(title: "t", help: "h", form: form.view(request)))
                for meetings in [[], kept] {
                    let table = MeetingTable(names: PersonNames(byAccount: [:], request: request), finished: [:]).table(
                        meetings)
                    lists.append(
                        MeetingListView(title: "t", table: table.view, mayCall: !meetings.isEmpty, newHref: "/"))
                }
            }
            let templates = TemplateTests()
            try templates.check("commitments/meeting", views)
            try templates.check("commitments/meeting-form", forms)
            try templates.check("commitments/meetings", lists)
        }
    }
}
