import Kernel
import Packs
import PlanText
import Web

/// The wizard's last step: what will be in force, and the button that does it.
struct CommitView: Sendable {
    let steps: WizardSteps
    let title: String
    let facts: [Fact]
    let warnings: [String]
    let hasWarnings: Bool
    let form: Form.View
    let backHref: String

    struct Fact: Sendable {
        let name: String
        let value: String
    }

    init(_ draft: PlanDraft, pack: Pack, bindings: [Binding], form: Form, request: PageRequest) {
        steps = WizardSteps(.commit, draft: draft.id, request: request)
        title = draft.plan.document.title ?? request.text("commitments.none")
        let plan = draft.plan
        func count(_ states: Binding.State...) -> String { String(bindings.count { states.contains($0.state) }) }
        facts = [
            Fact(
                name: request.text("commitments.commit.structure"),
                value: request.text(
                    "commitments.commit.structure-value",
                    [
                        "sections": String(plan.sections.count), "items": String(plan.items.count),
                        "clauses": String(plan.items.reduce(0) { $0 + $1.clauses.count }),
                    ])),
            Fact(
                name: request.text("commitments.commit.bindings"),
                value: request.text(
                    "commitments.commit.bindings-value",
                    [
                        "matched": count(.matched, .confirmed), "doubtful": count(.doubtful),
                        "unmatched": count(.unmatched),
                    ])),
            Fact(name: request.text("commitments.commit.pack"), value: pack.manifest.title(request.language)),
            Fact(name: request.text("commitments.source.name"), value: draft.source.name),
            Fact(name: request.text("commitments.source.digest"), value: draft.source.digest),
        ]
        let names = UnitNames(pack)
        let unknown = plan.units.map(\.name).filter { names.identity(of: $0) == nil }
        var warnings: [String] = []
        if !unknown.isEmpty {
            warnings.append(
                request.text("commitments.commit.unknown-units", ["units": unknown.joined(separator: "、")]))
        }
        if bindings.contains(where: { $0.state == .doubtful }) {
            warnings.append(request.text("commitments.commit.doubtful", ["count": count(.doubtful)]))
        }
        let validity = pack.manifest.validity
        if let year = plan.document.planYear, year < validity.from.year || year > validity.to.year {
            warnings.append(
                request.text(
                    "commitments.commit.other-year",
                    ["year": String(year), "pack": pack.manifest.title(request.language)]))
        }
        self.warnings = warnings
        hasWarnings = !warnings.isEmpty
        self.form = form.view(request)
        backHref = CommitmentsRoutes.bindings.link(draft.id).href
    }
}
