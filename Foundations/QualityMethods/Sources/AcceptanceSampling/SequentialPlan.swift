import Glibc

/// A sequential plan by attributes of Wald: after each item the count is compared with two parallel lines.
///
/// Accept at or below s n - h₁, do not accept at or above s n + h₂, with
/// k = ln(p₂(1-p₁) / (p₁(1-p₂))), s = ln((1-p₁)/(1-p₂))/k, h₁ = ln((1-α)/β)/k, h₂ = ln((1-β)/α)/k.
/// The risks are met nearly, since the counts jump over the lines; ``performance(at:limit:)`` computes them exactly with
/// a truncation. Source: Wald (1947); ISO 28591.
public struct SequentialPlan: Hashable, Sendable {
    /// The slope s of both lines.
    public let slope: Double
    /// The intercept h₁ of the acceptance line, taken off.
    public let acceptanceIntercept: Double
    /// The intercept h₂ of the rejection line, added.
    public let rejectionIntercept: Double

    /// What the truncated plan does at one quality level.
    public struct Performance: Hashable, Sendable {
        /// The probability of acceptance.
        public let acceptance: Double
        /// The mean number of items inspected.
        public let averageSampleNumber: Double
    }

    /// Designs the plan for two points with the risks α = 1 - a and β = b.
    public init(_ risks: RiskPoints) {
        let (p1, p2) = (risks.producerQuality, risks.consumerQuality)
        let k = log(p2 / p1) + log1p(-p1) - log1p(-p2)
        slope = (log1p(-p1) - log1p(-p2)) / k
        acceptanceIntercept = log(risks.producerAcceptance / risks.consumerAcceptance) / k
        rejectionIntercept = log((1 - risks.consumerAcceptance) / (1 - risks.producerAcceptance)) / k
    }

    /// The greatest count that accepts after n items, or nil where none does yet.
    public func acceptanceNumber(after n: Int) -> Int? {
        let line = slope * Double(n) - acceptanceIntercept
        return line >= 0 ? Int(line.rounded(.down)) : nil
    }

    /// The least count that does not accept after n items, or nil where n items cannot reach it.
    public func rejectionNumber(after n: Int) -> Int? {
        let line = slope * Double(n) + rejectionIntercept
        return line <= Double(n) ? Int(line.rounded(.up)) : nil
    }

    /// Returns the decision after each item has been judged: true accepts, false does not, nil goes on.
    public func decide(_ isNonconforming: [Bool]) -> (decision: Bool?, items: Int) {
        var count = 0
        for (index, bad) in isNonconforming.enumerated() {
            count += bad ? 1 : 0
            if let reject = rejectionNumber(after: index + 1), count >= reject { return (false, index + 1) }
            if let accept = acceptanceNumber(after: index + 1), count <= accept { return (true, index + 1) }
        }
        return (nil, isNonconforming.count)
    }

    /// Returns the exact probability of acceptance and mean sample of the plan truncated at `limit` items.
    ///
    /// At the limit the lot is accepted when the count is at most s n. O(limit × width between the lines).
    ///
    /// - Throws: ``MethodProblem`` for a fraction outside 0 to 1 or a limit outside 1...10⁶.
    public func performance(at fraction: Double, limit: Int) throws(MethodProblem) -> Performance {
        try LotModel.binomial.check(fraction, sample: 1)
        guard (1...1_000_000).contains(limit) else {
            throw .refused("limit", zh: "截止数须为 1 至 1000000", en: "the limit is 1 to 1000000")
        }
        var low = 0
        var going: [Double] = [1]
        var (accepted, expected) = (0.0, 0.0)
        for n in 1...limit {
            let total = going.reduce(0, +)
            if total < 1e-15 { break }
            expected += total
            var next = [Double](repeating: 0, count: going.count + 1)
            for (place, weight) in going.enumerated() {
                next[place] += weight * (1 - fraction)
                next[place + 1] += weight * fraction
            }
            let reject = rejectionNumber(after: n) ?? Int.max
            let accept = n == limit ? Int((slope * Double(n)).rounded(.down)) : acceptanceNumber(after: n) ?? -1
            while let last = next.indices.last, low + last >= reject { next.removeLast() }
            while !next.isEmpty, low <= accept {
                accepted += next.removeFirst()
                low += 1
            }
            going = n == limit ? [] : next
        }
        return Performance(acceptance: accepted, averageSampleNumber: expected)
    }
}
