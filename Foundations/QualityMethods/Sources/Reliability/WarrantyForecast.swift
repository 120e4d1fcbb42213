import Glibc
import QualityMath

/// Units in service that are expected to fail within a time to come.
///
/// A unit of age a that still works fails within the next h with probability q = (S(a) - S(a + h))/S(a). Claims are
/// a sum of independent events: their mean is Σ n q, their variance Σ n q(1 - q). The prediction interval adds the
/// uncertainty of the fit, carried through log odds of each unit's q by the delta method.
/// Source: Meeker and Escobar (1998), 12.7; Escobar and Meeker, Technometrics 41 (1999).
public struct WarrantyForecast: Explainable {
    /// Units of one age.
    public struct Cohort: Hashable, Sendable {
        /// The units still working.
        public let units: Double
        /// Their age now.
        public let age: Double

        /// Creates a cohort.
        public init(units: Double, age: Double) {
            self.units = units
            self.age = age
        }
    }

    /// The expected number of failures.
    public let expected: Double
    /// The standard deviation from chance alone, the fit being taken as exact.
    public let chanceDeviation: Double
    /// The standard deviation that the fit's uncertainty adds.
    public let fitDeviation: Double
    /// The expected failures of each cohort.
    public let byCohort: [Double]
    /// The time ahead.
    public let horizon: Double

    /// Forecasts failures.
    ///
    /// - Parameters:
    ///   - cohorts: the units at work, by age.
    ///   - horizon: the time ahead, in the unit of the fit.
    ///   - limit: the age at which warranty ends; failures after it do not count. Nil for none.
    ///   - fit: the life distribution.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        cohorts: [Cohort], horizon: Double, limit: Double? = nil, fit: LifeFit
    ) throws(MathProblem) {
        try RequiredInput.count(cohorts.count, atLeast: 1, "cohorts")
        try RequiredInput.positive(horizon, "horizon")
        if let limit { try RequiredInput.positive(limit, "limit") }
        for (index, cohort) in cohorts.enumerated() {
            try RequiredInput.nonnegative(cohort.units, "cohorts[\(index)].units")
            try RequiredInput.nonnegative(cohort.age, "cohorts[\(index)].age")
        }
        func probabilities(_ parameters: [Double]) -> [Double] {
            cohorts.map { cohort in
                let end = min(cohort.age + horizon, limit ?? .infinity)
                guard end > cohort.age else { return 0 }
                let now = fit.likelihood.survival(cohort.age, parameters)
                let then = fit.likelihood.survival(end, parameters)
                return now > 0 ? (now - then) / now : 1
            }
        }
        func total(_ parameters: [Double]) -> Double {
            Summation.compensated(zip(cohorts, probabilities(parameters)).map { $0.units * $1 })
        }
        let q = probabilities(fit.unlimited)
        byCohort = zip(cohorts, q).map { $0.units * $1 }
        expected = Summation.compensated(byCohort)
        chanceDeviation = zip(cohorts, q).reduce(0) { $0 + $1.0.units * $1.1 * (1 - $1.1) }.squareRoot()
        let slopes = fit.unlimited.indices.map { index in
            let step = max(fit.covariance[index, index].squareRoot(), 1e-8) * 1e-2
            var (up, down) = (fit.unlimited, fit.unlimited)
            up[index] += step
            down[index] -= step
            return (total(up) - total(down)) / (2 * step)
        }
        fitDeviation = try fit.covariance.quadraticForm(slopes).squareRoot()
        self.horizon = horizon
    }

    /// Returns a prediction interval for the number of failures: lognormal in shape, so that it stays above 0.
    public func predictionBounds(confidence: Double = 0.95) throws(MathProblem) -> LifeFit.Bounds {
        try RequiredInput.openProbability(confidence, "confidence")
        guard expected > 0 else { return LifeFit.Bounds(lower: 0, upper: 0) }
        let variance = chanceDeviation * chanceDeviation + fitDeviation * fitDeviation
        let factor = exp(
            NormalDistribution.standardQuantile(0.5 + confidence / 2) * variance.squareRoot() / expected)
        return LifeFit.Bounds(lower: expected / factor, upper: expected * factor)
    }

    /// The expected number with its two deviations.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("E = Σ n (S(a) - S(a + h))/S(a) = \(expected.significant()), h = \(horizon.plain)"),
                MethodText(
                    zh: "标准差：偶然 \(chanceDeviation.significant())，拟合 \(fitDeviation.significant())",
                    en: "deviation: chance \(chanceDeviation.significant()), fit \(fitDeviation.significant())"),
            ], source: "Meeker and Escobar, Statistical Methods for Reliability Data, 12.7",
            assumptions: [
                Assumption(.unknown, zh: "在用产品与拟合数据同属一个总体", en: "units in service live like those fitted")
            ])
    }
}
