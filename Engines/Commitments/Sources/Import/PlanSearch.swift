import Kernel
import Ledger
import Packs
import PlanText
import Search

/// Puts a plan's words and its pack's deliverables and units into the search index.
enum PlanSearch {
    static func index(_ plan: CommittedPlan, pack: Pack, in session: ChangeSession) throws {
        var documents: [SearchDocument] = []
        for entry in plan.plan.items {
            documents.append(
                SearchDocument(
                    record: RecordReference(kind: SearchKind.item, identity: "\(plan.id)/\(entry.number)"),
                    scope: plan.id, title: entry.title, body: entry.body))
            for piece in entry.clauses {
                documents.append(
                    SearchDocument(
                        record: RecordReference(kind: SearchKind.clause, identity: "\(plan.id)/\(piece.id)"),
                        scope: plan.id, title: piece.id, body: piece.text))
            }
        }
        for entry in pack.deliverables {
            documents.append(
                SearchDocument(
                    record: RecordReference(kind: SearchKind.deliverable, identity: entry.id),
                    scope: pack.manifest.id, title: entry.title.zh, body: "\(entry.title.en)\n\(entry.clause)"))
        }
        let units =
            pack.units.map { ResponsibleUnit($0) } + pack.groups.map { ResponsibleUnit($0) }
        for entry in units {
            documents.append(
                SearchDocument(
                    record: RecordReference(kind: SearchKind.unit, identity: entry.id), scope: pack.manifest.id,
                    title: entry.short.zh,
                    body: ([entry.title.zh, entry.title.en, entry.short.en] + entry.aliases).joined(separator: "\n")))
        }
        try session.withoutRecord(reason: "the search index can be made anew from the plan") { session in
            try SearchIndex.put(documents, in: session)
        }
    }
}

/// The kinds of record that this engine puts into the search index.
public enum SearchKind {
    public static let item = "item"
    public static let clause = "clause"
    public static let deliverable = "deliverable"
    public static let unit = "unit"
    public static let meeting = "meeting"
}
