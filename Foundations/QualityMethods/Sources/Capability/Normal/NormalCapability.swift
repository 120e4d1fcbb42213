import Glibc
import QualityMath

/// Capability or performance of a normal process: which of the two depends on the standard deviation given.
///
/// With σ within subgroups the indices are Cp, Cpk (capability); with σ of all values Pp, Ppk (performance). Formulas of
/// ISO 22514-2 and ISO 22514-4, intervals: Cp and Cpm by χ² (Boyles 1991), Cpl, Cpu and Cpk by Bissell (1990).
public struct NormalCapability: Explainable, Hashable {
    /// The number of values behind the estimates.
    public let count: Int
    /// The mean.
    public let mean: Double
    /// The standard deviation that the indices use.
    public let sigma: Double
    /// The limits.
    public let limits: SpecificationLimits
    /// The confidence of the intervals.
    public let confidence: Double
    /// The degrees of freedom of the standard deviation.
    public let degreesOfFreedom: Double

    /// Creates the indices of a mean and standard deviation estimated from `count` values.
    ///
    /// The degrees of freedom are those of the standard deviation, count - 1 where nil.
    public init(
        mean: Double, sigma: Double, count: Int, limits: SpecificationLimits, confidence: Double = 0.95,
        degreesOfFreedom: Double? = nil
    ) throws(MethodProblem) {
        guard count >= 2 else {
            throw MethodProblem(.tooFewValues, at: "data", zh: "至少要 2 个值。", en: "At least 2 values are needed.")
        }
        guard confidence > 0, confidence < 1 else {
            throw MethodProblem(
                .outOfRange, at: "confidence", zh: "置信水平应在 0 与 1 之间。", en: "The confidence must be between 0 and 1.")
        }
        let reference = try ProcessReference(mean: mean, sigma: sigma)
        self.count = count
        self.mean = reference.mean
        self.sigma = reference.sigma
        self.limits = limits
        self.confidence = confidence
        self.degreesOfFreedom = degreesOfFreedom ?? Double(count - 1)
    }

    /// Cp = (U - L) / 6σ with its χ² interval; nil with one limit.
    public var spread: CapabilityIndex? {
        guard let lower = limits.lower, let upper = limits.upper else { return nil }
        return chiSquared((upper - lower) / (6 * sigma), degreesOfFreedom)
    }

    /// Cpl = (x̄ - L) / 3σ; nil without a lower limit.
    public var lowerSide: CapabilityIndex? { limits.lower.map { bissell((mean - $0) / (3 * sigma)) } }

    /// Cpu = (U - x̄) / 3σ; nil without an upper limit.
    public var upperSide: CapabilityIndex? { limits.upper.map { bissell(($0 - mean) / (3 * sigma)) } }

    /// Cpk, the smaller of Cpl and Cpu.
    public var minimum: CapabilityIndex {
        let indices = [lowerSide, upperSide].compactMap { $0 }
        return indices.min { $0.value < $1.value } ?? CapabilityIndex(value: .nan, lower: .nan, upper: .nan)
    }

    /// Cpm = (U - L) / 6√(σ² + (x̄ - T)²), with T the middle where no target is named; nil with one limit.
    public var taguchi: CapabilityIndex? {
        guard let lower = limits.lower, let upper = limits.upper, let target = limits.target ?? limits.middle else {
            return nil
        }
        let q = (mean - target) / sigma * ((mean - target) / sigma)
        let value = (upper - lower) / (6 * sigma * (1 + q).squareRoot())
        return chiSquared(value, Double(count) * (1 + q) * (1 + q) / (1 + 2 * q))
    }

    /// The fraction expected below L and above U for a normal process.
    public var expectedFractions: (below: Double, above: Double) {
        (
            limits.lower.map { NormalDistribution.standardCumulative(($0 - mean) / sigma) } ?? 0,
            limits.upper.map { NormalDistribution.standardCumulative((mean - $0) / sigma) } ?? 0
        )
    }

    /// value · √(χ²_{tail}(ν) / ν), the interval of an index that is proportional to 1/s.
    public func chiSquared(_ value: Double, _ degrees: Double) -> CapabilityIndex {
        let tail = (1 - confidence) / 2
        return CapabilityIndex(
            value: value,
            lower: value * (2 * SpecialFunctions.inverseRegularizedGammaP(degrees / 2, tail) / degrees).squareRoot(),
            upper: value * (2 * SpecialFunctions.inverseRegularizedGammaQ(degrees / 2, tail) / degrees).squareRoot())
    }

    /// value · (1 ± z √(1/(9n value²) + 1/2ν)), Bissell (1990); `tail` is outside each end, half of 1 - confidence if nil.
    public func bissell(_ value: Double, tail: Double? = nil) -> CapabilityIndex {
        let z = -NormalDistribution.standardQuantile(tail ?? (1 - confidence) / 2)
        let half = z * (1 / (9 * Double(count)) + value * value / (2 * degreesOfFreedom)).squareRoot()
        return CapabilityIndex(value: value, lower: value - half, upper: value + half)
    }

    /// The formulas with their numbers.
    public var explanation: Explanation {
        let (low, high) = (limits.lower?.significant() ?? "–", limits.upper?.significant() ?? "–")
        var steps = [
            MethodText("x̄ = \(mean.significant(8)), σ = \(sigma.significant(8)), L = \(low), U = \(high), n = \(count)")
        ]
        if let spread {
            steps.append(
                MethodText("Cp = (\(high) - \(low))/(6 × \(sigma.significant())) = \(spread.value.significant())"))
        }
        steps.append(MethodText("Cpk = min((U - x̄)/3σ, (x̄ - L)/3σ) = \(minimum.value.significant())"))
        return Explanation(
            steps: steps,
            source: "ISO 22514-2:2017; ISO/TR 22514-4:2016; Bissell (1990), Applied Statistics 39, 331-340",
            assumptions: [
                Assumption(.unknown, zh: "过程受控", en: "the process is in control"),
                Assumption(.unknown, zh: "特性服从正态分布", en: "the characteristic is normal"),
                Assumption(
                    isMet: count >= 100, zh: "不少于 100 个值（现有 \(count) 个）", en: "at least 100 values (here \(count))"),
            ])
    }
}

/// The degrees of freedom that stand behind the interval of a capability index.
public enum IntervalDegrees: String, Sendable, Hashable, CaseIterable {
    /// Those of the estimator of σ: Σ(nᵢ-1) where it pools, and for others those of a standard deviation of the same
    /// relative variance v, 1/(2√(1+2v) - 2) (David 1951).
    case estimator
    /// All values less one, whatever the estimator, as some programs do.
    case count
}

/// Capability and performance of one set of subgroups side by side, with the spread between subgroups.
public struct ProcessCapability: Sendable, Hashable {
    /// Capability: σ within subgroups.
    public let within: NormalCapability
    /// Performance: σ of all values.
    public let overall: NormalCapability
    /// Capability of both within and between: σ = √(σ²within + σ²between).
    public let betweenWithin: NormalCapability?
    /// The standard deviation between subgroups; nil for single values or unequal sizes.
    public let sigmaBetween: Double?

    /// Creates both from subgroups; single values use moving ranges for the spread within.
    public init(
        _ subgroups: Subgroups, limits: SpecificationLimits, estimator: SigmaEstimator = .pooled,
        confidence: Double = 0.95, constants: RangeConstants = .exact, intervals: IntervalDegrees = .estimator
    ) throws(MethodProblem) {
        let statistics = try subgroups.statistics()
        let moments = Moments(of: subgroups.values)
        let single = subgroups.commonSize == 1
        let sigma =
            single
            ? try IndividualsEstimator.movingRange(span: 2).estimate(subgroups.values, constants: constants)
            : try estimator.estimate(subgroups, statistics, constants)
        let mean = statistics.grandMean
        let count = subgroups.values.count
        let degrees: Double? =
            intervals == .count
            ? nil : single ? SigmaEstimator.movingRangeDegrees(count) : estimator.degreesOfFreedom(subgroups, constants)
        within = try NormalCapability(
            mean: mean, sigma: sigma, count: count, limits: limits, confidence: confidence, degreesOfFreedom: degrees)
        overall = try NormalCapability(
            mean: mean, sigma: moments.standardDeviation, count: count, limits: limits, confidence: confidence)
        if let size = subgroups.commonSize, size >= 2, subgroups.count >= 2 {
            let total = try IndividualsEstimator.movingRange(span: 2).estimate(statistics.means, constants: constants)
            let between = max(total * total - sigma * sigma / Double(size), 0)
            sigmaBetween = between.squareRoot()
            betweenWithin = try NormalCapability(
                mean: mean, sigma: (sigma * sigma + between).squareRoot(), count: count, limits: limits,
                confidence: confidence)
        } else {
            sigmaBetween = nil
            betweenWithin = nil
        }
    }

    /// Cpk of many processes of the same number of values each, stored one after another: means and deviations in one
    /// pass of four accumulators. The number of threads changes nothing but the time.
    public static func minimumIndices(
        values: [Double], perProcess size: Int, limits: SpecificationLimits, threads: Int = 2
    ) throws(MethodProblem) -> [Double] {
        guard size >= 2, !values.isEmpty, values.count.isMultiple(of: size) else {
            throw MethodProblem(
                .wrongShape, at: "values", zh: "值的个数应为每个过程个数的整数倍。",
                en: "The number of values must be a multiple of the number per process, which is at least 2.")
        }
        let (low, high) = (limits.lower ?? -.infinity, limits.upper ?? .infinity)
        return ConcurrentChunks.fill(values.count / size, size: 64, threads: threads) { processes, indices in
            let span = values.span
            for process in processes {
                indices[process - processes.lowerBound] = minimumIndex(span, process * size, size, low, high)
            }
        }
    }

    /// Cpk of one process among the values of many.
    private static func minimumIndex(
        _ span: borrowing Span<Double>, _ start: Int, _ size: Int, _ low: Double, _ high: Double
    ) -> Double {
        let origin = span[start]
        var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
        var (q0, q1, q2, q3) = (0.0, 0.0, 0.0, 0.0)
        var index = start
        let blocks = start + (size & ~3)
        while index < blocks {
            let (a, b) = (span[index] - origin, span[index + 1] - origin)
            let (c, d) = (span[index + 2] - origin, span[index + 3] - origin)
            s0 += a
            s1 += b
            s2 += c
            s3 += d
            q0 += a * a
            q1 += b * b
            q2 += c * c
            q3 += d * d
            index += 4
        }
        while index < start + size {
            let a = span[index] - origin
            s0 += a
            q0 += a * a
            index += 1
        }
        let n = Double(size)
        let sum = (s0 + s1) + (s2 + s3)
        let deviation = (max(((q0 + q1) + (q2 + q3)) - sum * sum / n, 0) / (n - 1)).squareRoot()
        let mean = origin + sum / n
        return min(mean - low, high - mean) / (3 * deviation)
    }
}
/// Capability indices corrected for the uncertainty of measurement.
///
/// What is observed holds both: σ²observed = σ²process + u². The corrected index uses σprocess (VDA 5; ISO 22514-7).
public struct UncertaintyCorrectedCapability: Sendable, Hashable {
    /// The standard deviation of the process alone.
    public let sigmaProcess: Double
    /// The indices of the process alone.
    public let corrected: NormalCapability
    /// The part of the observed variance that measuring adds, u²/σ²observed.
    public let measurementShare: Double

    /// Corrects an observed capability by the standard uncertainty u of one measurement, which must be below σ.
    public init(_ observed: NormalCapability, standardUncertainty u: Double) throws(MethodProblem) {
        guard u >= 0, u < observed.sigma else {
            throw MethodProblem(
                .outOfRange, at: "standardUncertainty", zh: "标准不确定度应不小于 0 且小于观测标准差 \(observed.sigma.significant())。",
                en:
                    "The standard uncertainty must be at least 0 and below the observed sigma \(observed.sigma.significant())."
            )
        }
        let sigma = ((observed.sigma - u) * (observed.sigma + u)).squareRoot()
        sigmaProcess = sigma
        measurementShare = u * u / (observed.sigma * observed.sigma)
        corrected = try NormalCapability(
            mean: observed.mean, sigma: sigma, count: observed.count, limits: observed.limits,
            confidence: observed.confidence, degreesOfFreedom: observed.degreesOfFreedom)
    }
}
