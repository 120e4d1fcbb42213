import QualityMethods
import Testing

/// Every method of the three families through the registry, with small inputs of a kind that a user would send.
@Suite("Methods of acceptance sampling, measurement systems and agreement through the registry")
struct InspectionMethodsTests {
    static let examples: [String: String] = [
        "acceptance-sampling/plan": #"{"lotSize": 2000, "aql": 1.0}"#,
        "acceptance-sampling/operating-characteristic":
            #"{"n": [50, 50], "c": [1, 4], "r": [4, 5], "p": [0.01, 0.05], "curtailment": "rejection"}"#,
        "acceptance-sampling/find-plan": #"{"p1": 0.01, "p2": 0.06, "model": "hypergeometric", "N": 5000}"#,
        "acceptance-sampling/rectifying": #"{"n": [89], "c": [2], "lotSize": 10000, "p": 0.01}"#,
        "acceptance-sampling/dodge-romig": #"{"lotSize": 1000, "limit": 0.05, "processAverage": 0.01}"#,
        "acceptance-sampling/sequential": #"{"p1": 0.01, "p2": 0.06, "p": [0.01, 0.06]}"#,
        "acceptance-sampling/variables-plan": #"{"p1": 0.01, "p2": 0.06, "p": [0.01]}"#,
        "acceptance-sampling/variables-plan-matched": #"{"lotSize": 2000, "aql": 1, "p": [0.01, 0.05]}"#,
        "acceptance-sampling/variables-decision": #"{"values": [9, 10, 11], "k": 1, "lowerLimit": 5}"#,
        "acceptance-sampling/switching": #"{"acceptanceNumber": 3, "accepted": [true, false, false, true]}"#,
        "acceptance-sampling/scheme": #"{"lotSize": 2000, "aql": 1, "p": [0.005, 0.03]}"#,
        "acceptance-sampling/limiting-quality": #"{"lq": 0.05, "c": 1, "lotSize": 500}"#,
        "acceptance-sampling/declared-quality": #"{"dql": 0.02, "limit": 1, "count": 3}"#,
        "acceptance-sampling/skip-lot": #"{"n": [50], "c": [1], "i": 8, "f": 0.25, "p": [0.01]}"#,
        "measurement-systems/gauge-crossed":
            #"{"part": [1,1,1,1,2,2,2,2], "op": [1,1,2,2,1,1,2,2], "y": [1,1.1,1.2,1.3,2,2.1,2.3,2.5], "lsl": 0, "usl": 5}"#,
        "measurement-systems/gauge-nested":
            #"{"part": [1,1,2,2,3,3,4,4], "op": [1,1,1,1,2,2,2,2], "y": [1,1.1,1.9,2,1.5,1.4,2.2,2.3]}"#,
        "measurement-systems/gauge-reml":
            #"{"factors": {"part": [1,1,2,2,3,3,3], "op": [1,2,1,2,1,2,2]}, "effects": ["part", "op"], "y": [1,1.3,2,2.2,3.1,3.2,3.4]}"#,
        "measurement-systems/bias": #"{"ref": [2, 2, 2], "y": [2.1, 2.2, 1.9]}"#,
        "measurement-systems/linearity": #"{"ref": [2, 2, 4, 4], "y": [2.1, 2.2, 4, 3.9]}"#,
        "measurement-systems/stability": #"{"subgroups": [[1, 2], [1.5, 2.2], [1.1, 1.9]]}"#,
        "measurement-systems/attribute-agreement":
            #"{"appraisers": [{"name": "A", "trials": [[1, 1], [0, 0], [1, 0]]}, {"name": "B", "trials": [[1, 1], [0, 0], [1, 1]]}], "standard": [1, 0, 1]}"#,
        "measurement-systems/process-capability": #"{"tolerance": 10, "calibration": 0.1, "objectRepeatability": 0.2}"#,
        "agreement/cohen-kappa": #"{"data": [[1, 1], [2, 2], [1, 2], [2, 2]]}"#,
        "agreement/fleiss-kappa": #"{"data": [[1, 1, 1], [2, 2, 1], [1, 2, 2], [2, 2, 2]]}"#,
        "agreement/gwet": #"{"data": [[1, 1, null], [2, 2, 1], [1, 2, 2], [2, 2, 2]], "weights": "quadratic"}"#,
        "agreement/krippendorff-alpha": #"{"data": [[1, 1, null], [2, 2, 1], [1, 2, 2]], "metric": "ordinal"}"#,
        "agreement/kendall-w": #"{"data": [[1, 2, 1], [2, 1, 3], [3, 3, 2], [4, 4, 4]]}"#,
        "agreement/intraclass": #"{"data": [[1, 2, 1], [2, 1, 3], [3, 3, 2], [4, 4, 4]], "form": "ICC(C,k)"}"#,
    ]

    static var methods: [any QualityMethod.Type] {
        AcceptanceSamplingFamily.methods + MeasurementSystemsFamily.methods + AgreementFamily.methods
    }

    @Test("every method has an example, gives exactly its outputs and explains itself in both languages")
    func examples() throws {
        #expect(Set(Self.methods.map { $0.name }) == Set(Self.examples.keys))
        for method in Self.methods {
            let text = try #require(Self.examples[method.name])
            let outcome = try method.run(try MethodValue(json: Array(text.utf8)))
            #expect(Set(outcome.values.keys) == Set(method.outputs.map(\.name)), "\(method.name)")
            for language in MethodLanguage.allCases {
                #expect(outcome.explanation.explain(language).split(separator: "\n").count >= 2, "\(method.name)")
            }
            #expect(MethodRegistry.method(named: method.name) != nil)
        }
    }

    @Test("an unknown field and a missing one are refused by every method")
    func refusals() throws {
        for method in Self.methods {
            let text = try #require(Self.examples[method.name])
            var members = try #require(try MethodValue(json: Array(text.utf8)).asObject)
            let required = try #require(method.inputs.first { $0.defaultValue == nil && !$0.isOptional })
            var less = members
            less[required.name] = nil
            #expect(throws: MethodProblem.self, "\(method.name)") { try method.run(.object(less)) }
            members["zzz"] = .integer(1)
            #expect(throws: MethodProblem.self, "\(method.name)") { try method.run(.object(members)) }
        }
    }
}
