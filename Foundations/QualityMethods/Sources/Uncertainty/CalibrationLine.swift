import Glibc
import QualityMath

/// A straight calibration line y = a + b x by ordinary or weighted least squares, and what it gives back for a reading.
///
/// Ordinary: equal unknown scatter, estimated by s with n - 2 degrees of freedom. Weighted: known u(yᵢ), weights 1/u².
/// Source: ISO 11095:1996; ISO/TS 28037:2010, clause 6 (weighted); inverse prediction: Miller and Miller, "Statistics and
/// Chemometrics for Analytical Chemistry", 5.6; JCGM 100:2008, H.3.
public struct CalibrationLine: Explainable {
    /// The intercept a.
    public let intercept: Double
    /// The slope b.
    public let slope: Double
    /// u(a).
    public let interceptUncertainty: Double
    /// u(b).
    public let slopeUncertainty: Double
    /// The correlation of a and b.
    public let correlation: Double
    /// The residual standard deviation s (ordinary); for weighted lines √(χ²/(n - 2)).
    public let residualDeviation: Double
    /// The sum of squared (weighted) residuals.
    public let residualSumOfSquares: Double
    /// The residuals y - a - b x.
    public let residuals: [Double]
    /// n - 2.
    public let degreesOfFreedom: Int
    /// Whether weights were given.
    public let isWeighted: Bool
    private let center: Double
    private let meanResponse: Double
    private let spread: Double
    private let totalWeight: Double

    /// Fits a line.
    ///
    /// - Parameters:
    ///   - x: the reference values, at least two different ones.
    ///   - y: the responses; three or more without uncertainties.
    ///   - uncertainties: u(yᵢ), all positive; nil for ordinary least squares.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(x: [Double], y: [Double], uncertainties: [Double]? = nil) throws(MathProblem) {
        try RequiredInput.sameCount(y.count, x.count, "y")
        try RequiredInput.count(x.count, atLeast: uncertainties == nil ? 3 : 2, "x")
        try RequiredInput.allFinite(x, "x")
        try RequiredInput.allFinite(y, "y")
        var weights = [Double](repeating: 1, count: x.count)
        var unit = 1.0
        if let uncertainties {
            try RequiredInput.sameCount(uncertainties.count, x.count, "uncertainties")
            try RequiredInput.allPositive(uncertainties, "uncertainties")
            unit = uncertainties.min() ?? 1
            weights = uncertainties.map { (unit / $0) * (unit / $0) }
        }
        let total = Summation.compensated(weights)
        let g = x[0] + Summation.compensated(zip(weights, x).map { $0 * ($1 - x[0]) }) / total
        let h = y[0] + Summation.compensated(zip(weights, y).map { $0 * ($1 - y[0]) }) / total
        let dx = x.map { $0 - g }
        let dy = y.map { $0 - h }
        let sxx = Summation.compensated(zip(weights, dx).map { $0 * $1 * $1 })
        let largest = x.reduce(0) { max($0, abs($1)) }
        guard sxx > 0, sxx.isFinite, sxx.squareRoot() > 1e-14 * largest else { throw .singular(name: "x") }
        let sxy = Summation.compensated(weights.indices.map { weights[$0] * dx[$0] * dy[$0] })
        let slope = sxy / sxx
        let residuals = dx.indices.map { dy[$0] - slope * dx[$0] }
        let squares = Summation.compensated(zip(weights, residuals).map { $0 * $1 * $1 }) / (unit * unit)
        guard slope.isFinite, squares.isFinite else { throw .notFinite(name: "y") }
        let n = x.count
        // Variance of a response of weight 1: estimated, or known.
        let variance = uncertainties == nil ? squares / Double(n - 2) : unit * unit
        self.slope = slope
        intercept = h - slope * g
        slopeUncertainty = (variance / sxx).squareRoot()
        interceptUncertainty = (variance * (1 / total + g * g / sxx)).squareRoot()
        correlation = -g / (sxx / total + g * g).squareRoot()
        residualDeviation = n > 2 ? (squares / Double(n - 2)).squareRoot() : .nan
        residualSumOfSquares = squares
        self.residuals = residuals
        degreesOfFreedom = n - 2
        isWeighted = uncertainties != nil
        center = g
        meanResponse = h
        spread = sxx
        totalWeight = total
        unitVariance = variance
    }

    private let unitVariance: Double

    /// Returns the line's value at x and its standard uncertainty.
    public func response(at x: Double) -> (value: Double, uncertainty: Double) {
        let d = x - center
        return (meanResponse + slope * d, (unitVariance * (1 / totalWeight + d * d / spread)).squareRoot())
    }

    /// Returns the x that gives a reading, the mean of m replicates, and its standard uncertainty.
    ///
    /// Ordinary lines: s/|b| √(1/m + 1/n + (y₀ - ȳ)²/(b² S_xx)). Weighted lines: with u(y₀) of the reading itself.
    ///
    /// - Parameters:
    ///   - reading: y₀.
    ///   - replicates: m.
    ///   - readingUncertainty: u(y₀); needed for weighted lines, and takes the place of s/√m for ordinary ones.
    /// - Returns: the x and its standard uncertainty.
    /// - Throws: a slope of 0 (`singular`).
    public func stimulus(
        for reading: Double, replicates: Int = 1, readingUncertainty: Double? = nil
    ) throws(MathProblem) -> (value: Double, uncertainty: Double) {
        try RequiredInput.finite(reading, "reading")
        guard replicates >= 1 else {
            throw .parameter(name: "replicates", rule: .atLeast(1), value: Double(replicates))
        }
        guard slope != 0 else { throw .singular(name: "slope") }
        if let readingUncertainty { try RequiredInput.nonnegative(readingUncertainty, "readingUncertainty") }
        let d = (reading - meanResponse) / slope
        let own: Double
        if let readingUncertainty {
            own = readingUncertainty * readingUncertainty
        } else if isWeighted {
            throw .tooFewValues(name: "readingUncertainty", needed: 1, found: 0)
        } else {
            own = unitVariance / Double(replicates)
        }
        let variance = own + unitVariance * (1 / totalWeight + d * d / spread)
        return (center + d, variance.squareRoot() / abs(slope))
    }

    /// The probability of so large a sum of squares if the line and the u(yᵢ) hold; NaN for ordinary lines.
    public var consistency: Double {
        guard isWeighted, degreesOfFreedom > 0 else { return .nan }
        do {
            return try ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).survival(residualSumOfSquares)
        } catch {
            return .nan
        }
    }

    /// The line with its uncertainties.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("y = a + b x = \(intercept.significant(8)) + \(slope.significant(8)) x"),
                MethodText(
                    "u(a) = \(interceptUncertainty.significant()), u(b) = \(slopeUncertainty.significant()), "
                        + "r(a, b) = \(correlation.significant())"),
                MethodText("s = √(Σ e²/(n - 2)) = \(residualDeviation.significant())"),
            ], source: isWeighted ? "ISO/TS 28037:2010, 6" : "ISO 11095:1996",
            assumptions: [
                consistency.isNaN
                    ? Assumption(.unknown, zh: "散布处处相同，x 无误差", en: "the scatter is the same everywhere, x has no error")
                    : Assumption(
                        isMet: consistency >= 0.05, zh: "数据与直线及所给不确定度一致（5 %）",
                        en: "the data agree with a line and the uncertainties given (5 %)")
            ])
    }
}
