import Kernel
import Web

/// Where one is in the wizard: upload, preview and correct, bind, commit.
struct WizardSteps: Sendable {
    enum Step: String, CaseIterable {
        case upload, preview, bind, commit
    }

    struct Entry: Sendable {
        let number: Int
        let text: String
        let href: String
        let isActive: Bool
        let isLink: Bool
    }

    let entries: [Entry]

    init(_ active: Step, draft: Identifier?, request: PageRequest) {
        entries = Step.allCases.enumerated().map { index, step in
            let link: Link? =
                switch (step, draft) {
                case (.upload, _): nil
                case (.preview, let draft?): CommitmentsRoutes.preview.link(draft)
                case (.bind, let draft?): CommitmentsRoutes.bindings.link(draft)
                case (.commit, let draft?): CommitmentsRoutes.confirm.link(draft)
                default: nil
                }
            return Entry(
                number: index + 1, text: request.text("commitments.wizard.\(step.rawValue)"), href: link?.href ?? "",
                isActive: step == active, isLink: link != nil && step != active)
        }
    }
}
