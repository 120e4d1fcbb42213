import Web

/// A page that is one form, with what must be known before it.
struct FormView: Sendable {
    let title: String
    let notes: [String]
    let hasNotes: Bool
    let form: Form.View

    init(_ title: String, notes: [String] = [], form: Form.View) {
        self.title = title
        self.notes = notes
        hasNotes = !notes.isEmpty
        self.form = form
    }
}
