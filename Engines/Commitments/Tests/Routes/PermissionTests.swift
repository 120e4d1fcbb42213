import Kernel
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Commitments

@Suite struct PermissionTests {
    private static let imports = ["/imports/new", "/imports/01888888-0000-7000-8000-000000000000"]
    private static let reads = [
        "/", "/plans", "/plans/2021-1", "/plans/2021-1/unit-matrix", "/plans/2021-1/district-matrix",
        "/plans/2021-1/items/1", "/plans/2021-1/deliverables", "/plans/2021-1/deliverables/mechanism:list",
        "/plans/2021-1/units", "/plans/2021-1/units/A", "/plans/2021-1/source", "/plans/2021-1/source-file",
        "/plans/2021-1/board/csv", "/plans/2021-1/deliverables-file/xlsx", "/plans/2021-1/units-file/csv",
        "/comparison",
    ]

    @Test("who holds no role gets 403 everywhere, whether it is there or not")
    func nobody() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            for roles in [[], [Role.public]] as [Set<Role>] {
                let client = try city.client(roles: roles)
                for path in Self.imports + Self.reads + ["/plans/2099-1", "/plans/2021-1/items/99"] {
                    let reply = try await client.get(path)
                    #expect(reply.status == 403, "\(path)")
                    for word in ["小河", "市市场监管局", "任务清单"] { #expect(!reply.text.contains(word), "\(path)") }
                }
            }
        }
    }

    @Test(
        "who may read and not import reads every page, and finds no way into the wizard",
        arguments: [Role.leader, .liaison, .districtOfficer])
    func readers(role: Role) async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.smallCity()
            let id = try await city.desk.start(
                try SmallCity.plan(), from: SmallCity.source("geheim.txt"), pack: .loaded("small-2021"), by: city.office
            )
            let client = try city.client(roles: [role])
            for path in Self.reads {
                let reply = try await client.get(path)
                #expect((200..<400).contains(reply.status), "\(path)")
                #expect(!reply.text.contains("/imports"), "\(path) leads to the wizard")
                #expect(!reply.text.contains("geheim.txt"), "\(path) tells of a draft")
            }
            for path in Self.imports
                + ["", "/document", "/items/1", "/bindings", "/commitment"].map({ "/imports/\(id)\($0)" })
            {
                let reply = try await client.get(path)
                #expect(reply.status == 403, "\(path)")
                #expect(!reply.text.contains("geheim.txt"))
            }
            let before = try await city.snapshot()
            for path in [
                "", "/\(id)/document", "/\(id)/items/1", "/\(id)/bindings", "/\(id)/commitment", "/\(id)/withdrawal",
            ] {
                let reply = try await client.post(
                    "/imports\(path)", [("version", "1"), ("pack", "small-2021"), ("text", SmallCity.planText)],
                    from: "/plans")
                #expect(reply.status == 403, "\(path)")
            }
            #expect(try await city.snapshot() == before)
        }
    }

    @Test("a form without its token is refused, and nothing changes")
    func forgery() async throws {
        try await CityFixture.with(.sqlite) { city in
            try await city.loading.load(try SmallCity.pack(), by: city.office)
            let client = try city.client()
            let before = try await city.snapshot()
            for token in ["", "wrong"] {
                let reply = try await client.post(
                    "/imports", [("pack", "small-2021"), ("text", SmallCity.planText), ("csrf-token", token)],
                    from: "/imports/new")
                #expect(reply.status == 403, "\(reply.status)")
            }
            #expect(try await city.snapshot() == before)
        }
    }
}
