import PlanText

/// Cuts an item's body at its clauses, so that the page can mark each and lose no character.
struct ItemStretches {
    let presenter: CityPresenter
    let item: ItemState

    var all: [ItemView.Stretch] {
        let scalars = Array(item.item.body.unicodeScalars)
        var stretches: [ItemView.Stretch] = []
        var position = 0
        for clause in item.item.clauses.sorted(by: { $0.start < $1.start }) {
            guard clause.start >= position, clause.end <= scalars.count else { continue }
            stretches += between(scalars[position..<clause.start])
            stretches.append(stretch(clause, text(scalars[clause.start..<clause.end])))
            position = clause.end
        }
        return stretches + between(scalars[position...])
    }

    private func stretch(_ clause: Plan.Clause, _ text: String) -> ItemView.Stretch {
        let standing = Standing.whole(of: item.deliverables(of: clause.id).compactMap(\.standing))
        let word = standing.map { presenter.text("web.status.\($0.tone.rawValue)") }
        let kind = presenter.text("commitments.kind.\(clause.kind.rawValue)")
        return ItemView.Stretch(
            text: text, isClause: true, isPlain: false, isBreak: false, id: clause.id,
            tone: standing?.tone.rawValue ?? (clause.kind == .goal ? "goal" : "none"),
            label: [clause.id, kind, word].compactMap(\.self).joined(separator: " · "), hasStanding: standing != nil)
    }

    /// Words between clauses; a line end becomes a break of its own.
    private func between(_ scalars: ArraySlice<Unicode.Scalar>) -> [ItemView.Stretch] {
        var result: [ItemView.Stretch] = []
        for (index, line) in scalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result.append(plain("", isBreak: true)) }
            if !line.isEmpty { result.append(plain(text(line), isBreak: false)) }
        }
        return result
    }

    private func plain(_ text: String, isBreak: Bool) -> ItemView.Stretch {
        ItemView.Stretch(
            text: text, isClause: false, isPlain: !isBreak, isBreak: isBreak, id: "", tone: "", label: "",
            hasStanding: false)
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
