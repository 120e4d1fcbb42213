import Glibc

/// The noncentral t distribution, of (Z + δ)/√(χ²/ν): the power of a t test, tolerance factors, capability intervals.
public struct NoncentralTDistribution: ContinuousDistribution {
    /// The degrees of freedom ν, positive.
    public let degreesOfFreedom: Double
    /// The noncentrality δ, any finite number.
    public let noncentrality: Double

    private let mixture: RootChiSquaredMixture
    private let central: StudentTDistribution

    /// Creates the distribution; see the parameters for what they must be.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .finite)
        mixture = RootChiSquaredMixture(degreesOfFreedom: degreesOfFreedom)
        central = try StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    }

    public var support: ClosedRange<Double> { -.infinity ... .infinity }
    public var mean: Double {
        let n = degreesOfFreedom
        guard n > 1 else { return .nan }
        return noncentrality * (n / 2).squareRoot() * SpecialFunctions.gammaRatio((n - 1) / 2, n / 2)
    }
    /// E Tᵏ for k = 2, 3, 4 from the moments of a normal variable and of the reciprocal of a chi one.
    private var rawMoments: (second: Double, third: Double, fourth: Double) {
        let n = degreesOfFreedom
        let square = noncentrality * noncentrality
        return (
            n / (n - 2) * (1 + square), mean * n / (n - 3) * (3 + square),
            n / (n - 2) * (n / (n - 4)) * (3 + square * (6 + square))
        )
    }
    public var variance: Double {
        guard degreesOfFreedom > 2 else { return degreesOfFreedom > 1 ? .infinity : .nan }
        return rawMoments.second - mean * mean
    }
    public var skewness: Double {
        guard degreesOfFreedom > 3 else { return .nan }
        let (second, third, _) = rawMoments
        let m = mean
        return (third - 3 * m * second + 2 * m * m * m) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        guard degreesOfFreedom > 4 else { return .nan }
        let (second, third, fourth) = rawMoments
        let m = mean
        return (fourth - 4 * m * third + 6 * m * m * second - 3 * m * m * m * m) / (variance * variance) - 3
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x.isInfinite { return -.infinity }
        if noncentrality == 0 { return central.logDensity(x) }
        return mixture.logIntegral(.density, x: x, delta: noncentrality, power: 1)
    }
    public func cumulative(_ x: Double) -> Double { min(exp(logCumulative(x)), 1) }
    public func survival(_ x: Double) -> Double { min(exp(logSurvival(x)), 1) }
    public func logCumulative(_ x: Double) -> Double { logTails(x).lower }
    public func logSurvival(_ x: Double) -> Double { logTails(x).upper }

    /// The smaller tail by integration, the other as its complement.
    private func logTails(_ x: Double) -> (lower: Double, upper: Double) {
        if x.isNaN { return (.nan, .nan) }
        if x.isInfinite { return x < 0 ? (-.infinity, 0) : (0, -.infinity) }
        if noncentrality == 0 { return (central.logCumulative(x), central.logSurvival(x)) }
        if x < noncentrality {
            let lower = min(mixture.logIntegral(.lower, x: x, delta: noncentrality), 0)
            return (lower, SpecialFunctions.log1mExp(lower))
        }
        let upper = min(mixture.logIntegral(.upper, x: x, delta: noncentrality), 0)
        return (SpecialFunctions.log1mExp(upper), upper)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        if noncentrality == 0 { return central.quantile(p) }
        return solve(p, isUpper: false)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return .infinity }
        if q == 1 { return -.infinity }
        if noncentrality == 0 { return central.upperQuantile(q) }
        return solve(q, isUpper: true)
    }

    /// Newton's method on the logarithm of the smaller tail from a normal approximation (Johnson and Welch 1940), kept
    /// inside what is known of the root.
    private func solve(_ probability: Double, isUpper: Bool) -> Double {
        let useUpper = (probability < 0.5) == isUpper
        let target = log(useUpper == isUpper ? probability : 1 - probability)
        let z = NormalDistribution.standardQuantile(logProbability: target) * (useUpper ? -1 : 1)
        let sigma = (1 + noncentrality * noncentrality / (2 * degreesOfFreedom)).squareRoot()
        var x = noncentrality + z * sigma
        var (low, high) = (-Double.infinity, Double.infinity)
        for _ in 0..<200 {
            let tails = logTails(x)
            let logTail = useUpper ? tails.upper : tails.lower
            let miss = logTail - target
            if miss == 0 || miss.isNaN { return miss == 0 ? x : .nan }
            if (miss < 0) != useUpper { low = x } else { high = x }
            let slope = exp(logDensity(x) - logTail) * (useUpper ? -1 : 1)
            var next = x - miss / slope
            if !(next > low && next < high) {
                // Outside what is known: halve the bracket, or double the distance where there is none yet.
                let reach = max(abs(x - noncentrality), sigma)
                next = low.isFinite && high.isFinite ? low + (high - low) / 2 : low.isFinite ? x + reach : x - reach
            }
            let step = abs(next - x)
            x = next
            if step <= 4e-15 * max(abs(x), sigma * 1e-3) { return x }
        }
        return x
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let z = stream.normal() + noncentrality
        let n = degreesOfFreedom
        return z / (GammaDistribution.standardSample(shape: n / 2, using: &stream) * 2 / n).squareRoot()
    }
}
