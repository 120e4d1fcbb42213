import CivicCalendar
import Kernel
import Testing

@testable import Commitments

/// Which step may follow in which state: the whole table, written by hand.
struct AssignmentRulesTests {
    private static let later = "2021-09-30"

    /// Every kind of step as it would be asked for in a state.
    private static func contents(_ state: AssignmentState) throws -> [(AssignmentStep.Kind, AssignmentStep.Content)] {
        let report = state.pendingReport?.step.sequence ?? 1
        let request = state.pendingExtension?.sequence ?? 1
        return try [
            .issue, .receipt, .objection, .ruling(objection: state.pendingObjection?.sequence ?? 1, unit: nil),
            .reassignment(unit: "B"), .report(AssignmentReport(period: "final", percent: 40, text: "x")),
            .acceptance(report: report), .rejection(report: report), .closure,
            .extensionRequest(due: CivicDate(later)), .extensionGrant(request: request, due: CivicDate(later)),
            .extensionRefusal(request: request), .suspension, .resumption, .urge, .escalation,
            .targetAgreement(Quantity(scaled: 5, decimals: 0), unit: LocalizedText(zh: "个", en: "items")),
        ].map { (content: AssignmentStep.Content) in (content.kind, content) }
    }

    /// The states by name, and what may follow.
    private static func states() throws -> [(name: String, life: SampleLife, may: Set<AssignmentStep.Kind>)] {
        var table: [(String, SampleLife, Set<AssignmentStep.Kind>)] = []
        func state(
            _ name: String, _ may: Set<AssignmentStep.Kind>, _ build: (inout SampleLife) throws -> Void
        ) throws {
            var life = try SampleLife()
            try build(&life)
            table.append((name, life, may))
        }
        try state("established", [.issue, .reassignment, .suspension, .targetAgreement]) { _ in }
        try state(
            "assigned",
            [
                .receipt, .objection, .reassignment, .extensionRequest, .suspension, .urge, .targetAgreement,
            ]
        ) { try $0.add(.issue, "2021-02-02") }
        try state(
            "in progress",
            [.objection, .reassignment, .report, .extensionRequest, .suspension, .urge, .targetAgreement]
        ) { try $0.hand(over: "2021-02-02") }
        try state(
            "urged",
            [.objection, .reassignment, .report, .extensionRequest, .suspension, .urge, .escalation, .targetAgreement]
        ) {
            try $0.hand(over: "2021-02-02")
            try $0.add(.urge, "2021-03-02")
        }
        try state("reported", [.acceptance, .rejection, .extensionRequest, .suspension, .targetAgreement]) {
            try $0.hand(over: "2021-02-02")
            try $0.report(50, "2021-03-02")
        }
        try state(
            "returned", [.objection, .reassignment, .report, .extensionRequest, .suspension, .urge, .targetAgreement]
        ) {
            try $0.hand(over: "2021-02-02")
            try $0.report(50, "2021-03-02")
            try $0.add(.rejection(report: 3), "2021-03-03")
        }
        try state("accepted", [.closure, .targetAgreement]) {
            try $0.hand(over: "2021-02-02")
            try $0.accepted(100, "2021-03-02")
        }
        try state("closed", []) {
            try $0.hand(over: "2021-02-02")
            try $0.accepted(100, "2021-03-02")
            try $0.add(.closure, "2021-03-03")
        }
        try state("disputed", [.ruling, .extensionRequest, .suspension, .urge, .targetAgreement]) {
            try $0.add(.issue, "2021-02-02")
            try $0.add(.objection, "2021-02-03")
        }
        try state(
            "extension asked",
            [
                .objection, .reassignment, .report, .extensionGrant, .extensionRefusal, .suspension, .urge,
                .targetAgreement,
            ]
        ) {
            try $0.hand(over: "2021-02-02")
            try $0.add(.extensionRequest(due: try CivicDate(later)), "2021-03-02")
        }
        try state("suspended", [.objection, .reassignment, .resumption, .targetAgreement]) {
            try $0.hand(over: "2021-02-02")
            try $0.add(.suspension, "2021-03-02")
        }
        return table
    }

    @Test("each step may follow exactly where the table says so")
    func table() throws {
        for (name, life, may) in try Self.states() {
            for (kind, content) in try Self.contents(life.state) {
                let refusal = life.state.refusal(of: content)
                #expect((refusal == nil) == may.contains(kind), "\(kind) in \(name): \(String(describing: refusal))")
            }
        }
    }

    @Test("the table covers every phase and every kind")
    func covered() throws {
        let states = try Self.states()
        #expect(Set(states.map(\.life.state.phase)) == Set(AssignmentPhase.allCases))
        #expect(Set(states.flatMap(\.may)) == Set(AssignmentStep.Kind.allCases))
        #expect(Set(try Self.contents(states[0].life.state).map(\.0)) == Set(AssignmentStep.Kind.allCases))
    }

    @Test("an extension moves the due day only to a later day, also after the due day has passed")
    func extensions() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        #expect(life.state.refusal(of: .extensionRequest(due: try CivicDate("2021-06-30"))) == .dueNotLater)
        #expect(life.state.refusal(of: .extensionRequest(due: try CivicDate("2021-07-01"))) == nil)
        try life.add(.extensionRequest(due: try CivicDate("2021-08-01")), "2021-07-15")
        #expect(life.state.refusal(of: .extensionGrant(request: 3, due: try CivicDate("2021-06-30"))) == .dueNotLater)
        #expect(
            life.state.refusal(of: .extensionGrant(request: 2, due: try CivicDate("2021-08-01"))) == .notThatRequest)
        try life.add(.extensionGrant(request: 3, due: try CivicDate("2021-07-20")), "2021-07-16")
        #expect(life.state.due == (try CivicDate("2021-07-20")))
        let moved = try #require(life.state.extensions.first)
        #expect("\(moved.before)" == "2021-06-30" && "\(moved.after)" == "2021-07-20")
        #expect(life.state.pendingExtension == nil)
        #expect(life.life.state(on: try CivicDate("2021-07-15"))?.due == (try CivicDate("2021-06-30")))
    }

    @Test("an objection that is upheld gives the work to another unit, which has to sign for it")
    func upheld() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.add(.objection, "2021-02-03")
        #expect(life.state.refusal(of: .ruling(objection: 3, unit: "A")) == .sameUnit)
        #expect(life.state.refusal(of: .ruling(objection: 2, unit: "B")) == .notDisputed)
        try life.add(.ruling(objection: 3, unit: "B"), "2021-02-04")
        #expect(life.state.unit == "B" && life.state.phase == .assigned && life.state.receipt == nil)
        #expect(life.life.state(on: try CivicDate("2021-02-03"))?.unit == "A")
    }

    @Test("an objection that is dismissed leaves everything as it was")
    func dismissed() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.add(.objection, "2021-02-03")
        try life.add(.ruling(objection: 3, unit: nil), "2021-02-04")
        #expect(life.state.unit == "A" && life.state.phase == .inProgress && life.state.pendingObjection == nil)
    }

    @Test("before it was established there is no state, and what comes later is not known yet")
    func asOf() throws {
        var life = try SampleLife()
        try life.hand(over: "2021-02-02")
        try life.accepted(40, "2021-04-01")
        #expect(life.life.state(on: try CivicDate("2021-01-31")) == nil)
        #expect(life.life.state(on: try CivicDate("2021-02-01"))?.phase == .established)
        #expect(life.life.state(on: try CivicDate("2021-03-31"))?.percent == 0)
        #expect(life.life.state(on: try CivicDate("2021-04-01"))?.percent == 40)
    }
}
