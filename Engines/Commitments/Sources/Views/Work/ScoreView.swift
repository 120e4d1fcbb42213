import Packs
import Web

/// A score with its formula, its points and weights, and the numbers in it.
struct ScoreView: Sendable {
    struct Term: Sendable {
        let status: StatusTag.View
        let points: String
        let count: String
        let weight: String
        let product: String
    }

    let score: String
    let hasScore: Bool
    let formula: String
    let terms: [Term]
    let basis: String
    let basisStatus: String

    init(_ duties: [Duty], _ presenter: CityPresenter) {
        let points = presenter.state.pack.manifest.score
        let score = UnitScore(duties.map { ($0.judgement.standing, $0.weight) }, points: points)
        self.score = score.text ?? ""
        hasScore = score.text != nil
        formula =
            score.text.map {
                presenter.text(
                    "work.score.formula",
                    ["sum": String(score.sum), "weight": String(score.weight), "score": $0])
            } ?? presenter.text("work.score.none")
        terms = score.terms.map { term in
            Term(
                status: presenter.tag(term.standing).view, points: String(term.points), count: String(term.count),
                weight: String(term.weight), product: String(term.points * term.weight))
        }
        basis = points.basis?.text ?? presenter.text("work.score.default")
        basisStatus = presenter.text("commitments.basis.\((points.basis?.status ?? .assumption).rawValue)")
    }
}
