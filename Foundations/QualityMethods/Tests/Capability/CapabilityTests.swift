import Glibc
import QualityMath
import QualityMethods
import Testing

@Suite struct CapabilityTests {
    @Test("a process of one sixth of the tolerance has Cp 1 and the fraction 0.0027 outside")
    func unit() throws {
        let capability = try NormalCapability(
            mean: 10, sigma: 1, count: 100, limits: SpecificationLimits(lower: 7, upper: 13))
        #expect(abs((capability.spread?.value ?? 0) - 1) < 1e-15)
        #expect(abs(capability.minimum.value - 1) < 1e-15)
        #expect(
            abs(capability.expectedFractions.below + capability.expectedFractions.above - 0.0026997960632602) < 1e-15)
        #expect(capability.taguchi.map { abs($0.value - 1) < 1e-15 } == true)
    }

    @Test("one limit alone gives its side and no Cp")
    func oneSided() throws {
        let capability = try NormalCapability(mean: 0, sigma: 1, count: 50, limits: SpecificationLimits(upper: 3))
        #expect(capability.spread == nil)
        #expect(capability.lowerSide == nil)
        #expect(capability.minimum.value == 1)
        #expect(throws: MethodProblem.self) { try SpecificationLimits() }
        #expect(throws: MethodProblem.self) { try SpecificationLimits(lower: 2, upper: 2) }
    }

    @Test("the indices of many processes at once are those of each")
    func batch() throws {
        var stream = RandomStream(key: 12)
        let values = stream.normals(7 * 23)
        let limits = try SpecificationLimits(lower: -3, upper: 4)
        let indices = try ProcessCapability.minimumIndices(values: values, perProcess: 23, limits: limits)
        for process in 0..<7 {
            let part = Moments(of: Array(values[process * 23..<process * 23 + 23]))
            let single = try NormalCapability(
                mean: part.mean, sigma: part.standardDeviation, count: 23, limits: limits)
            #expect(abs(indices[process] - single.minimum.value) < 1e-13)
        }
    }

    @Test("correcting for the uncertainty of measuring raises the index and refuses more than all")
    func uncertainty() throws {
        let observed = try NormalCapability(
            mean: 0, sigma: 1, count: 50, limits: SpecificationLimits(lower: -3, upper: 3))
        let corrected = try UncertaintyCorrectedCapability(observed, standardUncertainty: 0.6)
        #expect(abs(corrected.corrected.minimum.value - 1.25) < 1e-15)
        #expect(throws: MethodProblem.self) { try UncertaintyCorrectedCapability(observed, standardUncertainty: 1) }
    }

    // NIST/SEMATECH e-Handbook, 7.2.6.3: n = 43, coverage 0.90, confidence 0.99 give 1.8740 on one side.
    @Test("tolerance factors agree with the handbook and grow with coverage")
    func tolerance() throws {
        let one = try ToleranceInterval.oneSidedFactor(count: 43, coverage: 0.9, confidence: 0.99)
        #expect(abs(one - 1.8740) < 5e-5)
        let two = try ToleranceInterval.twoSidedFactor(count: 10, coverage: 0.95, confidence: 0.95)
        #expect(abs(two - 3.3935) < 1e-3)  // ISO 16269-6:2014, table of exact two-sided factors
        #expect(try ToleranceInterval.smallestCount(coverage: 0.95, confidence: 0.95) == 93)
        #expect(try ToleranceInterval.smallestCount(coverage: 0.95, confidence: 0.95, sides: 1) == 59)
        // Closed forms: 1 - pⁿ on one side, 1 - n pⁿ⁻¹ + (n - 1) pⁿ on two.
        let open = try ToleranceInterval.nonparametricConfidence(count: 59, coverage: 0.95, below: nil)
        #expect(abs(open - (1 - pow(0.95, 59))) < 1e-14)
        let closed = try ToleranceInterval.nonparametricConfidence(count: 93, coverage: 0.95)
        #expect(abs(closed - (1 - 93 * pow(0.95, 92) + 92 * pow(0.95, 93))) < 1e-13)
        #expect(throws: MethodProblem.self) {
            try ToleranceInterval.nonparametricConfidence(count: 5, coverage: 0.9, below: nil, above: nil)
        }
        #expect(throws: MethodProblem.self) {
            try ToleranceInterval.oneSidedFactor(count: 1, coverage: 0.9, confidence: 0.9)
        }
    }

    @Test("no failure gives the exact upper bound and a rate of 0")
    func attributes() throws {
        let capability = try AttributeCapability(.binomial, counts: [0], sizes: [100])
        #expect(capability.rate.lower == 0)
        #expect(abs(capability.rate.upper - (1 - pow(0.025, 0.01))) < 1e-14)
        #expect(capability.z == .infinity)
        let poisson = try AttributeCapability(.poisson, counts: [0], sizes: [2])
        #expect(abs(poisson.rate.upper - 3.688879454113936 / 2) < 1e-13)
    }

    @Test("each family is found again in its own quantiles", arguments: DistributionFamily.allCases)
    func families(_ family: DistributionFamily) throws {
        let p = (1...400).map { (Double($0) - 0.5) / 400 }
        let origin: any ContinuousDistribution =
            switch family {
            case .normal: try NormalDistribution(mean: 50, standardDeviation: 3)
            case .lognormal: try LognormalDistribution(logMean: 1, logStandardDeviation: 0.8)
            case .weibull: try WeibullDistribution(shape: 1.7, scale: 4)
            case .gamma: try GammaDistribution(shape: 2.5, scale: 2)
            case .exponential: try ExponentialDistribution(scale: 3)
            case .logistic: try LogisticDistribution(location: 20, scale: 2)
            case .gumbel: try GumbelDistribution(location: 10, scale: 2)
            }
        let values = p.map { origin.quantile($0) }
        let fit = try FittedDistribution(family, to: values)
        #expect(fit.andersonDarling < 0.05)
        #expect(abs(fit.distribution.quantile(0.9) / origin.quantile(0.9) - 1) < 0.02)
    }

    @Test("the fit of greatest likelihood is not improved by moving a parameter")
    func likelihood() throws {
        let values = [1.2, 0.4, 2.2, 3.1, 0.9, 1.7, 5.2, 0.6]
        let fit = try FittedDistribution(.weibull, to: values)
        let (shape, scale) = (fit.parameters["shape"] ?? 0, fit.parameters["scale"] ?? 0)
        for (a, b) in [(1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999)] {
            let other = try WeibullDistribution(shape: shape * a, scale: scale * b)
            #expect(other.logLikelihood(values) < fit.logLikelihood)
        }
        #expect(throws: MethodProblem.self) { try FittedDistribution(.weibull, to: [1, 0]) }
        #expect(throws: MethodProblem.self) { try FittedDistribution(.normal, to: [2, 2, 2]) }
    }

    @Test("Johnson's transformation makes skewed data normal and turns back")
    func johnson() throws {
        let values = (1...200).map { i in
            let z = NormalDistribution.standardQuantile((Double(i) - 0.5) / 200)
            return 2 + 3 / (1 + exp(1 - 0.8 * z))
        }
        let transformation = try JohnsonTransformation(fitting: values)
        for value in values { #expect(abs(transformation.inverse(transformation(value)) - value) < 1e-8) }
        let p = try NormalityTest.andersonDarling(values.map { transformation($0) }).probability
        #expect(p > 0.5)
    }

    @Test("tests of normality refuse constant and short data")
    func normality() throws {
        #expect(throws: MethodProblem.self) { try NormalityTest.andersonDarling([1, 1, 1]) }
        #expect(throws: MethodProblem.self) { try NormalityTest.shapiroWilk([1, 2]) }
        let three = try NormalityTest.shapiroWilk([1, 2, 4])
        #expect(abs(three.statistic - 0.9642857142857144) < 1e-12)  // scipy 1.17.1
        #expect(abs(three.probability - 0.6368868) < 1e-6)
    }

    @Test("time-dependent models are told from data made by them")
    func models() throws {
        var stream = RandomStream(key: 21)
        func rows(_ mean: (Int) -> Double, _ sigma: (Int) -> Double) throws -> Subgroups {
            try Subgroups((0..<40).map { index in stream.normals(5).map { mean(index) + sigma(index) * $0 } })
        }
        #expect(try TimeDependentModel(rows({ _ in 0 }, { _ in 1 })).model == .a1)
        #expect(try TimeDependentModel(rows({ _ in 0 }, { $0 < 20 ? 1 : 5 })).model == .b)
        #expect(try TimeDependentModel(rows({ Double($0) * 0.1 }, { _ in 1 })).model == .c3)
        #expect(try TimeDependentModel(rows({ Double($0 % 7) }, { $0 < 20 ? 1 : 5 })).model == .d)
    }

    // David (1951), as in the tables of equivalent degrees of freedom for mean ranges: 5 subgroups of 5 give 18.4 with d₂*.
    @Test("the interval of capability has the degrees of freedom of its estimator")
    func degreesOfFreedom() throws {
        var stream = RandomStream(key: 77)
        let subgroups = try Subgroups((0..<5).map { _ in stream.normals(5) })
        #expect(SigmaEstimator.pooled.degreesOfFreedom(subgroups) == 20)
        let range = SigmaEstimator.range.degreesOfFreedom(subgroups)
        #expect(abs(range - 18.4) < 0.3)
        let limits = try SpecificationLimits(lower: -4, upper: 4)
        let own = try ProcessCapability(subgroups, limits: limits, estimator: .range).within
        let all = try ProcessCapability(subgroups, limits: limits, estimator: .range, intervals: .count).within
        #expect(own.degreesOfFreedom == range)
        #expect(all.degreesOfFreedom == 24)
        #expect((own.spread?.lower ?? 0) < (all.spread?.lower ?? 0))
    }

    @Test(
        "bootstrap intervals hold the estimate, repeat with their stream, and hold the truth about as often as they say"
    )
    func quantileIntervals() throws {
        let limits = try SpecificationLimits(upper: 20)
        let origin = try WeibullDistribution(shape: 2, scale: 4)
        let truth = (20 - origin.quantile(0.5)) / (origin.upperQuantile(0.00135) - origin.quantile(0.5))
        var held = 0
        for study in 0..<40 {
            var stream = RandomStream(key: 900 + UInt64(study))
            let values = origin.samples(60, using: &stream)
            let fit = try FittedDistribution(.weibull, to: values)
            let result = try QuantileIntervals(
                fit, count: 60, limits: limits, confidence: 0.9, replicates: 120, stream: RandomStream(key: 5))
            #expect(result.minimum.lower < result.minimum.value && result.minimum.value < result.minimum.upper)
            held += result.minimum.lower <= truth && truth <= result.minimum.upper ? 1 : 0
            if study == 0 {
                let again = try QuantileIntervals(
                    fit, count: 60, limits: limits, confidence: 0.9, replicates: 120, stream: RandomStream(key: 5))
                #expect(again == result)
                #expect(result.spread == nil)
            }
        }
        // 36 are expected; fewer than 29 have a probability of one in a thousand.
        #expect(held >= 29)
    }

    @Test("a lower tolerance limit is the upper one of the data turned round")
    func oneSidedTolerance() throws {
        let values = (1...80).map { Double($0 * $0) }
        let upper = try MethodRegistry.run(
            "capability/tolerance-interval",
            ["values": MethodValue(values.map { -$0 }), "sides": 1, "normal": false])["values"]
        let lower = try MethodRegistry.run(
            "capability/tolerance-interval",
            ["values": MethodValue(values), "sides": 1, "side": "lower", "normal": false])["values"]
        #expect(lower?["lower"]?.asNumber == upper?["upper"]?.asNumber.map { -$0 })
        #expect(lower?["upper"]?.isNull == true)
        let normal = try MethodRegistry.run(
            "capability/tolerance-interval", ["values": [1, 2, 3, 4], "sides": 1, "side": "lower"])["values"]
        #expect(normal?["upper"]?.isNull == true && normal?["lower"]?.asNumber != nil)
    }

    @Test("a process of model A1 is judged as normal, one whose spread changes by the distribution that results")
    func performanceByModel() throws {
        var stream = RandomStream(key: 21)
        let steady = try Subgroups((0..<40).map { _ in stream.normals(5).map { 10 + $0 } })
        let limits = try SpecificationLimits(lower: 0, upper: 20)
        let model = try TimeDependentModel(steady)
        #expect(model.model == .a1)
        let performance = try model.performance(steady.values, limits: limits)
        #expect(performance.way == "normal")
        #expect(abs((performance.spread ?? 0) - 20 / 6 / Moments(of: steady.values).standardDeviation) < 1e-12)
        let changing = try Subgroups(
            (0..<200).map { index in stream.normals(5).map { 10 + (index < 100 ? 1 : 3) * $0 } })
        let other = try TimeDependentModel(changing)
        #expect(other.model == .b)
        #expect(try other.performance(changing.values, limits: limits).way == "empirical")
    }
}
