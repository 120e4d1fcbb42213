import Commitments
import Kernel
import Search
import Web

/// What was found, with the words that were looked for marked.
struct SearchView: Sendable {
    struct Hit: Sendable {
        let kind: String
        let title: [Piece]
        let body: [Piece]
        let href: String
        let label: String
        let hasLabel: Bool
    }

    struct Piece: Sendable {
        let text: String
        let isHit: Bool
        let isPlain: Bool
    }

    struct Choice: Sendable {
        let text: String
        let href: String
        let isChosen: Bool
    }

    let text: String
    let action: String
    let kind: String
    let hasKind: Bool
    let choices: [Choice]
    let count: String
    let hits: [Hit]
    let hasHits: Bool
    let isAsked: Bool
    let isEmpty: Bool
    let fault: String
    let hasFault: Bool
    let previousHref: String
    let hasPrevious: Bool
    let nextHref: String
    let hasNext: Bool

    init(
        text: String, kind: String?, kinds: [String], page: Int, pageSize: Int, result: SearchPage?, fault: String,
        plan: String, labels: [String: LocalizedText], request: PageRequest
    ) {
        self.text = text
        self.kind = kind ?? ""
        hasKind = kind != nil
        action = ServerRoutes.find.link().href
        func address(_ kind: String?, _ page: Int) -> String {
            ServerRoutes.find.link().with(SearchState(text: text, kind: kind, page: page)).href
        }
        choices =
            [Choice(text: request.text("server.search.all"), href: address(nil, 1), isChosen: kind == nil)]
            + kinds.map {
                Choice(text: request.text("server.search.kind.\($0)"), href: address($0, 1), isChosen: kind == $0)
            }
        let total = result?.total ?? 0
        count = request.text("server.search.count", ["count": String(total)])
        hits = (result?.hits ?? []).map { hit in
            Hit(
                kind: request.text("server.search.kind.\(hit.record.kind)"), title: Self.pieces(hit.title),
                body: Self.pieces(hit.body),
                href: CommitmentsEngine.link(to: hit.record, plan: plan)?.href ?? "",
                label: labels[hit.scope].map { $0(request.language) } ?? "", hasLabel: labels[hit.scope] != nil)
        }
        hasHits = !hits.isEmpty
        isAsked = result != nil
        isEmpty = isAsked && hits.isEmpty
        self.fault = fault
        hasFault = !fault.isEmpty
        hasPrevious = page > 1 && isAsked
        previousHref = address(kind, page - 1)
        hasNext = page * pageSize < total
        nextHref = address(kind, page + 1)
    }

    private static func pieces(_ snippet: SearchSnippet) -> [Piece] {
        snippet.pieces.map { Piece(text: $0.text, isHit: $0.isHit, isPlain: !$0.isHit) }
    }
}

/// A search as its address keeps it.
struct SearchState: QueryState {
    let text: String
    let kind: String?
    let page: Int

    var queryItems: [QueryItem] {
        var items = [QueryItem("q", text)]
        if let kind { items.append(QueryItem("kind", kind)) }
        if page > 1 { items.append(QueryItem("page", String(page))) }
        return items
    }
}
