import Web

/// A name and its value.
struct Fact: Sendable {
    let name: String
    let value: String
}

/// A form with a heading of its own, one of several on a page; without a form, a note on why there is none.
struct Panel: Sendable {
    let title: String
    let note: String
    let hasNote: Bool
    let forms: [Form.View]

    init(_ title: String, note: String = "", form: Form.View?) {
        self.title = title
        self.note = note
        hasNote = !note.isEmpty
        forms = form.map { [$0] } ?? []
    }
}

/// A link with its words.
struct NamedLink: Sendable {
    let text: String
    let href: String
}
