import Glibc
import QualityMath

/// The families that capability tries for a characteristic that is not normal.
public enum DistributionFamily: String, Sendable, Hashable, CaseIterable {
    /// Normal.
    case normal
    /// Lognormal.
    case lognormal
    /// Weibull with two parameters.
    case weibull
    /// Gamma.
    case gamma
    /// Exponential.
    case exponential
    /// Logistic.
    case logistic
    /// Gumbel of the largest value.
    case gumbel

    /// Whether all values must be greater than 0.
    public var needsPositive: Bool {
        switch self {
        case .lognormal, .weibull, .gamma, .exponential: true
        case .normal, .logistic, .gumbel: false
        }
    }
}

/// A distribution fitted by maximum likelihood, with its distance to the data.
public struct FittedDistribution: Sendable {
    /// The family.
    public let family: DistributionFamily
    /// The parameters by name.
    public let parameters: [String: Double]
    /// The distribution.
    public let distribution: any ContinuousDistribution
    /// The Anderson-Darling distance A².
    public let andersonDarling: Double
    /// The log likelihood.
    public let logLikelihood: Double

    /// Fits a family by maximum likelihood.
    public init(_ family: DistributionFamily, to values: [Double]) throws(MethodProblem) {
        guard values.count >= 2 else {
            throw MethodProblem(.tooFewValues, at: "values", zh: "至少要 2 个值。", en: "At least 2 values are needed.")
        }
        try ControlChart.requireFinite(values)
        let sorted = values.sorted()
        guard sorted[0] < sorted[sorted.count - 1] else {
            throw MethodProblem(.degenerate, at: "values", zh: "所有值都相等。", en: "All values are equal.")
        }
        if family.needsPositive, sorted[0] <= 0 {
            throw MethodProblem(
                .outOfRange, at: "values", zh: "\(family.rawValue) 分布要求所有值大于 0。",
                en: "The \(family.rawValue) family needs values greater than 0.")
        }
        let fitted = try naming("values") { () throws(MathProblem) in try Self.fit(family, sorted) }
        self.family = family
        parameters = fitted.parameters
        let distribution = fitted.distribution
        self.distribution = distribution
        andersonDarling = GoodnessOfFit.andersonDarling(
            logCumulative: sorted.map { distribution.logCumulative($0) },
            logSurvival: sorted.map { distribution.logSurvival($0) })
        logLikelihood = distribution.logLikelihood(sorted)
    }

    /// Fits all families that the data allow and returns them by rising Anderson-Darling distance.
    public static func best(
        _ values: [Double], among families: [DistributionFamily] = DistributionFamily.allCases
    ) throws(MethodProblem) -> [FittedDistribution] {
        let positive = (values.min() ?? 0) > 0
        var fits: [FittedDistribution] = []
        for family in families where positive || !family.needsPositive {
            fits.append(try FittedDistribution(family, to: values))
        }
        return fits.sorted { $0.andersonDarling < $1.andersonDarling }
    }

    private static func fit(
        _ family: DistributionFamily, _ values: [Double]
    ) throws(MathProblem) -> (distribution: any ContinuousDistribution, parameters: [String: Double]) {
        let n = Double(values.count)
        let moments = Moments(of: values)
        switch family {
        case .normal:
            let sigma = moments.populationVariance.squareRoot()
            return (
                try NormalDistribution(mean: moments.mean, standardDeviation: sigma),
                ["mean": moments.mean, "standardDeviation": sigma]
            )
        case .lognormal:
            let logs = Moments(of: values.map { log($0) })
            let sigma = logs.populationVariance.squareRoot()
            return (
                try LognormalDistribution(logMean: logs.mean, logStandardDeviation: sigma),
                ["logMean": logs.mean, "logStandardDeviation": sigma]
            )
        case .exponential: return (try ExponentialDistribution(scale: moments.mean), ["scale": moments.mean])
        case .weibull:
            let (shape, scale) = try weibull(values)
            return (try WeibullDistribution(shape: shape, scale: scale), ["shape": shape, "scale": scale])
        case .gamma:
            let gap = log(moments.mean) - NumberColumn.mean(values.map { log($0) })
            let root = try increasing(from: 1e-8, to: 1e10) { shape in
                gap - (log(shape) - SpecialFunctions.digamma(shape))
            }
            return (
                try GammaDistribution(shape: root, scale: moments.mean / root),
                ["shape": root, "scale": moments.mean / root]
            )
        case .gumbel:
            // The scale solves b = x̄ - Σx e^(-x/b) / Σe^(-x/b); x counted from the smallest keeps the powers in range.
            let y = values.map { $0 - values[0] }
            let mean = NumberColumn.mean(y)
            let deviation = moments.standardDeviation
            let scale = try increasing(from: deviation * 1e-3, to: deviation * 1e3) { b in
                let w = y.map { exp(-$0 / b) }
                return b - mean + Summation.dot(y, w) / NumberColumn.sum(w)
            }
            let location = values[0] - scale * log(NumberColumn.sum(y.map { exp(-$0 / scale) }) / n)
            return (
                try GumbelDistribution(location: location, scale: scale), ["location": location, "scale": scale]
            )
        case .logistic:
            let start = [moments.mean, log(moments.standardDeviation * 3.0.squareRoot() / .pi)]
            let minimum = try Minimisation.lbfgsb(from: start) { point in
                let (m, s) = (point[0], exp(point[1]))
                var (value, byMean, byLogScale) = (n * point[1], 0.0, n)
                for x in values {
                    let z = (x - m) / s
                    value += z + 2 * SpecialFunctions.log1pExp(-z)
                    let slope = tanh(z / 2)
                    byMean -= slope / s
                    byLogScale -= z * slope
                }
                return (value, [byMean, byLogScale])
            }
            let scale = exp(minimum.point[1])
            return (
                try LogisticDistribution(location: minimum.point[0], scale: scale),
                ["location": minimum.point[0], "scale": scale]
            )
        }
    }

    /// The ML shape solves 1/k = Σxᵏlog x/Σxᵏ - mean log x; x over its largest value keeps the powers in range.
    private static func weibull(_ values: [Double]) throws(MathProblem) -> (shape: Double, scale: Double) {
        let largest = values[values.count - 1]
        let logs = values.map { log($0 / largest) }
        let mean = NumberColumn.mean(logs)
        let shape = try increasing(from: 1e-3, to: 1e5) { k in
            let powers = logs.map { exp(k * $0) }
            return Summation.dot(powers, logs) / NumberColumn.sum(powers) - mean - 1 / k
        }
        let power = NumberColumn.mean(logs.map { exp(shape * $0) })
        return (shape, largest * pow(power, 1 / shape))
    }

    /// The root of a rising function of a positive argument, found on its logarithm.
    private static func increasing(
        from low: Double, to high: Double, _ function: (Double) -> Double
    ) throws(MathProblem) -> Double {
        exp(try RootFinding.brent(from: log(low), to: log(high), tolerance: 1e-15) { function(exp($0)) }.x)
    }
}
