import Exchange
import Kernel
import Packs
import Web

/// A unit: what it is, what it leads and supports, and how that stands.
struct UnitView: Sendable {
    struct Entry: Sendable {
        let title: String
        let href: String
        let status: StatusTag.View
        let beam: [Beam.View]
        let item: NamedLink
        let due: String
    }

    struct Member: Sendable {
        let name: String
        let district: String
        let code: String
    }

    let title: String
    let label: String
    let hasLabel: Bool
    let short: String
    let level: String
    let direction: String
    let aliases: String
    let hasAliases: Bool
    let code: String
    let basis: String
    let basisStatus: String
    let status: [StatusTag.View]
    let beam: [Beam.View]
    let formula: String
    let items: [NamedLink]
    let led: [Entry]
    let hasLed: Bool
    let supported: [Entry]
    let hasSupported: Bool
    let members: [Member]
    let isGroup: Bool
    let score: ScoreView
    let exports: [NamedLink]
    let hasExports: Bool

    init(_ presenter: CityPresenter, _ unit: ResponsibleUnit, _ duties: [Duty]) {
        score = ScoreView(duties, presenter)
        // A group's work is its districts', each of which has its own file.
        exports =
            duties.isEmpty || unit.isGroup
            ? []
            : ExportFormat.allCases.map { format in
                NamedLink(
                    text: presenter.text("commitments.export.\(format.rawValue)"),
                    link: WorkRoutes.dutiesFile.link(presenter.plan, format)
                        .with(DutyChoice(filter: "unit", value: unit.id)))
            }
        hasExports = !exports.isEmpty
        let state = presenter.state
        let load = UnitLoad(unit: unit.id, state: state)
        title = presenter.text(unit.title)
        label = state.plan.isParaphrase ? presenter.text(state.pack.manifest.label) : ""
        hasLabel = state.plan.isParaphrase
        short = presenter.text(unit.short)
        level = presenter.text("commitments.level.\(unit.level.rawValue)")
        direction = presenter.text("commitments.direction.\(unit.direction.rawValue)")
        aliases = unit.aliases.joined(separator: "、")
        hasAliases = !unit.aliases.isEmpty
        code = unit.code
        basis = unit.basis.text
        basisStatus = presenter.text("commitments.basis.\(unit.basis.status.rawValue)")
        let tally = load.tally
        status = load.led.isEmpty ? [] : [presenter.tag(load.standing, of: tally).view]
        beam =
            load.led.isEmpty
            ? [] : [presenter.beam(percent: tally.percent, expected: tally.expectedPercent).view]
        formula = presenter.text(
            "commitments.unit.formula",
            [
                "count": String(tally.total), "percent": String(tally.percent),
                "expected": String(tally.expectedPercent),
            ])
        items = load.items.map { presenter.item($0.number) }
        led = load.led.sorted { ($0.deliverable.due, $0.id) < ($1.deliverable.due, $1.id) }
            .map { Self.entry($0, presenter) }
        hasLed = !led.isEmpty
        supported = load.supported.sorted { ($0.deliverable.due, $0.id) < ($1.deliverable.due, $1.id) }
            .map { Self.entry($0, presenter) }
        hasSupported = !supported.isEmpty
        isGroup = unit.isGroup
        let group = state.pack.groups.first { $0.id == unit.id }
        members =
            group.map { group in
                state.pack.districts.map { district in
                    let member = group.member(in: district)
                    return Member(
                        name: presenter.text(member.title), district: presenter.text(district.title), code: member.code)
                }
            } ?? []
    }

    private static func entry(_ deliverable: DeliverableState, _ presenter: CityPresenter) -> Entry {
        let tally = deliverable.tally
        return Entry(
            title: presenter.text(deliverable.deliverable.title),
            href: CommitmentsRoutes.deliverable.link(presenter.plan, DeliverableKey(deliverable.id)).href,
            status: presenter.tag(deliverable).view,
            beam: deliverable.parts.isEmpty
                ? [] : [presenter.beam(percent: tally.percent, expected: tally.expectedPercent).view],
            item: presenter.item(deliverable.item), due: deliverable.deliverable.due.description)
    }
}
