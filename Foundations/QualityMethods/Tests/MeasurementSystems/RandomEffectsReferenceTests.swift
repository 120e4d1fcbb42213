import Foundation
import QualityMethods
import Testing

@Suite("REML against statsmodels")
struct RandomEffectsReferenceTests {
    @Test("components of unbalanced crossed studies agree with statsmodels' MixedLM to its convergence")
    func unbalanced() throws {
        let studies = try #require(try methodReference("reml.json", beside: #filePath).asList)
        for study in studies {
            func integers(_ name: String) -> [Int] { (study[name]?.asList ?? []).compactMap(\.asInteger) }
            let values = (study["y"]?.asList ?? []).compactMap(\.asNumber)
            let fit = try RandomEffectsStudy(
                factors: ["part": integers("part"), "op": integers("op")],
                effects: [.init(["part"], isPart: true), .init(["op"]), .init(["part", "op"])], values: values)
            let expected = (study["components"]?.asList ?? []).compactMap(\.asNumber)
            for (component, wanted) in zip(fit.components, expected) {
                // statsmodels stops its quasi-Newton climb at 4 to 5 digits.
                #expect(
                    abs(component.variance / wanted - 1) < 2e-3, "\(component.name) \(component.variance) \(wanted)")
            }
            #expect(abs(fit.mean - (study["mean"]?.asNumber ?? .nan)) < 1e-3)
        }
    }
}
