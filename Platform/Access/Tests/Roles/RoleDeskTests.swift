import Kernel
import Storage
import StorageTesting
import Testing

@testable import Access

struct RoleDeskTests {
    private static let administrators = Role.allCases.filter(Role.administrators.contains)

    @Test(
        "no administrator holds a second administration or any other role, whoever comes first",
        arguments: DatabaseEngine.allCases)
    func grid(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = RoleDesk(fixture.parts)
            for first in RoleRules.grantable {
                let person = try await fixture.person(
                    "p.\(first.rawValue)", roles: [first], unit: "AMR", district: "NORTH")
                for second in RoleRules.grantable where second != first {
                    let isMixed = Role.administrators.contains(first) || Role.administrators.contains(second)
                    let refused = await problem {
                        try await desk.grant(
                            second, to: person.id, reason: "test", by: AccessFixture.security, key: try fixture.key())
                    }
                    #expect((refused?.key == "access.problem.apart") == isMixed, "\(first) and \(second)")
                    if refused == nil {
                        try await desk.revoke(
                            second, of: person.id, reason: "test", by: AccessFixture.security, key: try fixture.key())
                    }
                }
            }
        }
    }

    @Test(
        "the schema itself refuses two administrations in one person, and an administration beside another role",
        arguments: DatabaseEngine.allCases)
    func schema(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let admin = try await fixture.known("sysadmin")
            let office = try await fixture.person("zhang", roles: [.office])
            for (person, role) in [
                (admin, Role.auditAdministrator), (admin, .office), (office, .securityAdministrator),
            ] {
                for kind in ["ordinary", role.rawValue, "system-administrator"] {
                    let refused = await problem {
                        try await fixture.store.write { session in
                            let grant = "grant-\(person.account)-\(role.rawValue)-\(kind)"
                            try session.execute(
                                """
                                INSERT INTO role_grants (id, person_id, role, granted_by, reason, day, recorded_at,
                                    recorded_by)
                                VALUES (\(grant), \(person.id), \(role), NULL, 'x', '2021-01-01', 1, 'system:x')
                                """)
                            try session.execute(
                                """
                                INSERT INTO held_roles (person_id, kind, role, grant_id)
                                VALUES (\(person.id), \(kind), \(role), \(grant))
                                """)
                        }
                    }
                    #expect(refused != nil, "\(person.account) \(role) \(kind)")
                }
            }
            let own = await problem {
                try await fixture.store.write { session in
                    _ = try session.execute(
                        """
                        INSERT INTO role_grants (id, person_id, role, granted_by, reason, day, recorded_at, recorded_by)
                        VALUES ('g', \(admin.id), 'office', \(admin.id), 'x', '2021-01-01', 1, 'sysadmin')
                        """)
                }
            }
            #expect(own != nil, "nobody grants to themselves")
        }
    }

    @Test("nobody grants or revokes their own role", arguments: DatabaseEngine.allCases)
    func selfGrant(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let desk = RoleDesk(fixture.parts)
            let admin = try await fixture.known("secadmin")
            for role in RoleRules.grantable {
                #expect(
                    await problem {
                        try await desk.grant(
                            role, to: admin.id, reason: "x", by: AccessFixture.security, key: try fixture.key())
                    }?.kind == .forbidden, "\(role)")
            }
            #expect(
                await problem {
                    try await desk.revoke(
                        .securityAdministrator, of: admin.id, reason: "x", by: AccessFixture.security,
                        key: try fixture.key())
                }?.kind == .forbidden)
        }
    }

    @Test("the last administrator of a kind stays", arguments: DatabaseEngine.allCases)
    func last(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let roles = RoleDesk(fixture.parts)
            let people = PeopleDesk(fixture.parts)
            let audit = try await fixture.known("auditadmin")
            func revoke() async -> Problem? {
                await problem {
                    try await roles.revoke(
                        .auditAdministrator, of: audit.id, reason: "x", by: AccessFixture.security,
                        key: try fixture.key())
                }
            }
            func disable() async -> Problem? {
                await problem {
                    try await people.disable(
                        audit.id, reason: "x", by: AccessFixture.system, key: try fixture.key())
                }
            }
            #expect(await revoke()?.key == "access.problem.last-administrator")
            #expect(await disable()?.key == "access.problem.last-administrator")
            try await fixture.person("second", roles: [.auditAdministrator])
            #expect(await disable() == nil)
            #expect(await revoke() == nil)
        }
    }

    @Test("a liaison has a unit and a district's officer a district, also after an edit")
    func places() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let desk = RoleDesk(fixture.parts)
            let person = try await fixture.person("zhang")
            func grant(_ role: Role) async -> Problem? {
                await problem {
                    try await desk.grant(
                        role, to: person.id, reason: "x", by: AccessFixture.security, key: try fixture.key())
                }
            }
            #expect(await grant(.liaison)?.place == .field("unit"))
            #expect(await grant(.districtOfficer)?.place == .field("district"))
            let liaison = try await fixture.person("li", roles: [.liaison], unit: "AMR")
            #expect(
                await problem {
                    try await PeopleDesk(fixture.parts).edit(
                        liaison.id, PersonDetails(name: liaison.name), version: 1, places: AccessFixture.places,
                        by: AccessFixture.system, key: try fixture.key())
                }?.place == .field("unit"))
        }
    }

    @Test(
        "grants, revocations, sign-ins, lock-outs and lifts can be neither changed nor deleted",
        arguments: DatabaseEngine.allCases)
    func logs(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            try await RoleDesk(fixture.parts).revoke(
                .office, of: person.id, reason: "x", by: AccessFixture.security, key: try fixture.key())
            try await PeopleDesk(fixture.parts).disable(
                person.id, reason: "x", by: AccessFixture.system, key: try fixture.key())
            try await PeopleDesk(fixture.parts).enable(
                person.id, reason: "x", by: AccessFixture.system, key: try fixture.key())
            for _ in 0..<5 { _ = try await fixture.isSignedIn("zhang", "wrong") }
            #expect(try await SignInDesk(fixture.parts).locks()[person.id] != nil)
            _ = try await PasswordDesk(fixture.parts).reset(person.id, by: AccessFixture.system)
            #expect(try await fixture.count("SELECT count(*) AS n FROM lock_out_lifts") == 1)
            let statements: [SQL] = [
                "DELETE FROM lock_out_lifts", "UPDATE lock_out_lifts SET recorded_by = 'y'",
                "DELETE FROM sign_ins", "UPDATE sign_ins SET address = ''", "DELETE FROM lock_outs",
                "DELETE FROM role_grants", "DELETE FROM role_revocations", "UPDATE role_grants SET reason = 'y'",
                "DELETE FROM person_disablements", "DELETE FROM person_enablements", "DELETE FROM ledger_entries",
            ]
            for statement in statements {
                #expect(
                    await problem { try await fixture.store.write { _ = try $0.execute(statement) } } != nil,
                    "\(statement)")
            }
        }
    }

    @Test("the history names every grant with who, when and why, and what became of it")
    func history() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            try await RoleDesk(fixture.parts).revoke(
                .office, of: person.id, reason: "  moved\n on ", by: AccessFixture.security, key: try fixture.key())
            let grants = try await RoleDesk(fixture.parts).grants(to: person.id)
            #expect(grants.map(\.role) == [.office])
            #expect(grants.first?.by == "secadmin")
            #expect(grants.first?.revocation?.reason == "moved on")
            #expect(try await fixture.known("zhang").roles == [])
            #expect(try await fixture.known("zhang").actor.roles == [.public])
        }
    }
}
