import CivicCalendar
import Foundation
import Kernel
import Packs
import Storage

extension PackStore {
    /// The packs that are loaded, the newest year first.
    func list(in session: any ReadSession) throws -> [LoadedPack] {
        try session.rows("SELECT * FROM packs ORDER BY valid_from DESC, id").map { row in
            LoadedPack(
                id: try row.text("id"), title: try row.localizedText("title"),
                validity: try row.validity(), label: try row.localizedText("label"), basis: try row.basis(),
                loadedAt: try row.time("loaded_at"), loadedBy: try row.text("loaded_by"))
        }
    }

    /// The id of a pack that is made from a plan: `plan-2023-1`, the next free number of the year.
    func nextMadeID(year: Int, in session: any ReadSession) throws -> String {
        let loaded = try session.rows("SELECT id FROM packs ORDER BY id").map { try $0.text("id") }
        let drafted = try session.rows("SELECT DISTINCT pack_id AS id FROM plan_imports ORDER BY pack_id")
            .map { try $0.text("id") }
        let prefix = "plan-\(year)-"
        let numbers = (loaded + drafted).filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }
        return prefix + String((numbers.max() ?? 0) + 1)
    }

    /// The files a pack was last loaded from: the base of a three-way comparison.
    func files(of pack: String, in session: any ReadSession) throws -> [String: String] {
        let rows = try session.rows("SELECT path, content FROM pack_files WHERE pack_id = \(pack) ORDER BY path")
        return Dictionary(
            try rows.map { (try $0.text("path"), try $0.text("content")) }, uniquingKeysWith: { first, _ in first })
    }

    /// The pack as it stands in the database; nil where it was never loaded.
    func read(_ id: String, in session: any ReadSession) throws -> Pack? {
        guard
            let row = try session.first(
                "SELECT * FROM packs JOIN pack_supervision ON pack_id = id WHERE id = \(id)")
        else { return nil }
        let calendarRows = try session.rows("SELECT * FROM calendars WHERE pack_id = \(id) ORDER BY year")
        let files = try self.files(of: id, in: session)
        let manifest = PackManifest(
            id: id, title: try row.localizedText("title"), language: try row.word("language"),
            validity: try row.validity(), basis: try row.basis(), label: try row.localizedText("label"),
            planPath: try row.text("plan_path"), unitsPath: try row.text("units_path"),
            itemsFolder: try row.text("items_folder"),
            lights: try readLights(row), supervision: try readSupervision(row), score: try readScore(row),
            bulletin: try readBulletin(of: id, in: session))
        let (units, groups) = try readUnits(of: id, in: session)
        return Pack(
            manifest: manifest, units: units, groups: groups, districts: try readDistricts(of: id, in: session),
            calendars: try calendarRows.map { try readCalendar($0, in: session) },
            items: try readItems(of: id, in: session), planText: files[manifest.planPath] ?? "")
    }

    private func readUnits(
        of pack: String, in session: any ReadSession
    ) throws -> (units: [PackUnit], groups: [UnitGroup]) {
        var aliases: [String: [String]] = [:]
        for row in try session.rows(
            "SELECT unit_id, name FROM unit_names WHERE pack_id = \(pack) ORDER BY unit_id, position")
        {
            aliases[try row.text("unit_id"), default: []].append(try row.text("name"))
        }
        var units: [PackUnit] = []
        var groups: [UnitGroup] = []
        for row in try session.rows("SELECT * FROM units WHERE pack_id = \(pack) ORDER BY sort_order") {
            let id = try row.text("id")
            if try row.text("kind") == "group" {
                groups.append(
                    UnitGroup(
                        id: id, title: try row.localizedText("title"), short: try row.localizedText("short"),
                        aliases: aliases[id] ?? [], level: try row.word("level"),
                        direction: try row.word("direction"), member: try row.localizedText("member"),
                        code: try row.text("code"), validity: try row.validity(), basis: try row.basis()))
            } else {
                units.append(
                    PackUnit(
                        id: id, title: try row.localizedText("title"), short: try row.localizedText("short"),
                        aliases: aliases[id] ?? [], code: try row.text("code"), level: try row.word("level"),
                        direction: try row.word("direction"), validity: try row.validity(),
                        basis: try row.basis()))
            }
        }
        return (units, groups)
    }

    private func readDistricts(of pack: String, in session: any ReadSession) throws -> [District] {
        try session.rows("SELECT * FROM districts WHERE pack_id = \(pack) ORDER BY sort_order").map { row in
            District(
                id: try row.text("id"), code: try row.text("code"), title: try row.localizedText("title"),
                short: try row.localizedText("short"),
                tile: District.Tile(column: try row.integer("tile_column"), row: try row.integer("tile_row")),
                validity: try row.validity(), basis: try row.basis())
        }
    }

    private func readCalendar(_ row: Row, in session: any ReadSession) throws -> PackCalendar {
        let year = try row.integer("year")
        let holidays = try session.rows("SELECT * FROM holidays WHERE year = \(year) ORDER BY position").map { row in
            Holiday(
                id: try row.text("id"), title: try row.localizedText("title"), from: try row.date("date_from"),
                to: try row.date("date_to"))
        }
        let makeUps = try session.rows("SELECT date FROM make_up_workdays WHERE year = \(year) ORDER BY date")
        return PackCalendar(
            id: try row.text("id"), path: try row.text("path"), title: try row.localizedText("title"), year: year,
            validity: try row.validity(),
            basis: try row.basis(), holidays: holidays, makeUpWorkdays: try makeUps.map { try $0.date("date") },
            workdays: try row.integer("workdays"))
    }

    private func readItems(of pack: String, in session: any ReadSession) throws -> [PackItem] {
        var units: [Int: [String]] = [:]
        for row in try session.rows(
            "SELECT item_number, unit_id FROM item_units WHERE pack_id = \(pack) ORDER BY item_number, position")
        {
            units[try row.integer("item_number"), default: []].append(try row.text("unit_id"))
        }
        let deliverables = try readDeliverables(of: pack, in: session)
        return try session.rows("SELECT * FROM items WHERE pack_id = \(pack) ORDER BY number").map { row in
            let number = try row.integer("number")
            let reason: LocalizedText? =
                if let zh = try row.optionalText("reason_zh"), let en = try row.optionalText("reason_en") {
                    LocalizedText(zh: zh, en: en)
                } else {
                    nil
                }
            return PackItem(
                id: try row.text("id"), number: number, slug: try row.text("slug"),
                title: try row.localizedText("title"), validity: try row.validity(), basis: try row.basis(),
                lead: ItemLead(
                    asWritten: try row.optionalText("lead_as_written"), asAgreed: try row.text("lead_as_agreed"),
                    reason: reason),
                units: units[number] ?? [], open: try row.bool("open"), deliverables: deliverables[number] ?? [])
        }
    }

    private func readDeliverables(
        of pack: String, in session: any ReadSession
    ) throws -> [Int: [PackDeliverable]] {
        let supports = try lists(
            """
            SELECT s.deliverable_id AS owner, s.unit_id AS entry FROM deliverable_supports s
            JOIN deliverables d ON d.id = s.deliverable_id WHERE d.pack_id = \(pack)
            ORDER BY s.deliverable_id, s.position
            """, in: session)
        let anchors = try lists(
            """
            SELECT a.deliverable_id AS owner, a.anchor AS entry FROM deliverable_anchors a
            JOIN deliverables d ON d.id = a.deliverable_id WHERE d.pack_id = \(pack)
            ORDER BY a.deliverable_id, a.position
            """, in: session)
        var evidence: [String: [ExpectedEvidence]] = [:]
        for row in try session.rows(
            """
            SELECT e.deliverable_id, e.id, e.kind, e.title_zh, e.title_en FROM expected_evidence e
            JOIN deliverables d ON d.id = e.deliverable_id WHERE d.pack_id = \(pack)
            ORDER BY e.deliverable_id, e.position
            """)
        {
            evidence[try row.text("deliverable_id"), default: []].append(
                ExpectedEvidence(
                    id: try row.text("id"), kind: try row.word("kind"), title: try row.localizedText("title")))
        }
        let numbers = try readNumbers(of: pack, in: session)
        var result: [Int: [PackDeliverable]] = [:]
        for row in try session.rows(
            "SELECT * FROM deliverables WHERE pack_id = \(pack) ORDER BY item_number, position")
        {
            let id = try row.text("id")
            result[try row.integer("item_number"), default: []].append(
                PackDeliverable(
                    id: id, title: try row.localizedText("title"), clause: try row.text("clause"),
                    anchors: anchors[id] ?? [], lead: try row.text("lead"), supports: supports[id] ?? [],
                    cadence: try row.word("cadence"), starts: try row.optionalDate("starts"),
                    due: try row.date("due"), perDistrict: try row.bool("per_district"),
                    weight: try row.integer("weight"), target: try readTarget(row), numbers: numbers[id] ?? [],
                    evidence: evidence[id] ?? [], validity: try row.validity(), basis: try row.basis()))
        }
        return result
    }

    private func readTarget(_ row: Row) throws -> Target? {
        guard let zh = try row.optionalText("target_zh"), let en = try row.optionalText("target_en") else { return nil }
        let value: Decimal? = try row.optionalText("target_value") == nil ? nil : try row.decimal("target_value")
        var unit: LocalizedText?
        if let zh = try row.optionalText("target_unit_zh"), let en = try row.optionalText("target_unit_en") {
            unit = LocalizedText(zh: zh, en: en)
        }
        return Target(text: LocalizedText(zh: zh, en: en), value: value, unit: unit)
    }

    private func lists(_ sql: SQL, in session: any ReadSession) throws -> [String: [String]] {
        var result: [String: [String]] = [:]
        for row in try session.rows(sql) {
            result[try row.text("owner"), default: []].append(try row.text("entry"))
        }
        return result
    }
}
