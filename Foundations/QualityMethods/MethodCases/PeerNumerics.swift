import Glibc
import QualityMath
import QualityMethods

/// The numerical ways of R and its packages where they show in the digits that a peer prints.
enum PeerNumerics {
    /// R's pt with a noncentrality: exact up to δ² = 2·1021·ln 2, beyond it the normal approximation of
    /// Abramowitz and Stegun, 26.7.10, which is off by up to some thousandths.
    static func noncentralT(_ t: Double, _ degrees: Double, _ noncentrality: Double) throws(MathProblem) -> Double {
        guard noncentrality * noncentrality > 2 * log(2.0) * 1021 else {
            return try NoncentralTDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality).cumulative(t)
        }
        if t < 0, noncentrality > 40 { return 0 }
        let (value, center) = t < 0 ? (-t, -noncentrality) : (t, noncentrality)
        let s = 1 / (4 * degrees)
        let z = (value * (1 - s) - center) / (1 + value * value * 2 * s).squareRoot()
        return NormalDistribution.standardCumulative(t < 0 ? -z : z)
    }

    /// R's qt with a noncentrality: the t at which ``noncentralT(_:_:_:)`` reaches p.
    static func noncentralTQuantile(
        _ p: Double, _ degrees: Double, _ noncentrality: Double
    ) throws(MathProblem) -> Double {
        guard noncentrality * noncentrality > 2 * log(2.0) * 1021 else {
            return try NoncentralTDistribution(degreesOfFreedom: degrees, noncentrality: noncentrality).quantile(p)
        }
        var (low, high) = (min(-1, -noncentrality), max(1, noncentrality))
        while try noncentralT(high, degrees, noncentrality) < p, high < 1e300 { high *= 2 }
        while try noncentralT(low, degrees, noncentrality) > p, low > -1e300 { low *= 2 }
        while high - low > 1e-13 * max(abs(low), abs(high)) {
            let middle = (low + high) / 2
            if try noncentralT(middle, degrees, noncentrality) > p { high = middle } else { low = middle }
        }
        return (low + high) / 2
    }

    /// R's uniroot with its own tolerance, 2⁻¹³: the steps of Brent's zeroin (1973), so that the root carries the same
    /// four or five digits as the peer's.
    static func uniroot(
        from low: Double, to high: Double, _ function: (Double) throws -> Double
    ) throws -> Double {
        let tolerance = 0.0001220703125
        var (a, b) = (low, high)
        var (fa, fb) = (try function(a), try function(b))
        var (c, fc) = (a, fa)
        if fa == 0 { return a }
        if fb == 0 { return b }
        guard (fa > 0) != (fb > 0) else {
            throw MethodProblem(.noConvergence, at: "", zh: "区间两端同号。", en: "The ends of the interval have one sign.")
        }
        for _ in 0...1000 {
            let previous = b - a
            if abs(fc) < abs(fb) {
                (a, b, c) = (b, c, b)
                (fa, fb, fc) = (fb, fc, fb)
            }
            let least = 2 * Double.ulpOfOne * abs(b) + tolerance / 2
            var step = (c - b) / 2
            if abs(step) <= least || fb == 0 { return b }
            if abs(previous) >= least, abs(fa) > abs(fb) {
                var (p, q): (Double, Double)
                if a == c {
                    let ratio = fb / fa
                    (p, q) = ((c - b) * ratio, 1 - ratio)
                } else {
                    let (u, v, w) = (fa / fc, fb / fc, fb / fa)
                    p = w * ((c - b) * u * (u - v) - (b - a) * (v - 1))
                    q = (u - 1) * (v - 1) * (w - 1)
                }
                if p > 0 { q = -q } else { p = -p }
                if p < 0.75 * (c - b) * q - abs(least * q) / 2, p < abs(previous * q / 2) { step = p / q }
            }
            if abs(step) < least { step = step > 0 ? least : -least }
            (a, fa) = (b, fb)
            b += step
            fb = try function(b)
            if fb > 0 && fc > 0 || fb < 0 && fc < 0 { (c, fc) = (a, fa) }
        }
        return b
    }

    /// The mean of Mandel and Paule and its uncertainty as metRology 0.9-29 computes them; nil where it gives none.
    ///
    /// At most 25 steps of Newton towards Q(v) = n - 1 from v = s², until a step is below 10⁻¹⁰ s²: the digits of its
    /// answers are those of a tight tolerance, not of its default 2⁻¹³. A step from far above the root may jump over it to
    /// a negative v, and the peer then ends at v = 0 although the root is positive; mean and uncertainty are those of the
    /// weights before the last step. The library finds the root itself.
    static func mandelPaule(_ values: [Double], _ uncertainties: [Double]) -> (mean: Double, uncertainty: Double)? {
        let squares = uncertainties.map { $0 * $0 }
        func weighted(_ variance: Double) -> (weights: [Double], mean: Double, total: Double) {
            let weights = squares.map { 1 / ($0 + variance) }
            let total = Summation.compensated(weights)
            return (weights, Summation.dot(weights, values) / total, total)
        }
        let center = Summation.compensated(values) / Double(values.count)
        let degrees = Double(values.count - 1)
        let scatter = Summation.compensated(values.map { ($0 - center) * ($0 - center) }) / degrees
        var (variance, answer): (Double, (mean: Double, uncertainty: Double)?) = (scatter, nil)
        for _ in 0..<25 where scatter > 0 {
            let (weights, mean, total) = weighted(variance)
            answer = (mean, 1 / total.squareRoot())
            let deviations = zip(weights, values).map { $0 * ($1 - mean) * ($1 - mean) }
            let step = (Summation.compensated(deviations) - degrees) / Summation.dot(weights, deviations)
            variance += step
            if variance < 0 {
                let (_, mean, total) = weighted(0)
                return (mean, 1 / total.squareRoot())
            }
            if abs(step) <= 1e-10 * scatter { break }
        }
        return answer
    }

    /// The out-of-control ARL of the MEWMA as spc computes it: Rigdon's double integral on 20 × 20 Gauss-Legendre nodes,
    /// the component along the shift as sin z for two variables and sinh z / sinh 1 for more.
    ///
    /// For two variables and a small λ that is off by up to some thousandths, for four by some 1e-5; the library's
    /// own nodes follow the width of the kernel.
    static func mewma(
        lambda: Double, limit: Double, variables: Int, noncentrality: Double
    ) throws(MathProblem) -> Double {
        let count = 20
        let rule = try GaussRule.legendre(count)
        let square = limit * lambda / (2 - lambda)
        let deviation = lambda / square.squareRoot()
        let carried = (1 - lambda) / lambda * ((1 - lambda) / lambda)
        // Along the shift: the place, and the weight with the substitution's derivative.
        let along = zip(rule.nodes, rule.weights).map { node, weight in
            variables == 2
                ? (place: sin(node * .pi / 2), weight: weight * .pi / 2 * cos(node * .pi / 2))
                : (place: sinh(node) / sinh(1), weight: weight * cosh(node) / sinh(1))
        }
        let rest = zip(rule.nodes, rule.weights).map { (place: (1 + $0) / 2, weight: $1 / 2) }
        func row(_ v: Double, _ u: Double) throws(MathProblem) -> [Double] {
            let mean = lambda * (noncentrality / square).squareRoot() + (1 - lambda) * v
            let chi = try NoncentralChiSquaredDistribution(
                degreesOfFreedom: Double(variables - 1), noncentrality: carried * square * (1 - v * v) * u * u)
            var row: [Double] = []
            row.reserveCapacity(count * count)
            for outer in along {
                let scale = square * (1 - outer.place * outer.place) / (lambda * lambda)
                let density = NormalDistribution.standardDensity((outer.place - mean) / deviation) / deviation
                for inner in rest {
                    let x = scale * inner.place * inner.place
                    let factor = density < 1e-30 ? 0 : chi.density(x) * 2 * inner.place
                    row.append(outer.weight * density * scale * inner.weight * factor)
                }
            }
            return row
        }
        let size = count * count
        var matrix = Matrix(rows: size, columns: size)
        for i in 0..<size {
            let kernel = try row(along[i / count].place, rest[i % count].place)
            for j in 0..<size { matrix[i, j] = (i == j ? 1 : 0) - kernel[j] }
        }
        let lengths = try matrix.solving([Double](repeating: 1, count: size))
        return 1 + Summation.dot(try row(0, 0), lengths)
    }
}
