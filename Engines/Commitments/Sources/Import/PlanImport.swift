import CivicCalendar
import Kernel
import Ledger
import Packs
import PlanText
import Search
import Storage

/// The verbs of bringing a plan in: start, correct, bind, commit, discard. Each is one transaction with its entry.
public struct PlanImport: Sendable {
    static let start = Verb(name: "plan-import.start")
    static let correct = Verb(name: "plan-import.correct")
    static let bind = Verb(name: "plan-import.bind")
    static let commit = Verb(name: "plan.commit")
    static let discard = Verb(name: "plan-import.discard")

    private let database: LedgeredDatabase
    private let store = ImportStore()

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    /// Keeps a plan that was read from a document as a draft.
    ///
    /// - Returns: the draft's identity.
    public func start(
        _ plan: Plan, from source: PlanSource, pack: DraftPack, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws -> Identifier {
        let location = try await change(by: actor, key: key) { session in
            let name =
                switch pack {
                case .loaded(let id): id
                case .made(let year): try PackStore().nextMadeID(year: plan.document.planYear ?? year, in: session)
                }
            let draft = PlanDraft(
                id: session.identifiers.next(), pack: name, makesPack: pack.isMade, source: source, plan: plan,
                version: 1, state: .draft,
                committedAs: nil, createdAt: session.clock.now(), createdBy: session.actor.name,
                updatedAt: session.clock.now())
            try store.insert(draft, in: session)
            try session.record(
                Self.start, on: draft.reference,
                change: .object([
                    "source": .string(source.name), "digest": .string(source.digest),
                    "items": try .integer(plan.items.count),
                ]))
            return draft.id.text
        }
        guard let id = Identifier(location) else { throw Problem(.notFound, "commitments.problem.no-import") }
        return id
    }

    /// Takes over a corrected plan, made on a version of the draft.
    public func correct(
        _ draft: PlanDraft, to plan: Plan, place: String, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        _ = try await change(by: actor, key: key) { session in
            try store.update(draft.id, from: draft.version, to: plan, in: session)
            try session.record(
                Self.correct, on: draft.reference,
                change: .object(["place": .string(place), "version": try .integer(draft.version + 1)]))
            return draft.id.text
        }
    }

    /// Keeps what officers decided about the bindings.
    public func decide(
        _ decisions: [String: String?], of draft: PlanDraft, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        _ = try await change(by: actor, key: key) { session in
            guard let current = try store.read(draft.id, in: session), current.version == draft.version else {
                throw Problem(.conflict, "commitments.problem.import-changed")
            }
            try store.update(draft.id, from: draft.version, to: draft.plan, in: session)
            try store.decide(decisions, of: draft.id, in: session)
            try session.record(
                Self.bind, on: draft.reference,
                change: .object(
                    Dictionary(
                        uniqueKeysWithValues: decisions.map { ($0.key, $0.value.map { .string($0) } ?? .null) })))
            return draft.id.text
        }
    }

    /// Puts the plan in force: its rows, its bindings and its words in the search index, all or nothing.
    public func commit(
        _ draft: PlanDraft, isParaphrase: Bool, year: Int, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws -> String {
        try await change(by: actor, key: key) { session in
            guard let title = draft.plan.document.title, !title.isEmpty else {
                throw Problem(.badInput, "commitments.correct.problem.title", at: .field("title"))
            }
            let pack = try Self.pack(of: draft, year: year, in: session)
            if draft.makesPack {
                let files = PackWriter().files(of: pack).texts
                try PackStore().write(pack, files: files, in: session)
                try session.record(
                    PackLoading.load, on: RecordReference(kind: "pack", identity: pack.manifest.id),
                    change: .object([
                        "items": try .integer(pack.items.count), "deliverables": try .integer(pack.deliverables.count),
                        "units": try .integer(pack.units.count),
                    ]), reason: "made from the plan")
            }
            let id = try PlanStore().nextID(year: year, in: session)
            let known = DraftBinding(pack: pack, plan: draft.plan)
            let names = UnitNames(pack)
            let plan = CommittedPlan(
                id: id, pack: draft.pack, plan: draft.plan, isParaphrase: isParaphrase, source: draft.source,
                knownItems: known.knownItems,
                unitIDs: Dictionary(
                    draft.plan.units.compactMap { unit in names.identity(of: unit.name).map { (unit.name, $0) } },
                    uniquingKeysWith: { first, _ in first }),
                committedAt: session.clock.now(), committedBy: session.actor.name)
            try PlanStore().insert(plan, in: session)
            let bindings = known.bindings(with: try store.decisions(of: draft.id, in: session))
            try BindingStore().insert(bindings, plan: id, in: session)
            try store.finish(draft.id, from: draft.version, as: .committed, plan: id, in: session)
            try PlanSearch.index(plan, pack: pack, in: session)
            try session.record(
                Self.commit, on: RecordReference(kind: "plan", identity: id),
                change: .object([
                    "title": .string(draft.plan.document.title ?? ""), "digest": .string(draft.source.digest),
                    "items": try .integer(draft.plan.items.count),
                    "clauses": try .integer(draft.plan.items.reduce(0) { $0 + $1.clauses.count }),
                    "bound": try .integer(bindings.count { $0.clause != nil }),
                ]))
            return id
        }
    }

    /// Gives the draft up. Its rows stay, so that the entry has something to point at.
    public func discard(_ draft: PlanDraft, by actor: Actor, key: IdempotencyKey? = nil) async throws {
        _ = try await change(by: actor, key: key) { session in
            try store.finish(draft.id, from: draft.version, as: .discarded, plan: nil, in: session)
            try session.record(
                Self.discard, on: draft.reference, change: .object(["version": try .integer(draft.version)]))
            return draft.id.text
        }
    }

    /// One change, done once for a key: repeated with the same key it answers what it answered first.
    private func change(
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

    /// A draft by id; a problem where there is none.
    public func draft(_ id: Identifier) async throws -> PlanDraft {
        guard let draft = try await database.read({ try store.read(id, in: $0) }) else {
            throw Problem(.notFound, "commitments.problem.no-import")
        }
        return draft
    }

    /// What officers have decided about the draft's bindings so far.
    public func decisions(of draft: PlanDraft) async throws -> [String: String?] {
        try await database.read { try store.decisions(of: draft.id, in: $0) }
    }

    /// The pack a draft is bound to: the loaded one, or the one that its plan makes.
    private static func pack(of draft: PlanDraft, year: Int, in session: any ReadSession) throws -> Pack {
        if draft.makesPack {
            return try PackFromPlan(id: draft.pack, plan: draft.plan, year: draft.year(orElse: year)).pack()
        }
        guard let pack = try PackStore().read(draft.pack, in: session) else {
            throw Problem(.notFound, "commitments.problem.no-pack", ["pack": draft.pack])
        }
        return pack
    }

    /// The draft's bindings as they would be committed now.
    public func bindings(of draft: PlanDraft) async throws -> (pack: Pack, bindings: [Binding]) {
        let year = draft.year(orElse: database.clock.today().year)
        return try await database.read { session in
            let pack = try Self.pack(of: draft, year: year, in: session)
            let decisions = try store.decisions(of: draft.id, in: session)
            return (pack, DraftBinding(pack: pack, plan: draft.plan).bindings(with: decisions))
        }
    }
}

extension PlanDraft {
    var reference: RecordReference { RecordReference(kind: "plan-import", identity: id.text) }
}
