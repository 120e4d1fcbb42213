import Kernel
import Web

/// Every plan that is in force, the drafts that are open, and how to bring another in.
struct PlanListView: Sendable {
    struct Draft: Sendable {
        let title: String
        let href: String
        let source: String
        let touched: String
        let by: String
    }

    let table: Table.View
    let drafts: [Draft]
    let hasDrafts: Bool
    let importHref: String
    let mayImport: Bool
    let comparisonHref: String
    let hasComparison: Bool
}
