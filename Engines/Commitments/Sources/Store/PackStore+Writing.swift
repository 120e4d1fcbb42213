import Kernel
import Ledger
import Packs
import Storage

extension PackStore {
    /// Writes a pack in place of what is there under its id; keys of deliverables that have reports or bindings stay.
    ///
    /// References are checked when the transaction ends (deferred constraints), so that the rows can be laid anew.
    func write(_ pack: Pack, files: [String: String], in session: ChangeSession) throws {
        try refuseLosses(pack, in: session)
        try dropBindings(toAllBut: Set(pack.deliverables.map(\.id)), of: pack.manifest.id, in: session)
        try clear(pack.manifest.id, in: session)
        try writeManifest(pack.manifest, in: session)
        try session.insert(
            into: "pack_files", columns: ["pack_id", "path", "content"],
            rows: files.sorted { $0.key < $1.key }.map { path, content in
                [pack.manifest.id.sqlValue, path.sqlValue, content.sqlValue]
            })
        try writeUnits(of: pack, in: session)
        try writeCalendars(of: pack, in: session)
        try writeItems(of: pack, in: session)
        try writeDeliverables(of: pack, in: session)
        try writeSupervision(of: pack.manifest, in: session)
        try writeNumbers(of: pack, in: session)
    }

    /// What was agreed on, assigned, bound, written in a plan or reported may not disappear under what rests on it.
    private func refuseLosses(_ pack: Pack, in session: ChangeSession) throws {
        let id = pack.manifest.id
        func refuse(_ what: String, without kept: [String], _ used: SQL) throws {
            let kept = Set(kept)
            let rows = try session.rows(used).map { try $0.text("id") }
            guard let lost = rows.first(where: { !kept.contains($0) }) else { return }
            throw Problem(.conflict, "problem.pack.\(what)-in-use", [what: lost])
        }
        try refuse(
            "deliverable", without: pack.deliverables.map(\.id),
            """
            SELECT d.id FROM deliverables d WHERE d.pack_id = \(id) AND d.id IN (
                SELECT deliverable_id FROM assignments UNION SELECT deliverable_id FROM lead_agreements
                UNION SELECT deliverable_id FROM bindings UNION SELECT deliverable_id FROM meeting_agenda)
            ORDER BY d.id
            """)
        try refuse(
            "unit", without: pack.units.map(\.id) + pack.groups.map(\.id),
            """
            SELECT u.id FROM units u WHERE u.pack_id = \(id) AND u.id IN (
                SELECT unit_id FROM assignments UNION SELECT unit_id FROM assignment_units
                UNION SELECT unit_id FROM lead_agreements UNION SELECT unit_id FROM plan_units)
            ORDER BY u.id
            """)
        try refuse(
            "district", without: pack.districts.map(\.id),
            """
            SELECT d.id FROM districts d WHERE d.pack_id = \(id) AND d.id IN (SELECT district_id FROM assignments)
            ORDER BY d.id
            """)
        try refuse(
            "number", without: pack.deliverables.flatMap { $0.numbers.map(\.id) },
            """
            SELECT DISTINCT n.number_id AS id FROM report_numbers n JOIN assignments a ON a.id = n.assignment_id
            JOIN plans p ON p.id = a.plan_id WHERE p.pack_id = \(id) ORDER BY n.number_id
            """)
    }

    /// A deliverable that is dropped leaves its clauses; nobody reported on it, so nothing else is lost.
    private func dropBindings(toAllBut kept: Set<String>, of pack: String, in session: ChangeSession) throws {
        let present = try session.rows("SELECT id FROM deliverables WHERE pack_id = \(pack) ORDER BY id")
            .map { try $0.text("id") }
        let dropped = present.filter { !kept.contains($0) }
        guard !dropped.isEmpty else { return }
        try session.execute("DELETE FROM bindings WHERE deliverable_id IN \(list: dropped)")
    }

    private func clear(_ pack: String, in session: ChangeSession) throws {
        let ownedByDeliverable: [SQL] = [
            "DELETE FROM deliverable_supports WHERE deliverable_id IN (SELECT id FROM deliverables WHERE pack_id = \(pack))",
            "DELETE FROM deliverable_anchors WHERE deliverable_id IN (SELECT id FROM deliverables WHERE pack_id = \(pack))",
            "DELETE FROM expected_evidence WHERE deliverable_id IN (SELECT id FROM deliverables WHERE pack_id = \(pack))",
            "DELETE FROM deliverable_numbers WHERE pack_id = \(pack)",
        ]
        let ownedByPack: [SQL] = [
            "DELETE FROM reported_numbers WHERE pack_id = \(pack)",
            "DELETE FROM pack_bulletin_copies WHERE pack_id = \(pack)",
            "DELETE FROM pack_bulletins WHERE pack_id = \(pack)",
            "DELETE FROM pack_supervision WHERE pack_id = \(pack)",
            "DELETE FROM deliverables WHERE pack_id = \(pack)",
            "DELETE FROM item_units WHERE pack_id = \(pack)",
            "DELETE FROM items WHERE pack_id = \(pack)",
            "DELETE FROM make_up_workdays WHERE year IN (SELECT year FROM calendars WHERE pack_id = \(pack))",
            "DELETE FROM holidays WHERE year IN (SELECT year FROM calendars WHERE pack_id = \(pack))",
            "DELETE FROM calendars WHERE pack_id = \(pack)",
            "DELETE FROM unit_names WHERE pack_id = \(pack)",
            "DELETE FROM units WHERE pack_id = \(pack)",
            "DELETE FROM districts WHERE pack_id = \(pack)",
            "DELETE FROM pack_files WHERE pack_id = \(pack)",
            "DELETE FROM packs WHERE id = \(pack)",
        ]
        for statement in ownedByDeliverable + ownedByPack { try session.execute(statement) }
    }

    private func writeManifest(_ manifest: PackManifest, in session: ChangeSession) throws {
        try session.insert(
            into: "packs",
            columns: [
                "id", "title_zh", "title_en", "language", "valid_from", "valid_to", "basis_text", "basis_status",
                "label_zh", "label_en", "near_due_workdays", "behind_share", "plan_path", "units_path",
                "items_folder", "loaded_at", "loaded_by",
            ],
            rows: [
                [
                    manifest.id.sqlValue, manifest.title.zh.sqlValue, manifest.title.en.sqlValue,
                    manifest.language.rawValue.sqlValue, manifest.validity.from.sqlValue,
                    manifest.validity.to.sqlValue, manifest.basis.text.sqlValue,
                    manifest.basis.status.rawValue.sqlValue, manifest.label.zh.sqlValue, manifest.label.en.sqlValue,
                    manifest.lights.nearDueWorkdays.sqlValue, "\(manifest.lights.behindShare)".sqlValue,
                    manifest.planPath.sqlValue, manifest.unitsPath.sqlValue, manifest.itemsFolder.sqlValue,
                    session.clock.now().sqlValue, session.actor.name.sqlValue,
                ]
            ])
    }

    private func writeUnits(of pack: Pack, in session: ChangeSession) throws {
        let id = pack.manifest.id
        try session.insert(
            into: "districts",
            columns: [
                "id", "pack_id", "code", "title_zh", "title_en", "short_zh", "short_en", "tile_column", "tile_row",
                "sort_order", "valid_from", "valid_to", "basis_text", "basis_status",
            ],
            rows: pack.districts.enumerated().map { order, district in
                [
                    district.id.sqlValue, id.sqlValue, district.code.sqlValue, district.title.zh.sqlValue,
                    district.title.en.sqlValue, district.short.zh.sqlValue, district.short.en.sqlValue,
                    district.tile.column.sqlValue, district.tile.row.sqlValue, order.sqlValue,
                    district.validity.from.sqlValue, district.validity.to.sqlValue, district.basis.text.sqlValue,
                    district.basis.status.rawValue.sqlValue,
                ]
            })
        var rows: [[SQLValue]] = []
        for unit in pack.units { rows.append(unitRow(unit, kind: "unit", pack: id, order: rows.count)) }
        for group in pack.groups { rows.append(groupRow(group, pack: id, order: rows.count)) }
        try session.insert(into: "units", columns: Self.unitColumns, rows: rows)
        try session.insert(
            into: "unit_names", columns: ["pack_id", "unit_id", "position", "name"],
            rows: (pack.units.map { ($0.id, $0.aliases) } + pack.groups.map { ($0.id, $0.aliases) }).flatMap {
                unit, aliases in
                aliases.enumerated().map { position, alias in
                    [id.sqlValue, unit.sqlValue, position.sqlValue, alias.sqlValue]
                }
            })
    }

    private static let unitColumns: [ColumnName] = [
        "id", "pack_id", "kind", "title_zh", "title_en", "short_zh", "short_en", "code", "level", "direction",
        "member_zh", "member_en", "sort_order", "valid_from", "valid_to", "basis_text", "basis_status",
    ]

    private func unitRow(_ unit: PackUnit, kind: String, pack: String, order: Int) -> [SQLValue] {
        [
            unit.id.sqlValue, pack.sqlValue, kind.sqlValue, unit.title.zh.sqlValue, unit.title.en.sqlValue,
            unit.short.zh.sqlValue, unit.short.en.sqlValue, unit.code.sqlValue, unit.level.rawValue.sqlValue,
            unit.direction.rawValue.sqlValue, .null, .null, order.sqlValue, unit.validity.from.sqlValue,
            unit.validity.to.sqlValue, unit.basis.text.sqlValue, unit.basis.status.rawValue.sqlValue,
        ]
    }

    private func groupRow(_ group: UnitGroup, pack: String, order: Int) -> [SQLValue] {
        [
            group.id.sqlValue, pack.sqlValue, "group".sqlValue, group.title.zh.sqlValue, group.title.en.sqlValue,
            group.short.zh.sqlValue, group.short.en.sqlValue, group.code.sqlValue, group.level.rawValue.sqlValue,
            group.direction.rawValue.sqlValue, group.member.zh.sqlValue, group.member.en.sqlValue, order.sqlValue,
            group.validity.from.sqlValue, group.validity.to.sqlValue, group.basis.text.sqlValue,
            group.basis.status.rawValue.sqlValue,
        ]
    }

    private func writeCalendars(of pack: Pack, in session: ChangeSession) throws {
        let id = pack.manifest.id
        try session.insert(
            into: "calendars",
            columns: [
                "year", "pack_id", "id", "path", "title_zh", "title_en", "valid_from", "valid_to", "basis_text",
                "basis_status", "workdays",
            ],
            rows: pack.calendars.map { calendar in
                [
                    calendar.year.sqlValue, id.sqlValue, calendar.id.sqlValue, calendar.path.sqlValue,
                    calendar.title.zh.sqlValue, calendar.title.en.sqlValue, calendar.validity.from.sqlValue,
                    calendar.validity.to.sqlValue, calendar.basis.text.sqlValue,
                    calendar.basis.status.rawValue.sqlValue, calendar.workdays.sqlValue,
                ]
            })
        try session.insert(
            into: "holidays",
            columns: ["year", "position", "id", "title_zh", "title_en", "date_from", "date_to"],
            rows: pack.calendars.flatMap { calendar in
                calendar.holidays.enumerated().map { position, holiday in
                    [
                        calendar.year.sqlValue, position.sqlValue, holiday.id.sqlValue, holiday.title.zh.sqlValue,
                        holiday.title.en.sqlValue, holiday.from.sqlValue, holiday.to.sqlValue,
                    ]
                }
            })
        try session.insert(
            into: "make_up_workdays", columns: ["year", "date"],
            rows: pack.calendars.flatMap { calendar in
                calendar.makeUpWorkdays.map { [calendar.year.sqlValue, $0.sqlValue] }
            })
    }

    private func writeItems(of pack: Pack, in session: ChangeSession) throws {
        let id = pack.manifest.id
        try session.insert(
            into: "items",
            columns: [
                "pack_id", "number", "id", "slug", "title_zh", "title_en", "lead_as_written", "lead_as_agreed",
                "reason_zh", "reason_en", "open", "valid_from", "valid_to", "basis_text", "basis_status",
            ],
            rows: pack.items.map { item in
                [
                    id.sqlValue, item.number.sqlValue, item.id.sqlValue, item.slug.sqlValue, item.title.zh.sqlValue,
                    item.title.en.sqlValue, item.lead.asWritten.sqlValue, item.lead.asAgreed.sqlValue,
                    (item.lead.reason?.zh).sqlValue, (item.lead.reason?.en).sqlValue, item.open.sqlValue,
                    item.validity.from.sqlValue, item.validity.to.sqlValue, item.basis.text.sqlValue,
                    item.basis.status.rawValue.sqlValue,
                ]
            })
        try session.insert(
            into: "item_units", columns: ["pack_id", "item_number", "position", "unit_id"],
            rows: pack.items.flatMap { item in
                item.units.enumerated().map { position, unit in
                    [id.sqlValue, item.number.sqlValue, position.sqlValue, unit.sqlValue]
                }
            })
    }

    private func writeDeliverables(of pack: Pack, in session: ChangeSession) throws {
        var deliverables: [[SQLValue]] = []
        var supports: [[SQLValue]] = []
        var anchors: [[SQLValue]] = []
        var evidence: [[SQLValue]] = []
        for item in pack.items {
            for (position, deliverable) in item.deliverables.enumerated() {
                deliverables.append(row(deliverable, item: item.number, position: position, pack: pack.manifest.id))
                for (order, unit) in deliverable.supports.enumerated() {
                    supports.append([deliverable.id.sqlValue, order.sqlValue, unit.sqlValue])
                }
                for (order, anchor) in deliverable.anchors.enumerated() {
                    anchors.append([deliverable.id.sqlValue, order.sqlValue, anchor.sqlValue])
                }
                for (order, expected) in deliverable.evidence.enumerated() {
                    evidence.append([
                        deliverable.id.sqlValue, order.sqlValue, expected.id.sqlValue,
                        expected.kind.rawValue.sqlValue, expected.title.zh.sqlValue, expected.title.en.sqlValue,
                    ])
                }
            }
        }
        try session.insert(
            into: "deliverables",
            columns: [
                "pack_id", "id", "item_number", "position", "title_zh", "title_en", "clause", "lead", "cadence",
                "starts", "due", "per_district", "target_zh", "target_en", "target_value", "target_unit_zh",
                "target_unit_en", "valid_from", "valid_to", "basis_text", "basis_status", "weight",
            ], rows: deliverables)
        try session.insert(
            into: "deliverable_supports", columns: ["deliverable_id", "position", "unit_id"], rows: supports)
        try session.insert(
            into: "deliverable_anchors", columns: ["deliverable_id", "position", "anchor"], rows: anchors)
        try session.insert(
            into: "expected_evidence", columns: ["deliverable_id", "position", "id", "kind", "title_zh", "title_en"],
            rows: evidence)
    }

    private func row(_ deliverable: PackDeliverable, item: Int, position: Int, pack: String) -> [SQLValue] {
        [
            pack.sqlValue, deliverable.id.sqlValue, item.sqlValue, position.sqlValue, deliverable.title.zh.sqlValue,
            deliverable.title.en.sqlValue, deliverable.clause.sqlValue, deliverable.lead.sqlValue,
            deliverable.cadence.rawValue.sqlValue, deliverable.starts.sqlValue, deliverable.due.sqlValue,
            deliverable.perDistrict.sqlValue, (deliverable.target?.text.zh).sqlValue,
            (deliverable.target?.text.en).sqlValue, (deliverable.target?.value).map { "\($0)" }.sqlValue,
            (deliverable.target?.unit?.zh).sqlValue, (deliverable.target?.unit?.en).sqlValue,
            deliverable.validity.from.sqlValue, deliverable.validity.to.sqlValue, deliverable.basis.text.sqlValue,
            deliverable.basis.status.rawValue.sqlValue, deliverable.weight.sqlValue,
        ]
    }
}
