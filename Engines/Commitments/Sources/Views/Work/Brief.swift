import CivicCalendar
import Exchange
import Kernel
import Packs
import Web

/// What the brief says of the duties of one scope: of all for those who see all, else of the reader's own alone.
struct Brief {
    enum Part: String, CaseIterable {
        case decisions, red, coming, finished

        /// So many lines are shown, so that it stays one page; a file has all.
        var shown: Int {
            switch self {
            case .decisions: 4
            case .red: 8
            case .coming, .finished: 5
            }
        }
    }

    struct Entry {
        let duty: Duty
        /// What has to be decided, nil where nothing has.
        let need: Need?
        let reason: String
    }

    let presenter: CityPresenter
    let duties: [Duty]

    /// Whether the reader's duties are those of the own unit or district.
    var isOwn: Bool { presenter.request.isOwnOnly(LifePermissions.read) }

    /// 全市; 嘉定区.
    var scope: String {
        guard isOwn else { return presenter.text("work.brief.scope.city") }
        let actor = presenter.request.actor
        let district = presenter.state.pack.districts.first { $0.id == actor.district }.map { presenter.text($0.title) }
        let unit = actor.unit.flatMap { presenter.state.unit($0) }.map { presenter.text($0.title) }
        let names = [unit, district].compactMap { $0 }
        return names.isEmpty
            ? presenter.text("commitments.none") : names.joined(separator: presenter.text("commitments.list.separator"))
    }

    /// Everything that a part lists, in order.
    func entries(_ part: Part) -> [Entry] {
        switch part {
        case .decisions:
            duties.flatMap { duty in
                duty.needs.filter { $0 == .ruling || $0 == .extensionDecision || $0 == .escalation }.map { need in
                    let asked = need == .ruling ? duty.state.pendingObjection : duty.state.pendingExtension
                    return Entry(
                        duty: duty, need: need,
                        reason: need == .escalation ? presenter.tag(duty.judgement).reason : asked?.reason ?? "")
                }
            }
        case .red: judged(with(.late) + with(.atRisk))
        case .coming:
            judged(
                duties.filter { $0.needs.contains(.dueSoon) && $0.judgement.standing != .atRisk }.sorted(by: Self.due))
        case .finished:
            judged(
                duties.filter { duty in
                    duty.judgement.standing.isFinished
                        && duty.state.standingReports.last.map { $0.step.day >= presenter.state.day.monthStart }
                            ?? false
                }.sorted(by: Self.due))
        }
    }

    private func with(_ standing: Standing) -> [Duty] {
        duties.filter { $0.judgement.standing == standing }.sorted(by: Self.due)
    }

    private func judged(_ duties: [Duty]) -> [Entry] {
        duties.map { Entry(duty: $0, need: nil, reason: presenter.tag($0.judgement).reason) }
    }

    private static func due(_ left: Duty, _ right: Duty) -> Bool { left.state.due < right.state.due }

    /// Every line of every part as a table, for files.
    var table: Table {
        let text = { (key: String) in presenter.text(key) }
        let lines = DutyTable(presenter: presenter, duties: duties)
        let rows = Part.allCases.flatMap { part in
            entries(part).enumerated().map { index, entry in
                TableRow(
                    "\(part.rawValue)-\(index)", link: AssignmentRoutes.assignment.link(entry.duty.life.id),
                    cells: [
                        "part": .text(text("work.brief.\(part.rawValue)")),
                        "need": .text(entry.need.map { text("work.need.\($0.rawValue)") } ?? ""),
                        "title": .text(presenter.text(entry.duty.life.assignment.title)),
                        "owner": .text(lines.owner(entry.duty)), "due": .text("\(entry.duty.state.due)"),
                        "standing": .status(presenter.tag(entry.duty.judgement)), "reason": .text(entry.reason),
                    ])
            }
        }
        return Table(
            TableDefinition(columns: [
                TableColumn("part", text("work.brief.part")), TableColumn("need", text("work.column.need")),
                TableColumn("title", text("work.column.task")), TableColumn("owner", text("work.column.owner")),
                TableColumn("due", text("commitments.column.due"), kind: .date),
                TableColumn("standing", text("commitments.column.standing"), kind: .status),
                TableColumn("reason", text("work.column.reason")),
            ]), rows: .all(rows), caption: text("work.brief"), link: WorkRoutes.brief.link(presenter.plan),
            empty: .init(""), request: presenter.request)
    }
}
