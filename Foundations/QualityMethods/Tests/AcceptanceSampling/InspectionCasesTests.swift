import Foundation
import QualityMethods
import Testing

/// The outside cases of acceptance sampling, measurement systems and agreement; they are not in the repository.
@Suite("Cases from outside: acceptance sampling, measurement systems, agreement")
struct InspectionCasesTests {
    static let areas = ["acceptance_sampling", "msa", "inter_rater"]

    /// The cases: in the folder named by HENG_SHARED, else in `shared` beside the repository; nil where there are none.
    static let file: URL? = {
        var folders: [URL] = []
        if let named = ProcessInfo.processInfo.environment["HENG_SHARED"] {
            folders.append(URL(fileURLWithPath: named))
        }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            folders.append(folder.appendingPathComponent("shared"))
        }
        return folders.map { $0.appendingPathComponent("cases/methods.json") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// The executable beside the test bundle.
    static let executable: URL? = {
        guard let bundle = CommandLine.arguments.first(where: { $0.contains(".build") }) else { return nil }
        var folder = URL(fileURLWithPath: bundle)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("method-cases")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        return nil
    }()

    @Test(
        "method-cases answers every public case of these areas within its tolerance",
        .enabled(if: file != nil, "skipped: no shared/cases/methods.json beside the repository or under HENG_SHARED"),
        .enabled(if: executable != nil, "skipped: method-cases is not built"))
    func publicCases() throws {
        let file = try #require(Self.file)
        let process = Process()
        guard let executable = Self.executable else { return }
        process.executableURL = executable
        process.arguments = [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let outputs = try #require(try MethodValue(json: Array(data)).asList)
        let answers = Dictionary(
            outputs.compactMap { item in item["id"]?.asText.map { ($0, item) } },
            uniquingKeysWith: { first, _ in first })
        let cases = try #require(try MethodValue(json: Array(Data(contentsOf: file))).asList)
        var compared = 0
        for item in cases where Self.areas.contains(item["area"]?.asText ?? "") {
            let id = item["id"]?.asText ?? ""
            let answer = try #require(answers[id])
            #expect(answer["error"] == nil, "\(id) \(answer["error"]?.asText ?? "")")
            let relative = item["tolerance"]?["relative"]?.asNumber ?? 1e-8
            let absolute =
                item["tolerance"]?["absolute"]?.asNumber ?? item["tolerance"]?["zero_absolute"]?.asNumber ?? 0
            compare(item["expected"] ?? .null, answer["answers"] ?? .null, "\(id)", relative, absolute, &compared)
        }
        #expect(compared > 0)
    }

    private func compare(
        _ expected: MethodValue, _ got: MethodValue, _ place: String, _ relative: Double, _ absolute: Double,
        _ compared: inout Int
    ) {
        switch expected {
        case .null: return
        case .object(let members):
            for (key, value) in members {
                compare(value, got[key] ?? .null, "\(place).\(key)", relative, absolute, &compared)
            }
        case .list(let values):
            let list = got.asList ?? []
            #expect(list.count == values.count, "\(place)")
            for (index, value) in values.enumerated() where index < list.count {
                compare(value, list[index], "\(place)[\(index)]", relative, absolute, &compared)
            }
        case .number, .integer:
            let (wanted, number) = (expected.asNumber ?? .nan, got.asNumber ?? .nan)
            compared += 1
            #expect(abs(number - wanted) <= max(absolute, relative * abs(wanted)), "\(place): \(number), not \(wanted)")
        case .text, .boolean:
            compared += 1
            #expect(expected == got, "\(place)")
        }
    }
}
