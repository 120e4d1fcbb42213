import Kernel

extension PackComparison {
    /// The comparison for a terminal: an object a line with its differing fields below it, then the counts.
    public func text(_ language: Language, from catalogue: StringCatalogue) -> String {
        var lines: [String] = []
        for object in objects {
            lines.append(
                catalogue.text(
                    "packs.compare.object", language,
                    [
                        "change": catalogue.text("packs.change.\(object.change.rawValue)", language),
                        "kind": catalogue.text("packs.object.\(object.object.kind.rawValue)", language),
                        "id": object.object.id, "title": object.title(language),
                    ]))
            for field in object.fields { lines += Self.lines(field, form, language, catalogue) }
        }
        let counts = Dictionary(grouping: objects, by: \.change).mapValues(\.count)
        let summary = PackChange.allCases.compactMap { change -> String? in
            let count = change == .unchanged ? unchangedCount : counts[change] ?? 0
            guard count > 0 else { return nil }
            return catalogue.text(
                "packs.compare.count", language,
                ["change": catalogue.text("packs.change.\(change.rawValue)", language), "count": "\(count)"])
        }
        if objects.isEmpty { lines.append(catalogue.text("packs.compare.none", language)) }
        lines.append(summary.joined(separator: catalogue.text("packs.compare.separator", language)))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(
        _ field: PackObjectComparison.Field, _ form: Form, _ language: Language, _ catalogue: StringCatalogue
    ) -> [String] {
        var versions: [(side: String, value: String?)] = [("base", field.base)]
        if form == .threeWay { versions.append(("ours", field.ours)) }
        versions.append(("theirs", field.theirs))
        let start = sharedStart(versions.compactMap(\.value))
        return [
            catalogue.text(
                "packs.compare.field", language,
                [
                    "field": field.name, "change": catalogue.text("packs.change.\(field.change.rawValue)", language),
                ])
        ]
            + versions.map { version in
                catalogue.text(
                    "packs.compare.value", language,
                    [
                        "side": catalogue.text("packs.side.\(form.rawValue).\(version.side)", language),
                        "value": version.value.map { cut($0, from: start) }
                            ?? catalogue.text("packs.compare.absent", language),
                    ])
            }
    }

    /// How many characters to leave out where long values begin alike, so that the difference is seen.
    private static func sharedStart(_ values: [String]) -> Int {
        guard let first = values.first, values.contains(where: { $0.count > 60 }) else { return 0 }
        var shared = first.count
        for value in values.dropFirst() {
            shared = min(shared, zip(first, value).prefix { $0 == $1 }.count)
        }
        return shared > 12 ? shared - 8 : 0
    }

    private static func cut(_ value: String, from start: Int) -> String {
        let rest = String(value.dropFirst(start)).excerpt(80)
        return start > 0 ? "…" + rest : rest
    }
}
