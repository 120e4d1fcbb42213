import Kernel
import Web

/// Whether one's due days can be subscribed to, and how.
struct DueFeedView: Sendable {
    let title: String
    let state: String
    /// The address, once: in the answer to its making.
    let address: String
    let hasAddress: Bool
    let isOpen: Bool
    let open: Form.View
    let withdraw: Form.View

    /// The language is the one the address was made in: a calendar program says none of its own.
    private struct Key: QueryState {
        let text: String
        let language: Language

        var queryItems: [QueryItem] { [QueryItem("key", text), QueryItem("lang", language.rawValue)] }
    }

    init(_ request: PageRequest, openedAt: LogTime?, key: String?) {
        title = request.text("work.feed")
        isOpen = openedAt != nil
        state =
            openedAt.map { request.text("work.feed.opened", ["time": $0.textInChina]) }
            ?? request.text("work.feed.none")
        address =
            key.map { key in
                request.siteOrigin
                    + WorkRoutes.feedFile.link().with(Key(text: key, language: request.language)).href
            } ?? ""
        hasAddress = key != nil
        open = Form(
            "open-feed", action: WorkRoutes.openFeed.link(),
            submit: request.text(isOpen ? "work.feed.renew" : "work.feed.open"), fields: []
        ).view(request)
        withdraw = Form(
            "withdraw-feed", action: WorkRoutes.withdrawFeed.link(), submit: request.text("work.feed.withdraw"),
            fields: []
        ).view(request)
    }
}
