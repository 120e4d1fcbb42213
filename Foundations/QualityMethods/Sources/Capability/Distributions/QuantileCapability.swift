import Glibc
import QualityMath

/// Performance of a process that need not be normal, by the quantiles of 0.135 %, 50 % and 99.865 % (ISO 22514-2:2017,
/// 6.2): Pp = (U-L)/(X₉₉.₈₆₅-X₀.₁₃₅), Ppk the smaller of (U-X₅₀)/(X₉₉.₈₆₅-X₅₀) and (X₅₀-L)/(X₅₀-X₀.₁₃₅).
public struct QuantileCapability: Explainable, Hashable {
    /// The quantiles of 0.135 %, 50 % and 99.865 %.
    public let quantiles: [Double]
    /// The limits.
    public let limits: SpecificationLimits
    /// Where the quantiles come from.
    public let origin: MethodText

    /// Creates the indices of three quantiles in rising order.
    public init(quantiles: [Double], limits: SpecificationLimits, origin: MethodText) throws(MethodProblem) {
        guard quantiles.count == 3, quantiles[0] < quantiles[1], quantiles[1] < quantiles[2],
            quantiles.allSatisfy({ $0.isFinite })
        else {
            throw MethodProblem(
                .degenerate, at: "values", zh: "三个分位数应为有限且递增。", en: "The three quantiles must be finite and rising.")
        }
        self.quantiles = quantiles
        self.limits = limits
        self.origin = origin
    }

    /// Creates the indices of a fitted distribution.
    public init(_ fit: FittedDistribution, limits: SpecificationLimits) throws(MethodProblem) {
        let d = fit.distribution
        try self.init(
            quantiles: [d.quantile(0.00135), d.quantile(0.5), d.upperQuantile(0.00135)], limits: limits,
            origin: MethodText(fit.family.rawValue))
    }

    /// Creates the indices from the data's own quantiles at p(n+1) (type 6), which need at least 740 values.
    public init(empirical values: [Double], limits: SpecificationLimits) throws(MethodProblem) {
        try ControlChart.requireFinite(values)
        guard Double(values.count + 1) * 0.00135 >= 1 else {
            throw MethodProblem(
                .tooFewValues, at: "values", zh: "0.135% 分位数至少要 740 个值；请改用拟合分布。",
                en: "The quantile of 0.135 % needs at least 740 values: fit a distribution instead.")
        }
        let sorted = values.sorted()
        func quantile(_ p: Double) -> Double {
            let place = p * Double(sorted.count + 1)
            let index = Int(place.rounded(.down))
            if index < 1 { return sorted[0] }
            if index >= sorted.count { return sorted[sorted.count - 1] }
            return sorted[index - 1] + (place - Double(index)) * (sorted[index] - sorted[index - 1])
        }
        try self.init(
            quantiles: [quantile(0.00135), quantile(0.5), quantile(0.99865)], limits: limits,
            origin: MethodText(zh: "样本分位数", en: "quantiles of the sample"))
    }

    /// Pp; nil with one limit.
    public var spread: Double? {
        guard let lower = limits.lower, let upper = limits.upper else { return nil }
        return (upper - lower) / (quantiles[2] - quantiles[0])
    }

    /// The index of the lower side; nil without a lower limit.
    public var lowerSide: Double? { limits.lower.map { (quantiles[1] - $0) / (quantiles[1] - quantiles[0]) } }

    /// The index of the upper side; nil without an upper limit.
    public var upperSide: Double? { limits.upper.map { ($0 - quantiles[1]) / (quantiles[2] - quantiles[1]) } }

    /// Ppk, the smaller of both sides.
    public var minimum: Double { min(lowerSide ?? .infinity, upperSide ?? .infinity) }

    /// The formula with its numbers.
    public var explanation: Explanation {
        let q = quantiles.map { $0.significant() }
        return Explanation(
            steps: [
                MethodText(
                    zh: "分位数（\(origin.zh)）：\(q.joined(separator: "、"))",
                    en: "quantiles (\(origin.en)): \(q.joined(separator: ", "))"),
                MethodText("Pp = \(spread?.significant() ?? "–"), Ppk = \(minimum.significant())"),
            ], source: "ISO 22514-2:2017, 6.2",
            assumptions: [Assumption(.unknown, zh: "分布与数据相符", en: "the distribution fits the data")])
    }
}

/// The power transformation of Box and Cox (1964): (xᵏ - 1)/k, the logarithm for k = 0.
public struct BoxCoxTransformation: Sendable, Hashable {
    /// The power.
    public let lambda: Double

    /// Creates the transformation of a power.
    public init(lambda: Double) { self.lambda = lambda }

    /// Finds the power of greatest likelihood in -5...5 for values greater than 0.
    public init(fitting values: [Double]) throws(MethodProblem) {
        guard values.count >= 3 else {
            throw MethodProblem(.tooFewValues, at: "values", zh: "至少要 3 个值。", en: "At least 3 values are needed.")
        }
        try ControlChart.requireFinite(values)
        guard let least = values.min(), let most = values.max(), least > 0, most > least else {
            throw MethodProblem(
                .outOfRange, at: "values", zh: "Box-Cox 变换要求所有值大于 0 且不全相等。",
                en: "The transformation needs values greater than 0 that are not all equal.")
        }
        let n = Double(values.count)
        // Over the geometric mean the logarithms sum to 0, and the likelihood is that of the variance alone.
        let logs = values.map { log($0) }
        let center = NumberColumn.mean(logs)
        let scaled = logs.map { $0 - center }
        let minimum = try naming("values") { () throws(MathProblem) in
            try Minimisation.brent(from: -5, to: 5, tolerance: 1e-12) { k in
                let y = scaled.map { abs(k) < 1e-12 ? $0 : expm1(k * $0) / k }
                let mean = NumberColumn.mean(y)
                return n / 2 * log(y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
            }
        }
        lambda = Self.polished(minimum.x, scaled)
    }

    /// The root of the likelihood's slope Σ(y-ȳ)(y′-ȳ′) near the minimum, which a search on values finds to half the digits.
    private static func polished(_ start: Double, _ logs: [Double]) -> Double {
        func slope(_ k: Double) -> Double {
            let y = logs.map { abs(k) < 1e-12 ? $0 : expm1(k * $0) / k }
            // y′ = (u eᵏᵘ - y)/k, by its series where the difference would cancel.
            let derivative = logs.indices.map { index in
                let (u, t) = (logs[index], k * logs[index])
                return abs(t) < 1e-3
                    ? u * u * (0.5 + t * (1.0 / 3 + t * (0.125 + t / 30)))
                    : (u * exp(t) - y[index]) / k
            }
            let mean = NumberColumn.mean(y)
            return Summation.dot(y.map { $0 - mean }, derivative)
        }
        do {
            return try RootFinding.brent(from: start - 1e-3, to: start + 1e-3, tolerance: 1e-14, slope).x
        } catch {
            return start  // The minimum is at an end of -5...5, where the slope does not change sign.
        }
    }

    /// The transformed value; NaN for values that are not positive.
    public func callAsFunction(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        return lambda == 0 ? log(x) : expm1(lambda * log(x)) / lambda
    }

    /// Capability of the transformed values against the transformed limits.
    public func capability(
        _ values: [Double], limits: SpecificationLimits, confidence: Double = 0.95
    ) throws(MethodProblem) -> NormalCapability {
        for (name, limit) in [("lowerLimit", limits.lower), ("upperLimit", limits.upper)] {
            if let limit, limit <= 0 {
                throw MethodProblem(
                    .outOfRange, at: name, zh: "Box-Cox 变换要求规范限大于 0。", en: "The transformation needs limits above 0.")
            }
        }
        let moments = Moments(of: values.map { self($0) })
        return try NormalCapability(
            mean: moments.mean, sigma: moments.standardDeviation, count: values.count,
            limits: SpecificationLimits(
                lower: limits.lower.map { self($0) }, upper: limits.upper.map { self($0) },
                target: limits.target.map { self($0) }), confidence: confidence)
    }
}
