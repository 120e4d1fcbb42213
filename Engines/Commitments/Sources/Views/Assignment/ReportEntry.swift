import Kernel
import Packs
import Web

/// A report as the assignment's page shows it: what it says, what came with it, what became of it.
struct ReportEntry: Sendable {
    struct Number: Sendable {
        let title: String
        let value: String
        let origin: String
        let hasOrigin: Bool
    }

    let id: String
    let period: String
    let day: String
    let by: String
    let percent: String
    let before: String
    let hasFallen: Bool
    let text: String
    let numbers: [Number]
    let hasNumbers: Bool
    let files: [ReportFileLink]
    let hasFiles: Bool
    let outcome: String
    let isReturned: Bool
    let isPending: Bool
    let review: String
    let hasReview: Bool
    let source: String
    let isDemonstration: Bool

    /// `before` is the last report that counted when this one came.
    init(_ report: AssignmentState.Report, before: AssignmentState.Report?, _ presenter: AssignmentPresenter) {
        let city = presenter.city
        id = "report-\(report.step.sequence)"
        period = PeriodName.heading(report.content.period, presenter.request)
        day = "\(report.step.day)"
        by = city.person(report.step.by)
        percent = "\(report.content.percent)%"
        hasFallen = before.map { $0.content.percent > report.content.percent } ?? false
        self.before = presenter.text(
            "assignment.report.fallen", ["percent": before.map { String($0.content.percent) } ?? ""])
        text = report.content.text
        let asked = Dictionary(
            presenter.requestedNumbers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        numbers = report.content.numbers.map { number in
            let known = asked[number.id]
            let origin = number.reusedFrom.map { presenter.origin(of: $0) } ?? ""
            return Number(
                title: known.map { city.text($0.title) } ?? number.id,
                value: "\(number.value) \(known.map { city.text($0.unit) } ?? "")", origin: origin,
                hasOrigin: !origin.isEmpty)
        }
        hasNumbers = !numbers.isEmpty
        files = ReportFileLink.all(of: report, presenter)
        hasFiles = !files.isEmpty
        outcome = presenter.text("assignment.outcome.\(report.outcome.rawValue)")
        isReturned = report.outcome == .returned
        isPending = report.outcome == .pending
        review =
            report.review.map { review in
                presenter.text(
                    review.reason.isEmpty ? "assignment.review" : "assignment.review-with-reason",
                    ["day": "\(review.day)", "by": city.person(review.by), "reason": review.reason])
            } ?? ""
        hasReview = report.review != nil
        source = presenter.text("assignment.source.\(report.step.source.rawValue)")
        isDemonstration = report.step.source == .demonstration
    }
}

/// A file of a report, to be fetched.
struct ReportFileLink: Sendable {
    let name: String
    let href: String
    let evidence: String
    let hasEvidence: Bool
    let note: String
    let isReturned: Bool

    static func all(of report: AssignmentState.Report, _ presenter: AssignmentPresenter) -> [ReportFileLink] {
        let expected = Dictionary(
            (presenter.deliverable?.deliverable.evidence ?? []).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return report.content.files.enumerated().map { position, file in
            let evidence = file.evidence.flatMap { expected[$0] }.map { presenter.city.text($0.title) } ?? ""
            return ReportFileLink(
                name: file.name,
                href: AssignmentRoutes.file.link(
                    presenter.life.id, ReportFilePlace(step: report.step.sequence, position: position).text
                ).href, evidence: evidence, hasEvidence: !evidence.isEmpty,
                note: presenter.text(
                    "assignment.evidence.from",
                    ["period": presenter.period(report.content.period), "day": "\(report.step.day)"]),
                isReturned: report.outcome == .returned)
        }
    }
}

/// Names a file of an assignment: the number of the report's step, then the file's place in it, as `7-0`.
struct ReportFilePlace: Sendable, Hashable {
    let step: Int
    let position: Int

    init(step: Int, position: Int) {
        self.step = step
        self.position = position
    }

    init?(_ text: String) {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 2, let step = Int(pieces[0]), let position = Int(pieces[1]), step > 0, position >= 0,
            "\(step)-\(position)" == text
        else { return nil }
        self.init(step: step, position: position)
    }

    var text: String { "\(step)-\(position)" }
}
