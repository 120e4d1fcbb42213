import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct ProficiencyTests {
    private let values = [0.0372, 0.0376, 0.0366, 0.0381, 0.0379, 0.0391, 0.0355, 0.0402, 0.0449, 0.0369]

    @Test("robust estimates follow a shift and a change of unit, and bear one wild value")
    func equivariance() throws {
        for factor in AlgorithmA.Factor.allCases {
            let a = try AlgorithmA(values, factor: factor)
            let moved = try AlgorithmA(values.map { 100 - 5 * $0 }, factor: factor)
            #expect(abs(moved.mean - (100 - 5 * a.mean)) < 1e-9)
            #expect(abs(moved.standardDeviation - 5 * a.standardDeviation) < 1e-9)
            let wild = try AlgorithmA(values + [1e6], factor: factor)
            #expect(abs(wild.mean - a.mean) < a.standardDeviation)
        }
        let q = try QHampel(values)
        let turned = try QHampel(values.map { 3 - 2 * $0 })
        #expect(abs(turned.standardDeviation - 2 * q.standardDeviation) < 1e-10)
        #expect(abs(turned.mean - (3 - 2 * q.mean)) < 1e-10)
        let wild = try QHampel(values + [1e6])
        #expect(abs(wild.mean - q.mean) < q.standardDeviation)
    }

    @Test("the robust deviations are consistent for normal data")
    func consistency() throws {
        var stream = RandomStream(key: 2)
        let normal = stream.normals(2000)
        #expect(abs(try AlgorithmA(normal, factor: .exact).standardDeviation - 1) < 0.05)
        #expect(abs(try QHampel(normal).standardDeviation - 1) < 0.05)
        #expect(abs(RobustScale.normalizedInterquartileRange(normal) - 1) < 0.08)
        let deviations = (0..<3000).map { _ in Moments(of: stream.normals(4)).standardDeviation }
        #expect(abs(try AlgorithmS(deviations, degreesOfFreedom: 3).standardDeviation - 1) < 0.03)
    }

    @Test("Algorithm S has the factors that ISO 13528 prints")
    func algorithmS() throws {
        // Table C.1: ν = 1: η 1.645, ξ 1.097; ν = 2: 1.517, 1.054; ν = 9: 1.277, 1.004 (to the digits printed).
        for (degrees, eta, xi) in [(1, 1.645, 1.097), (2, 1.517, 1.054), (3, 1.444, 1.039)] {
            let result = try AlgorithmS([1, 1.2, 0.8, 1.1], degreesOfFreedom: degrees)
            #expect(abs(result.limitFactor - eta) < 6e-4, "\(degrees) \(result.limitFactor)")
            #expect(abs(result.adjustmentFactor - xi) < 1.5e-3, "\(degrees) \(result.adjustmentFactor)")
        }
    }

    @Test("constant, tied, single and unusable values are answered or refused")
    func degenerate() throws {
        #expect(try AlgorithmA([5, 5, 5, 5]).standardDeviation == 0)
        #expect(try AlgorithmA([5, 5, 5, 5, 5, 6]).standardDeviation >= 0)
        #expect(try QHampel([5, 5, 5, 5]).standardDeviation == 0)
        #expect(throws: MathProblem.self) { try AlgorithmA([5]) }
        #expect(throws: MathProblem.self) { try AlgorithmA([5, .nan]) }
        #expect(throws: MathProblem.self) { try AlgorithmA([1e308, -1e308, 1e308, -1e308]) }
        #expect(throws: MathProblem.self) { try OutlierTest.grubbs([2, 2, 2], highest: true) }
        #expect(throws: MathProblem.self) { try OutlierTest.cochran(deviations: [0, 0], replicates: 2) }
        #expect(throws: MathProblem.self) { try PrecisionExperiment([[1], [2]]) }
        #expect(throws: MathProblem.self) { try MandelStatistics([[1, 2]]) }
        #expect(try MandelStatistics([[1, 1], [1, 1]]).h.allSatisfy { $0.isNaN })
        #expect(throws: MathProblem.self) { try KeyComparison(values: [], uncertainties: []) }
        #expect(throws: MathProblem.self) { try KeyComparison(values: [1], uncertainties: [0]) }
        #expect(throws: MathProblem.self) {
            try ConsensusMean(values: [1], uncertainties: [1], estimator: .mandelPaule)
        }
    }

    @Test("Mandel and Paule's mean is the root also where an iteration jumps over it (metafor 3.8-1, rma with PM)")
    func mandelPauleRoot() throws {
        let rows: [(values: [Double], uncertainties: [Double], mean: Double, uncertainty: Double)] = [
            (
                [
                    20.6121, 20, 18.7099, 18.7539, 19.7847, 19.4681, 18.9093, 18.9919, 21.1234, 19.5337, 20.5099,
                    21.3196, 19.7969, 18.8439,
                ], [0.154, 0.486, 1.5, 0.271, 0.291, 0.337, 0.717, 0.147, 1.3, 0.305, 0.943, 0.783, 0.165, 1.21],
                19.6805338264817, 0.195639622008067
            ),
            (
                [22.5265, 20.2191, 20.112, 21.0439, 20.2304, 17.44, 18.5779, 20.5288],
                [1.55, 0.146, 1.14, 0.424, 0.714, 1.41, 1.63, 0.603], 20.3204763272108, 0.36360756116527
            ),
            (
                [21.764, 21.3923, 20.0018, 18.0691, 19.9402, 20.74, 20.8152, 20.4886, 19.6164, 21.1927, 19.98],
                [0.156, 0.214, 1.43, 1.41, 0.43, 0.997, 0.169, 0.911, 1.6, 1.62, 0.368], 20.71232524468,
                0.260794554781737
            ),
        ]
        for row in rows {
            let found = try ConsensusMean(
                values: row.values, uncertainties: row.uncertainties, estimator: .mandelPaule)
            #expect(abs(found.mean - row.mean) < 1e-8 * row.mean)
            #expect(abs(found.uncertainty - row.uncertainty) < 1e-8 * row.uncertainty)
            #expect(found.betweenDeviation > 0)
        }
    }

    @Test("the bilateral degree of equivalence of two results is their difference with both uncertainties")
    func bilateral() {
        let pair = KeyComparison.bilateral(3, 0.3, 1, 0.4)
        #expect(pair.difference == 2 && abs(pair.expanded - 1) < 1e-15)
        let turned = KeyComparison.bilateral(1, 0.4, 3, 0.3)
        #expect(turned.difference == -2 && turned.expanded == pair.expanded)
    }

    @Test("indicator and critical values are those of ISO 5725-2's tables")
    func tables() throws {
        #expect(abs(try MandelStatistics.criticalH(laboratories: 8, significance: 0.05) - 1.75) < 0.006)
        #expect(abs(try MandelStatistics.criticalH(laboratories: 8, significance: 0.01) - 2.06) < 0.006)
        // Three laboratories in duplicate have a closed form: k = √3 (1 - α).
        for alpha in [0.05, 0.01] {
            let k = try MandelStatistics.criticalK(laboratories: 3, replicates: 2, significance: alpha)
            #expect(abs(k - 3.0.squareRoot() * (1 - alpha)) < 1e-12)
        }
        let cochran = try OutlierTest.cochran(deviations: [1, 1, 1, 1, 1, 1, 1, 2], replicates: 2)
        #expect(abs(cochran.criticalFive - 0.680) < 6e-4)
        #expect(abs(cochran.criticalOne - 0.794) < 6e-4)
        #expect(abs(cochran.statistic - 4.0 / 11) < 1e-14 && cochran.index == 7)
        let grubbs = try OutlierTest.grubbs([1, 2, 3, 4, 5, 6, 7, 20], highest: true)
        #expect(abs(grubbs.criticalFive - 2.126) < 1e-3)
        #expect(abs(grubbs.criticalOne - 2.274) < 1e-3)
        #expect(grubbs.isOutlier && grubbs.index == 7)
        let two = try OutlierTest.grubbsTwo([1, 2, 3, 4, 5, 6, 19, 20], highest: true)
        #expect(abs(two.criticalFive - 0.1101) < 3e-3)
        #expect(abs(two.criticalOne - 0.0563) < 3e-3)
        let moved = try OutlierTest.grubbs([1, 2, 3, 4, 5, 6, 7, 20].map { -$0 }, highest: false)
        #expect(abs(moved.statistic - grubbs.statistic) < 1e-12)
    }

    @Test("repeatability and reproducibility of a balanced experiment follow from its two mean squares")
    func precision() throws {
        let precision = try PrecisionExperiment([[1, 3], [4, 6], [7, 9]])
        // Within: 2 each; between: MS = 2·9 = 18; s_L² = (18 - 2)/2 = 8.
        #expect(abs(precision.repeatability - 2.0.squareRoot()) < 1e-14)
        #expect(abs(precision.betweenLaboratories - 8.0.squareRoot()) < 1e-14)
        #expect(abs(precision.reproducibility - 10.0.squareRoot()) < 1e-14)
        let negative = try PrecisionExperiment([[1, 9], [1, 9], [1, 9]])
        #expect(negative.isBetweenNegative && negative.betweenLaboratories == 0)
        let bounds = try precision.repeatabilityBounds(confidence: 0.9)
        #expect(bounds.lower < precision.repeatability && precision.repeatability < bounds.upper)
    }

    @Test("scores agree with their definitions and are absent without their inputs")
    func scores() throws {
        let score = try PerformanceScore(
            result: 10.6, assigned: 10, deviation: 0.2, assignedUncertainty: 0.15, resultUncertainty: 0.2)
        #expect(abs(score.z - 3) < 1e-12 && abs(score.zPrime - 2.4) < 1e-12 && abs(score.zeta - 2.4) < 1e-12)
        #expect(abs(score.normalizedError - 1.2) < 1e-12 && abs(score.percentDifference - 6) < 1e-12)
        #expect(PerformanceScore.Verdict.of(2.5) == .questionable)
        #expect(PerformanceScore.Verdict.ofNormalizedError(score.normalizedError) == .unsatisfactory)
        let bare = try PerformanceScore(result: 1, assigned: 0)
        #expect(bare.z.isNaN && bare.zeta.isNaN && bare.percentDifference.isNaN)
        #expect(throws: MathProblem.self) { try PerformanceScore(result: 1, assigned: 1, deviation: 0) }
    }

    @Test("equal items are homogeneous, and a shifted mean is not stable")
    func homogeneity() throws {
        let items = [[10.0, 10.1], [10.1, 10.0], [10.05, 10.05], [9.95, 10.1]]
        let check = try HomogeneityCheck(items: items, deviation: 1)
        #expect(check.isHomogeneous && check.isHomogeneousExpanded)
        let spread = try HomogeneityCheck(items: [[9, 9.1], [11, 11.1], [13, 13]], deviation: 1)
        #expect(spread.isHomogeneous == false)
        let stability = try HomogeneityCheck.stability(before: [10, 10.1], after: [11, 11.1], deviation: 1)
        #expect(stability.isStable == false)
        // F₁ and F₂ of ISO 13528, annex B, for 10 items in duplicate: 1.88 and 1.01.
        let ten = try HomogeneityCheck(items: (0..<10).map { [Double($0 % 2), Double($0 % 2) + 0.2] }, deviation: 1)
        let within = ten.withinDeviation * ten.withinDeviation
        #expect(abs(ten.expandedLimit * ten.expandedLimit - (1.88 * 0.09 + 1.01 * within)) < 1e-3)
    }

    @Test("consistent results have no variance between them, and estimators agree for equal uncertainties")
    func consensus() throws {
        for estimator in ConsensusMean.Estimator.allCases {
            let close = try ConsensusMean(
                values: [1, 1.01, 0.99], uncertainties: [0.1, 0.2, 0.1], estimator: estimator)
            #expect(close.betweenDeviation == 0)
            // Equal u: τ² = s² - u² for all three, u(μ) = s/√n.
            let equal = try ConsensusMean(
                values: [1, 2, 4, 7], uncertainties: [0.5, 0.5, 0.5, 0.5], estimator: estimator)
            let variance = Moments(of: [1, 2, 4, 7]).variance
            #expect(abs(equal.betweenDeviation - (variance - 0.25).squareRoot()) < 1e-9, "\(estimator)")
            #expect(abs(equal.uncertainty - (variance / 4).squareRoot()) < 1e-9)
            let huge = try ConsensusMean(
                values: [1e200, 2e200, 4e200], uncertainties: [1e199, 1e199, 1e199], estimator: estimator)
            #expect(huge.mean.isFinite && huge.uncertainty.isFinite)
        }
    }

    @Test("uncertainties far below the scatter leave the plain mean, for every estimator")
    func tinyUncertainties() throws {
        for u in [1e-30, 1e-100, 1e-300, 5e-324] {
            for estimator in ConsensusMean.Estimator.allCases {
                let result = try ConsensusMean(
                    values: [1, 2, 4, 9], uncertainties: [u, u, u, u], estimator: estimator)
                #expect(abs(result.mean - 4) < 1e-9, "\(u) \(estimator) \(result.mean)")
                // The variance between results is then the variance of the results, 12.666….
                #expect(abs(result.betweenDeviation - (38.0 / 3).squareRoot()) < 1e-6, "\(u) \(estimator)")
            }
        }
    }

    @Test("procedure B of key comparisons gives the same bits with one thread and two")
    func procedureB() throws {
        let x = [10.1, 10.3, 9.9, 10.0]
        let u = [0.1, 0.15, 0.1, 0.2]
        let one = try KeyComparison.median(
            values: x, uncertainties: u, draws: 20_000, stream: RandomStream(key: 1), threads: 1)
        let two = try KeyComparison.median(
            values: x, uncertainties: u, draws: 20_000, stream: RandomStream(key: 1), threads: 2)
        #expect(one.reference == two.reference && one.intervals == two.intervals)
        #expect(abs(one.reference - 10.05) < 0.03)
    }

    @Test("every method of the three families describes itself and refuses an unknown field")
    func registry() throws {
        let methods = ReliabilityFamily.methods + UncertaintyFamily.methods + ProficiencyFamily.methods
        #expect(Set(methods.map { $0.name }).count == methods.count)
        for method in methods {
            #expect(method.name.contains("/") && method.title.zh.isEmpty == false && method.outputs.isEmpty == false)
            #expect(throws: MethodProblem.self, "\(method.name)") { try method.run(["noSuchField": 1]) }
        }
    }

    @Test("methods run from plain values: life, budget in units, Monte Carlo, conformity, consensus")
    func running() throws {
        let life = try MethodRegistry.run(
            "reliability/life-fit", ["times": [31, 54, 66, 87, 101], "failed": [1, 1, 0, 1, 1], "at": [50]])
        #expect(life["values"]?["parameters"]?["shape"]?.asNumber ?? 0 > 1)
        let inputs: MethodValue = [
            ["name": "V", "value": 5, "uncertainty": 3, "unit": "V"],
            ["name": "I", "value": 20, "uncertainty": 0.1, "unit": "mA", "degreesOfFreedom": 9],
        ]
        let fixed: MethodValue = [
            ["name": "V", "value": 5, "uncertainty": 0.01, "unit": "V"],
            ["name": "I", "value": 20, "uncertainty": 0.1, "unit": "mA", "degreesOfFreedom": 9],
        ]
        let budget = try MethodRegistry.run(
            "uncertainty/budget", ["model": "R = V / I", "inputs": fixed, "outputUnits": ["kΩ"]])
        let output = budget["values"]?["outputs"]?.asList?.first
        #expect(abs((output?["value"]?.asNumber ?? 0) - 0.25) < 1e-12)
        #expect {
            try MethodRegistry.run(
                "uncertainty/budget", ["model": "R = V / I", "inputs": inputs, "outputUnits": ["kPa"]])
        } throws: { ($0 as? MethodProblem)?.field == "outputUnits[0]" }
        #expect {
            try MethodRegistry.run("uncertainty/budget", ["model": "R = V // I", "inputs": inputs])
        } throws: { ($0 as? MethodProblem)?.field == "model" }
        let propagated = try MethodRegistry.run(
            "uncertainty/monte-carlo",
            ["model": "R = V / I", "inputs": fixed, "outputUnits": ["Ω"], "draws": 20_000, "region": false])
        let drawn = propagated["values"]?["outputs"]?.asList?.first
        #expect(abs((drawn?["mean"]?.asNumber ?? 0) - 250) < 0.1)
        let decision = try MethodRegistry.run(
            "uncertainty/conformity", ["value": 9.9, "uncertainty": 0.2, "upper": 10])
        #expect(decision["values"]?["verdict"]?.asText == "rejected")
        #expect {
            try MethodRegistry.run("proficiency/consensus", ["values": [1, 2], "uncertainties": [1]])
        } throws: { ($0 as? MethodProblem)?.field == "uncertainties" }
    }
}
