import CivicCalendar
import Kernel
import Packs
import Web

/// An assignment: what waits, what may be done now, what is owed and by when, what was reported and handed in, and
/// its whole history.
struct AssignmentView: Sendable {
    struct Act: Sendable {
        let label: String
        let isOpen: Bool
        let form: Form.View
    }

    struct Fact: Sendable {
        let name: String
        let links: [NamedLink]
        let note: String
        let hasNote: Bool
    }

    struct Move: Sendable {
        let day: String
        let change: String
        let by: String
        let reason: String
        let outcome: String
    }

    let title: String
    let clauseID: String
    let clause: String
    let clauseHref: String
    let hasClause: Bool
    let label: String
    let hasLabel: Bool
    let wording: String
    let isRequest: Bool
    let phase: String
    let status: StatusTag.View
    let beam: [Beam.View]
    let reason: String
    let hasReason: Bool
    let rule: String
    let notices: [String]
    let hasNotices: Bool
    let conflict: ConflictView
    let hasConflict: Bool
    let pending: [String]
    let hasPending: Bool
    /// Forms that ask for nothing: one button each.
    let buttons: [Form.View]
    let acts: [Act]
    let reportHref: String
    let reportLabel: String
    let mayReport: Bool
    let hasActs: Bool
    let facts: [Fact]
    let originalDue: String
    let due: String
    let isMoved: Bool
    let moves: [Move]
    let hasMoves: Bool
    let target: String
    let targetBeam: [Beam.View]
    let targetBasis: String
    let hasTarget: Bool
    let evidence: EvidenceView
    let reports: [ReportEntry]
    let hasReports: Bool
    let history: Table.View

    /// The page as it is, or with a form that came back: with its errors, and with what somebody else did meanwhile.
    init(
        _ presenter: AssignmentPresenter, history: Table, returned: (act: AssignmentAct, form: Form)? = nil,
        conflict: ConflictView? = nil
    ) throws {
        let city = presenter.city
        let state = presenter.state
        let deliverable = presenter.deliverable
        let assignment = presenter.assignment
        title = presenter.title
        let item = deliverable?.item.flatMap { city.state.item($0) }
        let clause = deliverable?.binding?.clause.flatMap { id in item?.item.clauses.first { $0.id == id } }
        clauseID = clause?.id ?? ""
        self.clause = clause?.text ?? ""
        hasClause = clause != nil
        clauseHref =
            item.map {
                CommitmentsRoutes.item.link(city.plan, $0.number).anchored("clause-\(clause?.id ?? "")").href
            } ?? ""
        label = city.state.plan.isParaphrase ? city.text(city.state.pack.manifest.label) : ""
        hasLabel = city.state.plan.isParaphrase && clause != nil
        isRequest = presenter.direction == .request
        wording = presenter.text(
            "assignment.wording.\(presenter.direction.rawValue)",
            ["unit": presenter.ownerName, "due": "\(state.due)"])
        phase = presenter.phase
        let tag = presenter.judgement.map { city.tag($0) } ?? city.tag(nil)
        status = tag.view
        reason = tag.reason
        hasReason = !reason.isEmpty
        beam =
            presenter.judgement.map { [city.beam(percent: $0.percent, expected: $0.expectedPercent).view] } ?? []
        let lights = city.state.pack.manifest.lights
        rule = presenter.text(
            "commitments.rule",
            [
                "workdays": String(lights.nearDueWorkdays),
                "points": String(StandingRule(lights).toleratedPointsBehind),
            ])
        notices =
            presenter.isBehindTime
            ? [presenter.text("assignment.behind-time", ["last": "\(presenter.life.lastDay)"])] : []
        hasNotices = !notices.isEmpty
        self.conflict = conflict ?? .none
        hasConflict = conflict != nil
        pending = try PendingWords(presenter: presenter).all
        hasPending = !pending.isEmpty

        let forms = AssignmentForms(presenter: presenter)
        let open = try AssignmentAct.allCases.filter { try $0.isOpen(presenter) }
        let answers = open.filter(\.isAnswer)
        var buttons: [Form.View] = []
        var acts: [Act] = []
        for act in open {
            let isReturned = returned?.act == act
            let form = isReturned ? returned?.form ?? forms.form(act) : forms.form(act)
            if form.fields.allSatisfy({ $0.kind == .hidden }) {
                buttons.append(form.view(presenter.request))
            } else {
                acts.append(
                    Act(
                        label: forms.submit(act), isOpen: isReturned || (returned == nil && answers == [act]),
                        form: form.view(presenter.request)))
            }
        }
        self.buttons = buttons
        self.acts = acts
        let next = try presenter.nextPeriod()
        mayReport =
            try next.map { try ReportForm.isOpen(presenter, period: $0.name) } ?? false
        reportHref = AssignmentRoutes.newReport.link(presenter.life.id).href
        reportLabel = presenter.text(
            "assignment.act.report", ["period": next.map { presenter.period($0.name) } ?? ""])
        hasActs = mayReport || !open.isEmpty

        facts = Self.facts(presenter)
        originalDue = "\(assignment.due)"
        due = "\(state.due)"
        isMoved = state.due != assignment.due
        moves = Self.moves(presenter)
        hasMoves = !moves.isEmpty
        let progress = TargetProgress(
            state, deliverable: deliverable?.deliverable, asked: presenter.requestedNumbers)
        target =
            progress.map { presenter.progress($0) } ?? deliverable?.deliverable.target.map { city.text($0.text) } ?? ""
        targetBeam =
            progress?.percent.map { percent in
                [
                    Beam(
                        done: Double(percent) / 100,
                        label: presenter.text(
                            "assignment.target.label", ["percent": String(percent)]), caption: "\(percent)%"
                    ).view
                ]
            } ?? []
        targetBasis =
            state.target.map {
                presenter.text(
                    "assignment.target.agreed",
                    ["day": "\($0.step.day)", "by": city.person($0.step.by), "reason": $0.step.reason])
            } ?? (deliverable?.deliverable.target == nil ? "" : presenter.text("assignment.target.as-planned"))
        hasTarget = !target.isEmpty
        evidence = EvidenceView(presenter)
        reports = state.reports.reversed().enumerated().map { index, report in
            ReportEntry(report, before: state.reports.dropLast(index + 1).last { $0.outcome != .returned }, presenter)
        }
        hasReports = !reports.isEmpty
        self.history = history.view
    }

    private static func facts(_ presenter: AssignmentPresenter) -> [Fact] {
        let city = presenter.city
        let assignment = presenter.assignment
        func fact(_ key: String, _ link: NamedLink, note: String = "") -> Fact {
            Fact(name: presenter.text(key), links: [link], note: note, hasNote: !note.isEmpty)
        }
        func plain(_ key: String, _ value: String, note: String = "") -> Fact {
            fact(key, NamedLink(text: value, link: nil), note: note)
        }
        var facts: [Fact] = []
        if let deliverable = presenter.deliverable {
            facts.append(fact("commitments.column.item", city.item(deliverable.item)))
            facts.append(
                fact(
                    "commitments.column.deliverable",
                    NamedLink(
                        text: city.text(deliverable.deliverable.title),
                        link: CommitmentsRoutes.deliverable.link(city.plan, DeliverableKey(deliverable.id)))))
        } else {
            let meeting = presenter.meeting
            let mayOpen = presenter.request.allows(LifePermissions.readMeetings)
            facts.append(
                fact(
                    "assignment.fact.origin",
                    NamedLink(
                        text: meeting.map { presenter.text("assignment.origin.meeting", ["title": $0.title]) }
                            ?? presenter.text("assignment.origin.resolution"),
                        link: mayOpen ? meeting.map { MeetingRoutes.meeting.link($0.id) } : nil)))
        }
        facts.append(
            fact(
                "assignment.fact.unit", city.unit(presenter.state.unit),
                note: presenter.text("commitments.direction.\(presenter.direction.rawValue)")))
        if assignment.district != nil { facts.append(plain("commitments.column.district", presenter.district)) }
        if presenter.state.unit != assignment.unit {
            facts.append(fact("assignment.fact.first-unit", city.unit(assignment.unit)))
        }
        facts.append(
            plain(
                "commitments.column.cadence", presenter.text("commitments.cadence.\(assignment.cadence.rawValue)")))
        facts.append(plain("commitments.column.starts", "\(assignment.starts)"))
        facts.append(plain("assignment.fact.established", "\(assignment.establishedOn)"))
        return facts
    }

    /// Every request for another due day with what became of it, newest first: nothing is moved quietly.
    private static func moves(_ presenter: AssignmentPresenter) -> [Move] {
        let city = presenter.city
        func sentence(_ steps: [AssignmentStep]) -> String {
            steps.filter { !$0.reason.isEmpty }.map { step in
                presenter.text("assignment.move.reason", ["by": city.person(step.by), "reason": step.reason])
            }.joined(separator: " ")
        }
        var moves: [(sequence: Int, move: Move)] = presenter.state.extensions.map { extended in
            (
                extended.decision.sequence,
                Move(
                    day: "\(extended.decision.day)",
                    change: presenter.text(
                        "assignment.move.change", ["before": "\(extended.before)", "after": "\(extended.after)"]),
                    by: city.person(extended.decision.by), reason: sentence([extended.request, extended.decision]),
                    outcome: presenter.text("assignment.move.granted"))
            )
        }
        for refusal in presenter.state.refusedExtensions {
            guard case .extensionRefusal(let sequence) = refusal.content,
                let request = presenter.state.steps.first(where: { $0.sequence == sequence }),
                case .extensionRequest(let asked) = request.content
            else { continue }
            moves.append(
                (
                    refusal.sequence,
                    Move(
                        day: "\(refusal.day)", change: presenter.text("assignment.move.asked", ["due": "\(asked)"]),
                        by: city.person(refusal.by), reason: sentence([request, refusal]),
                        outcome: presenter.text("assignment.move.refused"))
                ))
        }
        return moves.sorted { $0.sequence > $1.sequence }.map(\.move)
    }
}
