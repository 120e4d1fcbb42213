import Glibc
import QualityMath

/// A straight line where both coordinates have uncertainty, which may be correlated.
///
/// The line minimises Σ (e_x, e_y) Vᵢ⁻¹ (e_x, e_y)ᵀ over the line and the true points. For independent points this is
/// Σ wᵢ (yᵢ - a - b xᵢ)², wᵢ = 1/(u²(yᵢ) + b² u²(xᵢ) - 2 b cov(xᵢ, yᵢ)) (York 1968; ISO/TS 28037:2010, clauses 7 and 8),
/// solved by minimising in b with a eliminated. Deming regression is the case of one ratio of variances
/// (``deming(x:y:ratio:)``).
public struct ErrorsInVariablesLine: Explainable {
    /// The intercept a.
    public let intercept: Double
    /// The slope b.
    public let slope: Double
    /// u(a).
    public let interceptUncertainty: Double
    /// u(b).
    public let slopeUncertainty: Double
    /// cov(a, b).
    public let covariance: Double
    /// The least sum of squares.
    public let chiSquared: Double
    /// The probability of so large a sum; NaN for Deming regression and for two points.
    public let probability: Double
    /// The number of points.
    public let count: Int

    /// Fits the line to points with known uncertainties.
    ///
    /// - Parameters:
    ///   - x: the abscissae.
    ///   - y: the ordinates.
    ///   - xUncertainties: u(xᵢ), 0 or more.
    ///   - yUncertainties: u(yᵢ), 0 or more, not both 0 for a point.
    ///   - correlations: r(xᵢ, yᵢ) between -1 and 1; nil for 0.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        x: [Double], y: [Double], xUncertainties: [Double], yUncertainties: [Double], correlations: [Double]? = nil
    ) throws(MathProblem) {
        let n = x.count
        try RequiredInput.count(n, atLeast: 2, "x")
        try RequiredInput.sameCount(y.count, n, "y")
        try RequiredInput.sameCount(xUncertainties.count, n, "xUncertainties")
        try RequiredInput.sameCount(yUncertainties.count, n, "yUncertainties")
        try RequiredInput.allFinite(x, "x")
        try RequiredInput.allFinite(y, "y")
        let r = correlations ?? [Double](repeating: 0, count: n)
        try RequiredInput.sameCount(r.count, n, "correlations")
        for i in 0..<n {
            try RequiredInput.nonnegative(xUncertainties[i], "xUncertainties[\(i)]")
            try RequiredInput.nonnegative(yUncertainties[i], "yUncertainties[\(i)]")
            guard xUncertainties[i] + yUncertainties[i] > 0 else {
                throw .parameter(name: "yUncertainties[\(i)]", rule: .positive, value: 0)
            }
            guard abs(r[i]) < 1 else {
                throw .parameter(name: "correlations[\(i)]", rule: .atMost(1), value: r[i])
            }
        }
        let cross = (0..<n).map { r[$0] * xUncertainties[$0] * yUncertainties[$0] }
        func weights(_ b: Double) -> [Double] {
            (0..<n).map { i in
                let (ux, uy) = (xUncertainties[i], yUncertainties[i])
                return 1 / (uy * uy + b * b * ux * ux - 2 * b * cross[i])
            }
        }
        func state(_ b: Double) -> (chi: Double, xBar: Double, yBar: Double, w: [Double]) {
            let w = weights(b)
            let total = Summation.compensated(w)
            let xBar = Summation.dot(w, x) / total
            let yBar = Summation.dot(w, y) / total
            let chi = Summation.compensated((0..<n).map { w[$0] * pow(y[$0] - yBar - b * (x[$0] - xBar), 2) })
            return (chi, xBar, yBar, w)
        }
        let (mx, my) = (Moments(of: x), Moments(of: y))
        guard mx.sumOfSquares > 0 || my.sumOfSquares > 0 else { throw .singular(name: "x") }
        let scale = (my.sumOfSquares > 0 && mx.sumOfSquares > 0) ? (my.sumOfSquares / mx.sumOfSquares).squareRoot() : 1
        // The direction of the line as an angle: all slopes are reached, and the sum is smooth.
        func slope(_ angle: Double) -> Double { scale * tan(angle) }
        let grid = (0..<180).map { -Double.pi / 2 + (Double($0) + 0.5) * Double.pi / 180 }
        let best = grid.min { state(slope($0)).chi < state(slope($1)).chi } ?? 0
        let found = try Minimisation.brent(
            from: best - Double.pi / 180, to: best + Double.pi / 180, tolerance: 1e-9
        ) { state(slope($0)).chi }
        // York's iteration takes the last digits.
        var b = slope(found.x)
        for _ in 0..<50 {
            let (_, xBar, yBar, w) = state(b)
            var top = NeumaierSum()
            var bottom = NeumaierSum()
            for i in 0..<n {
                let (ux, uy) = (xUncertainties[i], yUncertainties[i])
                let (dx, dy) = (x[i] - xBar, y[i] - yBar)
                let beta = w[i] * (dx * uy * uy + b * dy * ux * ux - (b * dx + dy) * cross[i])
                top.add(w[i] * beta * dy)
                bottom.add(w[i] * beta * dx)
            }
            let next = top.value / bottom.value
            guard next.isFinite, abs(next - b) <= 1e-4 * max(abs(b), scale) else { break }
            let change = abs(next - b)
            b = next
            if change <= 1e-15 * abs(b) { break }
        }
        let (chi, xBar, yBar, w) = state(b)
        guard b.isFinite, chi.isFinite else { throw .singular(name: "x") }
        // Adjusted abscissae give the uncertainties (York and others, Am. J. Phys. 72, 2004; ISO/TS 28037, 7.3).
        let total = Summation.compensated(w)
        let adjusted = (0..<n).map { i -> Double in
            let (ux, uy) = (xUncertainties[i], yUncertainties[i])
            let (dx, dy) = (x[i] - xBar, y[i] - yBar)
            return xBar + w[i] * (dx * uy * uy + b * dy * ux * ux - (b * dx + dy) * cross[i])
        }
        let center = Summation.dot(w, adjusted) / total
        let spread = Summation.compensated((0..<n).map { w[$0] * pow(adjusted[$0] - center, 2) })
        guard spread > 0 else { throw .singular(name: "x") }
        self.slope = b
        intercept = yBar - b * xBar
        slopeUncertainty = (1 / spread).squareRoot()
        interceptUncertainty = (1 / total + center * center / spread).squareRoot()
        covariance = -center / spread
        chiSquared = chi
        probability = n > 2 ? try ChiSquaredDistribution(degreesOfFreedom: Double(n - 2)).survival(chi) : .nan
        count = n
    }

    private init(
        intercept: Double, slope: Double, interceptUncertainty: Double, slopeUncertainty: Double, covariance: Double,
        chiSquared: Double, count: Int
    ) {
        self.intercept = intercept
        self.slope = slope
        self.interceptUncertainty = interceptUncertainty
        self.slopeUncertainty = slopeUncertainty
        self.covariance = covariance
        self.chiSquared = chiSquared
        probability = .nan
        self.count = count
    }

    /// Fits Deming's line: one ratio δ = var(e_y)/var(e_x) for all points, the size of the errors estimated.
    ///
    /// b = (S_yy - δS_xx + √((S_yy - δS_xx)² + 4δS_xy²))/(2S_xy); uncertainties by the jackknife.
    /// Source: CLSI EP09c; Linnet, Clin. Chem. 39 (1993).
    public static func deming(x: [Double], y: [Double], ratio: Double = 1) throws(MathProblem) -> ErrorsInVariablesLine
    {
        try RequiredInput.count(x.count, atLeast: 3, "x")
        try RequiredInput.sameCount(y.count, x.count, "y")
        try RequiredInput.allFinite(x, "x")
        try RequiredInput.allFinite(y, "y")
        try RequiredInput.positive(ratio, "ratio")
        func line(_ skipped: Int?) -> (a: Double, b: Double, squares: Double) {
            let xs = x.indices.filter { $0 != skipped }.map { x[$0] }
            let ys = x.indices.filter { $0 != skipped }.map { y[$0] }
            let (mx, my) = (Moments(of: xs), Moments(of: ys))
            let sxy = Summation.compensated(zip(xs, ys).map { ($0 - mx.mean) * ($1 - my.mean) })
            let difference = my.sumOfSquares - ratio * mx.sumOfSquares
            let root = hypot(difference, 2 * ratio.squareRoot() * sxy)
            // The form without cancellation for each sign of the difference.
            let b = difference > 0 ? (difference + root) / (2 * sxy) : 2 * ratio * sxy / (root - difference)
            let squares = Summation.compensated(
                zip(xs, ys).map { pow($1 - my.mean - b * ($0 - mx.mean), 2) / (ratio + b * b) })
            return (my.mean - b * mx.mean, b, squares)
        }
        let all = line(nil)
        guard all.a.isFinite, all.b.isFinite else { throw .singular(name: "x") }
        let n = Double(x.count)
        let parts = x.indices.map { line($0) }
        let a = Moments(of: parts.map { n * all.a - (n - 1) * $0.a })
        let b = Moments(of: parts.map { n * all.b - (n - 1) * $0.b })
        let cross = Summation.compensated(
            parts.map { (n * all.a - (n - 1) * $0.a - a.mean) * (n * all.b - (n - 1) * $0.b - b.mean) })
        return ErrorsInVariablesLine(
            intercept: all.a, slope: all.b, interceptUncertainty: (a.variance / n).squareRoot(),
            slopeUncertainty: (b.variance / n).squareRoot(), covariance: cross / (n - 1) / n,
            chiSquared: all.squares, count: x.count)
    }

    /// Returns the x that gives a reading with uncertainty, and its standard uncertainty (ISO/TS 28037:2010, 11.1).
    public func stimulus(
        for reading: Double, readingUncertainty: Double
    ) throws(MathProblem) -> (value: Double, uncertainty: Double) {
        try RequiredInput.finite(reading, "reading")
        try RequiredInput.nonnegative(readingUncertainty, "readingUncertainty")
        guard slope != 0 else { throw .singular(name: "slope") }
        let x = (reading - intercept) / slope
        let variance =
            readingUncertainty * readingUncertainty + interceptUncertainty * interceptUncertainty
            + x * x * slopeUncertainty * slopeUncertainty + 2 * x * covariance
        return (x, max(variance, 0).squareRoot() / abs(slope))
    }

    /// The line with its uncertainties and the test of fit.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("y = a + b x = \(intercept.significant(8)) + \(slope.significant(8)) x"),
                MethodText(
                    "u(a) = \(interceptUncertainty.significant()), u(b) = \(slopeUncertainty.significant()), "
                        + "cov(a, b) = \(covariance.significant())"),
                MethodText("χ² = \(chiSquared.significant()), ν = \(count - 2), p = \(probability.significant())"),
            ], source: probability.isNaN ? "Linnet 1993 (Deming)" : "ISO/TS 28037:2010, 7 and 8",
            assumptions: [
                probability.isNaN
                    ? Assumption(.unknown, zh: "误差方差之比处处相同", en: "the ratio of error variances is the same everywhere")
                    : Assumption(
                        isMet: probability >= 0.05, zh: "数据与直线及所给不确定度一致（5 %）",
                        en: "the data agree with a line and the uncertainties given (5 %)")
            ])
    }
}
