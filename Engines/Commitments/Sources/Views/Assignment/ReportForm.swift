import CivicCalendar
import Kernel
import Packs
import Web

/// The form of a report for one period: how far, in words, in figures, with files.
struct ReportForm {
    let presenter: AssignmentPresenter
    let period: String
    let reusable: [String: ReusableNumber]
    /// How large one file may be, in words.
    let sizeLimit: String

    /// How many files one report may have.
    static let mostFiles = 20
    private static let evidencePrefix = "evidence-"
    private static let otherFiles = "files"
    private static let numberPrefix = "number-"

    private var request: PageRequest { presenter.request }
    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String { request.text(key, arguments) }

    init(_ presenter: AssignmentPresenter, period: String, sizeLimit: String) {
        self.presenter = presenter
        self.sizeLimit = sizeLimit
        self.period = period
        reusable = ReusableNumber.all(for: presenter, period: period)
    }

    /// Whether this reader may report now.
    static func isOpen(_ presenter: AssignmentPresenter, period: String) throws -> Bool {
        !presenter.isBehindTime
            && presenter.request.allows(
                LifePermissions.answer, unit: presenter.state.unit, district: presenter.assignment.district)
            && refusal(presenter, period: period) == nil
    }

    static func refusal(_ presenter: AssignmentPresenter, period: String) -> AssignmentState.Refusal? {
        presenter.state.refusal(of: .report(AssignmentReport(period: period, percent: 0, text: "")))
    }

    func form() -> Form {
        Form(
            "report", action: AssignmentRoutes.report.link(presenter.life.id),
            submit: text("assignment.act.submit-report", ["period": presenter.period(period)]),
            cancel: presenter.link, keepsDraft: true,
            fields: [
                .hidden("version", String(presenter.life.version)), .hidden("period", period),
                FormField(
                    "percent", text("assignment.form.percent"), kind: .number, help: previous,
                    value: returned.map { String($0.content.percent) } ?? "", isRequired: true, longest: 6),
                FormField(
                    "text", text("assignment.form.text"), kind: .textarea(rows: 6),
                    help: text("assignment.form.text-help"), value: returned?.content.text ?? "", isRequired: true,
                    longest: AssignmentDesk.longestText),
            ] + presenter.requestedNumbers.map(field) + files)
    }

    /// The report on this period that was returned and is to be mended; its words and figures are filled in again.
    private var returned: AssignmentState.Report? {
        guard presenter.state.phase == .returned, let last = presenter.state.reports.last,
            last.content.period == period
        else { return nil }
        return last
    }

    private var previous: String {
        if let returned {
            return text(
                "assignment.form.percent-returned",
                ["percent": String(returned.content.percent), "day": "\(returned.step.day)"])
        }
        guard let last = presenter.lastReport else { return text("assignment.form.percent-first") }
        return text(
            "assignment.form.percent-previous",
            [
                "percent": String(last.content.percent), "period": presenter.period(last.content.period),
                "day": "\(last.step.day)",
            ])
    }

    private func field(_ number: RequestedNumber) -> FormField {
        let unit = presenter.city.text(number.unit)
        var help = text(
            number.decimals == 0 ? "assignment.form.number-help-whole" : "assignment.form.number-help",
            ["unit": unit, "decimals": String(number.decimals)])
        let known = reusable[number.id]
        if let known {
            help += " " + text("assignment.form.number-reused", ["origin": presenter.origin(of: known.place)])
        }
        return FormField(
            Self.numberPrefix + number.id,
            text("assignment.form.number", ["title": presenter.city.text(number.title), "unit": unit]), kind: .number,
            help: help,
            value: (returned?.content.numbers.first { $0.id == number.id }?.value ?? known?.value).map { "\($0)" }
                ?? "",
            isRequired: true, longest: 24)
    }

    /// One field for each expected evidence and one for the rest; the first says what is taken.
    private var files: [FormField] {
        let accept = ReportFiles.accept
        let expected = (presenter.deliverable?.deliverable.evidence ?? []).map { evidence in
            FormField(
                Self.evidencePrefix + evidence.id,
                text(
                    "assignment.form.evidence",
                    [
                        "title": presenter.city.text(evidence.title),
                        "kind": text("commitments.evidence.\(evidence.kind.rawValue)"),
                    ]), kind: .file(accept: accept, isMultiple: true))
        }
        let others = FormField(
            Self.otherFiles, text(expected.isEmpty ? "assignment.form.files" : "assignment.form.other-files"),
            kind: .file(accept: accept, isMultiple: true))
        var fields = expected + [others]
        fields[0].help = filesHelp
        return fields
    }

    /// A report with all its files is one body.
    private static let totalLimit = "\(AssignmentRoutes.report.declaration.bodyLimit / 1_000_000) MB"

    private var filesHelp: String {
        text(
            "assignment.form.files-help",
            [
                "count": String(Self.mostFiles), "size": sizeLimit,
                "kinds": ReportFiles.kinds.joined(separator: text("commitments.list.separator")),
                "total": Self.totalLimit,
            ])
    }

    // MARK: Reading

    /// What was sent, as far as it reads, with every problem at its field.
    struct Reading {
        var percent = 0
        var text = ""
        var numbers: [AssignmentReport.Number] = []
        var files: [(file: FormFile, evidence: String?)] = []
        var problems: [Problem] = []
    }

    func read(_ sent: FormValues) -> Reading {
        var reading = Reading()
        let percent = (sent["percent"] ?? "").replacing("%", with: "").replacing("％", with: "")
        if let value = Quantity(percent, decimals: 0), (0...100).contains(value.scaled) {
            reading.percent = Int(value.scaled)
        } else {
            reading.problems.append(Problem(.badInput, "assignment.problem.percent", at: .field("percent")))
        }
        reading.text = (sent["text"] ?? "").trimmed
        if reading.text.isEmpty {
            reading.problems.append(Problem(.badInput, "assignment.problem.text", at: .field("text")))
        }
        for asked in presenter.requestedNumbers {
            let name = Self.numberPrefix + asked.id
            guard let value = Quantity(sent[name] ?? "", decimals: asked.decimals) else {
                reading.problems.append(
                    Problem(
                        .badInput, "assignment.problem.number", ["decimals": String(asked.decimals)],
                        at: .field(name)))
                continue
            }
            let known = reusable[asked.id]
            let isSame = known.map { $0.value.isEqual(to: value) } ?? false
            reading.numbers.append(
                AssignmentReport.Number(id: asked.id, value: value, reusedFrom: isSame ? known?.place : nil))
        }
        let evidence = Set((presenter.deliverable?.deliverable.evidence ?? []).map(\.id))
        for file in sent.files {
            if file.field == Self.otherFiles {
                reading.files.append((file, nil))
            } else if file.field.hasPrefix(Self.evidencePrefix) {
                let id = String(file.field.dropFirst(Self.evidencePrefix.count))
                if evidence.contains(id) { reading.files.append((file, id)) }
            }
        }
        if reading.files.count > Self.mostFiles {
            reading.problems.append(
                Problem(
                    .badInput, "assignment.problem.too-many-files", ["limit": String(Self.mostFiles)],
                    at: .field(reading.files.last?.file.field ?? Self.otherFiles)))
        }
        return reading
    }
}

/// A number that was reported for the same period elsewhere: by the same unit or district, or by another one and
/// accepted.
struct ReusableNumber: Sendable, Hashable {
    let value: Quantity
    let place: AssignmentReport.Place

    /// By number id, the latest where there are several; only numbers that are the same everywhere.
    static func all(for presenter: AssignmentPresenter, period: String) -> [String: ReusableNumber] {
        let asked = Set(presenter.requestedNumbers.filter(\.isShared).map(\.id))
        guard !asked.isEmpty else { return [:] }
        var found: [String: (step: AssignmentStep, number: ReusableNumber)] = [:]
        for life in presenter.city.state.lives where life.id != presenter.life.id {
            guard life.assignment.district == presenter.assignment.district,
                let state = life.state(on: presenter.day)
            else { continue }
            let isOwn = state.unit == presenter.state.unit
            for report in state.standingReports
            where report.content.period == period && (isOwn || report.outcome == .accepted) {
                for number in report.content.numbers where asked.contains(number.id) {
                    if let known = found[number.id], known.step.at >= report.step.at { continue }
                    found[number.id] = (
                        report.step,
                        ReusableNumber(
                            value: number.value,
                            place: AssignmentReport.Place(assignment: life.id, sequence: report.step.sequence))
                    )
                }
            }
        }
        return found.mapValues(\.number)
    }
}

extension AssignmentPresenter {
    /// The report that a number was taken over from, in words.
    func origin(of place: AssignmentReport.Place) -> String {
        guard let other = city.state.lives.first(where: { $0.id == place.assignment }),
            case .report(let report) = other.steps.first(where: { $0.sequence == place.sequence })?.content
        else { return "" }
        return text(
            "assignment.report.origin", ["title": city.text(other.assignment.title), "period": period(report.period)])
    }
}

extension CityState {
    /// Every life that is known on the day, of deliverables and of resolutions.
    var lives: [AssignmentLife] {
        deliverables.flatMap { $0.parts.compactMap(\.life) } + resolutions.map(\.life)
    }
}

extension Quantity {
    /// Whether it is the same number, whatever the decimals: 3.5 and 3.50.
    func isEqual(to other: Quantity) -> Bool {
        let places = max(decimals, other.decimals)
        guard let left = rescaled(to: places), let right = other.rescaled(to: places) else { return false }
        return left.scaled == right.scaled
    }
}
