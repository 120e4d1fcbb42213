import Glibc

/// The studentised range: the range of k standard normal values over the root of an independent χ²/ν.
///
/// For Tukey's comparisons of means. Probabilities are ∫ f(s) R(q s) ds over the density f of the root and the
/// probabilities R of ``NormalRangeDistribution``, by the trapezoidal rule over log s; about half a millisecond each.
public struct StudentizedRangeDistribution: ContinuousDistribution {
    /// The number of groups k.
    public let groups: Int
    /// The degrees of freedom ν of the variance; infinity for a known variance.
    public let degreesOfFreedom: Double
    private let range: NormalRangeDistribution

    /// Creates the distribution; at least 2 groups and at least 1 degree of freedom (infinity is allowed).
    public init(groups: Int, degreesOfFreedom: Double) throws(MathProblem) {
        range = try NormalRangeDistribution(sampleSize: checked(groups, "groups", atLeast: 2))
        self.groups = groups
        guard degreesOfFreedom >= 1 else {
            throw .parameter(name: "degreesOfFreedom", rule: .atLeast(1), value: degreesOfFreedom)
        }
        self.degreesOfFreedom = degreesOfFreedom
    }

    public var support: ClosedRange<Double> { 0 ... .infinity }

    /// E(s⁻ᵏ) for the root s of χ²/ν.
    private func reciprocalMoment(_ k: Double) -> Double {
        let n = degreesOfFreedom
        if n == .infinity { return 1 }
        return pow(n / 2, k / 2) * SpecialFunctions.gammaRatio((n - k) / 2, n / 2)
    }
    private func rawMoment(_ k: Double) -> Double {
        let (m, v) = (range.mean, range.variance)
        let sigma = v.squareRoot()
        let moment: Double
        switch k {
        case 1: moment = m
        case 2: moment = v + m * m
        case 3: moment = range.skewness * v * sigma + 3 * m * v + m * m * m
        default:
            let third = range.skewness * v * sigma
            moment = (range.excessKurtosis + 3) * v * v + 4 * m * third + 6 * m * m * v + m * m * m * m
        }
        return moment * reciprocalMoment(k)
    }
    public var mean: Double { degreesOfFreedom > 1 ? rawMoment(1) : .infinity }
    public var variance: Double {
        guard degreesOfFreedom > 2 else { return degreesOfFreedom > 1 ? .infinity : .nan }
        return rawMoment(2) - mean * mean
    }
    public var skewness: Double {
        guard degreesOfFreedom > 3 else { return .nan }
        let m = mean
        return (rawMoment(3) - 3 * m * rawMoment(2) + 2 * m * m * m) / (variance * variance.squareRoot())
    }
    public var excessKurtosis: Double {
        guard degreesOfFreedom > 4 else { return .nan }
        let m = mean
        let central = rawMoment(4) - 4 * m * rawMoment(3) + 6 * m * m * rawMoment(2) - 3 * m * m * m * m
        return central / (variance * variance) - 3
    }

    /// ∫ f(s) g(q s) ds, over log s, by the trapezoidal rule.
    private func mixed(_ q: Double, _ inner: (Double) -> Double) -> Double {
        let n = degreesOfFreedom
        if n > 1e8 { return inner(q) }
        // log of s f(s) with s = eᵗ: n t - n e^{2t}/2 + constant, greatest at t = 0.
        let constant = 0.5 * log(n / Double.pi) - SpecialFunctions.stirlingError(n / 2)
        func weight(_ t: Double) -> Double { exp(constant + n * t - n / 2 * expm1(2 * t)) }
        let spread = 1 / (2 * n).squareRoot()
        // Left: the integrand falls like e^{nt}; right: doubly exponentially. 40 e-folds cover what a double can see.
        // The upper tail moves the peak to the left like exp(-q²s²/4), the lower one to the right like s^{k-1}.
        let left = max(-40 / n - 12 * spread, -60) - 0.5 * log1p(min(q, 1e150) * min(q, 1e150) / (2 * n))
        let right = min(12 * spread, 0.5 * log1p(100 / n) + 3 * spread) + 0.5 * log1p(Double(groups - 1) / n)
        let step = min(0.4 * spread, 0.1)
        var t = left
        var sum = 0.0
        while t < right {
            let w = weight(t)
            if w > 1e-300 { sum += w * inner(q * exp(t)) }
            t += step
        }
        return sum * step
    }

    public func density(_ q: Double) -> Double {
        if q.isNaN { return .nan }
        if q < 0 || q == .infinity { return 0 }
        if q == 0 { return groups == 2 ? mixed(1) { $0 * range.density(0) } : 0 }
        return mixed(q) { w in
            let density = range.density(w)
            return density == 0 ? 0 : w / q * density
        }
    }
    public func cumulative(_ q: Double) -> Double {
        if q.isNaN { return .nan }
        if q <= 0 { return 0 }
        if q > 1e150 { return 1 - survival(q) }
        return min(mixed(q) { range.cumulative($0) }, 1)
    }
    public func survival(_ q: Double) -> Double {
        if q.isNaN { return .nan }
        if q <= 0 { return 1 }
        if q == .infinity { return 0 }
        return min(mixed(q) { range.survival($0) }, 1)
    }
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return PositiveQuantile.solve(
            upper: false, p, start: range.mean, within: support, logCumulative: { log(cumulative($0)) },
            logSurvival: { log(survival($0)) })
    }
    public func upperQuantile(_ q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q == 0 { return .infinity }
        if q == 1 { return 0 }
        return PositiveQuantile.solve(
            upper: true, q, start: range.mean, within: support, logCumulative: { log(cumulative($0)) },
            logSurvival: { log(survival($0)) })
    }

    /// Returns one random value by its definition.
    public func sample(using stream: inout RandomStream) -> Double {
        let w = range.sample(using: &stream)
        let n = degreesOfFreedom
        if n == .infinity { return w }
        return w / (GammaDistribution.standardSample(shape: n / 2, using: &stream) * 2 / n).squareRoot()
    }
}
