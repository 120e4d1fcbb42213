import Kernel
import Ledger
import StorageTesting
import Synchronization
import Testing

@testable import Access
@testable import Storage

struct SignInDeskTests {
    @Test(
        "the right password begins a session, under any capitals of the account name; others begin none",
        arguments: DatabaseEngine.allCases)
    func signIn(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang.wei", roles: [.liaison], unit: "AMR")
            let token = try await fixture.token(" Zhang.Wei ")
            let session = try #require(try await fixture.session(token))
            #expect(
                session.person.actor
                    == Actor(
                        name: "zhang.wei", roles: [.liaison], unit: "AMR", title: "zhang.wei"))
            #expect(session.duty == nil)
            for (account, password) in [
                ("zhang.wei", "sesam-oeffne-dich-7"), ("zhang.wei", ""), ("zhang.we", AccessFixture.password),
                ("", ""), ("zhang.wei' OR 1=1 --", AccessFixture.password),
                ("zhang.wei", String(repeating: "a", count: 100_000)),
            ] {
                #expect(try await !fixture.isSignedIn(account, password), "\(account)")
            }
            #expect(try await fixture.session(String(token.reversed())) == nil)
            #expect(try await fixture.session("") == nil)
        }
    }

    @Test(
        "after five failures the account is locked for thirty minutes, whatever the password, and nobody is told",
        arguments: DatabaseEngine.allCases)
    func lockOut(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            for _ in 0..<4 { #expect(try await !fixture.isSignedIn("zhang", "wrong")) }
            #expect(try await fixture.isSignedIn("zhang"), "four failures lock nothing, and success forgets them")
            fixture.time.advance(seconds: 1)
            for _ in 0..<5 { #expect(try await !fixture.isSignedIn("zhang", "wrong")) }
            #expect(try await !fixture.isSignedIn("zhang"))
            fixture.time.advance(minutes: 29, seconds: 59)
            #expect(try await !fixture.isSignedIn("zhang"))
            fixture.time.advance(seconds: 1)
            #expect(try await fixture.isSignedIn("zhang"))
            #expect(try await fixture.verbs().count { $0 == "sign-in.lock" } == 1)
            let outcomes = try await SignInDesk(fixture.parts).log(limit: 100).map(\.outcome)
            #expect(outcomes.count { $0 == .locked } == 2)
        }
    }

    @Test(
        "a lock can be seen, and a reset password lifts it: the new one works at once, failures count from nothing",
        arguments: DatabaseEngine.allCases)
    func lift(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let zhang = try await fixture.person("zhang", roles: [.office]).id
            let wang = try await fixture.person("wang", roles: [.office]).id
            let desk = SignInDesk(fixture.parts)
            func fail(_ account: String, _ times: Int) async throws {
                for _ in 0..<times { #expect(try await !fixture.isSignedIn(account, "wrong")) }
            }
            func reset() async throws -> String {
                try await PasswordDesk(fixture.parts).reset(zhang, by: AccessFixture.system)
            }
            #expect(try await desk.locks() == [:])
            let end = LogTime(microseconds: fixture.time.clock.now().microseconds + 1_800_000_000)
            try await fail("zhang", 5)
            try await fail("wang", 5)
            #expect(try await desk.locks() == [zhang: end, wang: end])
            fixture.time.advance(minutes: 1)
            let password = try await reset()
            #expect(try await desk.locks() == [wang: end], "one lock is lifted, the other stays")
            #expect(try await fixture.isSignedIn("zhang", password))
            fixture.time.advance(seconds: 1)
            try await fail("zhang", 4)
            #expect(try await fixture.isSignedIn("zhang", password), "what failed before the lift counts no more")
            fixture.time.advance(seconds: 1)
            try await fail("zhang", 5)
            #expect(try await desk.locks().count == 2, "it can be locked again")
            #expect(try await fixture.isSignedIn("zhang", try await reset()))
            _ = try await reset()
            #expect(try await fixture.count("SELECT count(*) AS n FROM lock_out_lifts") == 2, "none without a lock")
            #expect(
                try await fixture.count(
                    "SELECT count(*) AS n FROM lock_out_lifts WHERE recorded_by = 'sysadmin' AND person_id = \(zhang)"
                ) == 2)
            let changes = try await fixture.store.read { session in
                try session.rows("SELECT change FROM ledger_changes ORDER BY position").map { try $0.text("change") }
            }
            #expect(changes.count { $0.contains("\"lock_lifted\":true") } == 2)
            #expect(changes.count { $0.contains("\"lock_lifted\":false") } == 1)
        }
    }

    @Test("what failed between a lock-out and its lift counts no more", arguments: DatabaseEngine.allCases)
    func failuresWhileLocked(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            let session = try #require(try await fixture.session(try await fixture.token("zhang")))
            fixture.time.advance(seconds: 1)
            for _ in 0..<5 { #expect(try await !fixture.isSignedIn("zhang", "wrong")) }
            fixture.time.advance(seconds: 1)
            // A session that is open still may send its form with a wrong present password.
            for _ in 0..<4 {
                #expect(
                    await problem {
                        try await PasswordDesk(fixture.parts).confirm(
                            "wrong", in: session, from: AccessFixture.origin)
                    } != nil)
            }
            fixture.time.advance(seconds: 1)
            let password = try await PasswordDesk(fixture.parts).reset(person.id, by: AccessFixture.system)
            fixture.time.advance(seconds: 1)
            #expect(try await !fixture.isSignedIn("zhang", "wrong"))
            #expect(try await fixture.isSignedIn("zhang", password))
        }
    }

    @Test("the schema lifts nothing but a lock-out of the person, and that once", arguments: DatabaseEngine.allCases)
    func liftSchema(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let zhang = try await fixture.person("zhang", roles: [.office]).id
            let wang = try await fixture.person("wang", roles: [.office]).id
            for number in 0..<15 { #expect(try await !fixture.isSignedIn("nobody\(number)")) }
            for _ in 0..<5 { #expect(try await !fixture.isSignedIn("zhang", "wrong")) }
            let locks = try await fixture.store.read { session in
                try session.rows("SELECT id, address FROM lock_outs ORDER BY address NULLS FIRST").map {
                    (id: try $0.text("id"), address: try $0.optionalText("address"))
                }
            }
            #expect(locks.map(\.address) == [nil, AccessFixture.origin.address])
            func lift(_ lock: String?, _ person: Identifier, by name: String = "sysadmin") async -> Bool {
                await problem {
                    try await fixture.store.write { session in
                        _ = try session.execute(
                            """
                            INSERT INTO lock_out_lifts (lock_out_id, person_id, day, recorded_at, recorded_by)
                            VALUES (\(lock), \(person), '2021-09-15', 1, \(name))
                            """)
                    }
                } == nil
            }
            for (lock, person) in [(locks.last?.id, zhang), (locks.first?.id, wang), ("x", zhang), (nil, zhang)] {
                #expect(await !lift(lock, person), "\(lock ?? "no lock")")
            }
            #expect(await !lift(locks.first?.id, zhang, by: ""))
            #expect(await lift(locks.first?.id, zhang))
            #expect(await !lift(locks.first?.id, zhang))
        }
    }

    @Test(
        "failures at the same moment lock too, and a right password sent beside them does not slip through",
        arguments: DatabaseEngine.allCases)
    func parallel(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        do { _ = try await fixture.isSignedIn("zhang", "wrong") } catch { Issue.record(error) }
                    }
                }
            }
            #expect(try await !fixture.isSignedIn("zhang"))
            #expect(try await fixture.count("SELECT count(*) AS n FROM lock_outs") == 1)
        }
    }

    @Test(
        "an address with twenty failures over any accounts is locked, and is told so; another address is not",
        arguments: DatabaseEngine.allCases)
    func address(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            for number in 0..<20 { #expect(try await !fixture.isSignedIn("nobody\(number)")) }
            guard case .addressLocked(let seconds) = try await fixture.signIn("zhang") else {
                Issue.record("the address is not locked")
                return
            }
            #expect(seconds == 1_800)
            let elsewhere = Origin(address: "192.0.2.8", agent: "test")
            guard case .begun = try await fixture.signIn("zhang", from: elsewhere) else {
                Issue.record("another address is locked")
                return
            }
            fixture.time.advance(minutes: 30)
            #expect(try await fixture.isSignedIn("zhang"))
        }
    }

    @Test("an unknown account takes as long as a known one: the same is computed for both, and for a locked one")
    func sameWork() async throws {
        try await AccessFixture.with(.sqlite) { fixture in
            let work = Mutex<[PasswordHash.Parameters]>([])
            let counted = AccessParts(
                database: fixture.parts.database, policy: .dengbao, admitsDemonstration: false,
                hasher: PasswordHasher(parameters: AccessFixture.cheap, randomBytes: AccessParts.random) { cost in
                    work.withLock { $0.append(cost) }
                })
            try await fixture.person("zhang")
            func computed(for account: String, _ password: String = "wrong") async throws -> [PasswordHash.Parameters] {
                work.withLock { $0 = [] }
                let outcome = try await SignInDesk(counted).signIn(
                    account: account, password: password, from: Origin(address: "", agent: ""))
                if case .begun = outcome { Issue.record("\(account) came in") }
                return work.withLock { $0 }
            }
            #expect(try await computed(for: "nobody") == [AccessFixture.cheap])
            for _ in 0..<5 { #expect(try await computed(for: "zhang") == [AccessFixture.cheap]) }
            #expect(try await computed(for: "zhang", AccessFixture.password) == [AccessFixture.cheap])
        }
    }

    @Test(
        "a disabled person, and one of a demonstration that is not served, are refused like a wrong password",
        arguments: DatabaseEngine.allCases)
    func shutOut(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            let person = try await fixture.person("zhang", roles: [.office])
            try await PeopleDesk(fixture.parts).disable(
                person.id, reason: "left", by: AccessFixture.system, key: try fixture.key())
            #expect(try await !fixture.isSignedIn("zhang"))
            try await PeopleDesk(fixture.parts).enable(
                person.id, reason: "back", by: AccessFixture.system, key: try fixture.key())
            #expect(try await fixture.isSignedIn("zhang"))
        }
        try await withDatabase(engine, migrations: [LedgerSchema.migrations, AccessParts.migrations]) { store in
            let time = MovableClock()
            let demonstration = AccessFixture.parts(store, time, admitsDemonstration: true)
            try await DemonstrationPeople(demonstration).prepare(AccessFixture.places)
            func outcome(_ parts: AccessParts) async throws -> SignInDesk.Outcome {
                try await SignInDesk(parts).signIn(
                    account: "liaison.amr", password: DemonstrationPeople.password, from: AccessFixture.origin)
            }
            guard case .begun(let token, let session) = try await outcome(demonstration) else {
                Issue.record("the demonstration does not let its people in")
                return
            }
            #expect(session.duty == nil)
            let real = AccessFixture.parts(store, time)
            #expect(try await SessionDesk(real).session(token: token) == nil)
            guard case .refused = try await outcome(real) else {
                Issue.record("a known password opens a real installation")
                return
            }
            #expect(try await !PeopleDesk(real).hasPeople())
        }
    }

    @Test(
        "neither passwords nor tokens nor unknown account names stand in any table", arguments: DatabaseEngine.allCases)
    func secrets(engine: DatabaseEngine) async throws {
        try await AccessFixture.with(engine) { fixture in
            try await fixture.person("zhang", roles: [.office])
            let token = try await fixture.token("zhang")
            _ = try await fixture.signIn("My-secret-in-the-wrong-field", "x")
            let tables = try await fixture.store.schema().tables.keys
            for table in tables {
                let rows = try await fixture.store.read { try $0.rows(SQL(parts: [.text("SELECT * FROM \(table)")])) }
                let text = "\(rows.map(\.values))".lowercased()
                for secret in [token, AccessFixture.password, "my-secret-in-the-wrong-field"] {
                    #expect(!text.contains(secret.lowercased()), "\(table)")
                }
            }
        }
    }
}
