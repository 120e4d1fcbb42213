/// A sampling plan by attributes: one stage for a single plan, two for a double one, more for a multiple one.
///
/// Acceptance numbers may exceed the sample size: plans for nonconformities count several on one item.
///
/// Properties: acceptance and rejection numbers are cumulative over the stages and neither falls from one stage to the
/// next. In the last stage the rejection number is the acceptance number plus one, but for the reduced plans of
/// MIL-STD-105E, which leave a gap: a lot that falls into it is accepted, and inspection returns to normal.
/// Source: ISO 2859-1:1999, 3.1 and 10.3.
public struct AcceptancePlan: Hashable, Sendable {
    /// One sample of a plan.
    public struct Stage: Hashable, Sendable {
        /// The number of items drawn in this stage alone.
        public let sampleSize: Int
        /// The lot is accepted when the cumulative count is at most this; -1 where no acceptance is permitted yet.
        public let acceptance: Int
        /// The lot is not accepted when the cumulative count is at least this.
        public let rejection: Int

        /// Makes a stage; the plan that holds it checks its numbers.
        public init(sampleSize: Int, acceptance: Int, rejection: Int) {
            self.sampleSize = sampleSize
            self.acceptance = acceptance
            self.rejection = rejection
        }
    }

    /// The stages in the order in which samples are drawn.
    public let stages: [Stage]

    /// Makes a plan.
    ///
    /// - Parameter stages: 1 to 20 stages with sample sizes of at least 1 and rising cumulative numbers.
    /// - Throws: ``MethodProblem`` that names the stage and the rule that it breaks.
    public init(stages: [Stage]) throws(MethodProblem) {
        guard (1...20).contains(stages.count) else {
            throw .refused("stages", zh: "抽样方案须有 1 至 20 个阶段", en: "a plan has 1 to 20 stages")
        }
        var previous = (acceptance: -1, rejection: 0)
        for (index, stage) in stages.enumerated() {
            let field = "stages[\(index)]"
            guard (1...1_000_000_000).contains(stage.sampleSize) else {
                throw .refused(
                    field, zh: "样本量须为 1 至 1000000000 的整数", en: "a sample size is 1 to 1000000000")
            }
            guard stage.acceptance >= -1, stage.rejection > stage.acceptance, stage.rejection >= 1,
                stage.rejection <= 1_000_000
            else {
                throw .refused(
                    field, zh: "拒收数须大于接收数，且不超过 1000000",
                    en: "the rejection number is above the acceptance number and at most 1000000")
            }
            guard stage.acceptance >= previous.acceptance, stage.rejection >= previous.rejection else {
                throw .refused(
                    field, zh: "累计接收数和拒收数不得逐阶段减小",
                    en: "cumulative acceptance and rejection numbers do not fall from stage to stage")
            }
            previous = (stage.acceptance, stage.rejection)
        }
        guard previous.acceptance >= 0 else {
            throw .refused(
                "stages[\(stages.count - 1)]", zh: "最后阶段须能接收", en: "the last stage must be able to accept")
        }
        self.stages = stages
    }

    /// Makes a single plan: `sampleSize` items, accepted with at most `acceptance` nonconforming ones.
    public init(sampleSize: Int, acceptance: Int) throws(MethodProblem) {
        guard acceptance >= 0, acceptance < 1_000_000 else {
            throw .refused(
                "c", zh: "接收数须为 0 至 999999", en: "the acceptance number is 0 to 999999")
        }
        try self.init(stages: [
            Stage(sampleSize: sampleSize, acceptance: acceptance, rejection: acceptance + 1)
        ])
    }

    /// A plan whose numbers are known to obey the rules: for the tables of the standards.
    init(tabulated stages: [Stage]) { self.stages = stages }

    /// The sample size of all stages together.
    public var totalSampleSize: Int { stages.reduce(0) { $0 + $1.sampleSize } }

    /// Whether the last stage leaves a gap between acceptance and rejection (reduced plans of MIL-STD-105E).
    public var hasGap: Bool { stages.last.map { $0.rejection > $0.acceptance + 1 } ?? false }

    /// Whether a cumulative count decides in a stage: true accepts, false does not accept, nil goes on.
    ///
    /// In the last stage everything below the rejection number accepts.
    public func decision(stage: Int, count: Int) -> Bool? {
        guard stages.indices.contains(stage) else { return nil }
        if count >= stages[stage].rejection { return false }
        if count <= stages[stage].acceptance || stage == stages.count - 1 { return true }
        return nil
    }
}
