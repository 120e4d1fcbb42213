import Kernel
import Packs
import Web

/// The evidence that is expected beside the evidence that was given: which file is which, and what is missing.
struct EvidenceView: Sendable {
    struct Expected: Sendable {
        let title: String
        let kind: String
        let files: [ReportFileLink]
        let isMissing: Bool
    }

    let expected: [Expected]
    let hasExpected: Bool
    let others: [ReportFileLink]
    let hasOthers: Bool
    let summary: String

    /// Files of returned reports are shown and marked, and do not count.
    init(_ presenter: AssignmentPresenter) {
        let deliverable = presenter.deliverable?.deliverable
        var byEvidence: [String: [ReportFileLink]] = [:]
        var others: [ReportFileLink] = []
        let known = Set((deliverable?.evidence ?? []).map(\.id))
        for report in presenter.state.reports.reversed() {
            for (file, link) in zip(report.content.files, ReportFileLink.all(of: report, presenter)) {
                if let evidence = file.evidence, known.contains(evidence) {
                    byEvidence[evidence, default: []].append(link)
                } else {
                    others.append(link)
                }
            }
        }
        expected = (deliverable?.evidence ?? []).map { entry in
            let files = byEvidence[entry.id] ?? []
            return Expected(
                title: presenter.city.text(entry.title),
                kind: presenter.text("commitments.evidence.\(entry.kind.rawValue)"), files: files,
                isMissing: files.allSatisfy(\.isReturned))
        }
        hasExpected = !expected.isEmpty
        self.others = others
        hasOthers = !others.isEmpty
        summary = presenter.text(
            "assignment.evidence.summary",
            ["given": String(expected.count { !$0.isMissing }), "all": String(expected.count)])
    }
}
