import Glibc
import QualityMath

/// A polynomial calibration curve y = Σ cⱼ Tⱼ(t), t = (2x - x_min - x_max)/(x_max - x_min), by ordinary, weighted or
/// generalised least squares, and the stimulus that a reading stands for.
///
/// Chebyshev polynomials Tⱼ over the calibrated range keep the problem well conditioned for any degree in use. Ordinary:
/// equal unknown scatter, estimated by s. Weighted: known u(yᵢ). Generalised: known covariance of the yᵢ (for a straight
/// line ISO/TS 28037:2010, clause 9). Degree 1 without covariance is ``CalibrationLine``.
/// Source: ISO/TS 28038:2018, clauses 6 and 7; ISO/TS 28037:2010, clauses 6 and 9; inversion: ISO/TS 28038:2018, 10.
public struct CalibrationCurve: Explainable {
    /// What is known of the scatter of the responses.
    public enum Scatter: Sendable {
        /// Equal and unknown.
        case equal
        /// The standard uncertainty of each response.
        case uncertainties([Double])
        /// The covariance matrix of the responses.
        case covariance(Matrix)
    }

    /// How the degree is chosen.
    public enum Criterion: String, Hashable, Sendable, CaseIterable {
        /// Akaike's criterion corrected for few points, the default.
        case correctedAkaike
        /// The Bayesian information criterion.
        case bayesian
    }

    /// The degree of the polynomial.
    public let degree: Int
    /// The Chebyshev coefficients c₀, c₁, ….
    public let coefficients: [Double]
    /// The covariance of the Chebyshev coefficients.
    public let covariance: Matrix
    /// The calibrated range of x.
    public let range: ClosedRange<Double>
    /// y less the curve.
    public let residuals: [Double]
    /// The sum of squared residuals, weighted where the scatter is known: then χ².
    public let residualSumOfSquares: Double
    /// The number of points less the number of coefficients.
    public let degreesOfFreedom: Int
    /// The residual standard deviation √(Σe²/(n - p)); NaN without a degree of freedom.
    public let residualDeviation: Double
    /// Akaike's criterion corrected for few points; infinity where the points are too few for it.
    public let correctedAkaike: Double
    /// The Bayesian information criterion.
    public let bayesian: Double
    /// Whether the scatter of the responses was given.
    public let isScatterKnown: Bool

    /// Fits a curve of one degree.
    ///
    /// - Parameters:
    ///   - x: the reference values; more different ones than the degree.
    ///   - y: the responses.
    ///   - degree: 1 to 12.
    ///   - scatter: what is known of the responses.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(x: [Double], y: [Double], degree: Int, scatter: Scatter = .equal) throws(MathProblem) {
        try RequiredInput.sameCount(y.count, x.count, "y")
        guard (1...12).contains(degree) else {
            throw .parameter(name: "degree", rule: degree < 1 ? .atLeast(1) : .atMost(12), value: Double(degree))
        }
        let size = degree + 1
        let n = x.count
        try RequiredInput.allFinite(x, "x")
        try RequiredInput.allFinite(y, "y")
        var isKnown = true
        if case .equal = scatter { isKnown = false }
        try RequiredInput.count(n, atLeast: isKnown ? size : size + 1, "x")
        let distinct = Set(x).count
        guard distinct >= size else { throw .tooFewValues(name: "distinct x", needed: size, found: distinct) }
        let (low, high) = (x.min() ?? 0, x.max() ?? 1)
        guard (high - low).isFinite, high > low else { throw .notFinite(name: "x") }
        var rows = x.map { Self.basis($0, low, high, size) }
        var responses = y
        switch scatter {
        case .equal: break
        case .uncertainties(let uncertainties):
            try RequiredInput.sameCount(uncertainties.count, n, "yUncertainties")
            try RequiredInput.allPositive(uncertainties, "yUncertainties")
            rows = zip(rows, uncertainties).map { row, u in row.map { $0 / u } }
            responses = zip(y, uncertainties).map { $0 / $1 }
        case .covariance(let matrix):
            guard matrix.rows == n, matrix.columns == n else {
                throw .shape(name: "yCovariance", expected: n, found: matrix.rows == n ? matrix.columns : matrix.rows)
            }
            let factor = try Self.named("yCovariance") { () throws(MathProblem) in try Cholesky(matrix) }
            responses = try factor.forward(y)
            var columns: [[Double]] = []
            for j in 0..<size { columns.append(try factor.forward(rows.map { $0[j] })) }
            rows = (0..<n).map { i in columns.map { $0[i] } }
        }
        guard rows.allSatisfy({ $0.allSatisfy(\.isFinite) }), responses.allSatisfy(\.isFinite) else {
            throw .notFinite(name: "y")
        }
        let fit = try LeastSquares(design: try Matrix(rows), response: responses)
        guard fit.rank == size else { throw .singular(name: "x") }
        self.degree = degree
        coefficients = fit.coefficients
        range = low...high
        residuals = zip(x, y).map { $1 - Self.value(fit.coefficients, $0, low, high) }
        residualSumOfSquares = fit.residualSumOfSquares
        degreesOfFreedom = n - size
        isScatterKnown = isKnown
        let variance = n > size ? fit.residualSumOfSquares / Double(n - size) : .nan
        residualDeviation = variance.squareRoot()
        covariance = isKnown ? fit.unscaledCovariance : fit.unscaledCovariance.map { $0 * variance }
        guard coefficients.allSatisfy(\.isFinite), residualSumOfSquares.isFinite else { throw .notFinite(name: "y") }
        // -2 log L up to a constant of the data: χ² where the scatter is known, n log(Σe²/n) where it is estimated.
        let points = Double(n)
        let parameters = Double(isKnown ? size : size + 1)
        let misfit = isKnown ? residualSumOfSquares : points * log(residualSumOfSquares / points)
        bayesian = misfit + parameters * log(points)
        correctedAkaike =
            points > parameters + 1
            ? misfit + 2 * parameters + 2 * parameters * (parameters + 1) / (points - parameters - 1) : .infinity
    }

    /// Fits curves of degree 1 to `highest` and returns the one of the least criterion; of equals the lowest degree.
    public static func best(
        x: [Double], y: [Double], highest: Int, scatter: Scatter = .equal, criterion: Criterion = .correctedAkaike
    ) throws(MathProblem) -> CalibrationCurve {
        guard (1...12).contains(highest) else {
            throw .parameter(name: "degree", rule: highest < 1 ? .atLeast(1) : .atMost(12), value: Double(highest))
        }
        var best = try CalibrationCurve(x: x, y: y, degree: 1, scatter: scatter)
        func score(_ curve: CalibrationCurve) -> Double {
            criterion == .bayesian ? curve.bayesian : curve.correctedAkaike
        }
        var isKnown = true
        if case .equal = scatter { isKnown = false }
        let most = min(Set(x).count - 1, x.count - (isKnown ? 1 : 2))
        for degree in 1...max(1, min(highest, most)) where degree > 1 {
            let next = try CalibrationCurve(x: x, y: y, degree: degree, scatter: scatter)
            if score(next) < score(best) { best = next }
        }
        return best
    }

    private static func named<Result>(
        _ name: String, _ computation: () throws(MathProblem) -> Result
    ) throws(MathProblem) -> Result {
        do {
            return try computation()
        } catch .notPositiveDefinite {
            throw .notPositiveDefinite(name: name)
        }
    }

    /// T₀(t) to T_{size-1}(t).
    private static func basis(_ x: Double, _ low: Double, _ high: Double, _ size: Int) -> [Double] {
        let t = ((x - low) - (high - x)) / (high - low)
        var values = [1.0, t]
        while values.count < size { values.append(2 * t * values[values.count - 1] - values[values.count - 2]) }
        return Array(values.prefix(size))
    }

    /// Clenshaw's sum.
    private static func value(_ c: [Double], _ x: Double, _ low: Double, _ high: Double) -> Double {
        let t = ((x - low) - (high - x)) / (high - low)
        var (b1, b2) = (0.0, 0.0)
        for j in stride(from: c.count - 1, through: 1, by: -1) { (b1, b2) = (2 * t * b1 - b2 + c[j], b1) }
        return t * b1 - b2 + c[0]
    }

    /// Returns the curve's value at x and its standard uncertainty; x outside the calibrated range extrapolates.
    public func response(at x: Double) throws(MathProblem) -> (value: Double, uncertainty: Double) {
        try RequiredInput.finite(x, "x")
        let (low, high) = (range.lowerBound, range.upperBound)
        let variance = try covariance.quadraticForm(Self.basis(x, low, high, degree + 1))
        return (Self.value(coefficients, x, low, high), max(variance, 0).squareRoot())
    }

    /// Returns the slope dy/dx at x.
    public func slope(at x: Double) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        let t = ((x - low) - (high - x)) / (high - low)
        // T'ⱼ = j U_{j-1}.
        var u = [1.0, 2 * t]
        while u.count < degree { u.append(2 * t * u[u.count - 1] - u[u.count - 2]) }
        return 2 / (high - low)
            * Summation.compensated((1...degree).map { Double($0) * coefficients[$0] * u[$0 - 1] })
    }

    /// Whether the curve rises or falls throughout its range, at 50 points a degree.
    public var isMonotonic: Bool {
        let steps = 50 * degree
        let slopes = (0...steps).map { step in
            slope(at: range.lowerBound + (range.upperBound - range.lowerBound) * (Double(step) / Double(steps)))
        }
        return slopes.allSatisfy { $0 > 0 } || slopes.allSatisfy { $0 < 0 }
    }

    /// Returns the x inside the calibrated range that gives a reading, the mean of m replicates, and its standard
    /// uncertainty √(u²(y₀) + u²(curve))/|dy/dx|.
    ///
    /// - Parameters:
    ///   - reading: y₀.
    ///   - replicates: m.
    ///   - readingUncertainty: u(y₀); needed where the scatter is known, and takes the place of s/√m where it is not.
    /// - Returns: the x and its standard uncertainty.
    /// - Throws: a curve that is not monotonic (`singular`), a reading outside the curve's range of values.
    public func stimulus(
        for reading: Double, replicates: Int = 1, readingUncertainty: Double? = nil
    ) throws(MathProblem) -> (value: Double, uncertainty: Double) {
        try RequiredInput.finite(reading, "reading")
        guard replicates >= 1 else {
            throw .parameter(name: "replicates", rule: .atLeast(1), value: Double(replicates))
        }
        if let readingUncertainty { try RequiredInput.nonnegative(readingUncertainty, "readingUncertainty") }
        guard isMonotonic else { throw .singular(name: "slope") }
        let (low, high) = (range.lowerBound, range.upperBound)
        let ends = [Self.value(coefficients, low, low, high), Self.value(coefficients, high, low, high)]
        let (least, greatest) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        guard reading >= least, reading <= greatest else {
            throw .parameter(
                name: "reading", rule: reading < least ? .atLeast(least) : .atMost(greatest), value: reading)
        }
        let own: Double
        if let readingUncertainty {
            own = readingUncertainty * readingUncertainty
        } else if isScatterKnown {
            throw .tooFewValues(name: "readingUncertainty", needed: 1, found: 0)
        } else {
            own = residualDeviation * residualDeviation / Double(replicates)
        }
        let x = try RootFinding.brent(from: low, to: high, tolerance: 0, maximumIterations: 300) {
            Self.value(coefficients, $0, low, high) - reading
        }.x
        let curve = try response(at: x).uncertainty
        return (x, (own + curve * curve).squareRoot() / abs(slope(at: x)))
    }

    /// The probability of so large a χ² if the curve and the uncertainties hold; NaN where the scatter is estimated.
    public var consistency: Double {
        guard isScatterKnown, degreesOfFreedom > 0 else { return .nan }
        let (degrees, sum) = (Double(degreesOfFreedom), residualSumOfSquares)
        return numberOrNaN { () throws(MathProblem) -> Double in
            try ChiSquaredDistribution(degreesOfFreedom: degrees).survival(sum)
        }
    }

    /// The coefficients of 1, x, x², …; they lose digits where x is far from 0 compared with the range.
    public var powerCoefficients: [Double] {
        // t = α + β x; Tⱼ(t) by the three-term recurrence on polynomials in x.
        let (low, high) = (range.lowerBound, range.upperBound)
        let (alpha, beta) = (-(low + high) / (high - low), 2 / (high - low))
        func timesT(_ p: [Double]) -> [Double] {
            var result = [Double](repeating: 0, count: p.count + 1)
            for (k, value) in p.enumerated() {
                result[k] += alpha * value
                result[k + 1] += beta * value
            }
            return result
        }
        var polynomials: [[Double]] = [[1], [alpha, beta]]
        while polynomials.count <= degree {
            let next = timesT(polynomials[polynomials.count - 1]).map { 2 * $0 }
            let before = polynomials[polynomials.count - 2]
            polynomials.append(next.enumerated().map { $1 - ($0 < before.count ? before[$0] : 0) })
        }
        return (0...degree).map { k in
            Summation.compensated(
                (0...degree).map { k < polynomials[$0].count ? coefficients[$0] * polynomials[$0][k] : 0 })
        }
    }

    /// The curve with its numbers.
    public var explanation: Explanation {
        let terms = coefficients.enumerated().map { "\($1.significant(8)) T\($0)(t)" }.joined(separator: " + ")
        return Explanation(
            steps: [
                MethodText("y = \(terms)"),
                MethodText(
                    "t = (2x - \((range.lowerBound + range.upperBound).significant(8)))/"
                        + (range.upperBound - range.lowerBound).significant(8)),
                MethodText(
                    isScatterKnown
                        ? "χ² = \(residualSumOfSquares.significant()), ν = \(degreesOfFreedom), p = \(consistency.significant(4))"
                        : "s = √(Σe²/(n - p)) = \(residualDeviation.significant()), ν = \(degreesOfFreedom)"),
            ], source: "ISO/TS 28038:2018, 6",
            assumptions: [
                Assumption(isMet: isMonotonic, zh: "曲线在校准范围内单调", en: "the curve is monotonic in its range"),
                consistency.isNaN
                    ? Assumption(.unknown, zh: "散布处处相同，x 无误差", en: "the scatter is the same everywhere, x has no error")
                    : Assumption(
                        isMet: consistency >= 0.05, zh: "数据与曲线及所给不确定度一致（5 %）",
                        en: "the data agree with the curve and the uncertainties given (5 %)"),
            ])
    }
}
