import Web

/// A page that is one table.
struct RegisterView: Sendable {
    let title: String
    let help: String
    let actionText: String
    let actionHref: String
    let hasAction: Bool
    let table: Table.View

    init(title: String, help: String, actionText: String = "", actionHref: String = "", table: Table.View) {
        self.title = title
        self.help = help
        self.actionText = actionText
        self.actionHref = actionHref
        hasAction = !actionHref.isEmpty
        self.table = table
    }
}
