/// The parts of pack.yaml that lights, supervision, scores and bulletins go by, always written in full: who reads the
/// file sees every number that can be changed.
extension PackWriter {
    func lights(_ lights: LightThresholds) -> CanonicalYAML.Value {
        .block([
            ("near_due_workdays", .integer(lights.nearDueWorkdays)),
            ("behind_share", .decimal(lights.behindShare)),
            ("notice_workdays", .integer(lights.noticeWorkdays)),
            ("report_grace_workdays", .integer(lights.reportGraceWorkdays)),
            ("receipt_workdays", .integer(lights.receiptWorkdays)),
        ])
    }

    func supervision(_ supervision: SupervisionThresholds) -> CanonicalYAML.Value {
        .block(
            [
                ("urge_after_workdays", .integer(supervision.urgeAfterWorkdays)),
                ("escalate_after_workdays", .integer(supervision.escalateAfterWorkdays)),
            ] + basis(supervision.basis))
    }

    func score(_ score: ScorePoints) -> CanonicalYAML.Value {
        .block(
            [
                ("finished", .integer(score.finished)), ("finished_late", .integer(score.finishedLate)),
                ("on_path", .integer(score.onPath)), ("at_risk", .integer(score.atRisk)),
                ("late", .integer(score.late)),
            ] + basis(score.basis))
    }

    func bulletin(_ bulletin: BulletinIssuer) -> CanonicalYAML.Value {
        .block([
            ("issuer", .localized(bulletin.title)), ("number_word", .text(bulletin.numberWord)),
            ("copies", .texts(bulletin.copies)), ("basis", .basis(bulletin.basis)),
        ])
    }

    private func basis(_ basis: Basis?) -> [(key: String, value: CanonicalYAML.Value)] {
        basis.map { [("basis", .basis($0))] } ?? []
    }
}
