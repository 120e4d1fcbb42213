import Ledger
import Packs
import PlanText
import Search

/// Puts a plan's words and its pack's deliverables and units into the search index.
enum PlanSearch {
    static let item = "item"
    static let clause = "clause"
    static let deliverable = "deliverable"
    static let unit = "unit"

    static func index(_ plan: CommittedPlan, pack: Pack, in session: ChangeSession) throws {
        let index = SearchIndex()
        for entry in plan.plan.items {
            try index.put(
                SearchDocument(
                    kind: item, identity: "\(plan.id)/\(entry.number)", scope: plan.id, title: entry.title,
                    body: entry.body), in: session)
            for piece in entry.clauses {
                try index.put(
                    SearchDocument(
                        kind: clause, identity: "\(plan.id)/\(piece.id)", scope: plan.id, title: piece.id,
                        body: piece.text), in: session)
            }
        }
        for entry in pack.deliverables {
            try index.put(
                SearchDocument(
                    kind: deliverable, identity: entry.id, scope: pack.manifest.id, title: entry.title.zh,
                    body: "\(entry.title.en)\n\(entry.clause)"), in: session)
        }
        for entry in pack.units {
            try index.put(
                SearchDocument(
                    kind: unit, identity: entry.id, scope: pack.manifest.id, title: entry.short.zh,
                    body: ([entry.title.zh, entry.title.en, entry.short.en] + entry.aliases).joined(separator: "\n")),
                in: session)
        }
        for entry in pack.groups {
            try index.put(
                SearchDocument(
                    kind: unit, identity: entry.id, scope: pack.manifest.id, title: entry.short.zh,
                    body: ([entry.title.zh, entry.title.en, entry.short.en] + entry.aliases).joined(separator: "\n")),
                in: session)
        }
    }
}
