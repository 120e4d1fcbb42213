import Glibc
import QualityMath

/// The three-parameter Weibull distribution fitted by maximum likelihood: shape, scale and a threshold below which no unit
/// fails.
///
/// For a threshold γ the fit is that of the two-parameter distribution to t - γ; the profile likelihood over γ is searched
/// for its inner maximum. The likelihood has no greatest value when the shape is below 1 near the first failure (it grows
/// without limit there), so that the inner maximum is what is wanted; where there is none the two-parameter fit is
/// the answer and `isThresholdFound` is false. Intervals for the threshold are by likelihood ratio, since
/// the normal approximation does not hold for shapes of 2 or less.
/// Source: Smith and Naylor, Applied Statistics 36 (1987) 358-369; IEC 61649:2008, annex on three parameters.
public struct ThresholdWeibullFit: Sendable {
    /// The threshold γ.
    public let threshold: Double
    /// The two-parameter fit to t - γ: its shape and scale are those of the three-parameter distribution.
    public let fit: LifeFit
    /// Whether the profile likelihood has an inner maximum; when false the threshold is 0.
    public let isThresholdFound: Bool
    private let data: LifeData

    /// The shape β.
    public var shape: Double { fit.parameters[0] }
    /// The scale η.
    public var scale: Double { fit.parameters[1] }
    /// The logarithm of the likelihood at the inner maximum.
    public var logLikelihood: Double { fit.logLikelihood }

    /// Fits the three-parameter distribution.
    ///
    /// - Throws: what ``LifeFit/init(_:family:)`` throws.
    public init(_ data: LifeData) throws(MathProblem) {
        self.data = data
        let exact = data.observations.filter { $0.isExact }.map(\.upper)
        let others = data.observations.filter { !$0.isExact && !$0.isRunning }.map(\.upper)
        try RequiredInput.count(exact.count + others.count, atLeast: 3, "failures")
        let first = (exact + others).min() ?? 0
        let last = data.observations.map { $0.isRunning ? $0.lower : $0.upper }.max() ?? first
        let spread = last - first
        guard spread > 0 else { throw .tooFewValues(name: "distinct failure times", needed: 2, found: 1) }
        // γ = first - spread · e^u: u from thresholds near the first failure to far below it.
        func value(_ u: Double) -> Double { Self.profile(data, first - spread * exp(u)) }
        let grid = stride(from: -9.0, through: 4, by: 0.25).map { ($0, value($0)) }
        var best: (u: Double, value: Double)?
        for i in 1..<grid.count - 1
        where grid[i].1 > grid[i - 1].1 && grid[i].1 >= grid[i + 1].1 && grid[i].1 > (best?.value ?? -.infinity) {
            best = (grid[i].0, grid[i].1)
        }
        guard let best else {
            fit = try LifeFit(data, family: .weibull)
            threshold = 0
            isThresholdFound = false
            return
        }
        let u = try Minimisation.brent(from: best.u - 0.25, to: best.u + 0.25, tolerance: 1e-9) { -value($0) }.x
        threshold = first - spread * exp(u)
        fit = try LifeFit(try Self.shifted(data, threshold), family: .weibull)
        isThresholdFound = true
    }

    private static func shifted(_ data: LifeData, _ threshold: Double) throws(MathProblem) -> LifeData {
        try LifeData(data.observations.map { $0.shifted(by: threshold) })
    }

    private static func profile(_ data: LifeData, _ threshold: Double) -> Double {
        do {
            return try LifeFit(try shifted(data, threshold), family: .weibull).logLikelihood
        } catch {
            // A threshold for which no fit exists is no candidate.
            return -.infinity
        }
    }

    /// Returns the thresholds whose profile likelihood is within the chi-squared limit of the greatest; the upper end is
    /// the first failure where the likelihood stays high up to there, the lower end minus infinity where it stays high
    /// down to 1000 times the range of the data.
    public func thresholdBounds(confidence: Double) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        let limit = try ChiSquaredDistribution(degreesOfFreedom: 1).quantile(confidence) / 2
        let times = data.observations.map { $0.isRunning ? $0.lower : $0.upper }
        let first = data.observations.filter { !$0.isRunning }.map(\.upper).min() ?? 0
        let spread = (times.max() ?? first) - first
        func excess(_ u: Double) -> Double {
            logLikelihood - Self.profile(data, first - spread * exp(u)) - limit
        }
        let center = log((first - threshold) / spread)
        func end(_ direction: Double) throws(MathProblem) -> Double? {
            var inner = center
            for _ in 0..<60 {
                let outer = inner + 0.25 * direction
                if excess(outer) > 0 {
                    return try RootFinding.brent(from: inner, to: outer, tolerance: 1e-10, excess).x
                }
                inner = outer
            }
            return nil
        }
        let down = try end(1)
        let up = try end(-1)
        return LifeFit.Bounds(
            lower: down.map { first - spread * exp($0) } ?? -.infinity,
            upper: up.map { first - spread * exp($0) } ?? first)
    }

    /// Returns the reliability at a time.
    public func reliability(at time: Double) -> Double { fit.reliability(at: time - threshold) }
    /// Returns the time by which a part p has failed.
    public func life(failing p: Double) -> Double { threshold + fit.life(failing: p) }
}
