import QualityMath

/// What a plan does at one quality level.
public struct PlanPerformance: Hashable, Sendable {
    /// The fraction nonconforming (or nonconformities per item) of the lots submitted.
    public let quality: Double
    /// The probability that a lot is accepted.
    public let acceptance: Double
    /// The probability of acceptance in each stage.
    public let acceptanceByStage: [Double]
    /// The probability of non-acceptance in each stage.
    public let rejectionByStage: [Double]
    /// The mean number of items drawn when every stage that is begun is finished.
    public let averageSampleNumber: Double
}

extension AcceptancePlan {
    /// Returns the probability of acceptance and the average sample number at one quality level.
    ///
    /// The count is carried from stage to stage exactly; with a lot size, the later stages draw from what is left.
    /// O(stages × rejection number²).
    ///
    /// - Parameters:
    ///   - quality: the fraction nonconforming, 0 to 1 (Poisson: nonconformities per item, at least 0).
    ///   - model: how items are counted.
    /// - Returns: the performance.
    /// - Throws: ``MethodProblem`` for a quality outside its range or a sample larger than the lot.
    public func performance(at quality: Double, model: LotModel = .binomial) throws(MethodProblem) -> PlanPerformance {
        try model.check(quality, sample: totalSampleSize)
        return performance(unchecked: quality, model: model)
    }

    /// Returns the operating characteristic curve: the probability of acceptance at each quality level.
    ///
    /// The number of threads changes nothing but the time.
    ///
    /// - Throws: ``MethodProblem`` naming the entry that is out of range.
    public func operatingCharacteristic(
        _ qualities: [Double], model: LotModel = .binomial, threads: Int = 2
    ) throws(MethodProblem) -> [Double] {
        let size = totalSampleSize
        try model.check(0, sample: size)
        let limit = (stages.last?.rejection ?? 1) - 1
        let (curve, checks) = ConcurrentChunks.fillWithResults(qualities.count, size: 2048, threads: threads) {
            places, curve in
            let part = qualities.span.extracting(places)
            if stages.count == 1 { return model.cumulative(limit, sample: size, fractions: part, &curve) }
            for index in 0..<part.count {
                guard model.isQuality(part[index]) else { return false }
                curve[index] = performance(unchecked: part[index], model: model).acceptance
            }
            return true
        }
        if checks.contains(false) {
            for quality in qualities { try model.check(quality, sample: size) }
        }
        return curve
    }

    /// Returns the quality level that is accepted with the given probability.
    ///
    /// - Parameters:
    ///   - probability: strictly between 0 and 1; 0.95 gives the producer's, 0.1 the consumer's risk quality.
    ///   - model: binomial or Poisson.
    /// - Returns: the quality level.
    /// - Throws: ``MethodProblem`` for a probability out of range or the hypergeometric model.
    public func quality(acceptedWith probability: Double, model: LotModel = .binomial) throws(MethodProblem) -> Double {
        guard probability > 0, probability < 1 else { throw .openFraction("probability") }
        if case .hypergeometric = model {
            throw .refused("model", zh: "有限批的不合格品数不连续，请用二项或泊松模型", en: "use the binomial or Poisson model")
        }
        let upper = model == .poisson ? 10 * Double(totalSampleSize + 10) / Double(stages[0].sampleSize) : 1.0
        return try naming("quality") { () throws(MathProblem) -> Double in
            try RootFinding.brent(from: 0, to: upper, tolerance: 1e-15) {
                performance(unchecked: $0, model: model).acceptance - probability
            }.x
        }
    }

    func performance(unchecked quality: Double, model: LotModel) -> PlanPerformance {
        var reached: [Double] = [1]
        var (accepted, rejected): ([Double], [Double]) = ([], [])
        var average = 0.0
        var drawn = 0
        for (index, stage) in stages.enumerated() {
            average += Double(stage.sampleSize) * Summation.compensated(reached)
            let last = index == stages.count - 1
            if stages.count == 1 {
                let p = model.cumulative(stage.rejection - 1, sample: stage.sampleSize, fraction: quality)
                return PlanPerformance(
                    quality: quality, acceptance: p, acceptanceByStage: [p], rejectionByStage: [1 - p],
                    averageSampleNumber: average)
            }
            var next = [Double](repeating: 0, count: stage.rejection)
            var shared: [Double]?
            for (found, weight) in reached.enumerated() where weight > 0 {
                let masses: [Double]
                if let kept = shared {
                    masses = kept
                } else {
                    masses = model.masses(
                        limit: stage.rejection - (isDependent(model) ? found : 0), sample: stage.sampleSize,
                        fraction: quality, drawn: drawn, found: found)
                    if !isDependent(model) { shared = masses }
                }
                for x in 0..<max(0, stage.rejection - found) { next[found + x] += weight * masses[x] }
            }
            let begun = Summation.compensated(reached)
            let kept = last ? stage.rejection - 1 : stage.acceptance
            var yes = 0.0
            if kept >= 0 {
                for x in 0...min(kept, next.count - 1) {
                    yes += next[x]
                    next[x] = 0
                }
            }
            accepted.append(yes)
            rejected.append(max(0, begun - yes - Summation.compensated(next)))
            reached = next
            drawn += stage.sampleSize
        }
        return PlanPerformance(
            quality: quality, acceptance: min(1, Summation.compensated(accepted)), acceptanceByStage: accepted,
            rejectionByStage: rejected, averageSampleNumber: average)
    }

    private func isDependent(_ model: LotModel) -> Bool {
        if case .hypergeometric = model { true } else { false }
    }
}
