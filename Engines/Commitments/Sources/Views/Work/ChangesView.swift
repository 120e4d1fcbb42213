import Kernel
import Web

/// What changed since the reader last looked, and the button that says that it was seen.
struct ChangesView: Sendable {
    let title: String
    let intro: String
    let limit: String
    let hasLimit: Bool
    let table: Table.View
    let action: String
    let csrfToken: String
    let idempotencyKey: String

    init(_ changes: ChangeTable) throws {
        let request = changes.presenter.request
        title = request.text("work.changes")
        intro = changes.intro
        limit = changes.limit
        hasLimit = !limit.isEmpty
        var table = try changes.table()
        table.showsCaption = false
        self.table = table.view
        action = WorkRoutes.seen.link().href
        csrfToken = request.csrfToken
        idempotencyKey = request.freshIdempotencyKey
    }
}
