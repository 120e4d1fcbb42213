import CivicCalendar
import Kernel
import Packs
import PlanText
import Web

/// Says in the reader's language what a city's state says in values: names, dates, standings, links.
struct CityPresenter: Sendable {
    let state: CityState
    let request: PageRequest

    var plan: String { state.plan.id }
    var language: Language { request.language }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String { request.text(key, arguments) }

    func text(_ text: LocalizedText) -> String { text(language) }

    /// `2021-09-15`.
    func date(_ date: CivicDate?) -> String { date?.description ?? "" }

    func unitName(_ id: String?) -> String {
        guard let id else { return text("commitments.none") }
        return state.unit(id).map { text($0.short) } ?? id
    }

    func unitLink(_ id: String) -> Link? {
        state.unit(id) == nil ? nil : CommitmentsRoutes.unit.link(plan, id)
    }

    /// A unit as the plan names it, linked where it is known.
    func written(_ name: String) -> NamedLink {
        let id = state.plan.unitIDs[name]
        return NamedLink(text: name, link: id.flatMap(unitLink))
    }

    func unit(_ id: String) -> NamedLink { NamedLink(text: unitName(id), link: unitLink(id)) }

    /// `（十七）`.
    func numeral(_ item: Int) -> String { "（\(ChineseNumber.text(item))）" }

    /// `一`.
    func sectionNumeral(_ section: Int) -> String { ChineseNumber.text(section) }

    func tag(_ standing: Standing?, reason: String = "") -> StatusTag {
        guard let standing else {
            return StatusTag(.notStarted, word: text("commitments.standing.unknown"), reason: gapNotice)
        }
        return StatusTag(standing.tone, reason: reason, for: request)
    }

    func tag(_ judgement: Judgement) -> StatusTag {
        var arguments = judgement.arguments
        if let period = arguments["period"] { arguments["period"] = PeriodName.text(period, request) }
        return tag(judgement.standing, reason: text(judgement.reason, arguments))
    }

    /// A deliverable's tag: its only part's reason, or the count of its parts.
    func tag(_ deliverable: DeliverableState) -> StatusTag {
        if deliverable.parts.count == 1, let part = deliverable.parts.first { return tag(part.judgement) }
        return tag(deliverable.standing, of: deliverable.tally)
    }

    /// The tag of a whole with the count of its parts' states as the reason.
    func tag(_ standing: Standing?, of tally: Tally) -> StatusTag {
        tag(standing, reason: sentence(tally))
    }

    /// `逾期 1，按进度 3`.
    func sentence(_ tally: Tally) -> String {
        let parts = Standing.allCases.reversed().filter { tally.count($0) > 0 }.map { standing in
            text(
                "commitments.tally.part",
                ["word": text("web.status.\(standing.tone.rawValue)"), "count": String(tally.count(standing))])
        }
        return parts.joined(separator: text("commitments.list.separator"))
    }

    func beam(percent: Int, expected: Int, caption: String? = nil) -> Beam {
        Beam(
            done: Double(percent) / 100, due: Double(expected) / 100,
            label: text("commitments.beam.label", ["percent": String(percent), "expected": String(expected)]),
            caption: caption ?? "\(percent)%")
    }

    /// The sentence of a page that lacks what cannot be judged; empty where nothing is missing.
    var gapNotice: String {
        state.calendarGap.map { text("commitments.calendar-gap", ["year": String($0.year)]) } ?? ""
    }

    /// Breadcrumbs in the plan's own numbering: plan, section, item.
    func breadcrumbs(_ rest: [Breadcrumb]) -> [Breadcrumb] {
        [Breadcrumb(state.plan.plan.document.title ?? plan, CommitmentsRoutes.board.link(plan))] + rest
    }

    func itemBreadcrumb(_ item: ItemState, linked: Bool) -> Breadcrumb {
        let section = item.item.section
        let place = section > 0 ? "\(sectionNumeral(section)) · \(numeral(item.number))" : numeral(item.number)
        return Breadcrumb(place, linked ? CommitmentsRoutes.item.link(plan, item.number) : nil)
    }

    func item(_ number: Int?) -> NamedLink {
        guard let number, let item = state.item(number) else {
            return NamedLink(text: text("commitments.none"), link: nil)
        }
        return NamedLink(
            text: "\(numeral(number))\(item.item.title)", link: CommitmentsRoutes.item.link(plan, number))
    }
}

/// A name that may lead somewhere, as templates show it.
struct NamedLink: Sendable, Hashable {
    let text: String
    let href: String
    let isLink: Bool
    let isPlain: Bool

    init(text: String, link: Link?) {
        self.text = text
        href = link?.href ?? ""
        isLink = link != nil
        isPlain = link == nil
    }
}

extension Standing {
    /// The platform's word, shape and colour for it.
    var tone: TagTone {
        switch self {
        case .notStarted: .notStarted
        case .onPath: .onPath
        case .atRisk: .atRisk
        case .late: .late
        case .finished: .finished
        case .finishedLate: .finishedLate
        case .suspended: .suspended
        }
    }
}
