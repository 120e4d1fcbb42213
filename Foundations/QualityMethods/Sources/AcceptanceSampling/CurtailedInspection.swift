/// When the inspection of a sample may stop early.
public enum Curtailment: String, Hashable, Sendable, CaseIterable {
    /// Every sample that is begun is finished.
    case none
    /// The first sample is finished; later ones stop as soon as the rejection number is reached.
    case laterRejection
    /// Every sample stops as soon as the rejection number is reached.
    case rejection
    /// Every sample stops as soon as its decision is certain either way.
    case full
}

extension AcceptancePlan {
    /// Returns the mean number of items inspected per lot, item by item, when inspection stops early.
    ///
    /// An exact chain over (items inspected, nonconforming found): O(total sample × rejection number).
    ///
    /// - Parameters:
    ///   - quality: the fraction nonconforming, 0 to 1.
    ///   - model: binomial or hypergeometric.
    ///   - curtailment: when a sample may stop early.
    /// - Returns: the mean number of items.
    /// - Throws: ``MethodProblem``: the Poisson model counts nonconformities, so no item decides.
    public func averageSampleNumber(
        at quality: Double, model: LotModel = .binomial, curtailment: Curtailment
    ) throws(MethodProblem) -> Double {
        try model.check(quality, sample: totalSampleSize)
        if curtailment == .none { return performance(unchecked: quality, model: model).averageSampleNumber }
        if model == .poisson {
            throw .refused(
                "model", zh: "截尾检验按单位产品判定，须用二项或超几何模型",
                en: "curtailed inspection needs items: binomial or hypergeometric")
        }
        var reached: [Double] = [1]
        var expected = 0.0
        var drawn = 0
        for (index, stage) in stages.enumerated() {
            let onRejection = curtailment != .laterRejection || index > 0
            let lastLimit = index == stages.count - 1 ? stage.rejection - 1 : stage.acceptance
            // Counts at or above the rejection number are kept in one cell while the sample goes on.
            var state = [Double](repeating: 0, count: stage.rejection + 1)
            for (found, weight) in reached.enumerated() { state[min(found, stage.rejection)] += weight }
            for item in 0..<stage.sampleSize {
                let left = stage.sampleSize - item
                var going = [Double](repeating: 0, count: state.count)
                for (found, weight) in state.enumerated() where weight > 0 {
                    if onRejection, found >= stage.rejection { continue }
                    if curtailment == .full, found + left <= lastLimit { continue }
                    going[found] = weight
                    expected += weight
                }
                var next = state
                for (found, weight) in going.enumerated() where weight > 0 {
                    let p = itemProbability(quality, model: model, drawn: drawn + item, found: found)
                    next[found] -= weight * p
                    next[min(found + 1, stage.rejection)] += weight * p
                }
                state = next
            }
            drawn += stage.sampleSize
            reached = state.enumerated().map { found, weight in
                found <= lastLimit || found >= stage.rejection ? 0 : weight
            }
        }
        return expected
    }

    private func itemProbability(_ quality: Double, model: LotModel, drawn: Int, found: Int) -> Double {
        guard case .hypergeometric(let lotSize) = model, let marked = model.nonconforming(quality) else {
            return quality
        }
        return min(1, max(0, Double(marked - found) / Double(lotSize - drawn)))
    }
}
