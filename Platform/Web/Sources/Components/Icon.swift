/// The symbols that interface texts may stand beside; never alone, always with a word.
public enum Icon: String, Sendable, CaseIterable {
    case plan, work, supervision, registers, cases, figures, assessments, trace, portal, administration, evidence
    case search, language, appearance, person, print, download, upload, filter, columns, next, previous, notice, done
    case calendar, back, link
}
