import Foundation
import QualityMethods
import Testing

/// The folder of outside answers: named by HENG_SHARED, or beside the repository.
private let sharedCases: URL? = {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["HENG_SHARED"] { candidates.append(URL(fileURLWithPath: named)) }
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<8 {
        folder.deleteLastPathComponent()
        candidates.append(folder.appendingPathComponent("shared"))
    }
    return candidates.map { $0.appendingPathComponent("cases/methods.json") }
        .first { FileManager.default.fileExists(atPath: $0.path) }
}()

@Suite struct PublicCasesTests {
    @Test(
        "the public cases of these families and of the reference data agree within their tolerance",
        .enabled(if: sharedCases != nil, "the shared cases are not beside the repository: set HENG_SHARED"))
    func agreement() throws {
        let file = try #require(sharedCases)
        let areas: Set = [
            "control_charts", "capability", "acceptance_sampling", "msa", "inter_rater", "reliability", "measurement",
        ]
        let kinds: Set = ["strd-univariate", "strd-anova"]
        let cases = try #require(try MethodValue(json: Array(Data(contentsOf: file))).asList).filter {
            areas.contains($0["area"]?.asText ?? "") || kinds.contains($0["kind"]?.asText ?? "")
        }
        #expect(cases.count >= 42)
        let answers = try answersOfTheProgram(file)
        for item in cases {
            let id = item["id"]?.asText ?? ""
            let given = try #require(answers[id], "no answer for \(id)")
            #expect(given["error"] == nil, "\(id): \(given["error"]?.asText ?? "")")
            for (key, expected) in item["expected"]?.asObject ?? [:] {
                compare(expected, given["answers"]?[key] ?? .null, item["tolerance"] ?? .null, "\(id) \(key)", key)
            }
        }
    }

    /// Made cases with the answers that the peers printed; the script that made them stands beside them.
    @Test("random cases agree with the peers that are named in their script")
    func peers() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/peer_cases.json")
        let cases = try #require(try MethodValue(json: Array(Data(contentsOf: file))).asList)
        #expect(cases.count >= 80)
        let answers = try answersOfTheProgram(file)
        for item in cases {
            let id = item["id"]?.asText ?? ""
            let given = try #require(answers[id], "no answer for \(id)")
            #expect(given["error"] == nil, "\(id): \(given["error"]?.asText ?? "")")
            for (key, expected) in item["expected"]?.asObject ?? [:] {
                compare(expected, given["answers"]?[key] ?? .null, item["tolerance"] ?? .null, "\(id) \(key)", key)
            }
        }
    }

    @Test("a case that cannot be answered says why, and the others are answered")
    func oneBadCase() throws {
        let cases: MethodValue = [
            ["id": "a", "kind": "as-seq", "inputs": ["p1": 0.01, "p2": 0.06, "a": 0.05, "b": 0.1]],
            ["id": "b", "kind": "as-seq", "inputs": ["p1": 0.01, "p2": 0.06, "a": 0.05, "b": 0.1, "c": 1]],
            ["id": "c", "kind": "no-such-kind", "inputs": [:]], ["id": "d", "kind": "cc-i", "inputs": ["x": [2, 2]]],
            ["id": "e", "kind": "cc-i", "inputs": [:]], ["id": "f"], 3,
            ["id": "g", "kind": "cc-ewma", "inputs": ["x": 3, "mu0": 2, "sigma": 1, "note": "one value"]],
        ]
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("cases-\(UUID().uuidString).json")
        try Data(cases.json().utf8).write(to: file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        let answers = try answersOfTheProgram(file)
        #expect(answers["a"]?["answers"]?["h1"]?.asNumber != nil)
        #expect(answers["b"]?["error"]?.asText?.contains("c:") == true)
        for id in ["c", "d", "e", "f"] { #expect(answers[id]?["error"]?.asText?.isEmpty == false, "\(id)") }
        #expect(answers["g"]?["answers"]?["z"] == [2.2])
    }

    /// Runs the program that stands beside the tests and returns its answers by id.
    func answersOfTheProgram(_ file: URL) throws -> [String: MethodValue] {
        let folder = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("method-cases")
        let process = Process()
        process.executableURL = program
        process.arguments = [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let list = try #require(try MethodValue(json: Array(output)).asList)
        return Dictionary(list.map { ($0["id"]?.asText ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func compare(
        _ expected: MethodValue, _ got: MethodValue, _ tolerance: MethodValue, _ place: String, _ key: String
    ) {
        if expected.isNull { return }
        if let list = expected.asList {
            let values = got.asList ?? []
            #expect(values.count == list.count, "\(place): \(values.count) values")
            for (index, pair) in zip(list, values).enumerated() {
                compare(pair.0, pair.1, tolerance, "\(place)[\(index)]", key)
            }
            return
        }
        if let members = expected.asObject {
            for (name, member) in members {
                compare(member, got[name] ?? .null, tolerance, "\(place).\(name)", name)
            }
            return
        }
        guard let wanted = expected.asNumber else {
            #expect(expected == got, "\(place)")
            return
        }
        let relative = tolerance["relative"]?.asNumber ?? 1e-9
        let absolute =
            tolerance["absolute"]?.asNumber ?? tolerance["absolute"]?[key]?.asNumber
            ?? tolerance["zero_absolute"]?.asNumber ?? 0
        let value = got.asNumber ?? .nan
        #expect(abs(value - wanted) <= max(absolute, relative * abs(wanted)), "\(place): \(value) for \(wanted)")
    }
}
