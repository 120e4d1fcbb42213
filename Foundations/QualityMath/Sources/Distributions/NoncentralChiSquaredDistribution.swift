import Glibc

/// The noncentral chi-squared distribution: the sum of squares of ν normal variables of variance 1 whose means have the
/// sum of squares λ.
public struct NoncentralChiSquaredDistribution: ContinuousDistribution {
    /// The degrees of freedom ν, positive.
    public let degreesOfFreedom: Double
    /// The noncentrality λ, 0 or more.
    public let noncentrality: Double

    private let central: ChiSquaredDistribution

    /// Creates the distribution; see the parameters for what they must be.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(MathProblem) {
        self.degreesOfFreedom = try checked(degreesOfFreedom, "degreesOfFreedom", .positive)
        self.noncentrality = try checked(noncentrality, "noncentrality", .nonnegative)
        central = try ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom)
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }
    public var mean: Double { degreesOfFreedom + noncentrality }
    public var variance: Double { 2 * (degreesOfFreedom + 2 * noncentrality) }
    public var skewness: Double {
        let spread = degreesOfFreedom + 2 * noncentrality
        return 8.0.squareRoot() * (degreesOfFreedom + 3 * noncentrality) / (spread * spread.squareRoot())
    }
    public var excessKurtosis: Double {
        let spread = degreesOfFreedom + 2 * noncentrality
        return 12 * (degreesOfFreedom + 4 * noncentrality) / (spread * spread)
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }
    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return central.logDensity(0) - noncentrality / 2 }
        if noncentrality == 0 { return central.logDensity(x) }
        if isFar { return saddlePoint(x).logDensity }
        let a = degreesOfFreedom / 2
        let z = x / 2
        return PoissonMixture(half: noncentrality / 2).logDensity(
            { j in
                SpecialFunctions.logGammaKernel(a + j, z) - log(x)
            }, ratio: { j in z / (a + j) })
    }
    public func cumulative(_ x: Double) -> Double { exp(logTails(x).lower) }
    public func survival(_ x: Double) -> Double { exp(logTails(x).upper) }
    public func logCumulative(_ x: Double) -> Double { logTails(x).lower }
    public func logSurvival(_ x: Double) -> Double { logTails(x).upper }

    /// Whether the mixture would have too many terms.
    private var isFar: Bool { noncentrality / 2 > PoissonMixture.largestHalf }

    /// The saddle-point density and tails, whose relative error is of the order of λ^(-3/2) near the mean and 1/λ far from
    /// it.
    ///
    /// K(t) = λt/(1 - 2t) - ν/2 log(1 - 2t), K'(t) = x; the upper tail is Φ(-w) + φ(w)(1/v - 1/w) with
    /// w² = 2(tx - K), v = t√K''. All differences are written so that nothing cancels.
    /// Source: Lugannani and Rice, Adv. Appl. Prob. 12 (1980); Butler, "Saddlepoint Approximations" (2007), 1.2.
    private func saddlePoint(_ x: Double) -> (logDensity: Double, lower: Double, upper: Double) {
        let (nu, lambda) = (degreesOfFreedom, noncentrality)
        let root = nu.squareRoot().isFinite ? (nu * nu + 4 * x * lambda).squareRoot() : .infinity
        guard root.isFinite else { return (.nan, .nan, .nan) }
        let t = (x - nu - lambda) / (2 * x - nu + root)
        let s = 1 - 2 * t
        let curvature = 4 * lambda / (s * s * s) + 2 * nu / (s * s)
        let logPart = SpecialFunctions.log1pMinusX(-2 * t)
        // tx - K(t), a sum of two terms that are never negative.
        let depth = 2 * t * t * lambda / (s * s) + nu * (2 * t * t / s + logPart / 2)
        let third = 24 * lambda / (s * s * s * s) + 8 * nu / (s * s * s)
        let fourth = 192 * lambda / (s * s * s * s * s) + 48 * nu / (s * s * s * s)
        let second =
            fourth / (8 * curvature * curvature) - 5 * third * third / (24 * curvature * curvature * curvature)
        let logDensity = -depth - log(2 * .pi * curvature) / 2 + log1p(second)
        let v = t * curvature.squareRoot()
        let w = t < 0 ? -(2 * depth).squareRoot() : (2 * depth).squareRoot()
        let correction: Double
        if abs(v) < 1e-2 {
            correction = -third / (6 * curvature * curvature.squareRoot())
        } else {
            let difference =
                -8 * t * t * t * lambda / (s * s * s)
                + nu * (4 * t * t / s + logPart - 2 * t * t / (s * s))
            correction = difference / (v * w * (w + v))
        }
        // φ(w) = exp(-depth)/√2π, and Φ(∓w) through the same exponential.
        func tail(_ z: Double, _ sign: Double) -> Double {
            let ratio = SpecialFunctions.scaledComplementaryErrorFunction(z / 2.0.squareRoot()) / 2
            return -z * z / 2 + log(max(ratio + sign * correction / (2 * Double.pi).squareRoot(), 0))
        }
        if w > 0 {
            let upper = min(tail(w, 1), 0)
            return (logDensity, SpecialFunctions.log1mExp(upper), upper)
        }
        let lower = min(tail(-w, -1), 0)
        return (logDensity, lower, SpecialFunctions.log1mExp(lower))
    }

    /// The smaller tail as a mixture, the other as its complement.
    private func logTails(_ x: Double) -> (lower: Double, upper: Double) {
        if x.isNaN { return (.nan, .nan) }
        if x <= 0 { return (-.infinity, 0) }
        if x == .infinity { return (0, -.infinity) }
        if noncentrality == 0 { return (central.logCumulative(x), central.logSurvival(x)) }
        if isFar {
            let tails = saddlePoint(x)
            return (tails.lower, tails.upper)
        }
        let mixture = PoissonMixture(half: noncentrality / 2)
        let a = degreesOfFreedom / 2
        let z = x / 2
        // P(a + j, z) - P(a + j + 1, z) = z^{a+j} e^{-z}/Γ(a + j + 1).
        func logStep(_ j: Double) -> Double { SpecialFunctions.logGammaKernel(a + j, z) - log(a + j) }
        if x < mean {
            let lower = mixture.logLower(
                logTail: { SpecialFunctions.logRegularizedGammaP(a + $0, z) }, logStep: logStep,
                ratio: { z / (a + $0 + 1) })
            return (min(lower, 0), SpecialFunctions.log1mExp(min(lower, 0)))
        }
        let upper = mixture.logUpper(
            logTail: { SpecialFunctions.logRegularizedGammaQ(a + $0, z) }, logStep: logStep,
            ratio: { z / (a + $0 + 1) })
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

    /// Returns one random value: a chi-squared variable whose degrees of freedom are raised by twice a Poisson one.
    public func sample(using stream: inout RandomStream) -> Double {
        Self.sample(degreesOfFreedom, noncentrality, using: &stream)
    }

    static func sample(
        _ degreesOfFreedom: Double, _ noncentrality: Double, using stream: inout RandomStream
    ) -> Double {
        let root = noncentrality.squareRoot()
        if degreesOfFreedom > 1 {
            let z = stream.normal() + root
            return z * z + 2 * GammaDistribution.standardSample(shape: (degreesOfFreedom - 1) / 2, using: &stream)
        }
        // Below one degree of freedom: count the events of a Poisson process up to time λ/2.
        var events = 0.0
        var time = -log(stream.uniform())
        while time < noncentrality / 2 {
            events += 1
            time -= log(stream.uniform())
        }
        return 2 * GammaDistribution.standardSample(shape: degreesOfFreedom / 2 + events, using: &stream)
    }
}
