import CivicCalendar
import Commitments
import Kernel
import Ledger

/// The verbs of assignments, each driven on an assignment of the demonstration that allows it.
enum AssignmentWalk {
    typealias Step = (verbs: [String], run: @Sendable (LedgeredDatabase) async throws -> Void)

    /// Every verb, those of establishing first.
    static func steps(by actor: Actor) -> [Step] {
        let establishing: [Step] = [
            (
                ["lead.agree"],
                { database in
                    let (plan, deliverable, unit) = try await unassigned(database)
                    try await AssignmentDesk(database: database).agree(
                        leads: [deliverable: unit], of: plan, reason: "由该单位承办", by: actor)
                }
            ),
            (
                ["assignment.establish", "assignment.issue"],
                { database in
                    let (plan, deliverable, _) = try await unassigned(database)
                    try await AssignmentDesk(database: database).establish(
                        [deliverable], of: plan, issuing: true, by: actor)
                }
            ),
        ]
        return establishing + stepsOfLives(by: actor)
    }

    /// The verbs that need an assignment which is there.
    static func stepsOfLives(by actor: Actor) -> [Step] {
        let sequences: [[@Sendable (AssignmentState) throws -> AssignmentStep.Content]] = [
            [{ _ in report(100) }, { .acceptance(report: $0.version) }, { _ in .closure }],
            [{ _ in report(50) }, { .rejection(report: $0.version) }],
            [{ _ in .objection }, { .ruling(objection: $0.version, unit: nil) }],
            [{ _ in .reassignment(unit: "FGW") }, { _ in .receipt }],
            [
                { .extensionRequest(due: try $0.due.adding(days: 9)) },
                { .extensionGrant(request: $0.version, due: try $0.due.adding(days: 9)) },
            ],
            [{ .extensionRequest(due: try $0.due.adding(days: 9)) }, { .extensionRefusal(request: $0.version) }],
            [{ _ in .suspension }, { _ in .resumption }],
            [{ _ in .urge }, { _ in .escalation }],
            [
                { _ in
                    .targetAgreement(Quantity(scaled: 5, decimals: 0), unit: LocalizedText(zh: "个", en: "items"))
                }
            ],
        ]
        return sequences.enumerated().map { number, sequence in
            (
                names[number],
                { database in
                    let desk = AssignmentDesk(database: database)
                    var life = try await quiet(database, number)
                    for content in sequence {
                        var wanted = try content(life.latest)
                        if case .reassignment = wanted {
                            wanted = .reassignment(unit: try await otherUnit(database, than: life))
                        }
                        life = try await desk.perform(
                            .init(wanted, on: life.id, version: life.version, reason: "理由"), by: actor)
                    }
                }
            )
        }
    }

    private static func report(_ percent: Int) -> AssignmentStep.Content {
        .report(AssignmentReport(period: "final", percent: percent, text: "进展"))
    }

    private static let names = [
        ["assignment.report", "assignment.acceptance", "assignment.closure"],
        ["assignment.report", "assignment.rejection"], ["assignment.objection", "assignment.ruling"],
        ["assignment.reassignment", "assignment.receipt"],
        ["assignment.extension-request", "assignment.extension-grant"],
        ["assignment.extension-request", "assignment.extension-refusal"],
        ["assignment.suspension", "assignment.resumption"], ["assignment.urge", "assignment.escalation"],
        ["assignment.target-agreement"],
    ]

    /// An assignment that is in progress and waits for nothing; another one for each number.
    private static func quiet(_ database: LedgeredDatabase, _ number: Int) async throws -> AssignmentLife {
        let lives = try await AssignmentDesk(database: database).lives(of: DemonstrationCity.plan)
        let quiet = lives.filter { life in
            let state = life.latest
            return state.phase == .inProgress && state.pendingExtension == nil && state.pendingObjection == nil
                && !state.isSuspended && life.assignment.district == nil
        }
        guard quiet.count > number else { throw Problem(.notFound, "assignment.problem.none") }
        return quiet[number]
    }

    private static func otherUnit(_ database: LedgeredDatabase, than life: AssignmentLife) async throws -> String {
        let pack = try await PackLoading(database: database).list().first?.id ?? ""
        let units = try await PackLoading(database: database).loaded(pack)?.units ?? []
        return units.first { $0.id != life.latest.unit }?.id ?? ""
    }

    /// A plan whose deliverables nobody has yet, one of them, and its unit.
    private static func unassigned(_ database: LedgeredDatabase) async throws -> (String, String, String) {
        let pack = try await PackLoading(database: database).list().first?.id ?? ""
        guard let loaded = try await PackLoading(database: database).loaded(pack),
            let deliverable = loaded.deliverables.first(where: { !$0.perDistrict })
        else { throw Problem(.notFound, "assignment.problem.none") }
        return ("2024-1", deliverable.id, deliverable.lead)
    }
}
