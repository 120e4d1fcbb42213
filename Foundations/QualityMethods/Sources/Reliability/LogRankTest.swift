import Glibc
import QualityMath

/// The test that groups have the same survival, from right-censored lives.
///
/// At each failure time the failures of a group are compared with those expected if all groups shared one hazard:
/// U = Σ w (d_j - d n_j/n), χ² = Uᵀ V⁻ U with k - 1 degrees of freedom. Weights w = S(t-)^ρ (Fleming and Harrington):
/// ρ = 0 is the log-rank test, ρ = 1 that of Peto and Peto. Source: Harrington and Fleming, Biometrika 69 (1982).
public struct LogRankTest: Explainable {
    /// The failures seen in each group.
    public let observed: [Double]
    /// The failures expected in each group (weighted, for ρ other than 0).
    public let expected: [Double]
    /// The test statistic.
    public let chiSquared: Double
    /// The number of groups less 1.
    public let degreesOfFreedom: Int
    /// The probability of such a statistic or a larger one if all groups share one hazard.
    public let probability: Double

    /// Computes the test.
    ///
    /// - Parameters:
    ///   - times: when each unit was last seen.
    ///   - failed: whether it failed then.
    ///   - groups: the group of each unit, numbered from 0; every number up to the largest must occur.
    ///   - rho: the power of survival that weights the times.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(times: [Double], failed: [Bool], groups: [Int], rho: Double = 0) throws(MathProblem) {
        try RequiredInput.count(times.count, atLeast: 2, "times")
        try RequiredInput.sameCount(failed.count, times.count, "failed")
        try RequiredInput.sameCount(groups.count, times.count, "groups")
        try RequiredInput.allFinite(times, "times")
        try RequiredInput.nonnegative(rho, "rho")
        let k = (groups.max() ?? 0) + 1
        let present = Set(groups)
        guard present.allSatisfy({ $0 >= 0 }), present.count == k, k >= 2 else {
            throw .tooFewValues(name: "groups", needed: max(2, min(k, times.count)), found: present.count)
        }
        guard failed.contains(true) else { throw .tooFewValues(name: "failures", needed: 1, found: 0) }
        let order = times.indices.sorted { times[$0] < times[$1] }
        var atRisk = [Double](repeating: 0, count: k)
        for group in groups { atRisk[group] += 1 }
        var observed = [Double](repeating: 0, count: k)
        var expected = [Double](repeating: 0, count: k)
        var covariance = Matrix(rows: k - 1, columns: k - 1)
        var survival = 1.0
        var index = 0
        while index < order.count {
            let time = times[order[index]]
            var leaving = [Double](repeating: 0, count: k)
            var failures = [Double](repeating: 0, count: k)
            while index < order.count, times[order[index]] == time {
                leaving[groups[order[index]]] += 1
                if failed[order[index]] { failures[groups[order[index]]] += 1 }
                index += 1
            }
            let n = atRisk.reduce(0, +)
            let d = failures.reduce(0, +)
            if d > 0 {
                let weight = pow(survival, rho)
                let spread = n > 1 ? weight * weight * d * (n - d) / (n - 1) : 0
                for j in 0..<k {
                    observed[j] += weight * failures[j]
                    expected[j] += weight * d * atRisk[j] / n
                    guard j < k - 1 else { continue }
                    for l in 0..<k - 1 {
                        covariance[j, l] += spread * (atRisk[j] / n) * ((j == l ? 1 : 0) - atRisk[l] / n)
                    }
                }
                survival *= (n - d) / n
            }
            for j in 0..<k { atRisk[j] -= leaving[j] }
        }
        let difference = (0..<k - 1).map { observed[$0] - expected[$0] }
        let solved = try covariance.pseudoinverse(tolerance: 1e-10).multiplied(by: difference)
        self.observed = observed
        self.expected = expected
        chiSquared = max(Summation.dot(difference, solved), 0)
        degreesOfFreedom = k - 1
        probability = try ChiSquaredDistribution(degreesOfFreedom: Double(k - 1)).survival(chiSquared)
    }

    /// Observed and expected failures, the statistic, and its probability.
    public var explanation: Explanation {
        let pairs = zip(observed, expected).enumerated().map {
            "\($0.offset + 1): O = \($0.element.0.significant()), E = \($0.element.1.significant())"
        }
        return Explanation(
            steps: [
                MethodText(pairs.joined(separator: "; ")),
                MethodText(
                    "χ² = Uᵀ V⁻¹ U = \(chiSquared.significant()), ν = \(degreesOfFreedom), p = \(probability.significant())"
                ),
            ], source: "Harrington and Fleming, Biometrika 69 (1982) 553-566",
            assumptions: [
                Assumption(
                    isMet: expected.allSatisfy { $0 >= 5 }, zh: "各组期望失效数不少于 5",
                    en: "at least 5 failures are expected in each group"),
                Assumption(.unknown, zh: "截尾与失效无关", en: "censoring does not depend on failure"),
            ])
    }
}
