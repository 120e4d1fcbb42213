import QualityMath

/// An attribute agreement study: appraisers classify items, several times, against a standard where there is one.
public struct AttributeAgreementStudy: Sendable, Explainable {
    /// A share of items with its exact interval.
    public struct Share: Hashable, Sendable {
        /// The items that agree.
        public let matched: Int
        /// The items inspected.
        public let inspected: Int
        /// The share.
        public var value: Double { Double(matched) / Double(inspected) }
        /// The interval of Clopper and Pearson.
        public let interval: ClosedRange<Double>
    }

    /// One appraiser.
    public struct Appraiser: Sendable {
        /// The name.
        public let name: String
        /// The items on which all his trials agree.
        public let within: Share
        /// Fleiss' kappa over his trials; nil with one trial.
        public let withinKappa: AgreementCoefficient?
        /// The items on which all his trials agree with the standard; nil without a standard.
        public let withStandard: Share?
        /// Cohen's kappa of all his trials with the standard; nil without a standard.
        public let standardKappa: AgreementCoefficient?
        /// Misses: nonconforming items that he passed, over the nonconforming ones; nil without a binary standard.
        public let missRate: Double?
        /// False alarms: conforming items that he refused, over the conforming ones; nil without a binary standard.
        public let falseAlarmRate: Double?
    }

    /// The appraisers in their order.
    public let appraisers: [Appraiser]
    /// The items on which all trials of all appraisers agree.
    public let between: Share
    /// Fleiss' kappa over all trials of all appraisers.
    public let betweenKappa: AgreementCoefficient
    /// The items on which everything agrees with the standard; nil without a standard.
    public let allWithStandard: Share?

    /// Analyses the study.
    ///
    /// - Parameters:
    ///   - trials: for each appraiser, one row an item and one column a trial.
    ///   - names: the appraisers' names.
    ///   - standard: the right category of each item; nil where there is none.
    ///   - nonconforming: the category that means nonconforming, for misses and false alarms.
    ///   - confidence: the level of the intervals.
    /// - Throws: ``MethodProblem`` for shapes that differ, one rating an item in all, fewer than 2 items.
    /// Source: AIAG MSA, 4th edition, III.C.
    public init(
        trials: [[[Double]]], names: [String], standard: [Double]? = nil, nonconforming: Double? = nil,
        confidence: Double = 0.95
    ) throws(MethodProblem) {
        guard let items = trials.first?.count, items >= 2, let count = trials.first?.first?.count, count >= 1,
            names.count == trials.count
        else {
            throw MethodProblem(
                .tooFewValues, at: "trials", zh: "至少要 2 个被评对象，且评价人名称与数据对应。",
                en: "At least 2 items are needed, and one name for each appraiser.")
        }
        for (index, appraiser) in trials.enumerated() {
            guard appraiser.count == items, appraiser.allSatisfy({ $0.count == count }) else {
                throw MethodProblem(
                    .wrongShape, at: "trials[\(index)]", zh: "应有 \(items) 行、每行 \(count) 次。",
                    en: "It must have \(items) rows of \(count) trials.")
            }
        }
        if let standard, standard.count != items {
            throw MethodProblem(.wrongShape, at: "standard", zh: "应有 \(items) 个值。", en: "It must have \(items) values.")
        }
        let all = (0..<items).map { item in trials.flatMap { $0[item] } }
        betweenKappa = try ChanceCorrectedAgreement.fleiss(try RatingTable(complete: all), confidence: confidence)
        between = try Self.share(all.map { Set($0).count == 1 }, confidence)
        if let standard {
            allWithStandard = try Self.share(
                zip(all, standard).map { row, right in row.allSatisfy { $0 == right } }, confidence)
        } else {
            allWithStandard = nil
        }
        var list: [Appraiser] = []
        for (name, rows) in zip(names, trials) {
            var withStandard: Share?
            var kappa: AgreementCoefficient?
            var rates: (Double?, Double?) = (nil, nil)
            if let standard {
                withStandard = try Self.share(
                    zip(rows, standard).map { row, right in row.allSatisfy { $0 == right } }, confidence)
                let pairs = zip(rows, standard).flatMap { row, right in row.map { [$0, right] } }
                kappa = try CohenKappa.coefficient(try RatingTable(complete: pairs), confidence: confidence)
                if let nonconforming { rates = Self.errors(pairs, nonconforming) }
            }
            list.append(
                Appraiser(
                    name: name, within: try Self.share(rows.map { Set($0).count == 1 }, confidence),
                    withinKappa: count > 1
                        ? try ChanceCorrectedAgreement.fleiss(try RatingTable(complete: rows), confidence: confidence)
                        : nil,
                    withStandard: withStandard, standardKappa: kappa, missRate: rates.0, falseAlarmRate: rates.1))
        }
        appraisers = list
    }

    private static func errors(_ pairs: [[Double]], _ nonconforming: Double) -> (Double?, Double?) {
        let bad = pairs.filter { $0[1] == nonconforming }
        let good = pairs.filter { $0[1] != nonconforming }
        return (
            bad.isEmpty ? nil : Double(bad.filter { $0[0] != nonconforming }.count) / Double(bad.count),
            good.isEmpty ? nil : Double(good.filter { $0[0] == nonconforming }.count) / Double(good.count)
        )
    }

    private static func share(_ agree: [Bool], _ confidence: Double) throws(MethodProblem) -> Share {
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        let (n, x) = (agree.count, agree.filter { $0 }.count)
        let tail = (1 - confidence) / 2
        let low = x == 0 ? 0 : SpecialFunctions.inverseRegularizedBeta(tail, Double(x), Double(n - x + 1)).x
        let high = x == n ? 1 : SpecialFunctions.inverseRegularizedBeta(1 - tail, Double(x + 1), Double(n - x)).x
        return Share(matched: x, inspected: n, interval: low...max(low, high))
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: appraisers.map { appraiser in
                MethodText(
                    "\(appraiser.name): \(appraiser.within.matched)/\(appraiser.within.inspected)"
                        + (appraiser.withStandard.map { ", \($0.matched)/\($0.inspected)" } ?? ""))
            } + [MethodText("\(between.matched)/\(between.inspected), κ = \(betweenKappa.value.significant())")],
            source: "AIAG MSA, 4th edition, III.C", assumptions: [.independentSubjects])
    }
}
