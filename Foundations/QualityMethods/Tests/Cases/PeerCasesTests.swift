import Foundation
import QualityMethods
import Testing

/// The answers of `method-cases` against those of peers for made inputs (Reference/peers.json, made by peers.R and
/// peers.py beside it: survival, metafor, irr, irrCAC, metRology, WeibullR, GTC, krippendorff, reliability, SciPy, mpmath).
@Suite struct PeerCasesTests {
    /// The worst relative error of one answer of one kind.
    private struct Worst {
        var error = 0.0
        var row = "-"
        var values = 0
    }

    @Test("answers agree with those of peers for made inputs; the worst relative error of each function is printed")
    func agreement() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/peers.json")
        let cases = try #require(try MethodValue(json: Array(Data(contentsOf: file))).asList)
        #expect(cases.count > 250)
        let answers = try PublicCasesTests().answersOfTheProgram(file)
        var worst: [String: Worst] = [:]
        for item in cases {
            let id = try #require(item["id"]?.asText)
            let kind = try #require(item["kind"]?.asText)
            let tolerance = try #require(item["tolerance"])
            let given = try #require(answers[id], "no answer for \(id)")
            #expect(given["error"] == nil, "\(id): \(given["error"]?.asText ?? "")")
            for (key, expected) in item["expected"]?.asObject ?? [:] where !expected.isNull {
                let got = given["answers"]?[key] ?? .null
                let pairs = zip(expected.asList ?? [expected], got.asList ?? [got])
                #expect((got.asList?.count ?? 1) == (expected.asList?.count ?? 1), "\(id) \(key)")
                for (wanted, found) in pairs {
                    guard let wanted = wanted.asNumber else { continue }
                    let found = found.asNumber ?? .nan
                    let absolute =
                        tolerance["absolute"]?[key]?.asNumber ?? tolerance["zero_absolute"]?.asNumber ?? 0
                    let allowed = max(absolute, (tolerance["relative"]?.asNumber ?? 0) * abs(wanted))
                    #expect(abs(found - wanted) <= allowed, "\(id) \(key): \(found) for \(wanted)")
                    // Values below the absolute tolerance have no digits to compare.
                    guard abs(wanted) > absolute else { continue }
                    let error = abs(found - wanted) / abs(wanted)
                    var entry = worst["\(kind) \(key)"] ?? Worst()
                    entry.values += 1
                    if !(error <= entry.error) { (entry.error, entry.row) = (error, id) }
                    worst["\(kind) \(key)"] = entry
                }
            }
        }
        print("| function | values | worst relative error | row |")
        print("|---|---|---|---|")
        for (name, entry) in worst.sorted(by: { $0.key < $1.key }) {
            print("| \(name) | \(entry.values) | \(String(format: "%.1e", entry.error)) | \(entry.row) |")
        }
    }
}
