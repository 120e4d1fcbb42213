import CivicCalendar
import Kernel
import Ledger
import Storage

/// The verbs of an assignment's life. Each is one transaction: its rows and its entry in the ledger, or nothing.
///
/// Who may do what is decided by the routes; whose assignment it is, is decided here: somebody who holds a permission
/// over own records only finds no others.
public struct AssignmentDesk: Sendable {
    let database: LedgeredDatabase
    let store = AssignmentStore()

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    /// Every verb of this desk.
    public static let verbs: Set<Verb> = Set(AssignmentStep.Kind.allCases.map(\.verb)).union([agree, establish])

    static let agree = Verb(name: "lead.agree")
    static let establish = Verb(name: "assignment.establish")

    /// What somebody wants to do, on the version of the assignment that was shown to them.
    public struct Wish: Sendable {
        public let assignment: Identifier
        /// The version that the editor saw; another one is refused as a conflict.
        public let version: Int
        public let content: AssignmentStep.Content
        public let reason: String

        public init(_ content: AssignmentStep.Content, on assignment: Identifier, version: Int, reason: String = "") {
            self.content = content
            self.assignment = assignment
            self.version = version
            self.reason = reason
        }
    }

    /// Takes one step, after everything that must hold was checked.
    ///
    /// `isOwnOnly` says that the actor may act on own records only. `alongside` is run in the same transaction, with the
    /// state before and after: for what follows from a step and may not be lost, such as a message or a file's row.
    ///
    /// - Returns: the life after the step.
    /// - Throws: not found for another's record; a conflict where somebody was faster, with what they did, or where the
    ///   step may not follow; bad input for a missing reason.
    @discardableResult
    public func perform(
        _ wish: Wish, isOwnOnly: Bool = false, by actor: Actor, key: IdempotencyKey? = nil,
        alongside: @Sendable @escaping (ChangeSession, AssignmentLife, AssignmentLife) throws -> Void = { _, _, _ in }
    ) async throws -> AssignmentLife {
        try await change(by: actor, key: key) { session in
            try step(wish, isOwnOnly: isOwnOnly, in: session, alongside: alongside)
            return wish.assignment.text
        }
        return try await life(wish.assignment)
    }

    /// Takes several steps, all of them or none: the bulk actions of the supervision list.
    public func perform(
        _ wishes: [Wish], by actor: Actor, key: IdempotencyKey? = nil,
        alongside: @Sendable @escaping (ChangeSession, AssignmentLife, AssignmentLife) throws -> Void = { _, _, _ in }
    ) async throws {
        try await change(by: actor, key: key) { session in
            for wish in wishes { try step(wish, isOwnOnly: false, in: session, alongside: alongside) }
            return String(wishes.count)
        }
    }

    /// A life; a problem where there is none.
    public func life(_ id: Identifier) async throws -> AssignmentLife {
        guard let life = try await database.read({ try store.life(id, in: $0) }) else { throw Self.notFound }
        return life
    }

    /// Every life of a plan, by establishment.
    public func lives(of plan: String) async throws -> [AssignmentLife] {
        try await database.read { try store.lives(of: plan, in: $0) }
    }

    static let notFound = Problem(.notFound, "assignment.problem.none")

    private func step(
        _ wish: Wish, isOwnOnly: Bool, in session: ChangeSession,
        alongside: (ChangeSession, AssignmentLife, AssignmentLife) throws -> Void
    ) throws {
        guard let life = try store.life(wish.assignment, in: session) else { throw Self.notFound }
        let state = life.latest
        if isOwnOnly, !session.actor.owns(unit: state.unit, district: life.assignment.district) {
            throw Self.notFound
        }
        let today = session.clock.today()
        guard life.version == wish.version else { throw Self.overtaken(life, since: wish.version) }
        guard today >= life.lastDay else {
            throw Problem(
                .conflict, "assignment.problem.day-passed", ["today": "\(today)", "last": "\(life.lastDay)"])
        }
        if let refusal = state.refusal(of: wish.content) { throw refusal.problem }
        let reason = wish.reason.trimmed
        if wish.content.kind.needsReason, reason.isEmpty {
            throw Problem(.badInput, "assignment.problem.reason", at: .field("reason"))
        }
        guard reason.count <= Self.longestText else {
            throw Problem(
                .badInput, "assignment.problem.too-long", ["limit": String(Self.longestText)], at: .field("reason"))
        }
        try check(wish.content, on: today)
        let step = AssignmentStep(
            sequence: life.version + 1, content: wish.content, day: today, reason: reason, by: session.actor.name,
            at: session.clock.now(), source: .officer)
        try store.insert([(life.id, step)], in: session)
        try session.record(
            step.kind.verb, on: life.assignment.reference, change: try step.content.ledgered(sequence: step.sequence),
            reason: reason.isEmpty ? nil : reason)
        let after = AssignmentLife(assignment: life.assignment, steps: life.steps + [step])
        try AssignmentNotice(step: step, before: state, after: after).send(in: session)
        try alongside(session, life, after)
    }

    /// The longest text of a reason or a report, in characters.
    public static let longestText = 4_000

    private func check(_ content: AssignmentStep.Content, on today: CivicDate) throws(Problem) {
        switch content {
        case .extensionRequest(let due), .extensionGrant(_, let due):
            guard due > today else {
                throw Problem(.badInput, "assignment.problem.due-past", ["today": "\(today)"], at: .field("due"))
            }
        case .report(let report): try check(report)
        default: break
        }
    }

    private func check(_ report: AssignmentReport) throws(Problem) {
        guard (0...100).contains(report.percent) else {
            throw Problem(.badInput, "assignment.problem.percent", at: .field("percent"))
        }
        guard !report.text.trimmed.isEmpty else {
            throw Problem(.badInput, "assignment.problem.text", at: .field("text"))
        }
        guard report.text.count <= Self.longestText else {
            throw Problem(
                .badInput, "assignment.problem.too-long", ["limit": String(Self.longestText)], at: .field("text"))
        }
    }

    /// Somebody else was faster: says who, since the version that the editor saw. What they did, the page shows.
    static func overtaken(_ life: AssignmentLife, since version: Int) -> Problem {
        let last = life.steps.last { $0.sequence > version }
        return Problem(
            .conflict, "assignment.problem.overtaken",
            ["by": last?.by ?? "", "day": last.map { "\($0.day)" } ?? ""])
    }

    /// One change, done once for a key: repeated with the same key it answers what it answered first.
    @discardableResult
    func change(
        by actor: Actor, key: IdempotencyKey?, _ body: @Sendable @escaping (ChangeSession) throws -> String
    ) async throws -> String {
        do {
            return try await database.change(by: actor) { session in
                guard let key else { return try body(session) }
                return try session.once(key) { try body(session) }.location
            }
        } catch LedgerProblem.keyReused {
            throw LedgerProblem.keyReused.problem
        }
    }
}

extension AssignmentStep.Kind {
    /// As the ledger names it: `assignment.receipt`.
    public var verb: Verb { Verb(name: "assignment.\(rawValue)") }
}
