import Access
import Web

/// Whether somebody may come in: who is disabled stays so, whoever is locked comes in later.
enum AccountState: String, CaseIterable {
    case active, locked, disabled

    init(_ person: Person, isLocked: Bool) {
        self = !person.isActive ? .disabled : isLocked ? .locked : .active
    }

    func word(_ request: PageRequest) -> String { request.text("administration.state.\(rawValue)") }

    func tag(_ request: PageRequest) -> StatusTag {
        let tone: TagTone =
            switch self {
            case .active: .onPath
            case .locked: .atRisk
            case .disabled: .suspended
            }
        return StatusTag(tone, word: word(request))
    }
}
