import CivicCalendar
import Kernel
import Ledger
import Storage
import StorageTesting
import Testing

@testable import Commitments

/// Random walks over the state machine, through the desk and the database, keep what must hold.
struct AssignmentWalkTests {
    /// SplitMix64: the same walk on every machine.
    private struct Walk: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    private static func wish(_ state: AssignmentState, _ walk: inout Walk) throws -> AssignmentStep.Content {
        let kind = AssignmentStep.Kind.allCases.randomElement(using: &walk) ?? .issue
        let due = try state.due.adding(days: Int.random(in: -3...20, using: &walk))
        let report = state.pendingReport?.step.sequence ?? Int.random(in: 1...9, using: &walk)
        let request = state.pendingExtension?.sequence ?? Int.random(in: 1...9, using: &walk)
        let unit = ["A", "B"].randomElement(using: &walk) ?? "A"
        switch kind {
        case .issue: return .issue
        case .receipt: return .receipt
        case .objection: return .objection
        case .ruling:
            let objection = state.pendingObjection?.sequence ?? Int.random(in: 1...9, using: &walk)
            return .ruling(objection: objection, unit: Bool.random(using: &walk) ? unit : nil)
        case .reassignment: return .reassignment(unit: unit)
        case .report:
            let percent = Bool.random(using: &walk) ? 100 : Int.random(in: 0...99, using: &walk)
            return .report(
                AssignmentReport(
                    period: "final", percent: percent, text: "进展",
                    numbers: [.init(id: "done", value: Quantity(scaled: Int64(percent), decimals: 1))]))
        case .acceptance: return .acceptance(report: report)
        case .rejection: return .rejection(report: report)
        case .closure: return .closure
        case .extensionRequest: return .extensionRequest(due: due)
        case .extensionGrant: return .extensionGrant(request: request, due: due)
        case .extensionRefusal: return .extensionRefusal(request: request)
        case .suspension: return .suspension
        case .resumption: return .resumption
        case .urge: return .urge
        case .escalation: return .escalation
        case .targetAgreement:
            return .targetAgreement(
                Quantity(scaled: Int64.random(in: 1...99, using: &walk), decimals: 0),
                unit: LocalizedText(zh: "个", en: "items"))
        }
    }

    @Test(
        "a walk of steps, lawful or not, keeps the invariants and reads back as it was made",
        arguments: DatabaseEngine.allCases)
    func walk(engine: DatabaseEngine) async throws {
        try await CityFixture.with(engine, asOf: "2021-02-01") { city in
            let plan = try await city.smallCity()
            try await AssignmentDesk(database: city.database).establish(
                ["mechanism/list", "mechanism/teams"], of: plan, issuing: false, by: city.office)
            let ids = try await city.database.read { try AssignmentStore().lives(of: plan, in: $0) }.map(\.id)
            #expect(ids.count == 3)
            var walk = Walk(state: 20_210_201)
            var day = try CivicDate("2021-02-01")
            var taken = 0
            var refused = 0
            for _ in 0..<(engine == .sqlite ? 700 : 250) {
                if Int.random(in: 0..<3, using: &walk) == 0, day < (try CivicDate("2021-12-20")) {
                    day = try day.adding(days: 1)
                }
                let desk = AssignmentDesk(database: try city.on("\(day)").database)
                let id = try #require(ids.randomElement(using: &walk))
                let before = try await desk.life(id)
                let content = try Self.wish(before.latest, &walk)
                let expected = before.latest.refusal(of: content)
                do {
                    let after = try await desk.perform(
                        .init(content, on: id, version: before.version, reason: "理由"), by: city.office)
                    #expect(expected == nil, "\(content)")
                    #expect(after.version == before.version + 1)
                    #expect(after.steps.dropLast().elementsEqual(before.steps))
                    #expect(after.steps.last?.content == content)
                    Self.check(after)
                    taken += 1
                } catch let problem as Problem {
                    #expect(problem == expected?.problem, "\(content)")
                    #expect(try await desk.life(id) == before)
                    refused += 1
                }
            }
            #expect(taken > 60 && refused > 60, "taken \(taken), refused \(refused)")
            let entries = try await city.entries().filter { $0.hasPrefix("assignment.") && !$0.contains("establish") }
            #expect(entries.count == min(taken, entries.count) && entries.count <= taken)
            let outcome = try await city.database.read { try LedgerVerifier($0).verify() }
            #expect(outcome.fault == nil)
        }
    }

    private static func check(_ life: AssignmentLife) {
        let state = life.latest
        #expect(life.steps.map(\.sequence) == Array(1...life.steps.count))
        #expect(zip(life.steps, life.steps.dropFirst()).allSatisfy { $0.day <= $1.day })
        #expect(state.reports.count { $0.outcome == .pending } <= 1)
        if state.phase == .closed {
            #expect(state.standingReports.last?.content.percent == 100)
            #expect(state.standingReports.last?.outcome == .accepted)
            #expect(life.steps.last?.kind == .closure, "nothing follows a closure")
        }
        var due = life.assignment.due
        for moved in state.extensions {
            #expect(moved.before == due && moved.after > moved.before, "the due day only grows")
            due = moved.after
        }
        #expect(state.due == due)
        #expect(state.suspensions.dropLast().allSatisfy { $0.resumed != nil })
        #expect((state.phase == .reported) == (state.pendingReport != nil))
    }
}
