import CivicCalendar
import Documents
import Foundation
import Kernel
import Web

/// Composes the draft of a bulletin from the plan's state: the figures, and a text that states them.
///
/// The document is written in the language of the plan, Chinese, whatever language the officer reads pages in.
public struct BulletinComposer: Sendable {
    let words: StringCatalogue

    public init() throws {
        var words = StringCatalogue()
        for folder in [CommitmentsEngine.strings, WebResources.strings] {
            for (language, texts) in try StringFiles.load(folder) { words.add(texts, in: language) }
        }
        self.words = words
    }

    func phrase(_ key: String, _ arguments: [String: String] = [:]) -> String {
        words.text("commitments.bulletin.text.\(key)", .zhHans, arguments)
    }

    /// The word for a standing.
    func word(_ standing: Standing?) -> String {
        guard let standing else { return words.text("commitments.standing.unknown", .zhHans) }
        return words.text("web.status.\(standing.tone.rawValue)", .zhHans)
    }

    // MARK: - Figures

    /// The figures of a state; `before` is the plan's state on the day that movement is counted from.
    public func figures(_ state: CityState, before: CityState?, since: CivicDate) -> BulletinFigures {
        var counts: [Standing: Int] = [:]
        for deliverable in state.deliverables {
            if let standing = deliverable.standing { counts[standing, default: 0] += 1 }
        }
        let earlier = Dictionary(
            (before?.deliverables ?? []).compactMap { old in old.standing.map { (old.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        var moved: [BulletinFigures.Move] = []
        var finished: [BulletinFigures.Move] = []
        for deliverable in state.deliverables {
            guard let after = deliverable.standing, let old = earlier[deliverable.id], after != old else { continue }
            let move = BulletinFigures.Move(
                title: deliverable.deliverable.title.zh, owner: name(deliverable.deliverable.lead, state), before: old,
                after: after)
            if after.isFinished { finished.append(move) } else { moved.append(move) }
        }
        return BulletinFigures(
            day: state.day, since: since, counts: counts, items: state.items.map { item($0, state) },
            late: concerns(.late, state), atRisk: concerns(.atRisk, state), moved: moved, finished: finished,
            hasDemonstrationData: state.hasDemonstrationData)
    }

    private func item(_ item: ItemState, _ state: CityState) -> BulletinFigures.Item {
        BulletinFigures.Item(
            number: item.number, title: item.item.title, lead: name(item.lead(state.plan), state),
            standing: item.standing, finished: item.deliverables.count(where: \.isFinished),
            total: item.deliverables.count, percent: item.percent, expected: item.expectedPercent)
    }

    private func concerns(_ standing: Standing, _ state: CityState) -> [BulletinFigures.Concern] {
        state.deliverables.compactMap { deliverable in
            let parts = deliverable.parts.filter { $0.judgement.standing == standing }
            guard !parts.isEmpty else { return nil }
            let districts = parts.compactMap { $0.district?.short.zh }
            var owner = name(deliverable.deliverable.lead, state)
            if !districts.isEmpty {
                owner += phrase("districts", ["districts": districts.joined(separator: phrase("separator"))])
            }
            let due = parts.map { $0.commitment.due(on: state.day) }.min() ?? deliverable.due
            return BulletinFigures.Concern(
                item: deliverable.item, title: deliverable.deliverable.title.zh, owner: owner, due: due,
                reason: reason(parts))
        }
    }

    /// Why it is late or at risk; where districts have different reasons, each reason after those it is of.
    private func reason(_ parts: [DeliverableState.Part]) -> String {
        var reasons: [(sentence: String, districts: [String])] = []
        for part in parts {
            var arguments = part.judgement.arguments
            if let name = arguments["period"] { arguments["period"] = period(name) }
            let sentence = words.text(part.judgement.reason, .zhHans, arguments)
            let district = part.district.map { [$0.short.zh] } ?? []
            if let index = reasons.firstIndex(where: { $0.sentence == sentence }) {
                reasons[index].districts += district
            } else {
                reasons.append((sentence, district))
            }
        }
        guard reasons.count > 1 else { return reasons.first?.sentence ?? "" }
        return reasons.map { reason in
            reason.districts.isEmpty
                ? reason.sentence
                : phrase(
                    "reason",
                    [
                        "districts": reason.districts.joined(separator: phrase("separator")),
                        "reason": reason.sentence,
                    ])
        }.joined()
    }

    /// 2021年第三季度 for `2021-Q3`; the name itself where there are no words for it.
    func period(_ name: String) -> String {
        let pieces = name.split(separator: "-").map(String.init)
        guard let year = pieces.first, name == "final" || Int(year) != nil else { return name }
        let part: String
        if name == "final" || pieces.count < 2 {
            part = name == "final" ? "final" : "year"
        } else if let month = Int(pieces[1]) {
            part = "month-\(month)"
        } else {
            part = (pieces[1].hasPrefix("Q") ? "quarter-" : "half-") + pieces[1].dropFirst()
        }
        let key = "assignment.period.\(part)"
        return words.has(key, .zhHans) ? words.text(key, .zhHans, ["year": year]) : name
    }

    private func name(_ unit: String?, _ state: CityState) -> String {
        guard let unit else { return phrase("nobody") }
        return state.unit(unit)?.short.zh ?? unit
    }

    // MARK: - Text

    /// The words of a draft that states the figures; an officer edits them before they are approved.
    public func draft(_ figures: BulletinFigures, month: BulletinMonth, plan: CityState) -> BulletinText.Words {
        let period = phrase("period", ["year": String(month.year), "month": String(month.month)])
        let planTitle = plan.plan.plan.document.title ?? plan.pack.manifest.title.zh
        let day = OfficialDocument.day(figures.day)
        var overview = [
            phrase(
                "overview",
                [
                    "day": day, "plan": planTitle, "items": String(figures.items.count),
                    "total": String(figures.total), "finished": String(figures.count(.finished, .finishedLate)),
                    "path": String(figures.count(.onPath)), "not-started": String(figures.count(.notStarted)),
                    "risk": String(figures.count(.atRisk)), "late": String(figures.count(.late)),
                    "suspended": String(figures.count(.suspended)),
                ])
        ]
        if let gap = plan.calendarGap {
            overview.append(words.text("commitments.calendar-gap", .zhHans, ["year": String(gap.year)]))
        }
        overview.append(phrase("attached"))
        return BulletinText.Words(
            title: phrase("title", ["plan": planTitle, "period": period]), overview: overview.joined(separator: "\n"),
            progress: progress(figures), concerns: concerns(figures), demands: phrase("demands"))
    }

    private func progress(_ figures: BulletinFigures) -> String {
        let since = OfficialDocument.day(figures.since)
        var lines: [String] = []
        if figures.finished.isEmpty {
            lines.append(phrase("finished-none", ["since": since]))
        } else {
            lines.append(phrase("finished", ["since": since, "count": String(figures.finished.count)]))
            // Who finished after the due day is named, and not commended.
            for (standing, key) in [(Standing.finished, "commendation"), (.finishedLate, "finished-late")] {
                let names = figures.finished.filter { $0.after == standing }.map {
                    phrase("named", ["owner": $0.owner, "title": $0.title])
                }
                if !names.isEmpty { lines.append(phrase(key, ["names": names.joined(separator: phrase("semicolon"))])) }
            }
        }
        lines.append(
            figures.moved.isEmpty
                ? phrase("moved-none", ["since": since])
                : phrase("moved", ["since": since, "count": String(figures.moved.count)]))
        return lines.joined(separator: "\n")
    }

    private func concerns(_ figures: BulletinFigures) -> String {
        var lines: [String] = []
        lines.append(figures.late.isEmpty ? phrase("late-none") : phrase("late", ["count": String(figures.late.count)]))
        lines.append(
            figures.atRisk.isEmpty ? phrase("risk-none") : phrase("risk", ["count": String(figures.atRisk.count)]))
        return lines.joined(separator: "\n")
    }
}
