import Glibc
import QualityMath

/// A two-parameter life distribution fitted by least squares on its probability plot.
///
/// Failures get adjusted ranks (Johnson 1964): after suspensions the rank grows by (n + 1 - previous)/(1 + units left).
/// A rank becomes a plotting position, the position a pivot z = F⁻¹(p), and z is a straight line in log time (or time).
/// Source: Abernethy, "The New Weibull Handbook", chapters 2 and 5; IEC 61649:2008, clause 7.
public struct RankRegression: Explainable {
    /// How a rank becomes a probability.
    public enum Position: String, Hashable, Sendable, CaseIterable {
        /// The median of the beta distribution of the rank, exact.
        case median
        /// Benard's approximation (i - 0.3)/(n + 0.4).
        case benard
        /// Hazen's (i - 0.5)/n.
        case hazen
        /// The mean rank i/(n + 1).
        case mean
    }

    /// Which differences are squared.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Those in time: the usual choice for life data.
        case timeOnRank
        /// Those in the plotting position.
        case rankOnTime
    }

    /// One plotted failure.
    public struct Point: Hashable, Sendable {
        /// The failure time.
        public let time: Double
        /// Johnson's adjusted rank.
        public let rank: Double
        /// The plotting position.
        public let probability: Double
    }

    /// The family.
    public let family: LifeFamily
    /// The estimates in the order of ``LifeFamily/parameterNames``.
    public let parameters: [Double]
    /// The squared correlation of the plotted points.
    public let determination: Double
    /// The plotted failures in order of time.
    public let points: [Point]

    /// Fits a family of two parameters to failures and suspensions.
    ///
    /// - Parameters:
    ///   - failures: the failure times, at least two different ones.
    ///   - suspensions: the times at which other units were taken out in working order.
    ///   - family: any but the exponential and the gamma distribution.
    ///   - position: how ranks become probabilities.
    ///   - direction: which differences are squared.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        failures: [Double], suspensions: [Double] = [], family: LifeFamily = .weibull, position: Position = .median,
        direction: Direction = .timeOnRank
    ) throws(MathProblem) {
        try RequiredInput.allFinite(failures, "failures")
        try RequiredInput.allFinite(suspensions, "suspensions")
        if family.isLogarithmic {
            try RequiredInput.allPositive(failures, "failures")
            try RequiredInput.allPositive(suspensions, "suspensions")
        }
        guard let form = family.form, family != .exponential else {
            throw .parameter(name: "family", rule: .atLeast(2), value: 1)
        }
        let distinct = Set(failures).count
        guard distinct >= 2 else { throw .tooFewValues(name: "distinct failures", needed: 2, found: distinct) }
        points = try Self.points(failures, suspensions, position)
        let x = points.map { family.isLogarithmic ? log($0.time) : $0.time }
        let z = points.map { form.quantile($0.probability) }
        let (mx, mz) = (Moments(of: x), Moments(of: z))
        let dx = x.map { $0 - mx.mean }
        let dz = z.map { $0 - mz.mean }
        let covariance = Summation.dot(dx, dz)
        let sigma: Double
        switch direction {
        case .timeOnRank: sigma = covariance / mz.sumOfSquares
        case .rankOnTime: sigma = mx.sumOfSquares / covariance
        }
        let mu = mx.mean - sigma * mz.mean
        guard sigma > 0, sigma.isFinite, mu.isFinite else { throw .singular(name: "points") }
        self.family = family
        parameters = family.named([mu, log(sigma)])
        determination = covariance * covariance / (mx.sumOfSquares * mz.sumOfSquares)
    }

    /// Returns Johnson's adjusted ranks and their plotting positions.
    static func points(
        _ failures: [Double], _ suspensions: [Double], _ position: Position
    ) throws(MathProblem) -> [Point] {
        // A suspension at a failure time is taken to be after the failure.
        let all =
            (failures.map { (time: $0, failed: true) } + suspensions.map { (time: $0, failed: false) })
            .sorted { $0.time != $1.time ? $0.time < $1.time : $0.failed && !$1.failed }
        let n = Double(all.count)
        var rank = 0.0
        var points: [Point] = []
        for (index, one) in all.enumerated() where one.failed {
            rank += (n + 1 - rank) / (1 + n - Double(index))
            let probability: Double
            switch position {
            case .median: probability = try BetaDistribution(alpha: rank, beta: n - rank + 1).quantile(0.5)
            case .benard: probability = (rank - 0.3) / (n + 0.4)
            case .hazen: probability = (rank - 0.5) / n
            case .mean: probability = rank / (n + 1)
            }
            points.append(Point(time: one.time, rank: rank, probability: probability))
        }
        return points
    }

    /// The line's formula, its numbers, and whether the points lie on it.
    public var explanation: Explanation {
        let names = zip(family.parameterNames, parameters).map { "\($0) = \($1.significant())" }
        return Explanation(
            steps: [
                MethodText(
                    zh: "F⁻¹(p) 对时间作直线，p 由约翰逊修正秩得出；共 \(points.count) 个失效点",
                    en: "F⁻¹(p) is a line in time, p from Johnson's adjusted ranks; \(points.count) failures"),
                MethodText(names.joined(separator: ", ") + ", r² = \(determination.significant())"),
            ], source: "IEC 61649:2008, 7; Abernethy, The New Weibull Handbook, 5",
            assumptions: [
                Assumption(
                    isMet: determination >= 0.9, zh: "各点接近一条直线（r² 不小于 0.9）",
                    en: "the points lie close to a line (r² of at least 0.9)"),
                Assumption(.unknown, zh: "中止与失效无关", en: "suspensions do not depend on failures"),
            ])
    }
}
