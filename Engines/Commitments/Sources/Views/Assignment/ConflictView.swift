import Web

/// What somebody else did since the version that an editor saw, and what the editor typed, so that nothing is lost.
struct ConflictView: Sendable {
    struct Typed: Sendable {
        let label: String
        let value: String
    }

    let text: String
    let steps: [StepWords.Line]
    let hasSteps: Bool
    let typed: [Typed]
    let hasTyped: Bool

    static let none = ConflictView(text: "", steps: [], typed: [])

    private init(text: String, steps: [StepWords.Line], typed: [Typed]) {
        self.text = text
        self.steps = steps
        hasSteps = !steps.isEmpty
        self.typed = typed
        hasTyped = !typed.isEmpty
    }

    /// `isKept` says that the form itself still stands on the page with what was typed in it.
    init(_ presenter: AssignmentPresenter, seen version: Int, refusal: String, form: Form, isKept: Bool) {
        let words = StepWords(presenter: presenter)
        let steps = presenter.life.steps.filter { $0.sequence > version }.map(words.line)
        let typed =
            isKept
            ? []
            : form.fields.filter { $0.kind != .hidden }.compactMap { field -> Typed? in
                let value = field.values.joined(separator: presenter.text("commitments.list.separator"))
                return value.isEmpty ? nil : Typed(label: field.label, value: value)
            }
        self.init(
            text: steps.isEmpty
                ? refusal : presenter.text(isKept ? "assignment.conflict.text" : "assignment.conflict.text-closed"),
            steps: steps, typed: typed)
    }
}
