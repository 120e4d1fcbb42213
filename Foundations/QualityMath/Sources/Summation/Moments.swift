/// The mean, the variance and the higher central moments of a set of values.
///
/// Two ways in: `init(of:)` makes two passes and is the most precise; `add(_:)` and `merge(_:)` work on a stream
/// (Welford 1962; Pébay 2008 for the higher moments and for merging). No value: the mean is NaN. One value: the variance
/// is NaN. NaN among the values makes the moments NaN.
public struct Moments: Hashable, Sendable {
    /// The number of values.
    public private(set) var count: Int
    /// The smallest value; infinity when there is none.
    public private(set) var minimum: Double
    /// The largest value; minus infinity when there is none.
    public private(set) var maximum: Double
    private var center: Double
    private var m2: Double
    private var m3: Double
    private var m4: Double

    /// Creates the moments of no value, to add to.
    public init() {
        count = 0
        minimum = .infinity
        maximum = -.infinity
        center = 0
        m2 = 0
        m3 = 0
        m4 = 0
    }

    /// Creates the moments of values by two passes with compensated sums.
    ///
    /// What the mean lost in rounding is taken out of the sum of squares (the corrected two-pass algorithm; Chan, Golub
    /// and LeVeque 1983), so that NIST StRD NumAcc4 gives every digit that its doubles hold.
    public init(of values: [Double]) {
        self.init()
        count = values.count
        guard !values.isEmpty else { return }
        center = Summation.compensated(values) / Double(count)
        if !center.isFinite, values.allSatisfy({ $0.isFinite }) {
            // The sum overflowed though the mean does not: sum the values scaled by a power of two.
            let scale = 1 / Double(sign: .plus, exponent: Int(Double(count).exponent) + 1, significand: 1)
            center = Summation.exact(values.map { $0 * scale }) / (Double(count) * scale)
        }
        var first = NeumaierSum()
        var second = NeumaierSum()
        var third = NeumaierSum()
        var fourth = NeumaierSum()
        for x in values {
            minimum = min(minimum, x)
            maximum = max(maximum, x)
            let d = x - center
            let square = d * d
            first.add(d)
            second.add(square)
            third.add(square * d)
            fourth.add(square * square)
        }
        let n = Double(count)
        if minimum == maximum {
            center = minimum
            return
        }
        let shift = first.value / n
        let s2 = second.value / n
        let s3 = third.value / n
        let s4 = fourth.value / n
        m2 = n * (s2 - shift * shift)
        m3 = n * (s3 - 3 * shift * s2 + 2 * shift * shift * shift)
        m4 = n * (s4 - 4 * shift * s3 + 6 * shift * shift * s2 - 3 * shift * shift * shift * shift)
        // Sum and division rounded once each; the deviations say what they lost together.
        if shift.isFinite { center += shift }
    }

    /// Adds one value, without keeping it.
    public mutating func add(_ value: Double) {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        let before = Double(count)
        count += 1
        let n = Double(count)
        let delta = value - center
        let step = delta / n
        let square = step * step
        let product = delta * step * before
        center += step
        m4 += product * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3
        m3 += product * step * (n - 2) - 3 * step * m2
        m2 += product
    }

    /// Adds the values that another set of moments was made of.
    public mutating func merge(_ other: Moments) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let a = Double(count)
        let b = Double(other.count)
        let n = a + b
        let delta = other.center - center
        let d2 = delta * delta
        let fourth =
            d2 * d2 * a * b * (a * a - a * b + b * b) / (n * n * n)
            + 6 * d2 * (a * a * other.m2 + b * b * m2) / (n * n) + 4 * delta * (a * other.m3 - b * m3) / n
        let third = d2 * delta * a * b * (a - b) / (n * n) + 3 * delta * (a * other.m2 - b * m2) / n
        m4 += other.m4 + fourth
        m3 += other.m3 + third
        m2 += other.m2 + d2 * a * b / n
        center += delta * b / n
        count += other.count
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
    }

    /// The arithmetic mean; NaN for no value.
    public var mean: Double { count > 0 ? center : .nan }
    /// The sum of squared deviations from the mean.
    public var sumOfSquares: Double { count > 0 ? m2 : .nan }
    /// The unbiased variance, with divisor n - 1; NaN below two values.
    public var variance: Double { count > 1 ? max(m2, m2.isNaN ? m2 : 0) / Double(count - 1) : .nan }
    /// The square root of the unbiased variance.
    public var standardDeviation: Double { variance.squareRoot() }
    /// The variance with divisor n.
    public var populationVariance: Double { count > 0 ? m2 / Double(count) : .nan }
    /// The skewness g₁ = m₃/m₂^{3/2} with divisors n; NaN for constant values.
    public var skewness: Double {
        guard count > 0 else { return .nan }
        let v = m2 / Double(count)
        return m3 / Double(count) / (v * v.squareRoot())
    }
    /// The excess kurtosis g₂ = m₄/m₂² - 3 with divisors n; NaN for constant values.
    public var excessKurtosis: Double {
        guard count > 0 else { return .nan }
        let v = m2 / Double(count)
        return m4 / Double(count) / (v * v) - 3
    }
    /// The skewness G₁, unbiased under normality (SAS, Excel, Minitab); NaN below three values.
    public var sampleSkewness: Double {
        let n = Double(count)
        return count > 2 ? skewness * (n * (n - 1)).squareRoot() / (n - 2) : .nan
    }
    /// The excess kurtosis G₂, unbiased under normality (SAS, Excel, Minitab); NaN below four values.
    public var sampleExcessKurtosis: Double {
        let n = Double(count)
        return count > 3 ? ((n + 1) * excessKurtosis + 6) * (n - 1) / ((n - 2) * (n - 3)) : .nan
    }
}
