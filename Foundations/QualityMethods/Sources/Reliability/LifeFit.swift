import Glibc
import QualityMath

/// A life distribution fitted by maximum likelihood, and what it says about reliability and life.
///
/// The fit is to log σ and μ (gamma: log shape and log scale), on which Fisher intervals are symmetric; likelihood-ratio
/// intervals do not depend on that choice and are better for few failures. Standard errors come from the observed
/// information. Source: Meeker and Escobar (1998), chapters 7 and 8; IEC 61649:2008 for the Weibull distribution.
public struct LifeFit: Sendable {
    /// The family.
    public let family: LifeFamily
    /// The estimates under the family's names, in the order of ``LifeFamily/parameterNames``.
    public let parameters: [Double]
    /// The logarithm of the greatest likelihood, in the units of time given.
    public let logLikelihood: Double
    /// The number of units.
    public let units: Double
    /// The number of units not still running.
    public let failures: Double
    /// (μ, τ): location and log scale; for gamma log scale and log shape.
    let unlimited: [Double]
    /// The covariance of (μ, τ).
    public let covariance: Matrix
    let likelihood: LifeLikelihood

    /// Fits a family to data.
    ///
    /// - Throws: a `MathProblem`: no failures, all failures at one time, times that are not positive where the family
    ///   asks for it, or no convergence.
    public init(_ data: LifeData, family: LifeFamily) throws(MathProblem) {
        let likelihood = try LifeLikelihood(data, family: family)
        let best = try likelihood.maximize()
        self.family = family
        self.likelihood = likelihood
        unlimited = best.parameters
        parameters = family.named(best.parameters)
        logLikelihood = best.logLikelihood
        covariance = try Cholesky(best.information).inverse()
        units = data.units
        failures = data.failures
    }

    /// An interval with its confidence level: lower may be 0 or minus infinity, upper infinity.
    public struct Bounds: Hashable, Sendable {
        /// The lower end.
        public let lower: Double
        /// The upper end.
        public let upper: Double
    }

    /// How an interval is found.
    public enum IntervalKind: String, Hashable, Sendable, CaseIterable {
        /// The normal approximation with the observed information.
        case fisher
        /// All values whose likelihood ratio is below the chi-squared quantile.
        case likelihoodRatio
    }

    /// The Akaike information criterion, 2k - 2 log L.
    public var akaike: Double { 2 * Double(unlimited.count) - 2 * logLikelihood }
    /// The Bayesian information criterion, k log n - 2 log L.
    public var bayesian: Double { Double(unlimited.count) * log(units) - 2 * logLikelihood }

    /// The standard error of log σ; nil for the exponential distribution.
    public var standardErrorOfLogScale: Double? {
        unlimited.count > 1 ? covariance[1, 1].squareRoot() : nil
    }
    /// The standard error of μ, for log-location-scale families that of the logarithm of the scale.
    public var standardErrorOfLocation: Double { covariance[0, 0].squareRoot() }

    /// The standard errors of the parameters under their names, by the delta method.
    public var standardErrors: [Double] {
        let errors = covariance.diagonal.map { $0.squareRoot() }
        switch family {
        case .exponential: return [parameters[0] * errors[0]]
        case .weibull, .loglogistic, .gamma: return [parameters[0] * errors[1], parameters[1] * errors[0]]
        case .lognormal, .normal, .gumbelSmallest, .gumbelLargest: return [errors[0], parameters[1] * errors[1]]
        }
    }

    /// Returns the reliability at a time, the probability to live longer.
    public func reliability(at time: Double) -> Double { likelihood.survival(time, unlimited) }

    /// Returns the time by which a part p of the units has failed (B10 life for p = 0.1).
    public func life(failing p: Double) -> Double {
        guard p > 0, p < 1 else { return .nan }
        return likelihood.quantile(p, unlimited)
    }

    /// Returns an interval for each parameter, under the family's names.
    public func parameterBounds(confidence: Double, kind: IntervalKind) throws(MathProblem) -> [Bounds] {
        try RequiredInput.openProbability(confidence, "confidence")
        var ends: [Bounds] = []
        for index in unlimited.indices {
            switch kind {
            case .fisher:
                let reach =
                    NormalDistribution.standardQuantile(0.5 + confidence / 2) * covariance[index, index].squareRoot()
                ends.append(Bounds(lower: unlimited[index] - reach, upper: unlimited[index] + reach))
            case .likelihoodRatio:
                ends.append(
                    try ratioBounds(
                        estimate: unlimited[index], step: covariance[index, index].squareRoot(),
                        confidence: confidence
                    ) { value, free in
                        unlimited.count == 1 ? [value] : index == 0 ? [value, free] : [free, value]
                    } free: {
                        index == 0 ? 1 : 0
                    })
            }
        }
        return named(ends)
    }

    /// Returns an interval for the reliability at a time.
    public func reliabilityBounds(
        at time: Double, confidence: Double, kind: IntervalKind
    ) throws(MathProblem) -> Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        try RequiredInput.finite(time, "time")
        if family.isLogarithmic { try RequiredInput.positive(time, "time") }
        let center = likelihood.pivot(time, unlimited)
        let error = try deltaError { likelihood.pivot(time, $0) }
        switch kind {
        case .fisher:
            let reach = NormalDistribution.standardQuantile(0.5 + confidence / 2) * error
            return Bounds(
                lower: likelihood.survival(pivot: center + reach), upper: likelihood.survival(pivot: center - reach))
        case .likelihoodRatio:
            let ends = try ratioBounds(estimate: center, step: error, confidence: confidence) { value, free in
                likelihood.parameters(pivot: value, time: time, free: free)
            } free: {
                1
            }
            return Bounds(
                lower: likelihood.survival(pivot: ends.upper), upper: likelihood.survival(pivot: ends.lower))
        }
    }

    /// Returns an interval for the time by which a part p has failed.
    public func lifeBounds(
        failing p: Double, confidence: Double, kind: IntervalKind
    ) throws(MathProblem) -> Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        try RequiredInput.openProbability(p, "p")
        let isLogarithmic = family.isLogarithmic
        func scaled(_ parameters: [Double]) -> Double {
            let life = likelihood.quantile(p, parameters)
            return isLogarithmic ? log(life) : life
        }
        let center = scaled(unlimited)
        let error = try deltaError(scaled)
        let ends: Bounds
        switch kind {
        case .fisher:
            let reach = NormalDistribution.standardQuantile(0.5 + confidence / 2) * error
            ends = Bounds(lower: center - reach, upper: center + reach)
        case .likelihoodRatio:
            ends = try ratioBounds(estimate: center, step: error, confidence: confidence) { value, free in
                likelihood.parameters(life: isLogarithmic ? exp(value) : value, failing: p, free: free)
            } free: {
                1
            }
        }
        return isLogarithmic ? Bounds(lower: exp(ends.lower), upper: exp(ends.upper)) : ends
    }

    private func named(_ ends: [Bounds]) -> [Bounds] {
        let low = family.named(ends.map(\.lower))
        let high = family.named(ends.map(\.upper))
        return zip(low, high).map { Bounds(lower: min($0, $1), upper: max($0, $1)) }
    }

    /// The standard error of a function of the parameters, with slopes by central differences of fourth order.
    private func deltaError(_ function: ([Double]) -> Double) throws(MathProblem) -> Double {
        let slopes = unlimited.indices.map { index in
            let step = max(covariance[index, index].squareRoot(), 1e-8) * 1e-2
            func at(_ k: Double) -> Double {
                var moved = unlimited
                moved[index] += k * step
                return function(moved)
            }
            return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
        }
        return try covariance.quadraticForm(slopes).squareRoot()
    }

    /// The values of one function of the parameters whose profile likelihood is close enough to the greatest.
    ///
    /// - Parameters:
    ///   - estimate: the function's value at the estimates.
    ///   - step: its standard error, the first step outwards.
    ///   - confidence: the confidence level.
    ///   - parameters: makes parameters of a value of the function and of the other, free parameter.
    ///   - free: which parameter is free.
    /// - Returns: the least and the greatest such value.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    private func ratioBounds(
        estimate: Double, step: Double, confidence: Double, parameters: (Double, Double) -> [Double], free: () -> Int
    ) throws(MathProblem) -> Bounds {
        let limit = try ChiSquaredDistribution(degreesOfFreedom: 1).quantile(confidence) / 2
        let best = likelihood.jacobian - logLikelihood
        let isFree = unlimited.count > 1
        let freeStart = isFree ? unlimited[free()] : 0
        let freeStep = isFree ? covariance[free(), free()].squareRoot() : 1
        func excess(_ value: Double) -> Double {
            let least: Double
            if isFree {
                least = Self.leastValue(around: freeStart, step: freeStep) {
                    likelihood.value(parameters(value, $0))
                }
            } else {
                least = likelihood.value(parameters(value, 0))
            }
            let result = least - best - limit
            return result.isNaN ? .greatestFiniteMagnitude : result
        }
        func end(_ direction: Double) throws(MathProblem) -> Double {
            var inner = estimate
            var reach = max(step, 1e-10 * max(abs(estimate), 1e-300))
            for _ in 0..<60 {
                let outer = inner + direction * reach
                let value = excess(outer)
                if value > 0 {
                    return try RootFinding.brent(
                        from: inner, to: outer, tolerance: 1e-10 * abs(step), maximumIterations: 200, excess
                    ).x
                }
                inner = outer
                reach *= 1.6
            }
            return direction * .infinity
        }
        return Bounds(lower: try end(-1), upper: try end(1))
    }

    /// The least value of a function of one variable near a start: steps downhill, then Brent's method.
    static func leastValue(around start: Double, step: Double, _ function: (Double) -> Double) -> Double {
        func safe(_ x: Double) -> Double {
            let value = function(x)
            return value.isNaN ? .infinity : value
        }
        var (a, b) = (start, start + step)
        var (fa, fb) = (safe(a), safe(b))
        if fb > fa { (a, b, fa, fb) = (b, a, fb, fa) }
        var c = b + 1.618 * (b - a)
        var fc = safe(c)
        var rounds = 0
        while fb > fc, rounds < 80 {
            (a, fa, b, fb) = (b, fb, c, fc)
            c = b + 1.618 * (b - a)
            fc = safe(c)
            rounds += 1
        }
        do {
            return try Minimisation.brent(from: min(a, c), to: max(a, c), tolerance: 1e-9, function).value
        } catch {
            // The bracket is not finite: the best value seen stands.
            return min(fa, fb, fc)
        }
    }
}
