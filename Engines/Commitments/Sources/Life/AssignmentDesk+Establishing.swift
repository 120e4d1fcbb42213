import CivicCalendar
import Kernel
import Ledger
import Packs
import Storage

extension AssignmentDesk {
    /// What an editor of leads had before them: so many agreements on these deliverables.
    public struct LeadsSeen: Sendable {
        public let deliverables: Set<String>
        public let agreements: Int

        public init(deliverables: Set<String>, agreements: Int) {
            self.deliverables = deliverables
            self.agreements = agreements
        }
    }

    /// Agrees who leads deliverables of a plan, with the reason; the pack's proposal and the plan's words stay beside it.
    ///
    /// `seen` says what the editor had before them; more agreements than that are a conflict.
    ///
    /// - Throws: bad input for an unknown deliverable or unit or a missing reason; a conflict where a deliverable was
    ///   assigned already (it is reassigned then), or where somebody else agreed leads meanwhile.
    public func agree(
        leads: [String: String], of plan: String, reason: String, seen: LeadsSeen? = nil, by actor: Actor,
        key: IdempotencyKey? = nil
    ) async throws {
        try await change(by: actor, key: key) { session in
            let pack = try Self.pack(of: plan, in: session)
            if let seen {
                let now = try LeadStore().agreements(of: plan, in: session).count {
                    seen.deliverables.contains($0.deliverable)
                }
                guard now == seen.agreements else { throw Problem(.conflict, "assignment.problem.leads-overtaken") }
            }
            let reason = reason.trimmed
            guard !reason.isEmpty else {
                throw Problem(.badInput, "assignment.problem.reason", at: .field("reason"))
            }
            guard reason.count <= Self.longestText else {
                throw Problem(
                    .badInput, "assignment.problem.too-long", ["limit": String(Self.longestText)], at: .field("reason"))
            }
            let units = Set(pack.units.map(\.id) + pack.groups.map(\.id))
            let known = Set(pack.deliverables.map(\.id))
            let assigned = Set(try store.lives(of: plan, in: session).compactMap(\.assignment.deliverable))
            var agreements: [LeadAgreement] = []
            for (deliverable, unit) in leads.sorted(by: { $0.key < $1.key }) {
                guard known.contains(deliverable) else { throw Self.noDeliverable(deliverable) }
                guard units.contains(unit) else {
                    throw Problem(.badInput, "assignment.problem.unit", ["unit": unit], at: .field("unit"))
                }
                guard !assigned.contains(deliverable) else {
                    throw Problem(.conflict, "assignment.problem.lead-assigned", ["deliverable": deliverable])
                }
                agreements.append(
                    LeadAgreement(
                        id: session.identifiers.next(), plan: plan, deliverable: deliverable, unit: unit,
                        reason: reason, day: session.clock.today(), at: session.clock.now(), by: session.actor.name))
            }
            guard !agreements.isEmpty else { throw Problem(.badInput, "assignment.problem.nothing-chosen") }
            try LeadStore().insert(agreements, source: .officer, in: session)
            try session.record(
                Self.agree, on: RecordReference(kind: "plan", identity: plan),
                change: ["leads": .object(leads.mapValues { .string($0) })], reason: reason)
            return plan
        }
    }

    /// Establishes assignments of deliverables, one for the unit that leads or one for each district, and sends them
    /// where `issuing` says so. What is established already is only sent.
    ///
    /// - Throws: not found for an unknown deliverable; a conflict where everything was sent already.
    public func establish(
        _ deliverables: [String], of plan: String, issuing: Bool, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws {
        try await change(by: actor, key: key) { session in
            let pack = try Self.pack(of: plan, in: session)
            let byID = Dictionary(pack.deliverables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let leads = Self.leads(try LeadStore().agreements(of: plan, in: session), on: session.clock.today())
            let present = try store.lives(of: plan, in: session)
            var touched = 0
            for id in Set(deliverables).sorted() {
                guard let deliverable = byID[id] else { throw Self.noDeliverable(id) }
                let known = present.filter { $0.assignment.deliverable == id }
                var lives = known
                if known.isEmpty {
                    lives = try Self.assignments(
                        of: deliverable, lead: leads[id] ?? deliverable.lead, plan: plan, pack: pack, in: session
                    ).map { AssignmentLife(assignment: $0, steps: []) }
                    try store.insert(lives.map(\.assignment), in: session)
                    for life in lives {
                        try session.record(
                            Self.establish, on: life.assignment.reference, change: try life.assignment.ledgered())
                        touched += 1
                    }
                }
                guard issuing else { continue }
                for life in lives where life.latest.issue == nil {
                    try send(life, in: session)
                    touched += 1
                }
            }
            guard touched > 0 else { throw Problem(.conflict, "assignment.problem.all-assigned") }
            return plan
        }
    }

    /// Establishes an assignment from a meeting's resolution and sends it: of the same kind as all others.
    func establish(
        resolution id: Identifier, text: String, plan: String, unit: String, district: String?, cadence: Cadence,
        starts: CivicDate, due: CivicDate, in session: ChangeSession
    ) throws {
        let pack = try Self.pack(of: plan, in: session)
        guard let owner = pack.directions[unit] else {
            throw Problem(.badInput, "assignment.problem.unit", ["unit": unit], at: .field("unit"))
        }
        if let district, !pack.districts.contains(where: { $0.id == district }) {
            throw Problem(.badInput, "assignment.problem.district", ["district": district], at: .field("district"))
        }
        guard due >= starts else { throw Problem(.badInput, "assignment.problem.due", at: .field("due")) }
        let assignment = Assignment(
            id: session.identifiers.next(), plan: plan, origin: .resolution(id),
            title: LocalizedText(zh: text, en: text), unit: unit, district: district, direction: owner,
            cadence: cadence, starts: starts, due: due, establishedOn: session.clock.today(), source: .officer)
        try store.insert([assignment], in: session)
        try session.record(Self.establish, on: assignment.reference, change: try assignment.ledgered())
        try send(AssignmentLife(assignment: assignment, steps: []), in: session)
    }

    private func send(
        _ life: AssignmentLife, in session: ChangeSession
    ) throws {
        guard session.clock.today() >= life.lastDay else {
            throw Problem(
                .conflict, "assignment.problem.day-passed",
                ["today": "\(session.clock.today())", "last": "\(life.lastDay)"])
        }
        if let refusal = life.latest.refusal(of: .issue) { throw refusal.problem }
        let step = AssignmentStep(
            sequence: life.version + 1, content: .issue, day: session.clock.today(), reason: "",
            by: session.actor.name, at: session.clock.now(), source: .officer)
        try store.insert([(life.id, step)], in: session)
        try session.record(
            step.kind.verb, on: life.assignment.reference, change: try step.content.ledgered(sequence: step.sequence))
        let after = AssignmentLife(assignment: life.assignment, steps: life.steps + [step])
        try AssignmentNotice(step: step, before: life.latest, after: after).send(in: session)
    }

    private static func assignments(
        of deliverable: PackDeliverable, lead: String, plan: String, pack: Pack, in session: ChangeSession
    ) throws -> [Assignment] {
        let districts: [String?] =
            deliverable.perDistrict && !pack.districts.isEmpty ? pack.districts.map { $0.id } : [nil]
        guard let direction = pack.directions[lead] else {
            throw Problem(.badInput, "assignment.problem.unit", ["unit": lead], at: .field("unit"))
        }
        return districts.map { district in
            Assignment(
                id: session.identifiers.next(), plan: plan, origin: .deliverable(deliverable.id),
                title: deliverable.title, unit: lead, district: district, direction: direction,
                cadence: deliverable.cadence, starts: deliverable.firstDay(in: pack.manifest.validity),
                due: deliverable.due, establishedOn: session.clock.today(), source: .officer)
        }
    }

    /// The agreed unit of each deliverable on a day.
    static func leads(_ agreements: [LeadAgreement], on day: CivicDate) -> [String: String] {
        Dictionary(
            agreements.filter { $0.day <= day }.map { ($0.deliverable, $0.unit) }, uniquingKeysWith: { _, last in last }
        )
    }

    static func pack(of plan: String, in session: any ReadSession) throws -> Pack {
        guard let summary = try PlanStore().list(in: session).first(where: { $0.id == plan }),
            let pack = try PackStore().read(summary.pack, in: session)
        else { throw Problem(.notFound, "commitments.problem.no-plan", ["plan": String(plan.prefix(40))]) }
        return pack
    }

    private static func noDeliverable(_ key: String) -> Problem {
        Problem(.notFound, "commitments.problem.no-deliverable", ["key": String(key.prefix(80))])
    }
}

extension Pack {
    /// How the city may turn to each unit and group.
    var directions: [String: Direction] {
        Dictionary(
            units.map { ($0.id, $0.direction) } + groups.map { ($0.id, $0.direction) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Assignment {
    /// What the ledger keeps of it.
    func ledgered() throws(LedgerProblem) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "plan": .string(plan), "title": .string(title.zh), "unit": .string(unit),
            "district": district.map { .string($0) } ?? .null, "direction": .string(direction.rawValue),
            "cadence": .string(cadence.rawValue), "starts": .string("\(starts)"), "due": .string("\(due)"),
        ]
        switch origin {
        case .deliverable(let key): members["deliverable"] = .string(key)
        case .resolution(let id): members["resolution"] = .string(id.text)
        }
        return .object(members)
    }
}
