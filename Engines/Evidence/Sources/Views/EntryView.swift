import Kernel
import Ledger
import Web

/// One entry with its exact bytes, and what was changed.
struct EntryView: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
        let href: String
        let isLink: Bool
        let isPlain: Bool
        let isCode: Bool
    }

    let title: String
    let facts: [Fact]
    let entry: String
    let change: String
    let hasChange: Bool

    init(_ entry: LedgerEntry, change: String?, link: Link?, request: PageRequest) throws {
        title = request.text("evidence.entry", ["position": String(entry.position)])
        func fact(_ key: String, _ value: String, link: Link? = nil, isCode: Bool = false) -> Fact {
            Fact(
                name: request.text("evidence.column.\(key)"), value: value, href: link?.href ?? "",
                isLink: link != nil, isPlain: link == nil && !isCode, isCode: isCode)
        }
        facts = [
            fact("time", entry.time.textInChina),
            fact("actor", entry.actor.name),
            fact("verb", LedgerPages.word(entry.verb.name, request)),
            fact("record", entry.record.description, link: link),
            fact("reason", entry.reason ?? "—"),
            fact("digest", entry.change.hexadecimal, isCode: true),
        ]
        self.entry = try entry.text()
        self.change = change ?? ""
        hasChange = change != nil
    }
}
