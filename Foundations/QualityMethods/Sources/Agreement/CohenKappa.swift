import QualityMath

/// Cohen's kappa of two raters, plain or weighted.
///
/// κ = (Po - Pe)/(1 - Pe) with Po = Σ w p and Pe = Σ w pᵢ. p.ⱼ. The interval uses the large-sample standard error of
/// Fleiss, Cohen and Everitt (1969); z uses the one under chance agreement. Categories are placed by rank, so that weights
/// depend on their order and not on their values. Sources: Cohen (1960, 1968); Fleiss, Cohen and Everitt (1969).
public enum CohenKappa {
    /// Returns kappa of the first two raters of a table, over the subjects that both rated.
    ///
    /// - Parameters:
    ///   - table: the ratings.
    ///   - raters: the two columns.
    ///   - weights: how near categories count.
    ///   - categories: all categories of the scale in their order; those in use by the two raters if nil.
    ///   - confidence: the level of the interval.
    /// - Returns: the coefficient.
    /// - Throws: ``MethodProblem`` for columns that are not there, fewer than 2 subjects or a level out of range.
    public static func coefficient(
        _ table: RatingTable, raters: (Int, Int) = (0, 1), weights: AgreementWeights = .identity,
        categories: [Double]? = nil, confidence: Double = 0.95
    ) throws(MethodProblem) -> AgreementCoefficient {
        let quantile = try normalQuantile(confidence)
        guard (0..<table.raters).contains(raters.0), (0..<table.raters).contains(raters.1), raters.0 != raters.1 else {
            throw .refused("raters", zh: "评价人序号不存在或相同", en: "the raters are two different columns")
        }
        let pairs = table.ratings.compactMap { row -> (Double, Double)? in
            guard let a = row[raters.0], let b = row[raters.1] else { return nil }
            return (a + 0, b + 0)
        }
        guard pairs.count >= 2 else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "两人都评价的对象至少要 2 个。", en: "At least 2 subjects rated by both are needed.")
        }
        let used = Set(pairs.flatMap { [$0.0, $0.1] })
        let order = categories.map { $0.map { $0 + 0 } } ?? used.sorted()
        guard Set(order).count == order.count, used.isSubset(of: order) else {
            throw .refused("categories", zh: "类别重复，或未包括全部评价", en: "categories repeat, or leave out a rating")
        }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let (n, q) = (Double(pairs.count), order.count)
        var p = [[Double]](repeating: [Double](repeating: 0, count: q), count: q)
        for (a, b) in pairs { p[places[a] ?? 0][places[b] ?? 0] += 1 / n }
        let w = weights.matrix((0..<q).map { Double($0) })
        let rows = p.map { $0.reduce(0, +) }
        var columns = [Double](repeating: 0, count: q)
        for row in p { for j in 0..<q { columns[j] += row[j] } }
        var rowWeights = [Double](repeating: 0, count: q)
        var columnWeights = rowWeights
        var (observed, expected) = (0.0, 0.0)
        for i in 0..<q {
            for j in 0..<q {
                observed += w[i][j] * p[i][j]
                expected += w[i][j] * rows[i] * columns[j]
                rowWeights[i] += w[i][j] * columns[j]
                columnWeights[j] += w[i][j] * rows[i]
            }
        }
        let kappa = (observed - expected) / (1 - expected)
        var (chance, sampled) = (0.0, 0.0)
        for i in 0..<q {
            for j in 0..<q {
                let margin = rowWeights[i] + columnWeights[j]
                let a = w[i][j] - margin
                chance += rows[i] * columns[j] * a * a
                let b = w[i][j] * (1 - expected) - margin * (1 - observed)
                sampled += p[i][j] * b * b
            }
        }
        let gap = 1 - expected
        let nullVariance = (chance - expected * expected) / (n * gap * gap)
        let last = observed * expected - 2 * expected + observed
        let variance = max(0, sampled - last * last) / (n * gap * gap * gap * gap)
        return AgreementCoefficient(
            name: weights == .identity ? "κ" : "κw", value: kappa, observed: observed, expected: expected,
            standardError: variance.squareRoot(), quantile: quantile, z: kappa / nullVariance.squareRoot(),
            source: "Cohen (1960, 1968); Fleiss, Cohen and Everitt (1969)",
            assumptions: [
                .independentSubjects,
                Assumption(
                    isMet: n >= 30, zh: "大样本近似（对象不少于 30 个）", en: "large-sample standard error (at least 30 subjects)"),
            ])
    }
}

/// The normal quantile of a two-sided interval.
func normalQuantile(_ confidence: Double) throws(MethodProblem) -> Double {
    guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
    return -NormalDistribution.standardQuantile((1 - confidence) / 2)
}

/// The quantile of Student's t for a two-sided interval; NaN without a degree of freedom.
func studentQuantile(_ confidence: Double, _ degrees: Double) throws(MethodProblem) -> Double {
    guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
    return numberOrNaN { () throws(MathProblem) -> Double in
        try StudentTDistribution(degreesOfFreedom: degrees).upperQuantile((1 - confidence) / 2)
    }
}
