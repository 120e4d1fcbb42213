import Documents
import Kernel
import Ledger
import Packs
import Storage

/// What is the same on every bulletin of a city: who issues it, under which word, to whom.
public struct Letterhead: Sendable, Hashable {
    /// The issuing body as it signs.
    public var issuer: String
    /// The word of the number (发文机关代字).
    public var word: String
    public var recipients: [String]
    public var copies: [String]

    public init(issuer: String, word: String, recipients: [String], copies: [String] = []) {
        self.issuer = issuer
        self.word = word
        self.recipients = recipients
        self.copies = copies
    }

    /// The letterhead that the pack names, else one that says by its words that it is to be confirmed.
    init(_ state: CityState, words: StringCatalogue) {
        func word(_ key: String) -> String { words.text("commitments.bulletin.letter.\(key)", .zhHans) }
        let recipients = [word("recipients")]
        guard let named = state.pack.manifest.bulletin else {
            self.init(issuer: word("issuer"), word: word("word"), recipients: recipients)
            return
        }
        self.init(
            issuer: named.title.zh, word: named.numberWord, recipients: recipients,
            copies: named.copies.map { id in state.unit(id)?.title.zh ?? id })
    }

    func json() -> CanonicalJSON {
        .object([
            "issuer": .string(issuer), "word": .string(word), "recipients": .array(recipients.map { .string($0) }),
            "copies": .array(copies.map { .string($0) }),
        ])
    }

    init(_ json: CanonicalJSON) throws(StorageProblem) {
        guard let issuer = json["issuer"]?.string, let word = json["word"]?.string,
            case .array(let recipients)? = json["recipients"], case .array(let copies)? = json["copies"]
        else { throw StorageProblem(.badColumn, "a letterhead is not whole", columns: ["letterhead"]) }
        self.init(
            issuer: issuer, word: word, recipients: recipients.compactMap(\.string),
            copies: copies.compactMap(\.string))
    }
}
