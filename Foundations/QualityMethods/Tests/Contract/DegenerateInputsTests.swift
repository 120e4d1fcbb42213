import QualityMath
import QualityMethods
import Testing

/// Every method of the first four families on inputs that leave little or nothing to compute: it answers or throws a
/// typed problem in both languages, and never traps.
@Suite("Degenerate inputs of charts, capability, sampling and measurement systems")
struct DegenerateInputsTests {
    static var methods: [any QualityMethod.Type] {
        ControlChartsFamily.methods + CapabilityFamily.methods + AcceptanceSamplingFamily.methods
            + MeasurementSystemsFamily.methods
    }

    /// Sensible values of the fields that a method cannot do without, by name.
    private static let usual: [String: MethodValue] = [
        "data": [[1.1, 2, 3], [2, 3.5, 5], [1, 1.4, 2], [3, 2, 2.5], [2.2, 1, 4]],
        "values": [3, 1.5, 4, 1, 5, 9, 2, 6, 5.5, 3.2, 4.4, 5], "mean": 3, "sigma": 1.2, "kind": "p",
        "counts": [2, 3, 1, 4, 0, 2], "sizes": [50, 60, 55, 50, 40, 50], "chart": "ewma", "lowerLimit": -20,
        "upperLimit": 40, "lotSize": 1000, "aql": 1, "n": [50], "c": [1], "p": [0.01, 0.1], "p1": 0.01, "p2": 0.06,
        "limit": 0.05, "processAverage": 0.01, "k": 1, "acceptanceNumber": 2, "accepted": [true, false, true],
        "lq": 0.05, "dql": 0.02, "i": 5, "f": 0.25, "part": [1, 1, 1, 1, 2, 2, 2, 2],
        "op": [1, 1, 2, 2, 1, 1, 2, 2], "y": [1, 1.1, 1.2, 1.3, 2, 2.1, 2.3, 2.5],
        "ref": [1, 1, 1, 1, 2, 2, 2, 2], "factors": ["part": [1, 1, 2, 2, 1, 1, 2, 2]], "effects": ["part"],
        "subgroups": [[1, 2], [2, 3.5], [1.2, 2.2]], "tolerance": 10,
        "appraisers": [["name": "A", "trials": [[1, 1], [0, 0], [1, 0]]]],
    ]

    /// The inputs that a method needs, but for those whose usual value has another shape.
    static func inputs(_ method: any QualityMethod.Type) -> [String: MethodValue] {
        var members: [String: MethodValue] = [:]
        for field in method.inputs where field.defaultValue == nil && !field.isOptional {
            members[field.name] = usual[field.name] ?? .null
        }
        switch method.name {
        case "control-charts/multivariate":
            members["data"] = [[1, 2], [2, 2.5], [3, 5], [2.5, 1], [0, 1.5], [4, 2]]
        case "control-charts/rare-events": members["kind"] = "g"
        case "control-charts/attributes": members["sizes"] = usual["sizes"]
        case "acceptance-sampling/limiting-quality": members["c"] = 1
        case "acceptance-sampling/variables-decision": members["lowerLimit"] = -20
        case "acceptance-sampling/rectifying": members["p"] = 0.02
        case "acceptance-sampling/declared-quality": members["limit"] = 1
        case "capability/normal", "capability/nonnormal": members["lowerLimit"] = -20
        case "measurement-systems/gauge-nested":
            members["part"] = [1, 1, 2, 2, 3, 3, 4, 4]
            members["op"] = [1, 1, 1, 1, 2, 2, 2, 2]
        default: break
        }
        return members
    }

    /// Shapes of lists and numbers that a careless caller sends.
    private static let lists: [[MethodValue]] = [
        [], [1], [0], [2, 2], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], [1e308, -1e308], [1e308, 1e308, 1e308, 0],
        [-1, -2, -3, -4], [1e-320, 2e-320, 5e-324], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [.number(.nan), 1, 2],
        [.number(.infinity), 1, 2], [.null, 1, 2], ["a", 1], [1e16, 1e16, 1e16],
    ]
    private static let numbers: [MethodValue] = [
        0, 1, -1, 1e308, -1e308, 1e-320, 5e-324, 0.5, 2, 1_000_000, .number(.nan), .number(.infinity), .null, "x",
        .integer(.max), .integer(.min), 1e18,
    ]

    static func variants(of field: InputField, like sample: MethodValue?) -> [MethodValue] {
        switch field.shape {
        case .number, .integer: numbers
        case .numbers, .numbersOrNull, .integers, .booleans, .texts: lists.map { .list($0) } + [.null, 3]
        case .matrix, .matrixOrNull:
            lists.map { .list([.list($0)]) } + lists.map { .list([.list($0), .list($0)]) }
                + lists.map { row in .list(row.map { .list([$0]) }) } + [.list([]), .list([.list([])]), .null]
        case .choice(let choices): choices.map { .text($0) } + ["zzz"]
        case .boolean: [true, false, 0]
        case .object: [.object([:]), .object(["a": .list([])]), .null]
        case .objects: [.list([]), .list([.object([:])]), .null]
        case .text, .any: ["", .null]
        }
    }

    /// Runs a method and checks the form of what comes back; the answer itself may be anything.
    static func check(_ method: any QualityMethod.Type, _ members: [String: MethodValue], _ place: String) {
        do {
            let outcome = try method.run(.object(members))
            #expect(Set(outcome.values.keys) == Set(method.outputs.map(\.name)), "\(place)")
            #expect(!outcome.explanation.explain(.zhHans).isEmpty, "\(place)")
        } catch let problem as MethodProblem {
            #expect(!problem.message(.en).isEmpty && !problem.message(.zhHans).isEmpty, "\(place)")
        } catch {
            Issue.record("\(place): \(error)")
        }
    }

    @Test("the usual inputs of every method give an answer with exactly its outputs")
    func usualInputs() {
        for method in Self.methods {
            #expect(throws: Never.self, "\(method.name)") {
                let outcome = try method.run(.object(Self.inputs(method)))
                #expect(Set(outcome.values.keys) == Set(method.outputs.map(\.name)), "\(method.name)")
            }
        }
    }

    @Test("one field at a time out of shape or range gives an answer or a typed problem", arguments: methods.indices)
    func oneField(_ index: Int) {
        let method = Self.methods[index]
        var base = Self.inputs(method)
        // Long searches are no question of these tests.
        if method.inputs.contains(where: { $0.name == "replicates" }) { base["replicates"] = 20 }
        if method.inputs.contains(where: { $0.name == "runs" }) { base["runs"] = 5 }
        // Each kind of a method of several kinds is another computation.
        let kinds = method.inputs.first { ["kind", "chart", "way", "protection", "model", "spread"].contains($0.name) }
        var choices: [MethodValue?] = [nil]
        if let kinds, case .choice(let names) = kinds.shape {
            choices = names.filter { $0 != "mewma" }.map { .text($0) }
        }
        for choice in choices {
            if let kinds, let choice { base[kinds.name] = choice }
            for field in method.inputs where field.name != "runs" && field.name != "replicates" {
                for (number, variant) in Self.variants(of: field, like: base[field.name]).enumerated() {
                    var members = base
                    members[field.name] = variant
                    Self.check(method, members, "\(method.name) \(choice?.asText ?? "") \(field.name) \(number)")
                }
            }
        }
    }

    @Test("constant data and a single subgroup are told as such")
    func constant() throws {
        for (name, inputs): (String, MethodValue) in [
            ("control-charts/subgroups", ["data": [[2, 2, 2], [2, 2, 2]]]),
            ("control-charts/individuals", ["values": [2, 2, 2]]),
            ("control-charts/between-within", ["data": [[2, 2], [2, 2]]]),
            ("control-charts/run-chart", ["values": [2, 2, 2]]),
            ("capability/normal", ["data": [[2, 2, 2], [2, 2, 2]], "upperLimit": 3]),
            ("capability/nonnormal", ["values": [2, 2, 2], "upperLimit": 3]),
            ("capability/normality", ["values": [2, 2, 2]]),
            ("measurement-systems/gauge-crossed", ["part": [1, 1, 2, 2], "op": [1, 2, 1, 2], "y": [1, 1, 1, 1]]),
            ("measurement-systems/bias", ["ref": [1, 1], "y": [2, 2]]),
        ] {
            let problem = #expect(throws: MethodProblem.self, "\(name)") { try MethodRegistry.run(name, inputs) }
            #expect(
                problem?.code == .degenerate || problem?.code == .outOfRange, "\(name) \(problem?.code.rawValue ?? "")")
        }
        let one = try MethodRegistry.run("control-charts/subgroups", ["data": [[1, 2, 4]]])
        #expect(one["values"]?["mean"]?["center"]?.asList?.count == 1)
    }

    @Test("no nonconforming item, and nothing but such, have their answers")
    func ends() throws {
        let none = try MethodRegistry.run("capability/attributes", ["counts": [0, 0], "sizes": [50, 50]])
        #expect(none["values"]?["rate"]?["lower"]?.asNumber == 0)
        let all = try MethodRegistry.run("capability/attributes", ["counts": [50], "sizes": [50]])
        #expect(all["values"]?["rate"]?["upper"]?.asNumber == 1)
        let curve = try MethodRegistry.run(
            "acceptance-sampling/operating-characteristic", ["n": [5], "c": [0], "p": [0, 1]])
        #expect(curve["values"]?["pa"] == MethodValue([1.0, 0.0]))
        let problem = #expect(throws: MethodProblem.self) {
            try MethodRegistry.run(
                "control-charts/attributes", ["kind": "p", "counts": [0, 0, 0], "sizes": [10, 10, 10]])
        }
        #expect(problem?.code == .degenerate)
    }
}
