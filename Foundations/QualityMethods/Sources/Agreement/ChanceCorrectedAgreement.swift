import QualityMath

/// Coefficients of many raters with missing ratings: Fleiss' kappa and Gwet's AC1 and AC2.
///
/// Subject i with rᵢ ratings agrees with pᵢ = Σ r(i,k)(r*(i,k) - 1) / (rᵢ (rᵢ - 1)), r* with weights. The standard error
/// is that of sampling subjects (Gwet 2008, 2014), with Student's t of n - 1 degrees of freedom for the interval.
public enum ChanceCorrectedAgreement {
    /// Returns Fleiss' kappa.
    ///
    /// Chance agreement is Σ w πₖ πₗ with π the mean share of each category. z is that of Fleiss (1971) under chance and
    /// is there only for plain weights and complete ratings. Sources: Fleiss (1971); Fleiss, Nee and Landis (1979);
    /// Gwet (2014).
    public static func fleiss(
        _ table: RatingTable, weights: AgreementWeights = .identity, confidence: Double = 0.95
    ) throws(MethodProblem) -> AgreementCoefficient {
        let shares = try Shares(table, weights: weights.matrix((0..<table.categories.count).map { Double($0) }))
        let (q, pi) = (shares.categories, shares.means)
        var expected = 0.0
        let w = shares.weights
        var margins = [Double](repeating: 0, count: q)
        for k in 0..<q {
            for l in 0..<q { margins[k] += (w[k][l] + w[l][k]) / 2 * pi[l] }
        }
        for k in 0..<q { expected += pi[k] * margins[k] }
        let perSubject: [Double] = shares.subjects.map { subject in
            zip(subject.shares, margins).reduce(0.0) { $0 + $1.0 * $1.1 }
        }
        var z: Double?
        let raters = Double(table.raters)
        if weights == .identity, shares.subjects.allSatisfy({ $0.ratings == raters }) {
            let n = Double(shares.subjects.count)
            let spread: Double = pi.reduce(0.0) { $0 + $1 * (1 - $1) }
            let skew: Double = pi.reduce(0.0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
            let variance = 2 / (spread * spread * n * raters * (raters - 1)) * (spread * spread - skew)
            z = (shares.observed - expected) / (1 - expected) / variance.squareRoot()
        }
        return try shares.coefficient(
            name: "κ (Fleiss)", expected: expected, expectedBySubject: perSubject, z: z, confidence: confidence,
            source: "Fleiss (1971); Gwet (2014)")
    }

    /// Returns Gwet's AC1 (identity weights) or AC2 (any other weights).
    ///
    /// Chance agreement is T/(q(q-1)) Σ πₖ(1 - πₖ), with T the sum of all weights. Sources: Gwet (2008, 2014).
    ///
    /// - Parameters:
    ///   - table: the ratings.
    ///   - weights: on the values of the categories.
    ///   - categories: the scale, where it has categories that nobody used; nil for the values in the data.
    ///   - confidence: the level of the interval.
    /// - Returns: the coefficient.
    /// - Throws: ``MethodProblem`` for fewer than 2 rated subjects, none with 2 ratings, or a level out of range.
    public static func gwet(
        _ table: RatingTable, weights: AgreementWeights = .identity, categories: [Double]? = nil,
        confidence: Double = 0.95
    ) throws(MethodProblem) -> AgreementCoefficient {
        let scale = (categories ?? table.categories).sorted()
        guard Set(scale).count == scale.count, Set(table.categories).isSubset(of: Set(scale)) else {
            throw .refused(
                "categories", zh: "类别须互不相同且包含数据中的所有值",
                en: "the categories are different and hold all values of the data")
        }
        let shares = try Shares(table, weights: weights.matrix(scale), scale: scale)
        let q = Double(scale.count)
        let total: Double = shares.weights.reduce(0.0) { $0 + $1.reduce(0, +) }
        let factor = scale.count > 1 ? total / (q * (q - 1)) : 0
        let spread: Double = shares.means.reduce(0.0) { $0 + $1 * (1 - $1) }
        let expected = factor * spread
        let perSubject: [Double] = shares.subjects.map { subject in
            let chance: Double = zip(subject.shares, shares.means).reduce(0.0) { $0 + $1.0 * (1 - $1.1) }
            return factor * chance
        }
        return try shares.coefficient(
            name: weights == .identity ? "AC1" : "AC2", expected: expected, expectedBySubject: perSubject, z: nil,
            confidence: confidence, source: "Gwet (2008, 2014)")
    }

    /// The ratings as shares of categories, subject by subject.
    private struct Shares {
        struct Subject {
            let ratings: Double
            let shares: [Double]
            /// The agreement within the subject; 0 with a single rating.
            let agreement: Double
        }

        let weights: [[Double]]
        let subjects: [Subject]
        let means: [Double]
        let observed: Double
        var categories: Int { means.count }

        init(_ table: RatingTable, weights: [[Double]], scale: [Double]? = nil) throws(MethodProblem) {
            let scale = scale ?? table.categories
            let places = Dictionary(uniqueKeysWithValues: scale.enumerated().map { ($1, $0) })
            let q = scale.count
            var subjects: [Subject] = []
            for row in table.ratings {
                var counts = [Double](repeating: 0, count: q)
                for value in row { if let value, let place = places[value + 0] { counts[place] += 1 } }
                let total = counts.reduce(0, +)
                guard total > 0 else { continue }
                var sum = 0.0
                for k in 0..<q where counts[k] > 0 {
                    var near = -1.0
                    for l in 0..<q { near += weights[k][l] * counts[l] }
                    sum += counts[k] * near
                }
                subjects.append(
                    Subject(
                        ratings: total, shares: counts.map { $0 / total },
                        agreement: total > 1 ? sum / (total * (total - 1)) : 0))
            }
            let paired = subjects.filter { $0.ratings >= 2 }
            guard subjects.count >= 2, !paired.isEmpty else {
                throw MethodProblem(
                    .tooFewValues, at: "data", zh: "至少要 2 个对象，且有对象得到 2 个评价。",
                    en: "At least 2 subjects are needed, and one with 2 ratings.")
            }
            self.weights = weights
            self.subjects = subjects
            means = (0..<q).map { k in subjects.reduce(0) { $0 + $1.shares[k] } / Double(subjects.count) }
            observed = paired.reduce(0) { $0 + $1.agreement } / Double(paired.count)
        }

        func coefficient(
            name: String, expected: Double, expectedBySubject: [Double], z: Double?, confidence: Double, source: String
        ) throws(MethodProblem) -> AgreementCoefficient {
            let n = Double(subjects.count)
            let paired = Double(subjects.filter { $0.ratings >= 2 }.count)
            let value = (observed - expected) / (1 - expected)
            var sum = 0.0
            for (subject, chance) in zip(subjects, expectedBySubject) {
                let own = subject.ratings >= 2 ? n / paired * (subject.agreement - expected) / (1 - expected) : 0
                let adjusted = own - 2 * (1 - value) * (chance - expected) / (1 - expected)
                sum += (adjusted - value) * (adjusted - value)
            }
            return AgreementCoefficient(
                name: name, value: value, observed: observed, expected: expected,
                standardError: (sum / (n * (n - 1))).squareRoot(),
                quantile: try studentQuantile(confidence, n - 1), z: z, source: source,
                assumptions: [.independentSubjects])
        }
    }
}
