import Foundation
import QualityMethods
import Testing

/// Reads a reference made by the Python script beside it.
func methodReference(_ name: String, beside file: String = #filePath) throws -> MethodValue {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Reference/\(name)")
    return try MethodValue(json: Array(Data(contentsOf: url)))
}

@Suite("Agreement against irrCAC, statsmodels and pingouin")
struct AgreementReferenceTests {
    private func table(_ value: MethodValue?) throws -> RatingTable {
        try RatingTable((value?.asList ?? []).map { ($0.asList ?? []).map(\.asNumber) })
    }

    @Test("Gwet's and Fleiss' coefficients with missing ratings agree with irrCAC for five sets of weights")
    func coefficients() throws {
        let reference = try methodReference("agreement.json")
        let ratings = try table(reference["ratings"])
        for weights in AgreementWeights.allCases {
            let expected = try #require(reference["cac"]?[weights.rawValue])
            let results = [
                ("gwet", try ChanceCorrectedAgreement.gwet(ratings, weights: weights)),
                ("fleiss", try ChanceCorrectedAgreement.fleiss(ratings, weights: weights)),
            ]
            for (name, result) in results {
                for (key, got) in [
                    ("value", result.value), ("se", result.standardError), ("pa", result.observed),
                    ("pe", result.expected), ("low", result.interval?.lowerBound ?? .nan),
                ] {
                    let wanted = try #require(expected[name]?[key]?.asNumber)
                    // irrCAC rounds its interval to 15 digits and its coefficients likewise.
                    #expect(abs(got - wanted) < 1e-9, "\(weights) \(name) \(key) \(got) \(wanted)")
                }
            }
        }
    }

    @Test("Cohen's kappa, its standard error and z agree with statsmodels")
    func cohen() throws {
        let reference = try methodReference("agreement.json")
        let pairs = try table(reference["pairs"])
        for weights in [AgreementWeights.identity, .linear, .quadratic] {
            let result = try CohenKappa.coefficient(pairs, weights: weights)
            let expected = try #require(reference["cohen"]?[weights.rawValue])
            for (key, got) in [("value", result.value), ("se", result.standardError), ("z", result.z ?? .nan)] {
                let wanted = try #require(expected[key]?.asNumber)
                #expect(abs(got - wanted) < 1e-9 * max(1, abs(wanted)), "\(weights) \(key) \(got) \(wanted)")
            }
        }
    }

    @Test("the six intraclass correlations, their F and its probability agree with pingouin")
    func intraclass() throws {
        let reference = try methodReference("agreement.json")
        let judges: [[Double]] = [
            [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
        ]
        let ratings = try RatingTable(complete: judges)
        for form in IntraclassForm.allCases {
            let result = try IntraclassCorrelation(ratings, form: form)
            let name = ["ICC(1)": "ICC(1,1)", "ICC(k)": "ICC(1,k)"][form.rawValue] ?? form.rawValue
            let expected = try #require(reference["icc"]?[name])
            for (key, got) in [("value", result.value), ("f", result.f), ("p", result.probability)] {
                let wanted = try #require(expected[key]?.asNumber)
                #expect(abs(got - wanted) < 1e-9 * max(1, abs(wanted)), "\(form) \(key) \(got) \(wanted)")
            }
        }
    }
}
