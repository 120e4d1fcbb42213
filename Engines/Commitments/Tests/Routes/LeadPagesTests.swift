import Kernel
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

/// Agreeing leads of an item, and establishing and sending its assignments.
@Suite struct LeadPagesTests {
    private typealias People = SmallCityPeople
    private static let path = "/plans/2021-1/items/1/leads"

    private func leads(_ list: String = "A", _ month: String = "B", _ teams: String = "A") -> [(String, String)] {
        [("lead:mechanism/list", list), ("lead:mechanism/month", month), ("lead:mechanism/teams", teams)]
    }

    @Test("only the office agrees leads and assigns")
    func rights() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            let before = try await city.snapshot()
            for actor in [
                People.leader, People.reviewer, People.analyst, People.liaisonA, People.leaderA, People.east,
                People.nobody,
            ] {
                let client = try city.client(as: actor, on: "2021-02-01")
                #expect(try await client.get(Self.path).status == 403, "\(actor.name)")
                for path in [Self.path, "/plans/2021-1/items/1/assignments"] {
                    let reply = try await client.post(
                        path, leads() + [("version", "0"), ("scope", "all"), ("reason", "x")], from: "/plans")
                    #expect(reply.status == 403, "\(actor.name)")
                }
            }
            #expect(try await city.snapshot() == before)
            let office = try city.client(as: People.office, on: "2021-02-01")
            #expect(try await office.get("/plans/2021-1/items/9/leads").status == 404)
            #expect(try await office.get("/plans/2021-1/items/1").text.contains(Self.path))
        }
    }

    @Test("all leads are confirmed with one reason; a block lead is split; a missing reason is told at its field")
    func agree() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            let client = try city.client(as: People.office, on: "2021-02-01")
            let missing = try await client.post(
                Self.path, leads() + [("version", "0"), ("scope", "all"), ("reason", "")], from: Self.path)
            #expect(missing.status == 422 && missing.text.contains("href=\"#agree-reason\""))
            for _ in 1...5 {
                let all = try await client.post(
                    Self.path,
                    leads() + [
                        ("version", "0"), ("scope", "all"), ("reason", "逐项商定"), ("idempotency-key", "key-agree-01"),
                    ], from: Self.path)
                #expect(all.status == 303)
            }
            var state = try #require(try await city.state(of: "2021-1", on: "2021-02-01"))
            #expect(state.agreements.count == 3 && state.agreements.allSatisfy { $0.reason == "逐项商定" })
            let split = try await client.post(
                Self.path,
                leads("B") + [
                    ("version", "3"), ("scope", "changed"), ("reason", "由教育局牵头"), ("idempotency-key", "key-agree-02"),
                ], from: Self.path)
            #expect(split.status == 303)
            state = try #require(try await city.state(of: "2021-1", on: "2021-02-01"))
            #expect(state.agreements.count == 4 && state.agreements.last?.unit == "B")
            #expect(state.deliverable("mechanism/list")?.deliverable.lead == "B")
            let late = try await client.post(
                Self.path,
                leads("A", "A") + [
                    ("version", "3"), ("scope", "changed"), ("reason", "我的理由"), ("idempotency-key", "key-agree-03"),
                ], from: Self.path)
            #expect(late.status == 409)
            for words in ["由教育局牵头", "我的理由"] { #expect(late.text.contains(words), "\(words)") }
            let page = try await client.get(Self.path).text
            for words in ["逐项商定", "由教育局牵头", "市市场监管局", "共 2 项"] { #expect(page.contains(words), "\(words)") }
        }
    }

    @Test("what is ticked is established and sent, a per-district deliverable to every district, once")
    func establish() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            let client = try city.client(as: People.office, on: "2021-02-01")
            let send = "/plans/2021-1/items/1/assignments"
            let nothing = try await client.post(send, [("scope", "chosen")], from: Self.path)
            #expect(nothing.status == 422)
            for _ in 1...5 {
                let reply = try await client.post(
                    send,
                    [
                        ("scope", "chosen"), ("deliverable", "mechanism/teams"), ("deliverable", "products/checks"),
                        ("idempotency-key", "key-send-0001"),
                    ], from: Self.path)
                #expect(reply.status == 303)
            }
            var lives = try await AssignmentDesk(database: city.database).lives(of: "2021-1")
            // What is not the item's is not touched, whatever the form says.
            #expect(lives.count == 2 && lives.allSatisfy { $0.assignment.deliverable == "mechanism/teams" })
            #expect(Set(lives.map(\.assignment.district)) == ["D11", "D12"])
            let opened = try await client.post(
                send,
                [("scope", "establish"), ("deliverable", "mechanism/list"), ("idempotency-key", "key-send-0002")],
                from: Self.path)
            #expect(opened.status == 303)
            #expect(try await city.life("mechanism/list").latest.phase == .established)
            let all = try await client.post(
                send, [("scope", "all"), ("idempotency-key", "key-send-0003")], from: Self.path)
            #expect(all.status == 303)
            lives = try await AssignmentDesk(database: city.database).lives(of: "2021-1")
            #expect(lives.count == 4 && lives.allSatisfy { $0.latest.phase == .assigned })
            let again = try await client.post(
                send, [("scope", "all"), ("idempotency-key", "key-send-0004")], from: Self.path)
            #expect(again.status == 409)
            let page = try await client.get("/plans/2021-1/deliverables/mechanism:teams").text
            for life in lives where life.assignment.district != nil {
                #expect(page.contains("/assignments/\(life.id)"))
            }
        }
    }
}
