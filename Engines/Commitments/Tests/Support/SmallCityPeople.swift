import Kernel
import Storage
import Testing
import Web
import WebTesting

@testable import Commitments

/// Who works in the small city.
enum SmallCityPeople {
    static let office = Actor(name: "office", roles: [.office])
    static let leader = Actor(name: "leader", roles: [.leader])
    static let reviewer = Actor(name: "reviewer", roles: [.reviewer])
    static let analyst = Actor(name: "analyst", roles: [.analyst])
    static let liaisonA = Actor(name: "liaison.a", roles: [.liaison], unit: "A")
    static let liaisonB = Actor(name: "liaison.b", roles: [.liaison], unit: "B")
    static let leaderA = Actor(name: "leader.a", roles: [.unitLeader], unit: "A")
    static let east = Actor(name: "district.d11", roles: [.districtOfficer], district: "D11")
    static let west = Actor(name: "district.d12", roles: [.districtOfficer], district: "D12")
    static let nobody = Actor.anonymous
}

extension CityFixture {
    /// The small city with everything established and sent on a day.
    func assignedCity(on day: String = "2021-02-01") async throws {
        try await smallCity()
        let ids = try SmallCity.pack().deliverables.map(\.id)
        try await AssignmentDesk(database: try on(day).database)
            .establish(ids, of: "2021-1", issuing: true, by: SmallCityPeople.office)
    }

    /// The life of a deliverable's assignment.
    func life(_ deliverable: String, district: String? = nil) async throws -> AssignmentLife {
        let lives = try await database.read { try AssignmentStore().lives(of: "2021-1", in: $0) }
        return try #require(
            lives.first { $0.assignment.deliverable == deliverable && $0.assignment.district == district })
    }

    /// Takes a step as somebody, on a day.
    @discardableResult
    func step(
        _ content: AssignmentStep.Content, _ deliverable: String, district: String? = nil, on day: String,
        by actor: Actor, reason: String = "理由"
    ) async throws -> AssignmentLife {
        let life = try await life(deliverable, district: district)
        return try await AssignmentDesk(database: try on(day).database)
            .perform(.init(content, on: life.id, version: life.version, reason: reason), by: actor)
    }

    /// A report of so many percent, as a step's content.
    func report(_ percent: Int, _ period: String = "2021-Q1", _ text: String = "说明") -> AssignmentStep.Content {
        .report(AssignmentReport(period: period, percent: percent, text: text))
    }
}
