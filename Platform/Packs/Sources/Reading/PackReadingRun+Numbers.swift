import Kernel

extension PackReadingRun {
    /// Reads the `numbers` of a deliverable. The same identity elsewhere in the pack is the same number and says so.
    mutating func numbers(_ fields: FieldReader) -> [ReportedNumber] {
        guard let nodes = fields.list("numbers", required: false, &findings) else { return [] }
        var ids: [String: PackPlace] = [:]
        var numbers: [ReportedNumber] = []
        for node in nodes {
            guard let inner = FieldReader(node, allowed: ["id", "title", "unit", "decimals"], &findings) else {
                continue
            }
            let id = inner.text("id", &findings)
            if let id {
                checkWords(id, "id", at: inner.place(of: "id"))
                declareLocally(id, in: &ids, at: inner.place(of: "id"))
            }
            let title = inner.localized("title", &findings)
            if let title {
                checkLength(title.zh, "title.zh", most: 18, at: inner.place(of: "title"))
                checkLength(title.en, "title.en", most: 60, at: inner.place(of: "title"))
            }
            let unit = inner.node("unit", &findings).flatMap { unitOfMeasure($0) }
            let decimals = inner.integer("decimals", in: 0...6, required: false, &findings)
            guard let id, let title, let unit else { continue }
            let number = ReportedNumber(id: id, title: title, unit: unit, decimals: decimals ?? 0)
            // Given twice in one deliverable is reported already.
            if ids[id] == inner.place(of: "id") { checkSameNumber(number, at: inner.place) }
            numbers.append(number)
        }
        return numbers
    }

    private mutating func checkSameNumber(_ number: ReportedNumber, at place: PackPlace) {
        guard let first = reportedNumbers[number.id] else {
            reportedNumbers[number.id] = (number, place)
            return
        }
        var different: [String] = []
        if first.number.title != number.title { different.append("title") }
        if first.number.unit != number.unit { different.append("unit") }
        if first.number.decimals != number.decimals { different.append("decimals") }
        guard !different.isEmpty else { return }
        findings.error(
            "packs.number.differs", at: place,
            [
                "name": number.id.excerpt(), "fields": different.joined(separator: ", "),
                "first": "\(first.place.file):\(first.place.line ?? 1)",
            ])
    }
}
