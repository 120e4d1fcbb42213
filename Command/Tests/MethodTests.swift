import Foundation
import Testing

/// `heng method` as a caller outside sees it.
struct MethodTests {
    /// Runs a method on inputs handed in on standard input.
    private func run(
        _ name: String, _ inputs: String, _ options: [String] = [], language: String = "en"
    ) async throws -> Heng.Outcome {
        try await run(name, Data(inputs.utf8), options, language: language)
    }

    private func run(
        _ name: String, _ inputs: Data, _ options: [String] = [], language: String = "en"
    ) async throws -> Heng.Outcome {
        var outcome: Heng.Outcome?
        try await Heng.withFolder { folder in
            let file = folder.appending(path: "inputs.json")
            try inputs.write(to: file)
            outcome = try await Heng.run(["method", "run", name] + options, input: file, language: language)
        }
        return try #require(outcome)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func list(_ options: [String] = []) async throws -> [[String: Any]] {
        let outcome = try await Heng.run(["method", "list", "--json"] + options)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    private func isBilingual(_ value: Any?) -> Bool {
        guard let text = value as? [String: String] else { return false }
        return text["zh"]?.isEmpty == false && text["en"]?.isEmpty == false
    }

    // MARK: The list

    @Test("every method is listed with title, standard, formula, limits, and all that its inputs and outputs are")
    func listed() async throws {
        let methods = try await list()
        let names = methods.compactMap { $0["name"] as? String }
        #expect(names.count == methods.count && Set(names).count == names.count)
        let families = Set(names.compactMap { $0.split(separator: "/").first.map(String.init) })
        #expect(
            families == [
                "control-charts", "capability", "acceptance-sampling", "measurement-systems", "agreement",
                "reliability", "uncertainty", "proficiency",
            ])
        for method in methods {
            let name = try #require(method["name"] as? String)
            #expect(isBilingual(method["title"]), "\(name)")
            #expect((method["standard"] as? String)?.isEmpty == false && method["version"] is Int, "\(name)")
            let note = try #require(method["note"] as? [String: Any])
            #expect((note["formula"] as? [String])?.isEmpty == false, "\(name) has no formula")
            #expect((note["limits"] as? [Any])?.allSatisfy(isBilingual) == true, "\(name)")
            #expect((note["limits"] as? [Any])?.isEmpty == false, "\(name) has no limits")
            let inputs = try #require(method["inputs"] as? [[String: Any]])
            let outputs = try #require(method["outputs"] as? [[String: Any]])
            #expect(!inputs.isEmpty && !outputs.isEmpty, "\(name)")
            for input in inputs {
                let place = "\(name) \(input["name"] ?? "?")"
                for key in ["name", "type", "shape", "unit"] { #expect(input[key] is String, "\(place): \(key)") }
                for key in ["range", "default", "choices", "members"] { #expect(input[key] != nil, "\(place): \(key)") }
                #expect(input["required"] is Bool && isBilingual(input["help"]), "\(place)")
                let type = input["type"] as? String
                if type == "number" || type == "integer" {
                    let range = try #require(input["range"] as? [String: Any], "\(place)")
                    #expect(range["zh"] is String && range["en"] is String, "\(place)")
                }
                if type == "choice" { #expect((input["choices"] as? [String])?.isEmpty == false, "\(place)") }
            }
            for output in outputs {
                for key in ["name", "type", "shape", "unit"] { #expect(output[key] is String, "\(name): \(key)") }
                #expect(isBilingual(output["help"]), "\(name)")
            }
        }
    }

    @Test("the list is narrowed to a family and to a text, in any case and in both languages")
    func narrowed() async throws {
        let sampling = try await list(["--family", "acceptance-sampling"])
        #expect(sampling.count >= 13)
        #expect(sampling.allSatisfy { ($0["name"] as? String)?.hasPrefix("acceptance-sampling/") == true })
        for text in ["WEIBULL", "威布尔"] {
            let found = try await list(["--search", text]).compactMap { $0["name"] as? String }
            #expect(found.contains("reliability/weibull-threshold"), "\(text)")
            #expect(!found.contains("control-charts/cusum"))
        }
        #expect(try await list(["--search", "no such words"]).isEmpty)
        let text = try await Heng.run(["method", "list", "--family", "uncertainty"], language: "zh-Hans")
        #expect(text.code == 0 && text.output.contains("uncertainty/budget") && text.output.contains("符合性判定"))
    }

    @Test("a family or a method that is not there is refused with the nearest one")
    func unknown() async throws {
        let questions: [([String], String)] = [
            (["list", "--family", "control-chart"], "control-charts"),
            (["show", "control-charts/cusun"], "control-charts/cusum"),
            (["show", "cusum"], "control-charts/cusum"),
            (["run", "capability/norml"], "capability/normal"),
            (["run", "nonsense"], "heng method list"),
        ]
        for (arguments, remedy) in questions {
            for language in ["en", "zh-Hans"] {
                let outcome = try await Heng.run(["method"] + arguments, language: language)
                #expect(outcome.code == 2, "\(arguments)")
                #expect(outcome.output.isEmpty && outcome.errorLines.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
            }
        }
    }

    @Test("one method is explained with its formula, standard, limits, inputs and outputs")
    func shown() async throws {
        let english = try await Heng.run(["method", "show", "control-charts/cusum"])
        #expect(english.code == 0)
        for part in [
            "CUSUM chart", "ISO 7870-4:2021", "C⁺ᵢ = max(0, C⁺ᵢ₋₁ + z - k)", "allowance", "default 0.5", "signals",
        ] {
            #expect(english.output.contains(part), "\(part)")
        }
        let chinese = try await Heng.run(["method", "show", "control-charts/cusum"], language: "zh-Hans")
        #expect(chinese.output.contains("累积和控制图") && chinese.output.contains("必填"))
        let json = try object(try await Heng.run(["method", "show", "control-charts/cusum", "--json"]).output)
        #expect(json["name"] as? String == "control-charts/cusum")
    }

    // MARK: Running

    @Test("a c chart of 2, 4 and 6 has its centre at 4 and its upper limit at 4 + 3 × 2")
    func runs() async throws {
        let outcome = try await run("control-charts/attributes", #"{"kind": "c", "counts": [2, 4, 6]}"#)
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let result = try object(outcome.output)
        #expect(result["method"] as? String == "control-charts/attributes")
        #expect(result["version"] as? Int == 1)
        let values = try #require(result["values"] as? [String: Any])
        #expect(values["center"] as? [Double] == [4, 4, 4])
        #expect(values["upper"] as? [Double] == [10, 10, 10])
        #expect(values["lower"] as? [Double] == [0, 0, 0])
        #expect(result["warnings"] is [Any] && result["explanation"] is [String: Any])
    }

    @Test("a file gives what standard input gives, and a seed gives the same bytes again")
    func file() async throws {
        let inputs =
            #"{"model": "a + b", "draws": 2000, "inputs": [{"name": "a", "value": 1, "uncertainty": 0.1}, "#
            + #"{"name": "b", "distribution": "rectangular", "lower": 0, "upper": 2}]}"#
        let first = try await run("uncertainty/monte-carlo", inputs)
        #expect(first.code == 0, "\(first.errors)")
        try await Heng.withFolder { folder in
            let file = folder.appending(path: "inputs.json")
            try Data(inputs.utf8).write(to: file)
            let second = try await Heng.run(["method", "run", "uncertainty/monte-carlo", "--inputs", file.path])
            #expect(second.output == first.output)
        }
    }

    @Test("the explanation is text in the language asked for, and --json goes before it")
    func explained() async throws {
        let inputs = #"{"reliability": 0.9, "confidence": 0.9}"#
        let english = try await run("reliability/demonstration-units", inputs, ["--explain"])
        #expect(english.code == 0 && english.output.contains("Source: IEC 61123:2019"), "\(english.output)")
        let chinese = try await run("reliability/demonstration-units", inputs, ["--explain"], language: "zh-Hans")
        #expect(chinese.output.contains("依据：IEC 61123:2019") && chinese.output.contains("前提"))
        let both = try object(try await run("reliability/demonstration-units", inputs, ["--explain", "--json"]).output)
        // The smallest n with 0.9ⁿ ≤ 0.1 is 22.
        #expect((both["values"] as? [String: Any])?["units"] as? Int == 22)
    }

    @Test("a value that is not defined is null in valid JSON, and a warning says why")
    func undefined() async throws {
        let outcome = try await run("agreement/krippendorff-alpha", #"{"data": [[1, 1], [1, 1], [1, 1]]}"#)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let result = try object(outcome.output)
        #expect((result["values"] as? [String: Any])?["value"] is NSNull)
        #expect((result["warnings"] as? [Any])?.isEmpty == false)
    }

    // MARK: Wrong inputs

    struct Mistake: CustomTestStringConvertible {
        let method: String
        let inputs: String
        let parts: [String]

        init(_ method: String, _ inputs: String, _ parts: String...) {
            (self.method, self.inputs, self.parts) = (method, inputs, parts)
        }

        var testDescription: String { "\(method) \(inputs.prefix(40))" }
    }

    static let mistakes = [
        Mistake("capability/normal", "{}", "data", "missing", "list of lists of numbers"),
        Mistake("control-charts/cusum", #"{"values": [1, 2], "mean": 0}"#, "sigma", "missing", "greater than 0"),
        Mistake("control-charts/cusum", #"{"values": [1], "mean": 0, "sigma": -1}"#, "sigma", "-1", "greater than 0"),
        Mistake("control-charts/cusum", #"{"values": [1], "mean": 0, "sigam": 1}"#, "sigam", "Did you mean sigma"),
        Mistake("control-charts/cusum", #"{"values": [1, "a"], "mean": 0, "sigma": 1}"#, "values[1]", "number"),
        Mistake("control-charts/subgroups", #"{"data": [[1, 2], [3, null]]}"#, "data[1][1]", "number"),
        Mistake("control-charts/attributes", #"{"kind": "x", "counts": [1]}"#, "kind", "laney-p"),
        Mistake("control-charts/individuals", #"{"values": [1, 2], "span": 99}"#, "span", "from 2 to 50"),
        Mistake(
            "uncertainty/budget", #"{"model": "a", "inputs": [{"name": "a", "valeu": 1}]}"#, "inputs[0].valeu", "value"),
        Mistake("capability/normal", #"{"data": [[1]], "data": [[2]]}"#, "data", "occurs twice"),
        Mistake("capability/normal", "[1, 2]", "object"),
        Mistake("capability/normal", #"{"data": [[1]]} x"#, "column 17", "after the value"),
        Mistake("capability/normal", "{\n\"data\": [1,]}", "Line 2"),
        Mistake("capability/normal", #"{"data": NaN}"#, "value is expected"),
        Mistake("capability/normal", #"{"data": 1e999}"#, "too large"),
        Mistake("capability/normal", String(repeating: "[", count: 100_000), "nest deeper than 64"),
        Mistake("capability/normal", "", "no inputs", "--inputs"),
        Mistake("capability/normal", " \n", "no inputs"),
        Mistake("control-charts/attributes", "{\"kind\": \"a\\nb\", \"counts\": [1]}", "kind", "a b"),
    ]

    @Test("wrong inputs are refused in one line that names the field and the rule", arguments: mistakes)
    func refused(_ mistake: Mistake) async throws {
        let outcome = try await run(mistake.method, mistake.inputs)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
        for part in mistake.parts { #expect(outcome.errors.contains(part), "\(part) in: \(outcome.errors)") }
        let chinese = try await run(mistake.method, mistake.inputs, language: "zh-Hans")
        #expect(chinese.code == 2 && chinese.errorLines.count == 1)
        #expect(chinese.errors.contains(#/[\u4E00-\u9FFF]/#), "\(chinese.errors)")
    }

    @Test(
        "bytes that are not UTF-8 are refused in one line",
        arguments: [[0x7B, 0x22, 0xFF, 0x22], [0xFF, 0xFE, 0x7B, 0]])
    func notUTF8(_ bytes: [UInt8]) async throws {
        let outcome = try await run("capability/normal", Data(bytes))
        #expect(outcome.code == 2 && outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("UTF-8"), "\(outcome.errors)")
    }

    @Test("a name of a megabyte is told in one short line")
    func longNames() async throws {
        let name = String(repeating: "长", count: 300_000)
        for inputs in [
            "{\"\(name)\": 1}", "{\"\(name)\": 1, \"\(name)\": 2}", "{\"kind\": \"\(name)\", \"counts\": [1]}",
        ] {
            let outcome = try await run("control-charts/attributes", inputs)
            #expect(outcome.code == 2 && outcome.errorLines.count == 1)
            #expect(outcome.errors.count < 500)
        }
    }

    @Test("more than 32 MB are refused before they are parsed")
    func huge() async throws {
        try await Heng.withFolder { folder in
            let file = folder.appending(path: "inputs.json")
            try Data("{}".utf8).write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 32_000_001)
            try handle.close()
            for (arguments, input) in [(["--inputs", file.path], URL?.none), ([], file)] {
                let outcome = try await Heng.run(["method", "run", "capability/normal"] + arguments, input: input)
                #expect(outcome.code == 2 && outcome.output.isEmpty)
                #expect(outcome.errorLines.count == 1 && outcome.errors.contains("32 MB"), "\(outcome.errors)")
            }
        }
    }

    @Test("a problem in a file is told with the file, and its line where it cannot be read")
    func places() async throws {
        try await Heng.withFolder { folder in
            let file = folder.appending(path: "inputs.json")
            func run(_ inputs: String) async throws -> Heng.Outcome {
                try Data(inputs.utf8).write(to: file)
                return try await Heng.run(
                    ["method", "run", "control-charts/cusum", "--inputs", "inputs.json"], in: folder)
            }
            let broken = try await run("{\n\"values\": [1,\n}")
            #expect(broken.code == 2 && broken.errors.hasPrefix("inputs.json:3: "), "\(broken.errors)")
            let wrong = try await run(#"{"values": [1], "mean": 0, "sigma": 0}"#)
            #expect(wrong.code == 2 && wrong.errors.hasPrefix("inputs.json: sigma: "), "\(wrong.errors)")
            for path in ["absent.json", "."] {
                let outcome = try await Heng.run(
                    ["method", "run", "control-charts/cusum", "--inputs", path], in: folder)
                #expect(outcome.code == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
                #expect(outcome.errors.hasPrefix(path), "\(outcome.errors)")
            }
        }
    }
}
