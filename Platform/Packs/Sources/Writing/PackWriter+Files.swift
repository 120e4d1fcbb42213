import CivicCalendar
import Kernel

extension PackWriter {
    private typealias Fields = [(key: String, value: CanonicalYAML.Value)]

    func manifest(of pack: Pack) -> String {
        let manifest = pack.manifest
        var fields: Fields = [
            ("id", .text(manifest.id)),
            ("title", .localized(manifest.title)),
            ("language", .word(manifest.language.rawValue)),
            ("valid", .validity(manifest.validity)),
            ("basis", .basis(manifest.basis)),
            ("label", .localized(manifest.label)),
            ("plan", .text(manifest.planPath)),
            ("units", .text(manifest.unitsPath)),
            ("calendars", .texts(pack.calendars.map(\.path))),
            ("items", .text(manifest.itemsFolder)),
            ("lights", lights(manifest.lights)),
            ("supervision", supervision(manifest.supervision)),
            ("score", score(manifest.score)),
        ]
        if let bulletin = manifest.bulletin { fields.append(("bulletin", self.bulletin(bulletin))) }
        return CanonicalYAML(fields).text
    }

    func units(_ pack: Pack) -> String {
        let defaults = SharedDefaults(
            validities: pack.units.map(\.validity) + pack.groups.map(\.validity) + pack.districts.map(\.validity),
            bases: pack.units.map(\.basis) + pack.groups.map(\.basis) + pack.districts.map(\.basis))
        var fields: Fields = defaults.field
        fields.append(("units", .list(pack.units.map { .mapping(unit($0, defaults)) })))
        if !pack.groups.isEmpty {
            fields.append(("groups", .list(pack.groups.map { .mapping(group($0, defaults)) })))
        }
        if !pack.districts.isEmpty {
            fields.append(("districts", .list(pack.districts.map { .mapping(district($0, defaults)) })))
        }
        return CanonicalYAML(fields).text
    }

    private func unit(_ unit: PackUnit, _ defaults: SharedDefaults) -> Fields {
        var fields: Fields = [
            ("id", .text(unit.id)), ("title", .localized(unit.title)), ("short", .localized(unit.short)),
        ]
        if !unit.aliases.isEmpty { fields.append(("aliases", .texts(unit.aliases))) }
        fields += [
            ("code", .text(unit.code)), ("level", .word(unit.level.rawValue)),
            ("direction", .word(unit.direction.rawValue)),
        ]
        return fields + defaults.differences(unit.validity, unit.basis)
    }

    private func group(_ group: UnitGroup, _ defaults: SharedDefaults) -> Fields {
        var fields: Fields = [
            ("id", .text(group.id)), ("title", .localized(group.title)), ("short", .localized(group.short)),
        ]
        if !group.aliases.isEmpty { fields.append(("aliases", .texts(group.aliases))) }
        fields += [
            ("level", .word(group.level.rawValue)), ("direction", .word(group.direction.rawValue)),
            ("member", .localized(group.member)), ("code", .text(group.code)),
        ]
        return fields + defaults.differences(group.validity, group.basis)
    }

    private func district(_ district: District, _ defaults: SharedDefaults) -> Fields {
        let fields: Fields = [
            ("id", .text(district.id)), ("code", .text(district.code)), ("title", .localized(district.title)),
            ("short", .localized(district.short)),
            ("tile", .mapping([("column", .integer(district.tile.column)), ("row", .integer(district.tile.row))])),
        ]
        return fields + defaults.differences(district.validity, district.basis)
    }

    func calendar(_ calendar: PackCalendar) -> String {
        CanonicalYAML([
            ("id", .text(calendar.id)),
            ("title", .localized(calendar.title)),
            ("year", .integer(calendar.year)),
            ("valid", .validity(calendar.validity)),
            ("basis", .basis(calendar.basis)),
            (
                "holidays",
                .list(
                    calendar.holidays.map { holiday in
                        .mapping([
                            ("id", .text(holiday.id)), ("title", .localized(holiday.title)),
                            ("from", .date(holiday.from)), ("to", .date(holiday.to)),
                        ])
                    })
            ),
            ("make_up_workdays", .list(calendar.makeUpWorkdays.map { .date($0) })),
            ("workdays", .integer(calendar.workdays)),
        ]).text
    }

    func item(_ item: PackItem) -> String {
        let defaults = SharedDefaults(
            validities: [item.validity] + item.deliverables.map(\.validity),
            bases: [item.basis] + item.deliverables.map(\.basis))
        var lead: Fields = [
            ("as_written", item.lead.asWritten.map { .text($0) } ?? .word("null")),
            ("as_agreed", .text(item.lead.asAgreed)),
        ]
        if let reason = item.lead.reason { lead.append(("reason", .localized(reason))) }
        var fields: Fields = [
            ("id", .text(item.id)), ("item", .integer(item.number)), ("slug", .text(item.slug)),
            ("title", .localized(item.title)),
        ]
        fields += defaults.differences(item.validity, item.basis) + defaults.field
        fields += [
            ("lead", .block(lead)), ("units", .texts(item.units)), ("open", .boolean(item.open)),
            ("deliverables", .list(item.deliverables.map { .mapping(deliverable($0, defaults)) })),
        ]
        return CanonicalYAML(fields).text
    }

    private func deliverable(_ deliverable: PackDeliverable, _ defaults: SharedDefaults) -> Fields {
        var fields: Fields = [
            ("id", .text(deliverable.id)), ("title", .localized(deliverable.title)),
            ("clause", .text(deliverable.clause)), ("anchors", .texts(deliverable.anchors)),
            ("lead", .text(deliverable.lead)), ("supports", .texts(deliverable.supports)),
            ("cadence", .word(deliverable.cadence.rawValue)),
        ]
        if let starts = deliverable.starts { fields.append(("starts", .date(starts))) }
        fields += [("due", .date(deliverable.due)), ("per_district", .boolean(deliverable.perDistrict))]
        if deliverable.weight != 1 { fields.append(("weight", .integer(deliverable.weight))) }
        if let target = deliverable.target { fields.append(("target", self.target(target))) }
        if !deliverable.numbers.isEmpty {
            fields.append(("numbers", .list(deliverable.numbers.map { .mapping(number($0)) })))
        }
        let evidence: [CanonicalYAML.Value] = deliverable.evidence.map { evidence in
            .mapping([
                ("id", .text(evidence.id)), ("kind", .word(evidence.kind.rawValue)),
                ("title", .localized(evidence.title)),
            ])
        }
        fields.append(("evidence", .list(evidence)))
        return fields + defaults.differences(deliverable.validity, deliverable.basis)
    }

    private func target(_ target: Target) -> CanonicalYAML.Value {
        .mapping([
            ("text", .localized(target.text)), ("value", target.value.map { .decimal($0) } ?? .word("null")),
            ("unit", target.unit.map { unitOfMeasure($0) } ?? .word("null")),
        ])
    }

    private func number(_ number: ReportedNumber) -> Fields {
        var fields: Fields = [
            ("id", .text(number.id)), ("title", .localized(number.title)), ("unit", unitOfMeasure(number.unit)),
        ]
        if number.decimals != 0 { fields.append(("decimals", .integer(number.decimals))) }
        return fields
    }

    private func unitOfMeasure(_ unit: LocalizedText) -> CanonicalYAML.Value {
        unit.zh == unit.en ? .text(unit.zh) : .localized(unit)
    }
}

/// What the objects of a file share, so that it is written once.
private struct SharedDefaults {
    let validity: Validity?
    let basis: Basis?

    init(validities: [Validity], bases: [Basis]) {
        validity = Self.mostFrequent(validities)
        basis = Self.mostFrequent(bases)
    }

    private static func mostFrequent<Element: Hashable>(_ elements: [Element]) -> Element? {
        var counts: [Element: Int] = [:]
        for element in elements { counts[element, default: 0] += 1 }
        let most = counts.values.max()
        return elements.first { counts[$0] == most }
    }

    var field: [(key: String, value: CanonicalYAML.Value)] {
        guard let validity, let basis else { return [] }
        return [("defaults", .block([("valid", .validity(validity)), ("basis", .basis(basis))]))]
    }

    func differences(_ validity: Validity, _ basis: Basis) -> [(key: String, value: CanonicalYAML.Value)] {
        var fields: [(key: String, value: CanonicalYAML.Value)] = []
        if validity != self.validity { fields.append(("valid", .validity(validity))) }
        if basis != self.basis { fields.append(("basis", .basis(basis))) }
        return fields
    }
}
