import Packs

/// The score of a unit or a district: the weighted mean of the points of its tasks.
///
///     score = sum of weight x points of the standing / sum of weight, rounded half up to one decimal
///
/// Tasks that have not started or are suspended do not count; where none counts there is no score. Points and weights
/// are the pack's (``ScorePoints``), with their status: an example is never shown as official. The score is exact: it is
/// computed in whole numbers.
public struct UnitScore: Sendable, Hashable {
    /// One standing's part in the score.
    public struct Term: Sendable, Hashable {
        public let standing: Standing
        public let points: Int
        public let count: Int
        public let weight: Int
    }

    public let terms: [Term]

    public init(_ tasks: some Sequence<(standing: Standing, weight: Int)>, points: ScorePoints) {
        var counts: [Standing: (count: Int, weight: Int)] = [:]
        for (standing, weight) in tasks {
            let before = counts[standing] ?? (0, 0)
            counts[standing] = (before.count + 1, before.weight + weight)
        }
        terms = Standing.allCases.compactMap { standing in
            guard let points = points.points(of: standing), let found = counts[standing] else { return nil }
            return Term(standing: standing, points: points, count: found.count, weight: found.weight)
        }
    }

    public var weight: Int { terms.reduce(0) { $0 + $1.weight } }
    public var sum: Int { terms.reduce(0) { $0 + $1.weight * $1.points } }

    /// The score in tenths of a point; nil where nothing counts.
    public var tenths: Int? { weight == 0 ? nil : (sum * 20 + weight) / (2 * weight) }

    /// `86.5`; nil where nothing counts.
    public var text: String? { tenths.map { "\($0 / 10).\($0 % 10)" } }
}

extension ScorePoints {
    /// What a standing is worth; nil where it does not count.
    func points(of standing: Standing) -> Int? {
        switch standing {
        case .finished: finished
        case .finishedLate: finishedLate
        case .onPath: onPath
        case .atRisk: atRisk
        case .late: late
        case .notStarted, .suspended: nil
        }
    }
}
