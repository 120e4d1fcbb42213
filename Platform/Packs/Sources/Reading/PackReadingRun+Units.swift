import Kernel

extension PackReadingRun {
    mutating func units(_ path: String?) -> (units: [PackUnit], groups: [UnitGroup], districts: [District])? {
        guard let path, let node = yaml(path),
            let fields = FieldReader(node, allowed: ["defaults", "units", "groups", "districts"], &findings)
        else { return nil }
        let defaults = self.defaults(fields)
        var units: [PackUnit] = []
        var groups: [UnitGroup] = []
        var districts: [District] = []
        let unitNodes = fields.list("units", &findings)
        for node in unitNodes ?? [] {
            if let unit = unit(node, defaults) { units.append(unit) }
        }
        let groupNodes = fields.list("groups", required: false, &findings)
        for node in groupNodes ?? [] {
            if let group = group(node, defaults) { groups.append(group) }
        }
        let districtNodes = fields.list("districts", required: false, &findings)
        for node in districtNodes ?? [] {
            if let district = district(node, defaults) { districts.append(district) }
        }
        unitsAreKnown = unitNodes != nil
        return (units, groups, districts)
    }

    private mutating func unit(_ node: YAMLNode, _ defaults: Defaults) -> PackUnit? {
        guard
            let fields = FieldReader(
                node,
                allowed: ["id", "title", "short", "aliases", "code", "level", "direction", "valid", "basis"],
                &findings)
        else { return nil }
        let names = self.names(fields)
        let code = fields.text("code", &findings)
        if let code { declare(code, in: .code, at: fields.place(of: "code")) }
        let level = fields.choice("level", UnitLevel.self, &findings)
        let direction = fields.choice("direction", Direction.self, &findings)
        let validity = self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)
        guard let names, let code, let level, let direction, let validity, let basis else { return nil }
        return PackUnit(
            id: names.id, title: names.title, short: names.short, aliases: names.aliases, code: code, level: level,
            direction: direction, validity: validity, basis: basis)
    }

    private mutating func group(_ node: YAMLNode, _ defaults: Defaults) -> UnitGroup? {
        guard
            let fields = FieldReader(
                node,
                allowed: [
                    "id", "title", "short", "aliases", "level", "direction", "member", "code", "valid", "basis",
                ], &findings)
        else { return nil }
        let names = self.names(fields)
        let level = fields.choice("level", UnitLevel.self, among: [.district], &findings)
        let direction = fields.choice("direction", Direction.self, &findings)
        let member = fields.localized("member", &findings)
        for text in [member?.zh, member?.en].compactMap({ $0 }) {
            checkTemplate(text, has: "{district}", "member", at: fields.place(of: "member"))
        }
        let code = fields.text("code", &findings)
        if let code {
            checkTemplate(code, has: "{code}", "code", at: fields.place(of: "code"))
            declare(code, in: .code, at: fields.place(of: "code"))
        }
        let validity = self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)
        guard let names, let level, let direction, let member, let code, let validity, let basis else { return nil }
        return UnitGroup(
            id: names.id, title: names.title, short: names.short, aliases: names.aliases, level: level,
            direction: direction, member: member, code: code, validity: validity, basis: basis)
    }

    private mutating func district(_ node: YAMLNode, _ defaults: Defaults) -> District? {
        guard
            let fields = FieldReader(
                node, allowed: ["id", "code", "title", "short", "tile", "valid", "basis"], &findings)
        else { return nil }
        let id = fields.text("id", &findings)
        if let id {
            checkCapitals(id, at: fields.place(of: "id"))
            declare(id, in: .district, at: fields.place(of: "id"))
        }
        let code = fields.text("code", &findings)
        if let code {
            if code.utf8.count != 6 || !code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                findings.error("packs.district.code", at: fields.place(of: "code"), ["value": code.excerpt()])
            }
            declare(code, in: .districtCode, at: fields.place(of: "code"))
        }
        let title = fields.localized("title", &findings)
        let short = fields.localized("short", &findings)
        let tile = self.tile(fields)
        let validity = self.validity(fields, defaults)
        let basis = self.basis(fields, defaults)
        guard let id, let code, let title, let short, let tile, let validity, let basis else { return nil }
        return District(id: id, code: code, title: title, short: short, tile: tile, validity: validity, basis: basis)
    }

    private mutating func tile(_ fields: FieldReader) -> District.Tile? {
        guard let node = fields.node("tile", &findings),
            let inner = FieldReader(node, allowed: ["column", "row"], &findings)
        else { return nil }
        let column = inner.integer("column", in: 0...99, &findings)
        let row = inner.integer("row", in: 0...99, &findings)
        guard let column, let row else { return nil }
        declare("\(column), \(row)", in: .tile, at: inner.place)
        return District.Tile(column: column, row: row)
    }

    private struct Names {
        var id: String
        var title: LocalizedText
        var short: LocalizedText
        var aliases: [String]
    }

    /// What units and groups are called. A plan is read by these names, so none may mean two units.
    private mutating func names(_ fields: FieldReader) -> Names? {
        let id = fields.text("id", &findings)
        if let id {
            checkCapitals(id, at: fields.place(of: "id"))
            declare(id, in: .unit, at: fields.place(of: "id"))
        }
        let title = fields.localized("title", &findings)
        let short = fields.localized("short", &findings)
        let aliases = fields.texts("aliases", required: false, &findings) ?? []
        var own: Set<String> = []
        var written: [(text: String, place: PackPlace)] = []
        if let title { written.append((title.zh, fields.place(of: "title"))) }
        // The short name may be the title itself.
        if let short, short.zh != title?.zh { written.append((short.zh, fields.place(of: "short"))) }
        for (text, place) in written + aliases {
            if own.insert(text).inserted {
                declare(text, in: .name, at: place)
            } else {
                findings.error("packs.unit.own-name-twice", at: place, ["name": text.excerpt()])
            }
        }
        if let short {
            checkLength(short.en, "short.en", most: 28, at: fields.place(of: "short"))
            declare(short.en, in: .shortEnglish, at: fields.place(of: "short"))
        }
        guard let id, let title, let short else { return nil }
        return Names(id: id, title: title, short: short, aliases: aliases.map(\.text))
    }

    /// Checks a text that becomes a name or code in each district: it has to differ from district to district.
    private mutating func checkTemplate(_ text: String, has placeholder: String, _ key: String, at place: PackPlace) {
        let rest = text.replacing(placeholder, with: "")
        if rest == text {
            findings.error("packs.template.missing", at: place, ["key": key, "placeholder": placeholder])
        }
        if rest.contains("{") || rest.contains("}") {
            findings.error(
                "packs.template.unknown", at: place,
                ["key": key, "value": text.excerpt(), "placeholder": placeholder])
        }
    }
}
