import CivicCalendar
import Kernel

extension PackReadingRun {
    /// Reads every `NN-slug.yaml` of the folder, in the order of their names.
    mutating func items(in folder: String?) -> [PackItem] {
        guard let folder else { return [] }
        let names: [String]
        switch source.names(in: folder, limit: limits.folderEntries) {
        case .success(let found): names = found
        case .failure(let finding):
            findings.add(finding)
            return []
        }
        var items: [PackItem] = []
        var readAny = false
        for name in names {
            let path = "\(folder)/\(name)"
            findings.open(path)
            guard name.hasSuffix(".yaml") else {
                findings.warning("packs.item.stray", at: PackPlace(file: path))
                continue
            }
            readAny = true
            guard let fileName = ItemFileName(name) else {
                findings.error("packs.item.file-name", at: PackPlace(file: path))
                continue
            }
            guard let node = yaml(path), let item = item(node, fileName) else { continue }
            items.append(item)
        }
        if !readAny { findings.error("packs.item.none", at: itemsPlace, ["folder": folder]) }
        return items
    }

    /// The parts of `07-food.yaml`.
    private struct ItemFileName {
        let number: Int
        let slug: String

        init?(_ name: String) {
            guard name.hasSuffix(".yaml"), let hyphen = name.firstIndex(of: "-") else { return nil }
            let digits = name[..<hyphen]
            guard (2...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(digits)
            else { return nil }
            self.number = number
            slug = String(name[name.index(after: hyphen)...].dropLast(".yaml".count))
        }
    }

    private mutating func item(_ node: YAMLNode, _ fileName: ItemFileName) -> PackItem? {
        guard
            let fields = FieldReader(
                node,
                allowed: [
                    "id", "item", "slug", "title", "valid", "basis", "defaults", "lead", "units", "open",
                    "deliverables",
                ], &findings)
        else { return nil }
        let id = fields.text("id", &findings)
        if let id {
            checkWords(id, "id", at: fields.place(of: "id"))
            declare(id, in: .item, at: fields.place(of: "id"))
        }
        let number = fields.integer("item", in: 1...9_999, &findings)
        if let number { checkNumber(number, fileName.number, at: fields.place(of: "item")) }
        let slug = fields.text("slug", &findings)
        if let slug {
            let place = fields.place(of: "slug")
            checkWords(slug, "slug", at: place)
            declare(slug, in: .slug, at: place)
            if slug != fileName.slug {
                findings.error("packs.item.slug", at: place, ["value": slug.excerpt(), "suggestion": fileName.slug])
            }
        }
        let title = fields.localized("title", &findings)
        if let title { itemTitles.append((title.zh, fields.place(of: "title"))) }
        let defaults = self.defaults(fields)
        let validity = self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)
        let lead = self.lead(fields)
        let units = unitList(fields, "units", required: true, of: nil)
        let open = fields.boolean("open", &findings)
        let deliverableNodes = fields.list("deliverables", &findings)
        if let deliverableNodes, deliverableNodes.isEmpty {
            findings.warning("packs.item.no-deliverables", at: fields.place(of: "deliverables"))
        }
        var deliverables: [PackDeliverable] = []
        for node in deliverableNodes ?? [] {
            if let deliverable = deliverable(node, slug: slug, units: units, defaults) {
                deliverables.append(deliverable)
            }
        }
        guard let id, let number, let slug, let title, let validity, let basis, let lead, let units, let open else {
            return nil
        }
        return PackItem(
            id: id, number: number, slug: slug, title: title, validity: validity, basis: basis, lead: lead,
            units: units, open: open, deliverables: deliverables)
    }

    private mutating func checkNumber(_ number: Int, _ inFileName: Int, at place: PackPlace) {
        if number != inFileName {
            findings.error("packs.item.number", at: place, ["value": "\(number)", "suggestion": "\(inFileName)"])
        }
        if let first = itemNumbers[number] {
            findings.error(
                "packs.twice.item-number", at: place,
                ["name": "\(number)", "first": "\(first.file):\(first.line ?? 1)"])
        } else {
            itemNumbers[number] = place
        }
    }

    private mutating func lead(_ fields: FieldReader) -> ItemLead? {
        guard let node = fields.node("lead", &findings),
            let inner = FieldReader(node, allowed: ["as_written", "as_agreed", "reason"], &findings)
        else { return nil }
        let written = inner.node("as_written", &findings)
        let asWritten = written.flatMap { $0.isNull ? nil : FieldReader.text($0, "as_written", &findings) }
        if let asWritten { refer(to: asWritten, at: inner.place(of: "as_written")) }
        let asAgreed = inner.text("as_agreed", &findings)
        if let asAgreed { refer(to: asAgreed, at: inner.place(of: "as_agreed")) }
        let reason = inner.localized("reason", required: false, &findings)
        if let asAgreed, written != nil, asAgreed != asWritten, !inner.has("reason") {
            findings.warning("packs.lead.no-reason", at: inner.place)
        }
        guard let asAgreed else { return nil }
        return ItemLead(asWritten: asWritten, asAgreed: asAgreed, reason: reason)
    }

    private mutating func deliverable(
        _ node: YAMLNode, slug: String?, units: [String]?, _ defaults: Defaults
    ) -> PackDeliverable? {
        guard
            let fields = FieldReader(
                node,
                allowed: [
                    "id", "title", "clause", "anchors", "lead", "supports", "cadence", "starts", "due",
                    "per_district", "weight", "target", "numbers", "evidence", "valid", "basis",
                ], &findings)
        else { return nil }
        let id = fields.text("id", &findings)
        if let id { checkDeliverableID(id, slug, at: fields.place(of: "id")) }
        let title = fields.localized("title", &findings)
        if let title {
            checkLength(title.zh, "title.zh", most: 18, at: fields.place(of: "title"))
            checkLength(title.en, "title.en", most: 60, at: fields.place(of: "title"))
        }
        let clause = fields.text("clause", &findings)
        let anchors = self.anchors(fields)
        let lead = fields.text("lead", &findings)
        if let lead { refer(to: lead, at: fields.place(of: "lead"), of: units) }
        let supports = unitList(fields, "supports", required: false, of: units)
        if let lead, supports?.contains(lead) == true {
            findings.warning("packs.deliverable.lead-supports", at: fields.place(of: "supports"), ["name": lead])
        }
        let cadence = fields.choice("cadence", Cadence.self, &findings)
        let starts = fields.date("starts", required: false, &findings)
        let due = fields.date("due", &findings)
        let perDistrict = fields.boolean("per_district", required: false, &findings)
        let weight = fields.integer("weight", in: 1...100, required: false, &findings)
        let target = self.target(fields)
        let numbers = self.numbers(fields)
        let evidence = self.evidence(fields)
        let validity = self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)
        checkDays(fields, starts: starts, due: due, in: validity ?? packValidity)
        deliverableChecks.append(
            DeliverableCheck(
                clause: clause, clausePlace: fields.place(of: "clause"), due: due, duePlace: fields.place(of: "due")))
        guard let id, let title, let clause, let lead, let cadence, let due, let evidence, let validity, let basis
        else { return nil }
        return PackDeliverable(
            id: id, title: title, clause: clause, anchors: anchors, lead: lead, supports: supports ?? [],
            cadence: cadence, starts: starts, due: due, perDistrict: perDistrict ?? false,
            weight: weight ?? 1, target: target, numbers: numbers, evidence: evidence, validity: validity, basis: basis)
    }

    private mutating func checkDeliverableID(_ id: String, _ slug: String?, at place: PackPlace) {
        declare(id, in: .deliverable, at: place)
        let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let words = parts.count == 2 ? parts[1] : parts.last ?? ""
        guard parts.count == 2, slug == nil || parts[0] == slug else {
            findings.error(
                "packs.deliverable.id", at: place, ["value": id.excerpt(), "suggestion": "\(slug ?? "slug")/\(words)"])
            return
        }
        checkWords(words, "id", at: place)
    }

    private mutating func anchors(_ fields: FieldReader) -> [String] {
        let written = fields.texts("anchors", required: false, &findings) ?? []
        if written.count > 4 {
            findings.error("packs.deliverable.anchors", at: written[4].place, ["count": "\(written.count)"])
        }
        var anchors: [String] = []
        for (text, place) in written {
            if anchors.contains(text) {
                findings.error("packs.list.twice", at: place, ["key": "anchors", "name": text.excerpt()])
            }
            anchors.append(text)
        }
        return anchors
    }

    private mutating func checkDays(
        _ fields: FieldReader, starts: CivicDate?, due: CivicDate?, in validity: Validity?
    ) {
        for (key, date) in [("starts", starts), ("due", due)] {
            guard let date, let validity, !validity.contains(date) else { continue }
            findings.error(
                "packs.date.outside", at: fields.place(of: key),
                ["key": key, "value": "\(date)", "from": "\(validity.from)", "to": "\(validity.to)"])
        }
        if let starts, let due, starts > due {
            findings.error(
                "packs.deliverable.starts-late", at: fields.place(of: "starts"),
                ["starts": "\(starts)", "due": "\(due)"])
        }
    }

    private mutating func target(_ fields: FieldReader) -> Target? {
        guard let node = fields.node("target", required: false, &findings), !node.isNull,
            let inner = FieldReader(node, allowed: ["text", "value", "unit"], &findings)
        else { return nil }
        let text = inner.localized("text", &findings)
        let value = inner.decimal("value", required: false, &findings)
        var unit: LocalizedText?
        if let node = inner.node("unit", required: false, &findings), !node.isNull { unit = unitOfMeasure(node) }
        guard let text else { return nil }
        return Target(text: text, value: value, unit: unit)
    }

    /// `%`, which is the same in both languages, or `{zh: 家, en: enterprises}`.
    mutating func unitOfMeasure(_ node: YAMLNode) -> LocalizedText? {
        switch node.value {
        case .scalar: FieldReader.text(node, "unit", &findings).map { LocalizedText(zh: $0, en: $0) }
        case .mapping, .sequence: FieldReader.localized(node, &findings)
        }
    }

    private mutating func evidence(_ fields: FieldReader) -> [ExpectedEvidence]? {
        guard let nodes = fields.list("evidence", &findings) else { return nil }
        if nodes.isEmpty { findings.warning("packs.deliverable.no-evidence", at: fields.keyPlace(of: "evidence")) }
        var ids: [String: PackPlace] = [:]
        var evidence: [ExpectedEvidence] = []
        for node in nodes {
            guard let inner = FieldReader(node, allowed: ["id", "kind", "title"], &findings) else { continue }
            let id = inner.text("id", &findings)
            if let id {
                checkWords(id, "id", at: inner.place(of: "id"))
                declareLocally(id, in: &ids, at: inner.place(of: "id"))
            }
            let kind = inner.choice("kind", ExpectedEvidence.Kind.self, &findings)
            let title = inner.localized("title", &findings)
            guard let id, let kind, let title else { continue }
            evidence.append(ExpectedEvidence(id: id, kind: kind, title: title))
        }
        return evidence
    }

    mutating func unitList(
        _ fields: FieldReader, _ key: String, required: Bool, of itemUnits: [String]?
    ) -> [String]? {
        guard let written = fields.texts(key, required: required, &findings) else { return nil }
        if required, written.isEmpty { findings.error("packs.list.empty", at: fields.keyPlace(of: key), ["key": key]) }
        var ids: [String] = []
        for (id, place) in written {
            if ids.contains(id) {
                findings.error("packs.list.twice", at: place, ["key": key, "name": id.excerpt()])
            } else {
                refer(to: id, at: place, of: itemUnits)
            }
            ids.append(id)
        }
        return ids
    }

    private mutating func refer(to id: String, at place: PackPlace, of itemUnits: [String]? = nil) {
        references.append(Reference(id: id, place: place, itemUnits: itemUnits))
    }
}
