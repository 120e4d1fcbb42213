import QualityMath

/// The scale of ratings for Krippendorff's alpha: it says how far two values differ.
public enum RatingMetric: String, Hashable, Sendable, CaseIterable {
    /// Different names.
    case nominal
    /// Ordered values: the distance counts the ratings in between.
    case ordinal
    /// Numbers with equal steps.
    case interval
    /// Numbers with a zero: the difference over the sum.
    case ratio
}

/// Krippendorff's alpha: any number of raters, missing ratings, four metrics.
///
/// α = 1 - (n - 1) Σ o(c,k) δ²(c,k) / Σ n_c n_k δ²(c,k), with o the coincidences within units of at least 2 ratings. The
/// standard error is that of the jackknife over units, with Student's t. 1 where nothing varies is not defined: NaN.
/// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.
public enum KrippendorffAlpha {
    /// Returns alpha.
    ///
    /// - Throws: ``MethodProblem`` where no unit has 2 ratings, or a level out of range.
    public static func coefficient(
        _ table: RatingTable, metric: RatingMetric, confidence: Double = 0.95
    ) throws(MethodProblem) -> AgreementCoefficient {
        let units = table.counts.filter { $0.reduce(0, +) >= 2 }
        guard !units.isEmpty else {
            throw MethodProblem(.tooFewValues, at: "data", zh: "没有得到 2 个评价的对象。", en: "No unit has 2 ratings.")
        }
        let q = table.categories.count
        var coincidences = [Double](repeating: 0, count: q * q)
        for unit in units { add(unit, 1, to: &coincidences, q) }
        let all = ratio(coincidences, table.categories, metric)
        var left: [Double] = []
        for unit in units {
            add(unit, -1, to: &coincidences, q)
            left.append(ratio(coincidences, table.categories, metric).alpha)
            add(unit, 1, to: &coincidences, q)
        }
        let usable = left.filter { $0.isFinite }
        let m = Double(usable.count)
        let mean = usable.reduce(0, +) / m
        let spread: Double = usable.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        let variance = (m - 1) / m * spread
        return AgreementCoefficient(
            name: "α", value: all.alpha, observed: 1 - all.observed, expected: 1 - all.expected,
            standardError: variance.squareRoot(), quantile: try studentQuantile(confidence, max(m - 1, 0)),
            source: "Krippendorff (2011)", assumptions: [.independentSubjects])
    }

    private static func add(_ unit: [Double], _ sign: Double, to coincidences: inout [Double], _ q: Int) {
        let total = unit.reduce(0, +)
        for c in 0..<q where unit[c] > 0 {
            for k in 0..<q where unit[k] > 0 {
                coincidences[c * q + k] += sign * unit[c] * (unit[k] - (c == k ? 1 : 0)) / (total - 1)
            }
        }
    }

    /// Alpha and the two disagreements, both over the greatest distance of the metric's own units.
    private static func ratio(
        _ coincidences: [Double], _ values: [Double], _ metric: RatingMetric
    ) -> (alpha: Double, observed: Double, expected: Double) {
        let q = values.count
        let margins: [Double] = (0..<q).map { c in coincidences[c * q..<(c + 1) * q].reduce(0, +) }
        let n = margins.reduce(0, +)
        var running = [0.0]
        for margin in margins { running.append((running.last ?? 0) + margin) }
        var (observed, expected) = (0.0, 0.0)
        for c in 0..<q {
            for k in 0..<q where k != c {
                let (low, high) = (min(c, k), max(c, k))
                let distance: Double =
                    switch metric {
                    case .nominal: 1
                    case .ordinal: running[high + 1] - running[low] - (margins[low] + margins[high]) / 2
                    case .interval: values[c] - values[k]
                    case .ratio: values[c] + values[k] == 0 ? 0 : (values[c] - values[k]) / (values[c] + values[k])
                    }
                observed += coincidences[c * q + k] * distance * distance
                expected += margins[c] * margins[k] * distance * distance
            }
        }
        return (
            expected > 0 ? 1 - (n - 1) * observed / expected : .nan, observed / n, expected / (n * (n - 1))
        )
    }
}
