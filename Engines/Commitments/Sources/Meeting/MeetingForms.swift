import CivicCalendar
import Kernel
import Packs
import Web

/// The forms of meetings: each asks for what its verb needs, and reads what was sent back.
struct MeetingForms {
    let presenter: CityPresenter

    static let newForm = "meeting-new"
    static let minutesForm = "minutes"
    static let resolutionForm = "resolution"

    private var request: PageRequest { presenter.request }
    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { request.text(key, arguments) }

    // MARK: A new meeting

    /// The late and the at-risk assignments, the late ones first: what an agenda is made from.
    func red() throws -> [Duty] {
        try presenter.duties().filter { [.late, .atRisk].contains($0.judgement.standing) }.sorted { one, other in
            let ranks = (one.judgement.standing == .late ? 0 : 1, other.judgement.standing == .late ? 0 : 1)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return one.state.due != other.state.due ? one.state.due < other.state.due : one.life.id < other.life.id
        }
    }

    /// Everything red is chosen to begin with.
    func new() throws -> Form {
        let lines = DutyTable(presenter: presenter, duties: [])
        let duties = try red()
        var agenda = FormField(
            "agenda", text("meeting.form.agenda"), kind: .checkbox, help: text("meeting.form.agenda-help"),
            options: duties.map { duty in
                let tag = presenter.tag(duty.judgement)
                return FormField.Option(
                    duty.life.id.text, presenter.text(duty.life.assignment.title),
                    help: text(
                        "meeting.form.duty",
                        [
                            "owner": lines.owner(duty), "standing": tag.word, "due": "\(duty.state.due)",
                            "reason": tag.reason,
                        ]))
            })
        agenda.values = duties.map(\.life.id.text)
        return Form(
            Self.newForm, action: MeetingRoutes.call.link(), submit: text("meeting.act.call"),
            cancel: MeetingRoutes.list.link(), keepsDraft: true,
            fields: [
                .hidden("plan", presenter.plan),
                FormField(
                    "kind", text("meeting.column.kind"), kind: .select,
                    options: Meeting.Kind.allCases.map {
                        FormField.Option($0.rawValue, text("meeting.kind.\($0.rawValue)"))
                    }, isRequired: true),
                FormField(
                    "title", text("meeting.column.title"), isRequired: true, longest: MeetingDesk.longestLine),
                FormField("place", text("meeting.column.place"), longest: MeetingDesk.longestLine),
                FormField(
                    "held", text("meeting.column.held"), kind: .date, help: text("meeting.form.held-help"),
                    value: "\(request.businessDate)", isRequired: true),
            ] + (duties.isEmpty ? [] : [agenda]) + [
                FormField(
                    "lines", text("meeting.form.lines"), kind: .textarea(rows: 4),
                    help: text(duties.isEmpty ? "meeting.form.lines-alone" : "meeting.form.lines-help"))
            ])
    }

    func call(from sent: FormValues) throws -> MeetingDesk.Call {
        guard let kind = Meeting.Kind(rawValue: sent["kind"] ?? "") else {
            throw Problem(.badInput, "meeting.problem.kind", at: .field("kind"))
        }
        let held = try day("held", sent)
        let duties = Dictionary(
            try presenter.duties().map { ($0.life.id, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = try sent.all("agenda").map { text -> MeetingDesk.Matter in
            guard let id = Identifier(text) else {
                throw Problem(.badInput, "meeting.problem.no-assignment", at: .field("agenda"))
            }
            return .assignment(id, item: duties[id]?.item)
        }
        let words = (sent["lines"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }.map { MeetingDesk.Matter.words($0) }
        return MeetingDesk.Call(
            plan: presenter.plan, kind: kind, title: sent["title"] ?? "", place: sent["place"] ?? "", heldOn: held,
            agenda: chosen + words)
    }

    // MARK: Minutes

    func minutes(_ meeting: Meeting) -> Form {
        Form(
            Self.minutesForm, action: MeetingRoutes.minutes.link(meeting.id),
            submit: text(meeting.version == 0 ? "meeting.minutes.keep" : "meeting.minutes.keep-again"),
            keepsDraft: true,
            fields: [
                .hidden("version", String(meeting.version)),
                FormField(
                    "text", text("meeting.minutes"), kind: .textarea(rows: 12), help: text("meeting.minutes.help"),
                    value: meeting.minutes.last?.text ?? "", isRequired: true, longest: MeetingDesk.longestMinutes),
            ])
    }

    // MARK: A resolution

    func resolution(_ meeting: Meeting) -> Form {
        Form(
            Self.resolutionForm, action: MeetingRoutes.resolutions.link(meeting.id),
            submit: text("meeting.act.resolve"),
            keepsDraft: true,
            fields: [
                FormField(
                    "text", text("meeting.resolution"), kind: .textarea(rows: 2), help: text("meeting.resolution.help"),
                    isRequired: true, longest: MeetingDesk.longestResolution),
                FormField(
                    "owner", text("meeting.form.owner"), kind: .select, help: text("assignment.form.unit-help"),
                    options: owners, isRequired: true),
                FormField(
                    "starts", text("commitments.column.starts"), kind: .date, value: "\(request.businessDate)",
                    isRequired: true),
                FormField("due", text("commitments.column.due"), kind: .date, isRequired: true),
                FormField(
                    "cadence", text("commitments.column.cadence"), kind: .select, value: Cadence.once.rawValue,
                    options: Cadence.allCases.map {
                        FormField.Option($0.rawValue, text("commitments.cadence.\($0.rawValue)"))
                    }, isRequired: true),
            ])
    }

    /// Units first, then districts. A group of district bodies answers for nothing as a whole.
    private var owners: [FormField.Option] {
        let units = presenter.state.pack.units.map { unit in
            let name = presenter.text(unit.short)
            return FormField.Option(
                "unit:\(unit.id)",
                unit.direction == .request ? text("assignment.form.asked-unit", ["unit": name]) : name)
        }
        guard presenter.state.pack.districtUnit != nil else { return units }
        return units
            + presenter.state.pack.districts.map {
                FormField.Option("district:\($0.id)", presenter.text($0.title))
            }
    }

    func decision(from sent: FormValues) throws -> MeetingDesk.Decision {
        let pack = presenter.state.pack
        let halves = (sent["owner"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        var unit: String?
        var district: String?
        if halves.count == 2, halves[0] == "unit" {
            unit = pack.units.first { $0.id == halves[1] }?.id
        } else if halves.count == 2, halves[0] == "district" {
            district = pack.districts.first { $0.id == halves[1] }?.id
            unit = district == nil ? nil : pack.districtUnit
        }
        guard let unit else { throw Problem(.badInput, "meeting.problem.owner", at: .field("owner")) }
        guard let cadence = Cadence(rawValue: sent["cadence"] ?? "") else {
            throw Problem(.badInput, "meeting.problem.cadence", at: .field("cadence"))
        }
        return MeetingDesk.Decision(
            text: sent["text"] ?? "", unit: unit, district: district, cadence: cadence,
            starts: try day("starts", sent), due: try day("due", sent))
    }

    private func day(_ field: String, _ sent: FormValues) throws(Problem) -> CivicDate {
        do { return try CivicDate((sent[field] ?? "").trimmed) } catch {
            throw Problem(.badInput, "assignment.problem.no-date", at: .field(field))
        }
    }
}

extension Pack {
    /// The unit that assignments of districts are under: the group of district bodies, or else the unit that leads what
    /// every district owes; nil where the pack has neither.
    var districtUnit: String? {
        groups.first?.id ?? deliverables.first(where: \.perDistrict)?.lead
    }
}
