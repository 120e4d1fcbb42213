import QualityMath
import QualityMethods
import Testing

@Suite struct ManyGaugeStudiesTests {
    /// Studies of which every other has an interaction that shows.
    private func studies(_ count: Int, parts: Int, operators: Int, repeats: Int, offset: Double) -> [Double] {
        var stream = RandomStream(key: 21)
        var values: [Double] = []
        for study in 0..<count {
            let people = stream.normals(operators)
            for _ in 0..<parts {
                let part = 3 * stream.normal()
                for person in people {
                    let both = study.isMultiple(of: 2) ? stream.normal() : 0
                    for _ in 0..<repeats { values.append(offset + part + 0.5 * person + both + 0.4 * stream.normal()) }
                }
            }
        }
        return values
    }

    @Test("components of many studies are those of each study alone", arguments: [(10, 3, 3), (5, 2, 2), (4, 3, 1)])
    func sameAsOne(parts: Int, operators: Int, repeats: Int) throws {
        let size = parts * operators * repeats
        let values = studies(300, parts: parts, operators: operators, repeats: repeats, offset: 1e4)
        let many = try CrossedGaugeStudy.variances(values: values, parts: parts, operators: operators, repeats: repeats)
        #expect(many.count == 300)
        var kept = 0
        for (index, found) in many.enumerated() {
            let one = try CrossedGaugeStudy.analyse(
                parts: (0..<size).map { $0 / (operators * repeats) },
                operators: (0..<size).map { $0 / repeats % operators },
                values: Array(values[index * size..<(index + 1) * size]))
            func agrees(_ found: Double, _ source: GaugeComponent.Source) -> Bool {
                abs(found - (one.component(source)?.variance ?? 0)) <= 1e-9 * found + 1e-10
            }
            #expect(agrees(found.repeatability, .repeatability))
            #expect(agrees(found.operators, .operatorToOperator))
            #expect(agrees(found.interaction, .interaction))
            #expect(agrees(found.parts, .partToPart))
            #expect(agrees(found.gauge, .totalGauge))
            #expect(agrees(found.total, .total))
            #expect(found.keepsInteraction == (one.keepsInteraction ?? false))
            kept += found.keepsInteraction ? 1 : 0
        }
        #expect(repeats == 1 ? kept == 0 : kept > 50 && kept < 250)
    }

    @Test("a design that is too small, values that fill no study and numbers that are none are refused")
    func refusals() throws {
        func run(_ values: [Double], _ parts: Int, _ repeats: Int = 2) throws -> [GaugeVariances] {
            try CrossedGaugeStudy.variances(values: values, parts: parts, operators: 2, repeats: repeats)
        }
        let values = (0..<16).map { Double($0 * $0 % 7) }
        #expect(try run(values, 2).count == 2)
        #expect(throws: MethodProblem.self) { try run(values, 1) }
        #expect(throws: MethodProblem.self) { try run(values, 2, 0) }
        #expect(throws: MethodProblem.self) { try run(values, 3) }
        #expect(throws: MethodProblem.self) { try run([], 2) }
        for bad in [Double.nan, .infinity, 1e200] {
            var changed = values
            changed[11] = bad
            #expect { try run(changed, 2) } throws: { ($0 as? MethodProblem)?.field.contains("11") == true }
        }
        // Nothing varies: all components are 0, and a share of nothing is not a number.
        let constant = try run([Double](repeating: 5, count: 8), 2)
        #expect(constant[0].total == 0)
        #expect(constant[0].studyShare.isNaN)
    }
}
