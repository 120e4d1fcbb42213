import CivicCalendar
import Kernel

/// The parts of pack.yaml that lights, supervision, scores and bulletins go by.
extension PackReadingRun {
    mutating func lights(_ fields: FieldReader) -> LightThresholds? {
        guard let node = fields.node("lights", &findings),
            let inner = FieldReader(
                node,
                allowed: [
                    "near_due_workdays", "behind_share", "notice_workdays", "report_grace_workdays",
                    "receipt_workdays",
                ], &findings)
        else { return nil }
        let near = inner.integer("near_due_workdays", in: Self.workdays, &findings)
        let share = inner.decimal("behind_share", &findings)
        if let share, share < 0 || share > 1 {
            findings.error(
                "packs.number.range", at: inner.place(of: "behind_share"),
                ["key": "behind_share", "value": "\(share)", "least": "0", "most": "1"])
        }
        let notice = inner.integer("notice_workdays", in: Self.workdays, required: false, &findings)
        let grace = inner.integer("report_grace_workdays", in: Self.workdays, required: false, &findings)
        let receipt = inner.integer("receipt_workdays", in: Self.workdays, required: false, &findings)
        if let near, let notice, notice < near {
            findings.warning(
                "packs.lights.notice", at: inner.place(of: "notice_workdays"),
                ["notice": "\(notice)", "near": "\(near)"])
        }
        guard let near, let share else { return nil }
        let standard = LightThresholds(nearDueWorkdays: near, behindShare: share)
        return LightThresholds(
            nearDueWorkdays: near, behindShare: share, noticeWorkdays: notice,
            reportGraceWorkdays: grace ?? standard.reportGraceWorkdays,
            receiptWorkdays: receipt ?? standard.receiptWorkdays)
    }

    /// More workdays than a year has make no sense of a threshold.
    private static let workdays = 0...250

    mutating func supervision(_ fields: FieldReader) -> SupervisionThresholds? {
        let standard = SupervisionThresholds()
        guard let node = fields.node("supervision", required: false, &findings) else { return standard }
        guard
            let inner = FieldReader(
                node, allowed: ["urge_after_workdays", "escalate_after_workdays", "basis"], &findings)
        else { return nil }
        let urge =
            inner.integer("urge_after_workdays", in: Self.workdays, required: false, &findings)
            ?? standard.urgeAfterWorkdays
        let escalate =
            inner.integer("escalate_after_workdays", in: Self.workdays, required: false, &findings)
            ?? standard.escalateAfterWorkdays
        if escalate < urge {
            findings.error(
                "packs.supervision.order",
                at: inner.place(
                    of: inner.has("escalate_after_workdays") ? "escalate_after_workdays" : "urge_after_workdays"),
                ["urge": "\(urge)", "escalate": "\(escalate)"])
        }
        let basis = inner.has("basis") ? self.basis(inner) : nil
        return SupervisionThresholds(urgeAfterWorkdays: urge, escalateAfterWorkdays: escalate, basis: basis)
    }

    mutating func score(_ fields: FieldReader) -> ScorePoints? {
        guard let node = fields.node("score", required: false, &findings) else { return ScorePoints() }
        guard
            let inner = FieldReader(
                node, allowed: ["finished", "finished_late", "on_path", "at_risk", "late", "basis"], &findings)
        else { return nil }
        var score = ScorePoints()
        for (key, path) in Self.points.sorted(by: { $0.key < $1.key }) {
            if let points = inner.integer(key, in: 0...100, required: false, &findings) {
                score[keyPath: path] = points
            }
        }
        // One mistake gives one finding: the first pair that is the wrong way round.
        let wrong = Self.orderedPoints.first { better, worse in
            guard let better = Self.points[better], let worse = Self.points[worse] else { return false }
            return score[keyPath: better] < score[keyPath: worse]
        }
        if let wrong {
            findings.warning(
                "packs.score.order", at: inner.place(of: inner.has(wrong.better) ? wrong.better : wrong.worse),
                ["better": wrong.better, "worse": wrong.worse])
        }
        score.basis = inner.has("basis") ? basis(inner) : nil
        return score
    }

    private static let points: [String: any WritableKeyPath<ScorePoints, Int> & Sendable] = [
        "finished": \.finished, "finished_late": \.finishedLate, "on_path": \.onPath, "at_risk": \.atRisk,
        "late": \.late,
    ]

    /// A better standing should not give fewer points than a worse one.
    private static let orderedPoints: [(better: String, worse: String)] = [
        ("finished", "finished_late"), ("finished", "on_path"), ("on_path", "at_risk"), ("at_risk", "late"),
        ("finished_late", "late"),
    ]

    mutating func bulletin(_ fields: FieldReader) -> BulletinIssuer? {
        guard let node = fields.node("bulletin", required: false, &findings),
            let inner = FieldReader(node, allowed: ["issuer", "number_word", "copies", "basis"], &findings)
        else { return nil }
        let issuer = inner.localized("issuer", &findings)
        let word = inner.text("number_word", &findings)
        if let word { checkNumberWord(word, at: inner.place(of: "number_word")) }
        let copies = unitList(inner, "copies", required: false, of: nil)
        let basis = self.basis(inner, packDefaults)
        guard let issuer, let word, let basis else { return nil }
        return BulletinIssuer(title: issuer, numberWord: word, copies: copies ?? [], basis: basis)
    }

    /// The year, its brackets and the number are put behind the word, so it has none of their characters.
    private mutating func checkNumberWord(_ word: String, at place: PackPlace) {
        let isGood = word.count <= 20 && word.allSatisfy(\.isLetter)
        if !isGood { findings.error("packs.bulletin.number-word", at: place, ["value": word.excerpt()]) }
    }
}
