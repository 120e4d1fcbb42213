import Kernel
import PlanText
import Web

/// A correction beside the lines of the source that it concerns.
struct CorrectionView: Sendable {
    struct Line: Sendable {
        let number: Int
        let text: String
    }

    let title: String
    let steps: WizardSteps
    let lines: [Line]
    let doubts: [String]
    let hasDoubts: Bool
    let form: Form.View

    init(
        title: String, draft: PlanDraft, lines range: ClosedRange<Int>?, doubts: [Doubt], form: Form,
        request: PageRequest
    ) {
        self.title = title
        steps = WizardSteps(.preview, draft: draft.id, request: request)
        let all = SourceLines.split(draft.source.text)
        lines = all.filter { range?.contains($0.number) ?? ($0.number <= 20) }.map { Line(number: $0, text: $1) }
        self.doubts = doubts.map { request.text("commitments.doubt.\($0.code.rawValue)") + " " + $0.details }
        hasDoubts = !doubts.isEmpty
        self.form = form.view(request)
    }
}
