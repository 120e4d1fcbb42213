import Glibc

/// The noncentral beta distribution, of X/(X + Y) with X noncentral chi-squared(2α, λ) and Y chi-squared(2β).
public struct NoncentralBetaDistribution: ContinuousDistribution {
    /// The first shape, positive.
    public let alpha: Double
    /// The second shape, positive.
    public let beta: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    private let central: BetaDistribution

    /// Creates the distribution; see the parameters for what they must be.
    public init(alpha: Double, beta: Double, noncentrality: Double) throws(MathProblem) {
        self.alpha = try checked(alpha, "alpha", .positive)
        self.beta = try checked(beta, "beta", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
        central = try BetaDistribution(alpha: alpha, beta: beta)
    }

    public var support: ClosedRange<Double> { 0...1 }
    /// E Xᵏ, a Poisson mixture of the moments of central beta distributions.
    private func rawMoment(_ k: Int) -> Double {
        let half = noncentrality / 2
        guard half <= PoissonMixture.largestHalf else { return .nan }
        // From the mode of the Poisson weights outwards, until they no longer count.
        let start = half.rounded(.down)
        func term(_ j: Double) -> Double {
            var product = exp(SpecialFunctions.logPoissonMass(j, half))
            for i in 0..<k { product *= (alpha + j + Double(i)) / (alpha + beta + j + Double(i)) }
            return product
        }
        var sum = NeumaierSum()
        var j = start
        while true {
            let value = term(j)
            sum.add(value)
            if value <= sum.value * 1e-18 { break }
            j += 1
        }
        j = start - 1
        while j >= 0 {
            let value = term(j)
            sum.add(value)
            if value <= sum.value * 1e-18 { break }
            j -= 1
        }
        return sum.value
    }
    public var mean: Double { rawMoment(1) }
    public var variance: Double {
        let mu = mean
        return rawMoment(2) - mu * mu
    }
    public var skewness: Double {
        let mu = mean
        return (rawMoment(3) - 3 * mu * rawMoment(2) + 2 * mu * mu * mu) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        let mu = mean
        let central = rawMoment(4) - 4 * mu * rawMoment(3) + 6 * mu * mu * rawMoment(2) - 3 * mu * mu * mu * mu
        return central / (variance * variance) - 3
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x > 1 { return -.infinity }
        if x == 0 { return central.logDensity(0) - noncentrality / 2 }
        if x == 1 { return beta < 1 ? .infinity : beta > 1 ? -.infinity : log(alpha + noncentrality / 2) }
        if noncentrality == 0 { return central.logDensity(x) }
        return Self.logDensity(x, 1 - x, alpha, beta, noncentrality)
    }
    public func cumulative(_ x: Double) -> Double { exp(logTails(x).lower) }
    public func survival(_ x: Double) -> Double { exp(logTails(x).upper) }
    public func logCumulative(_ x: Double) -> Double { logTails(x).lower }
    public func logSurvival(_ x: Double) -> Double { logTails(x).upper }

    private func logTails(_ x: Double) -> (lower: Double, upper: Double) {
        if x.isNaN { return (.nan, .nan) }
        if x <= 0 { return (-.infinity, 0) }
        if x >= 1 { return (0, -.infinity) }
        if noncentrality == 0 { return (central.logCumulative(x), central.logSurvival(x)) }
        return Self.logTails(x, 1 - x, alpha, beta, noncentrality)
    }

    /// The log density at x = 1 - y inside (0, 1).
    static func logDensity(_ x: Double, _ y: Double, _ a: Double, _ b: Double, _ noncentrality: Double) -> Double {
        let logX = y < 0.5 ? log1p(-y) : log(x)
        let logY = x < 0.5 ? log1p(-x) : log(y)
        return PoissonMixture(half: noncentrality / 2).logDensity(
            { j in (a + j - 1) * logX + (b - 1) * logY - SpecialFunctions.logBeta(a + j, b) },
            ratio: { j in x * (a + j + b) / (a + j) })
    }

    /// The logarithms of both tails at x = 1 - y: the smaller as a mixture, the other as its complement.
    static func logTails(
        _ x: Double, _ y: Double, _ a: Double, _ b: Double, _ noncentrality: Double
    ) -> (lower: Double, upper: Double) {
        let half = noncentrality / 2
        let mixture = PoissonMixture(half: half)
        let logX = y < 0.5 ? log1p(-y) : log(x)
        let logY = x < 0.5 ? log1p(-x) : log(y)
        // I_x(a + j, b) - I_x(a + j + 1, b) = x^{a+j} yᵇ/((a + j) B(a + j, b)).
        func logStep(_ j: Double) -> Double {
            (a + j) * logX + b * logY - SpecialFunctions.logBeta(a + j, b) - log(a + j)
        }
        func ratio(_ j: Double) -> Double { x * (a + j + b) / (a + j + 1) }
        if x * (a + b + half) < a + half {
            let lower = mixture.logLower(
                logTail: { SpecialFunctions.logRegularizedBetaTails(x, y, a + $0, b).lower }, logStep: logStep,
                ratio: ratio)
            return (min(lower, 0), SpecialFunctions.log1mExp(min(lower, 0)))
        }
        let upper = mixture.logUpper(
            logTail: { SpecialFunctions.logRegularizedBetaTails(x, y, a + $0, b).upper }, logStep: logStep,
            ratio: ratio)
        return (SpecialFunctions.log1mExp(min(upper, 0)), min(upper, 0))
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return support.lowerBound }
        if p == 1 { return support.upperBound }
        if noncentrality == 0 { return central.quantile(p) }
        return PositiveQuantile.solve(
            upper: false, p, start: mean, within: support, logCumulative: logCumulative, logSurvival: logSurvival)
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return support.upperBound }
        if q == 1 { return support.lowerBound }
        if noncentrality == 0 { return central.upperQuantile(q) }
        return PositiveQuantile.solve(
            upper: true, q, start: mean, within: support, logCumulative: logCumulative, logSurvival: logSurvival)
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let x = NoncentralChiSquaredDistribution.sample(2 * alpha, noncentrality, using: &stream)
        let y = 2 * GammaDistribution.standardSample(shape: beta, using: &stream)
        return x / (x + y)
    }
}
