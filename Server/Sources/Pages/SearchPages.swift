import Commitments
import Kernel
import Ledger
import Search
import Web

/// Searching everything: items, clauses, deliverables, units and meetings.
struct SearchPages: Sendable {
    let database: LedgeredDatabase

    private static let pageSize = 20
    private static let kinds = [
        SearchKind.item, SearchKind.clause, SearchKind.deliverable, SearchKind.unit, SearchKind.meeting,
    ]

    var registrations: [RouteRegistration] { [ServerRoutes.find.handle(find)] }

    private func find(_ request: PageRequest) async throws -> Answer {
        let text = request.query["q"] ?? ""
        let kind = request.query["kind"].flatMap { Self.kinds.contains($0) ? $0 : nil }
        let page = max(1, min(1_000, request.query["page"].flatMap(Int.init) ?? 1))
        var result: SearchPage?
        var fault = ""
        var plan = ""
        var labels: [String: LocalizedText] = [:]
        if text.contains(where: { !$0.isWhitespace }) {
            do {
                let query = try SearchQuery(
                    text, kinds: kind.map { [$0] }, offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
                (result, plan, labels) = try await database.read { session in
                    (
                        try SearchIndex.find(query, in: session), try CommitmentsEngine.currentPlan(in: session) ?? "",
                        try CommitmentsEngine.labels(in: session)
                    )
                }
            } catch let problem as Problem where problem.kind == .badInput {
                fault = request.text(problem.key, problem.arguments)
            }
        }
        let view = SearchView(
            text: text, kind: kind, kinds: Self.kinds, page: page, pageSize: Self.pageSize, result: result,
            fault: fault, plan: plan, labels: labels, request: request)
        let title = request.text("server.search")
        return .page(
            Page("server/search", title: title, breadcrumbs: [Breadcrumb(title)], model: view),
            status: fault.isEmpty ? 200 : 422)
    }
}
