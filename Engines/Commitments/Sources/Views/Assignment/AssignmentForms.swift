import CivicCalendar
import Kernel
import Packs
import Web

/// The forms of an assignment's page: each asks for what its step needs, and reads what was sent back into a step.
struct AssignmentForms {
    let presenter: AssignmentPresenter

    /// The choice of leaving the work where it is. No unit's id begins with a plus sign.
    static let stays = "+stays"

    private var request: PageRequest { presenter.request }
    private var state: AssignmentState { presenter.state }
    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { request.text(key, arguments) }

    func form(_ act: AssignmentAct) -> Form {
        Form(
            act.rawValue, action: act.route.link(presenter.life.id), submit: submit(act),
            fields: [.hidden("version", String(presenter.life.version))] + fields(act))
    }

    /// What the button says: it names what it does.
    func submit(_ act: AssignmentAct) -> String {
        let name = act.rawValue
        switch act {
        case .issue where presenter.direction == .request: return text("assignment.act.issue-request")
        case .acceptance, .rejection:
            return text(
                "assignment.act.\(name)",
                ["period": state.pendingReport.map { presenter.period($0.content.period) } ?? ""])
        default: return text("assignment.act.\(name)")
        }
    }

    private func fields(_ act: AssignmentAct) -> [FormField] {
        switch act {
        case .receipt, .issue: return []
        case .acceptance:
            return [
                .hidden("report", String(state.pendingReport?.step.sequence ?? 0)), reason("comment", help: missing),
            ]
        case .rejection:
            return [.hidden("report", String(state.pendingReport?.step.sequence ?? 0)), reason("rejection")]
        case .ruling:
            let stays = FormField.Option(
                Self.stays, text("assignment.form.stays", ["unit": presenter.city.unitName(state.unit)]))
            return [
                .hidden("objection", String(state.pendingObjection?.sequence ?? 0)),
                FormField(
                    "unit", text("assignment.form.ruling-unit"), kind: .select, options: [stays] + otherUnits,
                    isRequired: true), reason("ruling"),
            ]
        case .extensionDecision: return decision
        case .extensionRequest:
            return [
                FormField(
                    "due", text("assignment.form.due"), kind: .date,
                    help: text("assignment.form.due-help", ["due": "\(state.due)"]), isRequired: true),
                reason("extension"),
            ]
        case .objection: return [reason("objection")]
        case .closure: return [reason("comment", help: missing)]
        case .resumption, .urge: return [reason("comment")]
        case .escalation: return [reason("escalation")]
        case .reassignment:
            return [
                FormField(
                    "unit", text("assignment.form.unit"), kind: .select,
                    help: text("assignment.form.unit-help"), options: otherUnits, isRequired: true),
                reason("reassignment"),
            ]
        case .target: return target
        case .suspension: return [reason("suspension")]
        }
    }

    private var decision: [FormField] {
        var asked = ""
        if case .extensionRequest(let due) = state.pendingExtension?.content { asked = "\(due)" }
        var choice = FormField(
            "decision", text("assignment.form.decision"), kind: .radio,
            options: ["grant", "refuse"].map { FormField.Option($0, text("assignment.form.\($0)")) }, isRequired: true)
        choice.values = []
        return [
            .hidden("request", String(state.pendingExtension?.sequence ?? 0)), choice,
            FormField(
                "due", text("assignment.form.granted-due"), kind: .date,
                help: text("assignment.form.granted-due-help", ["asked": asked, "due": "\(state.due)"]), value: asked),
            reason("decision"),
        ]
    }

    private var target: [FormField] {
        let planned = presenter.deliverable?.deliverable.target
        let measure = presenter.requestedNumbers.first(where: \.isTarget)
        let unit = state.target?.unit ?? planned?.unit ?? measure?.unit
        return [
            FormField(
                "quantity", text("assignment.form.quantity"), kind: .number,
                help: planned.map { text("assignment.form.quantity-help", ["words": presenter.city.text($0.text)]) }
                    ?? "",
                value: state.target.map { "\($0.value)" } ?? "", isRequired: true),
            FormField(
                "unit-zh", text("assignment.form.unit-zh"), help: text("assignment.form.unit-zh-help"),
                value: unit?.zh ?? "", isRequired: true, longest: 40),
            FormField(
                "unit-en", text("assignment.form.unit-en"), help: text("assignment.form.unit-en-help"),
                value: unit?.en ?? "", longest: 40),
            reason("target"),
        ]
    }

    /// `comment` may be left out; every other kind of reason must be there.
    private func reason(_ kind: String, help: String = "") -> FormField {
        FormField(
            "reason", text("assignment.form.reason-\(kind)"), kind: .textarea(rows: 3), help: help,
            isRequired: kind != "comment" && kind != "decision", longest: AssignmentDesk.longestText)
    }

    /// Names the expected evidence that was not given yet, for whoever accepts or closes; empty where none is missing.
    private var missing: String {
        let missing = EvidenceView(presenter).expected.filter(\.isMissing).map(\.title)
        guard !missing.isEmpty else { return "" }
        return text(
            "assignment.form.evidence-missing",
            ["evidence": missing.joined(separator: text("commitments.list.separator"))])
    }

    /// Every unit and group but the one that has it; those that the city can only ask are marked.
    private var otherUnits: [FormField.Option] {
        presenter.city.state.units.filter { $0.id != state.unit }.map { unit in
            let name = presenter.city.text(unit.short)
            return FormField.Option(
                unit.id, unit.direction == .request ? text("assignment.form.asked-unit", ["unit": name]) : name)
        }
    }

    // MARK: Reading

    /// The step that a sent form asks for; problems at the fields that are wrong.
    func content(_ act: AssignmentAct, from sent: FormValues) throws(Problem) -> AssignmentStep.Content {
        switch act {
        case .receipt: return .receipt
        case .issue: return .issue
        case .acceptance: return .acceptance(report: try sequence("report", sent))
        case .rejection: return .rejection(report: try sequence("report", sent))
        case .ruling:
            let objection = try sequence("objection", sent)
            if sent["unit"] == Self.stays { return .ruling(objection: objection, unit: nil) }
            return .ruling(objection: objection, unit: try unit(sent))
        case .extensionDecision:
            let request = try sequence("request", sent)
            switch sent["decision"] {
            case "grant": return .extensionGrant(request: request, due: try due(sent))
            case "refuse": return .extensionRefusal(request: request)
            default: throw Problem(.badInput, "assignment.problem.decision", at: .field("decision"))
            }
        case .closure: return .closure
        case .extensionRequest: return .extensionRequest(due: try due(sent))
        case .objection: return .objection
        case .urge: return .urge
        case .escalation: return .escalation
        case .resumption: return .resumption
        case .reassignment: return .reassignment(unit: try unit(sent))
        case .target: return try target(sent)
        case .suspension: return .suspension
        }
    }

    private func sequence(_ name: String, _ sent: FormValues) throws(Problem) -> Int {
        guard let number = sent[name].flatMap(Int.init) else {
            throw Problem(.badInput, "commitments.problem.no-version")
        }
        return number
    }

    private func unit(_ sent: FormValues) throws(Problem) -> String {
        let id = sent["unit"] ?? ""
        guard presenter.city.state.unit(id) != nil else {
            throw Problem(.badInput, "assignment.problem.no-unit", at: .field("unit"))
        }
        return id
    }

    private func due(_ sent: FormValues) throws(Problem) -> CivicDate {
        let written = (sent["due"] ?? "").trimmed
        do { return try CivicDate(written) } catch {
            throw Problem(.badInput, "assignment.problem.no-date", at: .field("due"))
        }
    }

    private func target(_ sent: FormValues) throws(Problem) -> AssignmentStep.Content {
        guard let quantity = Quantity(sent["quantity"] ?? ""), quantity.scaled > 0 else {
            throw Problem(.badInput, "assignment.problem.quantity", at: .field("quantity"))
        }
        let zh = (sent["unit-zh"] ?? "").trimmed
        guard !zh.isEmpty, zh.count <= 40 else {
            throw Problem(.badInput, "assignment.problem.unit-words", at: .field("unit-zh"))
        }
        let en = String((sent["unit-en"] ?? "").trimmed.prefix(40))
        return .targetAgreement(quantity, unit: LocalizedText(zh: zh, en: en.isEmpty ? zh : en))
    }
}
