import Kernel
import Web

/// Says who did something: the person's name in the reader's language, or the account where nobody is known by it.
struct PersonNames {
    let byAccount: [String: LocalizedText]
    let request: PageRequest

    func callAsFunction(_ account: String) -> String {
        if account == "system:demonstration" { return request.text("commitments.source.demonstration") }
        return byAccount[account]?.complete(request.language) ?? account
    }
}
