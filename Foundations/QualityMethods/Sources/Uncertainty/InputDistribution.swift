import Glibc
import QualityMath

/// What is known of an input quantity, as a probability distribution.
///
/// Source: JCGM 101:2008, 6.4 and table 1.
public enum InputDistribution: Hashable, Sendable {
    /// A value without uncertainty.
    case constant(Double)
    /// Normal with mean and standard uncertainty (6.4.7).
    case normal(mean: Double, uncertainty: Double)
    /// Student's t scaled and shifted: from a series of indications (6.4.9), or a calibration with effective degrees of
    /// freedom. Its standard deviation is scale·√(ν/(ν - 2)).
    case student(mean: Double, scale: Double, degreesOfFreedom: Double)
    /// Rectangular between limits (6.4.2).
    case rectangular(lower: Double, upper: Double)
    /// Triangular (6.4.5), with its mode in the middle if nil.
    case triangular(lower: Double, upper: Double, mode: Double?)
    /// Symmetric trapezoidal, the top being `shape` times the base (6.4.4).
    case trapezoidal(lower: Double, upper: Double, shape: Double)
    /// Rectangular with inexact limits, each known to ± d (6.4.3).
    case curvilinear(lower: Double, upper: Double, inexactness: Double)
    /// Arc sine (U-shaped): sinusoidal variation between limits (6.4.6).
    case arcsine(lower: Double, upper: Double)
    /// Exponential with a mean (6.4.10): nonnegative with only a best estimate.
    case exponential(mean: Double)
    /// Gamma with shape and scale; for a count q, shape q + 1 (6.4.11).
    case gamma(shape: Double, scale: Double)
    /// Lognormal, by the mean and standard deviation of the logarithm.
    case lognormal(logMean: Double, logDeviation: Double)
    /// Beta stretched between limits.
    case beta(alpha: Double, beta: Double, lower: Double, upper: Double)
    /// Weibull with shape and scale.
    case weibull(shape: Double, scale: Double)
    /// Equal chances for each of the given values, such as earlier Monte Carlo draws.
    case empirical([Double])
    /// Any distribution, by points of its distribution function joined by straight lines: values that rise, and
    /// probabilities that do not fall, from 0 to 1.
    case tabulated(values: [Double], probabilities: [Double])

    /// Throws the problem of the first parameter that breaks its rule.
    public func check(_ name: String) throws(MathProblem) {
        func limits(_ lower: Double, _ upper: Double) throws(MathProblem) {
            try RequiredInput.finite(lower, "\(name).lower")
            guard upper.isFinite, upper > lower, (upper - lower).isFinite else {
                throw .parameter(name: "\(name).upper", rule: .greaterThan(lower), value: upper)
            }
        }
        switch self {
        case .constant(let value): try RequiredInput.finite(value, "\(name).value")
        case .normal(let mean, let uncertainty):
            try RequiredInput.finite(mean, "\(name).mean")
            try RequiredInput.nonnegative(uncertainty, "\(name).uncertainty")
        case .student(let mean, let scale, let degrees):
            try RequiredInput.finite(mean, "\(name).mean")
            try RequiredInput.nonnegative(scale, "\(name).scale")
            try RequiredInput.positive(degrees, "\(name).degreesOfFreedom")
        case .rectangular(let lower, let upper), .arcsine(let lower, let upper): try limits(lower, upper)
        case .triangular(let lower, let upper, let mode):
            try limits(lower, upper)
            if let mode, !(mode >= lower && mode <= upper) {
                throw .parameter(
                    name: "\(name).mode", rule: mode < lower ? .atLeast(lower) : .atMost(upper), value: mode)
            }
        case .trapezoidal(let lower, let upper, let shape):
            try limits(lower, upper)
            guard ParameterRule.probability.isMet(by: shape) else {
                throw .parameter(name: "\(name).shape", rule: .probability, value: shape)
            }
        case .curvilinear(let lower, let upper, let inexactness):
            try limits(lower, upper)
            try RequiredInput.nonnegative(inexactness, "\(name).inexactness")
            guard 2 * inexactness <= upper - lower else {
                throw .parameter(name: "\(name).inexactness", rule: .atMost((upper - lower) / 2), value: inexactness)
            }
        case .exponential(let mean): try RequiredInput.positive(mean, "\(name).mean")
        case .gamma(let shape, let scale), .weibull(let shape, let scale):
            try RequiredInput.positive(shape, "\(name).shape")
            try RequiredInput.positive(scale, "\(name).scale")
        case .lognormal(let mean, let deviation):
            try RequiredInput.finite(mean, "\(name).logMean")
            try RequiredInput.positive(deviation, "\(name).logDeviation")
        case .beta(let alpha, let beta, let lower, let upper):
            try RequiredInput.positive(alpha, "\(name).alpha")
            try RequiredInput.positive(beta, "\(name).beta")
            try limits(lower, upper)
        case .empirical(let values):
            try RequiredInput.count(values.count, atLeast: 1, "\(name).values")
            try RequiredInput.allFinite(values, "\(name).values")
        case .tabulated(let values, let probabilities):
            try RequiredInput.count(values.count, atLeast: 2, "\(name).values")
            try RequiredInput.allFinite(values, "\(name).values")
            try RequiredInput.sameCount(probabilities.count, values.count, "\(name).probabilities")
            for i in 1..<values.count {
                guard values[i] > values[i - 1] else {
                    throw .parameter(name: "\(name).values[\(i)]", rule: .greaterThan(values[i - 1]), value: values[i])
                }
                guard probabilities[i] >= probabilities[i - 1] else {
                    throw .parameter(
                        name: "\(name).probabilities[\(i)]", rule: .atLeast(probabilities[i - 1]),
                        value: probabilities[i])
                }
            }
            let (first, last) = (probabilities[0], probabilities[values.count - 1])
            guard first == 0 else { throw .parameter(name: "\(name).probabilities[0]", rule: .atMost(0), value: first) }
            guard last == 1 else {
                throw .parameter(name: "\(name).probabilities[\(values.count - 1)]", rule: .atLeast(1), value: last)
            }
        }
    }

    /// The mean and the variance of a distribution function of straight pieces: each piece is rectangular.
    private static func pieces(_ values: [Double], _ probabilities: [Double]) -> (mean: Double, variance: Double) {
        var (first, second) = (NeumaierSum(), NeumaierSum())
        for i in values.indices.dropFirst() {
            first.add((probabilities[i] - probabilities[i - 1]) * (values[i - 1] / 2 + values[i] / 2))
        }
        let mean = first.value
        for i in values.indices.dropFirst() {
            let offset = values[i - 1] / 2 + values[i] / 2 - mean
            let width = values[i] - values[i - 1]
            second.add((probabilities[i] - probabilities[i - 1]) * (offset * offset + width * width / 12))
        }
        return (mean, second.value)
    }

    /// The expectation; NaN where it does not exist.
    public var mean: Double {
        switch self {
        case .constant(let value): value
        case .normal(let mean, _): mean
        case .student(let mean, _, let degrees): degrees > 1 ? mean : .nan
        case .rectangular(let lower, let upper), .trapezoidal(let lower, let upper, _),
            .curvilinear(let lower, let upper, _), .arcsine(let lower, let upper):
            lower / 2 + upper / 2
        case .triangular(let lower, let upper, let mode):
            mode.map { (lower + upper + $0) / 3 } ?? (lower / 2 + upper / 2)
        case .exponential(let mean): mean
        case .gamma(let shape, let scale): shape * scale
        case .lognormal(let mean, let deviation): exp(mean + deviation * deviation / 2)
        case .beta(let alpha, let beta, let lower, let upper): lower + (upper - lower) * alpha / (alpha + beta)
        case .weibull(let shape, let scale): scale * tgamma(1 + 1 / shape)
        case .empirical(let values): Moments(of: values).mean
        case .tabulated(let values, let probabilities): Self.pieces(values, probabilities).mean
        }
    }

    /// The standard deviation, the standard uncertainty of the input; infinite or NaN where it does not exist.
    public var standardDeviation: Double {
        switch self {
        case .constant: 0
        case .normal(_, let uncertainty): uncertainty
        case .student(_, let scale, let degrees):
            degrees == .infinity ? scale : degrees > 2 ? scale * (degrees / (degrees - 2)).squareRoot() : .infinity
        case .rectangular(let lower, let upper): (upper - lower) / 12.0.squareRoot()
        case .triangular(let lower, let upper, let mode):
            {
                let m = mode ?? (lower / 2 + upper / 2)
                let (a, b) = (m - lower, upper - m)
                return ((a * a + a * b + b * b) / 18).squareRoot()
            }()
        case .trapezoidal(let lower, let upper, let shape):
            (upper - lower) / 2 * ((1 + shape * shape) / 6).squareRoot()
        case .curvilinear(let lower, let upper, let d):
            ((upper - lower) * (upper - lower) / 12 + d * d / 9).squareRoot()
        case .arcsine(let lower, let upper): (upper - lower) / 8.0.squareRoot()
        case .exponential(let mean): mean
        case .gamma(let shape, let scale): shape.squareRoot() * scale
        case .lognormal(_, let deviation): mean * expm1(deviation * deviation).squareRoot()
        case .beta(let alpha, let beta, let lower, let upper):
            (upper - lower) * (alpha * beta / (alpha + beta + 1)).squareRoot() / (alpha + beta)
        case .weibull(let shape, let scale):
            scale * (tgamma(1 + 2 / shape) - tgamma(1 + 1 / shape) * tgamma(1 + 1 / shape)).squareRoot()
        case .empirical(let values): Moments(of: values).populationVariance.squareRoot()
        case .tabulated(let values, let probabilities): Self.pieces(values, probabilities).variance.squareRoot()
        }
    }

    /// The degrees of freedom of the standard uncertainty: those of Student's t, infinite for the others.
    public var degreesOfFreedom: Double {
        if case .student(_, _, let degrees) = self { degrees } else { .infinity }
    }

    /// Returns the value below which the part p lies, by which correlated inputs are drawn (Gaussian copula).
    public func quantile(_ p: Double) throws(MathProblem) -> Double {
        switch self {
        case .constant(let value): return value
        case .normal(let mean, let uncertainty): return mean + uncertainty * NormalDistribution.standardQuantile(p)
        case .student(let mean, let scale, let degrees):
            if degrees == .infinity { return mean + scale * NormalDistribution.standardQuantile(p) }
            return mean + scale * (try StudentTDistribution(degreesOfFreedom: degrees).quantile(p))
        case .rectangular(let lower, let upper): return lower + (upper - lower) * p
        case .triangular(let lower, let upper, let mode):
            return try TriangularDistribution(lower: lower, mode: mode ?? (lower / 2 + upper / 2), upper: upper)
                .quantile(p)
        case .trapezoidal(let lower, let upper, let shape): return Self.trapezoid(p, lower, upper, shape)
        case .curvilinear(let lower, let upper, let d): return try Self.curvilinear(p, lower, upper, d)
        case .arcsine(let lower, let upper): return (lower + upper) / 2 - (upper - lower) / 2 * cos(.pi * p)
        case .exponential(let mean): return -mean * log1p(-p)
        case .gamma(let shape, let scale): return try GammaDistribution(shape: shape, scale: scale).quantile(p)
        case .lognormal(let mean, let deviation): return exp(mean + deviation * NormalDistribution.standardQuantile(p))
        case .beta(let alpha, let beta, let lower, let upper):
            return lower + (upper - lower) * (try BetaDistribution(alpha: alpha, beta: beta).quantile(p))
        case .weibull(let shape, let scale): return scale * pow(-log1p(-p), 1 / shape)
        case .empirical(let values):
            let sorted = values.sorted()
            return sorted[min(Int(p * Double(sorted.count)), sorted.count - 1)]
        case .tabulated(let values, let probabilities):
            // The first point at which p is reached.
            var (low, high) = (0, values.count - 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if probabilities[middle] < p { low = middle } else { high = middle }
            }
            let rise = probabilities[high] - probabilities[low]
            let part = rise > 0 ? (p - probabilities[low]) / rise : 0
            return values[low] + min(max(part, 0), 1) * (values[high] - values[low])
        }
    }

    private static func trapezoid(_ p: Double, _ lower: Double, _ upper: Double, _ shape: Double) -> Double {
        // Areas of the two flanks and the top: height 1/(half width · (1 + shape)).
        let half = (upper - lower) / 2
        let flank = half * (1 - shape)
        let area = (1 - shape) / (2 * (1 + shape))
        if p < area { return lower + (2 * p * half * (1 + shape) * flank).squareRoot() }
        if p > 1 - area { return upper - (2 * (1 - p) * half * (1 + shape) * flank).squareRoot() }
        return lower + flank + (p - area) * half * (1 + shape)
    }

    /// Inverts the integral of JCGM 101's curvilinear trapezoid, symmetric about the middle.
    private static func curvilinear(
        _ p: Double, _ lower: Double, _ upper: Double, _ d: Double
    ) throws(MathProblem) -> Double {
        if d == 0 { return lower + (upper - lower) * p }
        let (x, w) = ((lower + upper) / 2, (upper - lower) / 2)
        if p == 0.5 { return x }
        // Half widths are uniform in w ± d: P(|X - x| ≤ r) = mean over widths v of min(r/v, 1).
        func inside(_ r: Double) -> Double {
            let (low, high) = (w - d, w + d)
            if r <= low { return r * log(high / low) / (2 * d) }
            if r >= high { return 1 }
            return ((r - low) + r * log(high / r)) / (2 * d)
        }
        let wanted = abs(2 * p - 1)
        let r = try RootFinding.brent(from: 0, to: w + d, tolerance: 0, maximumIterations: 200) { inside($0) - wanted }
            .x
        return p < 0.5 ? x - r : x + r
    }

    /// Fills draws of an independent input; two draws of uniform numbers where JCGM 101 asks for two.
    func fill(_ values: inout ContiguousArray<Double>, _ stream: inout RandomStream) throws(MathProblem) {
        var span = values.mutableSpan
        switch self {
        case .constant(let value): for i in 0..<span.count { span[i] = value }
        case .normal(let mean, let uncertainty):
            stream.fillNormal(&span)
            for i in 0..<span.count { span[i] = mean + uncertainty * span[i] }
        case .rectangular(let lower, let upper):
            stream.fillUniform(&span)
            let width = upper - lower
            for i in 0..<span.count { span[i] = lower + width * span[i] }
        case .student(let mean, let scale, let degrees) where degrees < .infinity:
            stream.fillNormal(&span)
            let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
            for i in 0..<span.count {
                span[i] = mean + scale * span[i] / (chi.sample(using: &stream) / degrees).squareRoot()
            }
        case .lognormal(let mean, let deviation):
            stream.fillNormal(&span)
            for i in 0..<span.count { span[i] = exp(mean + deviation * span[i]) }
        case .gamma(let shape, let scale):
            let distribution = try GammaDistribution(shape: shape, scale: scale)
            for i in 0..<span.count { span[i] = distribution.sample(using: &stream) }
        case .beta(let alpha, let beta, let lower, let upper):
            let distribution = try BetaDistribution(alpha: alpha, beta: beta)
            for i in 0..<span.count { span[i] = lower + (upper - lower) * distribution.sample(using: &stream) }
        case .curvilinear(let lower, let upper, let d):
            stream.fillUniform(&span)
            for i in 0..<span.count {
                let start = lower - d + 2 * d * span[i]
                span[i] = start + (lower + upper - 2 * start) * stream.uniform()
            }
        case .empirical(let values):
            for i in 0..<span.count { span[i] = values[stream.integer(below: values.count)] }
        default:
            stream.fillUniform(&span)
            for i in 0..<span.count { span[i] = try quantile(span[i]) }
        }
    }
}
