import Kernel
import Ledger
import Packs
import Storage

/// Thresholds, points, the issuer of bulletins and the numbers that reports give.
extension PackStore {
    // MARK: Writing

    func writeSupervision(of manifest: PackManifest, in session: ChangeSession) throws {
        let (lights, supervision, score) = (manifest.lights, manifest.supervision, manifest.score)
        try session.insert(
            into: "pack_supervision",
            columns: [
                "pack_id", "notice_workdays", "report_grace_workdays", "receipt_workdays", "urge_after_workdays",
                "escalate_after_workdays", "supervision_basis_text", "supervision_basis_status", "score_finished",
                "score_finished_late", "score_on_path", "score_at_risk", "score_late", "score_basis_text",
                "score_basis_status",
            ],
            rows: [
                [
                    manifest.id.sqlValue, lights.noticeWorkdays.sqlValue, lights.reportGraceWorkdays.sqlValue,
                    lights.receiptWorkdays.sqlValue, supervision.urgeAfterWorkdays.sqlValue,
                    supervision.escalateAfterWorkdays.sqlValue, (supervision.basis?.text).sqlValue,
                    (supervision.basis?.status.rawValue).sqlValue, score.finished.sqlValue,
                    score.finishedLate.sqlValue, score.onPath.sqlValue, score.atRisk.sqlValue, score.late.sqlValue,
                    (score.basis?.text).sqlValue, (score.basis?.status.rawValue).sqlValue,
                ]
            ])
        guard let bulletin = manifest.bulletin else { return }
        try session.insert(
            into: "pack_bulletins",
            columns: ["pack_id", "issuer_zh", "issuer_en", "number_word", "basis_text", "basis_status"],
            rows: [
                [
                    manifest.id.sqlValue, bulletin.title.zh.sqlValue, bulletin.title.en.sqlValue,
                    bulletin.numberWord.sqlValue, bulletin.basis.text.sqlValue,
                    bulletin.basis.status.rawValue.sqlValue,
                ]
            ])
        try session.insert(
            into: "pack_bulletin_copies", columns: ["pack_id", "position", "unit_id"],
            rows: bulletin.copies.enumerated().map { position, unit in
                [manifest.id.sqlValue, position.sqlValue, unit.sqlValue]
            })
    }

    /// Writes each number once, however many deliverables ask for it.
    func writeNumbers(of pack: Pack, in session: ChangeSession) throws {
        let id = pack.manifest.id
        var written: Set<String> = []
        var numbers: [[SQLValue]] = []
        var uses: [[SQLValue]] = []
        for deliverable in pack.deliverables {
            for (position, number) in deliverable.numbers.enumerated() {
                uses.append([deliverable.id.sqlValue, position.sqlValue, id.sqlValue, number.id.sqlValue])
                guard written.insert(number.id).inserted else { continue }
                numbers.append([
                    id.sqlValue, number.id.sqlValue, number.title.zh.sqlValue, number.title.en.sqlValue,
                    number.unit.zh.sqlValue, number.unit.en.sqlValue, number.decimals.sqlValue,
                ])
            }
        }
        try session.insert(
            into: "reported_numbers",
            columns: ["pack_id", "id", "title_zh", "title_en", "unit_zh", "unit_en", "decimals"], rows: numbers)
        try session.insert(
            into: "deliverable_numbers", columns: ["deliverable_id", "position", "pack_id", "number_id"], rows: uses)
    }

    // MARK: Reading

    /// From a row of `packs` joined with `pack_supervision`.
    func readLights(_ row: Row) throws -> LightThresholds {
        LightThresholds(
            nearDueWorkdays: try row.integer("near_due_workdays"), behindShare: try row.decimal("behind_share"),
            noticeWorkdays: try row.integer("notice_workdays"),
            reportGraceWorkdays: try row.integer("report_grace_workdays"),
            receiptWorkdays: try row.integer("receipt_workdays"))
    }

    func readSupervision(_ row: Row) throws -> SupervisionThresholds {
        SupervisionThresholds(
            urgeAfterWorkdays: try row.integer("urge_after_workdays"),
            escalateAfterWorkdays: try row.integer("escalate_after_workdays"),
            basis: try readBasis("supervision", row))
    }

    func readScore(_ row: Row) throws -> ScorePoints {
        ScorePoints(
            finished: try row.integer("score_finished"), finishedLate: try row.integer("score_finished_late"),
            onPath: try row.integer("score_on_path"), atRisk: try row.integer("score_at_risk"),
            late: try row.integer("score_late"), basis: try readBasis("score", row))
    }

    private func readBasis(_ part: String, _ row: Row) throws -> Basis? {
        guard let text = try row.optionalText("\(part)_basis_text") else { return nil }
        return Basis(text: text, status: try row.word("\(part)_basis_status"))
    }

    func readBulletin(of pack: String, in session: any ReadSession) throws -> BulletinIssuer? {
        guard let row = try session.first("SELECT * FROM pack_bulletins WHERE pack_id = \(pack)") else { return nil }
        let copies = try session.rows(
            "SELECT unit_id FROM pack_bulletin_copies WHERE pack_id = \(pack) ORDER BY position")
        return BulletinIssuer(
            title: try row.localizedText("issuer"), numberWord: try row.text("number_word"),
            copies: try copies.map { try $0.text("unit_id") }, basis: try row.basis())
    }

    /// The numbers of every deliverable of a pack, by the deliverable's key.
    func readNumbers(of pack: String, in session: any ReadSession) throws -> [String: [ReportedNumber]] {
        var numbers: [String: [ReportedNumber]] = [:]
        for row in try session.rows(
            """
            SELECT u.deliverable_id, n.id, n.title_zh, n.title_en, n.unit_zh, n.unit_en, n.decimals
            FROM deliverable_numbers u JOIN reported_numbers n ON n.pack_id = u.pack_id AND n.id = u.number_id
            WHERE u.pack_id = \(pack) ORDER BY u.deliverable_id, u.position
            """)
        {
            numbers[try row.text("deliverable_id"), default: []].append(
                ReportedNumber(
                    id: try row.text("id"), title: try row.localizedText("title"), unit: try row.localizedText("unit"),
                    decimals: try row.integer("decimals")))
        }
        return numbers
    }
}
