import Kernel
import Web

/// Says who did something: the person's name in the reader's language, or the account where nobody is known by it.
struct PersonNames {
    let byAccount: [String: LocalizedText]
    let request: PageRequest

    func callAsFunction(_ account: String) -> String {
        if account == "system:demonstration" { return request.text("commitments.source.demonstration") }
        guard let name = byAccount[account] else { return account }
        let words = name(request.language)
        return words.isEmpty ? (name.zh.isEmpty ? name.en : name.zh) : words
    }
}
