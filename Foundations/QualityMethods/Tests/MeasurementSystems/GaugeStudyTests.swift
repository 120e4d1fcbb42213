import QualityMath
import QualityMethods
import Testing

@Suite("Gauge studies")
struct GaugeStudyTests {
    /// A made study with a part, operator, interaction and repeat effect, from a fixed stream.
    private func made(
        parts: Int, operators: Int, repeats: Int, deviations: (Double, Double, Double, Double), key: UInt64
    ) -> (parts: [Int], operators: [Int], values: [Double]) {
        var stream = RandomStream(key: key)
        let part = stream.normals(parts).map { $0 * deviations.0 }
        let person = stream.normals(operators).map { $0 * deviations.1 }
        let both = stream.normals(parts * operators).map { $0 * deviations.2 }
        var result: (parts: [Int], operators: [Int], values: [Double]) = ([], [], [])
        for i in 0..<parts {
            for j in 0..<operators {
                for _ in 0..<repeats {
                    result.parts.append(i)
                    result.operators.append(j)
                    result.values.append(
                        10 + part[i] + person[j] + both[i * operators + j] + deviations.3 * stream.normal())
                }
            }
        }
        return result
    }

    @Test("REML of a balanced study is its analysis of variance")
    func likelihoodIsAnova() throws {
        let data = made(parts: 10, operators: 4, repeats: 3, deviations: (2, 0.8, 0.7, 0.4), key: 3)
        var settings = GaugeSettings()
        settings.interactionLevel = 1
        let anova = try CrossedGaugeStudy.analyse(
            parts: data.parts, operators: data.operators, values: data.values, settings: settings)
        let reml = try RandomEffectsStudy(
            factors: ["part": data.parts, "op": data.operators],
            effects: [.init(["part"], isPart: true), .init(["op"]), .init(["part", "op"])], values: data.values)
        let pairs: [(GaugeComponent.Source, Int)] = [
            (.partToPart, 0), (.operatorToOperator, 1), (.interaction, 2), (.repeatability, 3),
        ]
        for (source, place) in pairs {
            let own = try #require(anova.component(source)).unrestricted
            #expect(own > 0)
            #expect(abs(reml.components[place].variance / own - 1) < 1e-7, "\(source)")
        }
        #expect(abs(reml.gauge.variance / (anova.component(.totalGauge)?.variance ?? 0) - 1) < 1e-7)
        #expect(reml.distinctCategories == anova.distinctCategories)
    }

    @Test("REML of an unbalanced one-way layout beats its neighbours on the likelihood written out by hand")
    func unbalanced() throws {
        let groups = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4]
        let values = [4.1, 4.4, 3.9, 6.2, 6.0, 5.1, 4.8, 5.3, 5.0, 7.7, 7.1, 7.4, 5.9]
        let fit = try RandomEffectsStudy(factors: ["g": groups], effects: [.init(["g"])], values: values)
        /// Twice the restricted log-likelihood of one random factor, group by group.
        func likelihood(_ between: Double, _ within: Double) -> Double {
            var (logs, weights, means, residual) = (0.0, 0.0, 0.0, 0.0)
            var parts: [(Double, Double)] = []
            for group in 0...4 {
                let own = zip(groups, values).filter { $0.0 == group }.map(\.1)
                let n = Double(own.count)
                let mean = own.reduce(0, +) / n
                let variance = between + within / n
                residual += own.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / within
                logs += (n - 1) * logarithm(within) + logarithm(n * variance)
                weights += 1 / variance
                means += mean / variance
                parts.append((mean, variance))
            }
            let center = means / weights
            return -logs - logarithm(weights) - residual
                - parts.reduce(0.0) { $0 + ($1.0 - center) * ($1.0 - center) / $1.1 }
        }
        func logarithm(_ x: Double) -> Double {
            // log x = ∫₁ˣ dt/t would do; the library has one through the gamma function: log Γ(x + 1) - log Γ(x).
            SpecialFunctions.logGamma(x + 1) - SpecialFunctions.logGamma(x)
        }
        let (between, within) = (fit.components[0].variance, fit.components[1].variance)
        let best = likelihood(between, within)
        for factor in [0.98, 0.995, 1.005, 1.02] {
            #expect(likelihood(between * factor, within) < best)
            #expect(likelihood(between, within * factor) < best)
        }
        #expect(fit.components.allSatisfy { $0.interval?.contains($0.variance) ?? false })
    }

    @Test("the interval of repeatability is the exact chi-squared one, and every interval holds its estimate")
    func intervals() throws {
        let data = made(parts: 10, operators: 3, repeats: 2, deviations: (2, 0.5, 0.6, 0.4), key: 11)
        let study = try CrossedGaugeStudy.analyse(parts: data.parts, operators: data.operators, values: data.values)
        for component in study.components {
            let interval = try #require(component.interval)
            #expect(interval.contains(component.variance) || component.unrestricted < 0, "\(component.source)")
        }
        let repeatability = try #require(study.component(.repeatability))
        let degrees = repeatability.degreesOfFreedom
        let chi = try ChiSquaredDistribution(degreesOfFreedom: degrees)
        let low = degrees * repeatability.variance / chi.quantile(0.975)
        #expect(abs((repeatability.interval?.lowerBound ?? 0) / low - 1) < 1e-12)
    }

    @Test("intervals of parts and of the gauge cover the true variance in 93 to 98 of 100 made studies")
    func coverage() throws {
        var covered = [0, 0]
        let runs = 1000
        for run in 0..<runs {
            let data = made(
                parts: 10, operators: 3, repeats: 2, deviations: (1, 0.5, 0.5, 0.5), key: UInt64(1000 + run))
            var settings = GaugeSettings()
            settings.interactionLevel = 1
            let study = try CrossedGaugeStudy.analyse(
                parts: data.parts, operators: data.operators, values: data.values, settings: settings)
            if study.component(.partToPart)?.interval?.contains(1) ?? false { covered[0] += 1 }
            if study.component(.totalGauge)?.interval?.contains(0.75) ?? false { covered[1] += 1 }
        }
        // The MLS intervals keep 95 % within a few parts in a hundred (Burdick, Borror and Montgomery 2005).
        for count in covered { #expect((930...985).contains(count), "\(covered)") }
    }

    @Test("a change of unit and of origin changes variances by the square and nothing else")
    func units() throws {
        let data = made(parts: 5, operators: 3, repeats: 3, deviations: (1, 0.3, 0.2, 0.3), key: 5)
        let own = try CrossedGaugeStudy.analyse(parts: data.parts, operators: data.operators, values: data.values)
        let moved = try CrossedGaugeStudy.analyse(
            parts: data.parts, operators: data.operators, values: data.values.map { 1000 * $0 - 7 })
        #expect(own.distinctCategories == moved.distinctCategories)
        for (a, b) in zip(own.components, moved.components) {
            #expect(abs(a.variance * 1e6 - b.variance) <= 1e-9 * b.variance)
            #expect(abs(a.contribution - b.contribution) < 1e-12)
        }
    }

    @Test("studies that cannot be analysed are refused with the field")
    func refusals() throws {
        func crossed(_ parts: [Int], _ operators: [Int], _ values: [Double]) throws -> GaugeStudy {
            try CrossedGaugeStudy.analyse(parts: parts, operators: operators, values: values)
        }
        let (p, o) = ([1, 1, 2, 2], [1, 2, 1, 2])
        #expect(throws: MethodProblem.self) { try crossed(p, o, [1, 1, 1, 1]) }
        #expect(throws: MethodProblem.self) { try crossed(p, o, [1, 2, 3]) }
        #expect(throws: MethodProblem.self) { try crossed([1, 1, 1, 1], o, [1, 2, 3, 4]) }
        #expect(throws: MethodProblem.self) { try crossed(p, [1, 2, 1, 1], [1, 2, 3, 4]) }
        #expect(throws: MethodProblem.self) { try crossed(p, o, [1, 2, .nan, 4]) }
        #expect(throws: MethodProblem.self) { try crossed(p, o, [1, 2, 1e308, -1e308]) }
        #expect(throws: MethodProblem.self) { try crossed([], [], []) }
        // No repeats: the interaction is the error, and nothing traps.
        let plain = try crossed(p, o, [1, 2, 4, 5.5])
        #expect(plain.keepsInteraction == nil)
        #expect(throws: MethodProblem.self) {
            try RandomEffectsStudy(factors: ["p": p], effects: [.init(["q"])], values: [1, 2, 3, 4])
        }
        #expect(throws: MethodProblem.self) {
            try RandomEffectsStudy(factors: ["p": p], effects: [.init(["p"])], values: [3, 3, 3, 3])
        }
    }

    @Test("a nested study without operator effect warns and counts it as 0")
    func nested() throws {
        let result = try NestedGaugeStudy.analyse(
            operators: [1, 1, 1, 1, 2, 2, 2, 2], parts: [1, 1, 2, 2, 3, 3, 4, 4],
            values: [1.0, 1.1, 5.0, 5.2, 1.1, 1.3, 4.9, 5.1])
        #expect(result.study.component(.reproducibility)?.variance == 0)
        #expect(result.study.warnings.count == 1)
        #expect(throws: MethodProblem.self) {
            try NestedGaugeStudy.analyse(operators: [1, 1, 2, 2], parts: [1, 2, 3, 4], values: [1, 2, 3, 4])
        }
    }

    @Test("bias, linearity, stability and attribute studies refuse what they cannot judge")
    func others() throws {
        #expect(throws: MethodProblem.self) { try GaugeBias(references: [1, 1], values: [2, 2]) }
        #expect(throws: MethodProblem.self) { try GaugeLinearity(references: [1, 1, 1], values: [1, 2, 3]) }
        #expect(throws: MethodProblem.self) { try GaugeStability(subgroups: [[1, 1], [2, 2]]) }
        let steady = try GaugeStability(subgroups: [[1, 2], [1.5, 2.2], [1.1, 1.9], [1.2, 2.3]])
        #expect(steady.isStable)
        // d₂(2) = 2/√π.
        #expect(abs(steady.standardDeviation - steady.meanRange / 1.128379167095513) < 1e-12)
        let attribute = try AttributeAgreementStudy(
            trials: [[[1, 1], [0, 0], [1, 0]], [[1, 1], [0, 0], [1, 1]]], names: ["A", "B"], standard: [1, 0, 1],
            nonconforming: 0)
        #expect(attribute.appraisers[0].within.matched == 2)
        #expect(attribute.appraisers[1].withStandard?.matched == 3)
        #expect(attribute.appraisers[1].withStandard?.interval.upperBound == 1)
        #expect(attribute.appraisers[0].falseAlarmRate == 0.25)
        #expect(throws: MethodProblem.self) { try AttributeAgreementStudy(trials: [], names: []) }
        var sources = MeasurementProcessCapability.Sources()
        sources.calibration = 0.3
        sources.objectRepeatability = 0.4
        let capability = try MeasurementProcessCapability(sources: sources, tolerance: 10)
        #expect(abs(capability.process - 0.5) < 1e-15)
        #expect(abs(capability.processRatio - 0.2) < 1e-15)
        #expect(throws: MethodProblem.self) { try MeasurementProcessCapability(sources: sources, tolerance: 0) }
    }

    // SixSigma 0.11.1 (R 4.2.2), ss.rr with one appraiser: one-way analysis of variance by hand gives the same.
    @Test("one operator gives repeatability and parts alone")
    func oneOperator() throws {
        let study = try CrossedGaugeStudy.analyse(
            parts: [1, 1, 2, 2, 3, 3], operators: [7, 7, 7, 7, 7, 7], values: [1, 1.2, 2, 2.4, 3.5, 3.3])
        // MSE = (0.02 + 0.08 + 0.02)/3 = 0.04; the means are 1.1, 2.2, 3.4 and MSP = 2 · 2.646…/2.
        #expect(abs((study.component(.repeatability)?.variance ?? 0) - 0.04) < 1e-14)
        let mean = 6.7 / 3
        let squares = (1.1 - mean) * (1.1 - mean) + (2.2 - mean) * (2.2 - mean) + (3.4 - mean) * (3.4 - mean)
        #expect(abs((study.component(.partToPart)?.variance ?? 0) - (squares - 0.04) / 2) < 1e-13)
        #expect(study.component(.reproducibility) == nil)
        #expect(!study.warnings.isEmpty)
        #expect(throws: MethodProblem.self) {
            try CrossedGaugeStudy.analyse(parts: [1, 2, 3], operators: [1, 1, 1], values: [1, 2, 3])
        }
    }

    @Test("cells of different sizes are analysed by unweighted means, near REML and without bias")
    func unequalCells() throws {
        var stream = RandomStream(key: 31)
        var totals = (repeatability: 0.0, person: 0.0, part: 0.0)
        let studies = 150
        for _ in 0..<studies {
            var (parts, operators, values): ([Int], [Int], [Double]) = ([], [], [])
            let partEffects = stream.normals(8).map { 2 * $0 }
            let operatorEffects = stream.normals(4)
            for part in 0..<8 {
                for person in 0..<4 {
                    for _ in 0..<(1 + (part + 2 * person) % 3) {
                        parts.append(part)
                        operators.append(person)
                        values.append(partEffects[part] + operatorEffects[person] + 0.5 * stream.normal())
                    }
                }
            }
            let study = try CrossedGaugeStudy.analyse(parts: parts, operators: operators, values: values)
            totals.repeatability += study.component(.repeatability)?.variance ?? 0
            totals.person += study.component(.operatorToOperator)?.variance ?? 0
            totals.part += study.component(.partToPart)?.variance ?? 0
        }
        #expect(abs(totals.repeatability / Double(studies) - 0.25) < 0.02)
        #expect(abs(totals.person / Double(studies) - 1) < 0.3)
        #expect(abs(totals.part / Double(studies) - 4) < 0.7)
        #expect(throws: MethodProblem.self) {
            try CrossedGaugeStudy.analyse(
                parts: [1, 1, 2, 2, 2], operators: [1, 2, 1, 1, 1], values: [1, 2, 3, 4, 5])
        }
    }

    @Test("a gauge study's repeatability, operators and interaction enter the uncertainty of VDA 5")
    func studyIntoUncertainty() throws {
        let study: [String: MethodValue] = [
            "part": [1, 1, 1, 1, 2, 2, 2, 2], "op": [1, 1, 2, 2, 1, 1, 2, 2],
            "y": [1, 1.1, 1.2, 1.3, 2, 2.1, 2.3, 2.5],
        ]
        let gauge = try CrossedGaugeStudy.analyse(
            parts: [1, 1, 1, 1, 2, 2, 2, 2], operators: [1, 1, 2, 2, 1, 1, 2, 2],
            values: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.3, 2.5])
        let inputs = study.merging(["tolerance": 10, "calibration": 0.05]) { first, _ in first }
        let result = try MethodRegistry.run("measurement-systems/process-capability", .object(inputs))["values"]
        let variance = try #require(gauge.component(.totalGauge)?.variance)
        #expect(abs((result?["process"]?.asNumber ?? 0) - (variance + 0.0025).squareRoot()) < 1e-12)
        #expect(throws: MethodProblem.self) {
            try MethodRegistry.run("measurement-systems/process-capability", ["tolerance": 10, "part": [1, 2]])
        }
    }
}
