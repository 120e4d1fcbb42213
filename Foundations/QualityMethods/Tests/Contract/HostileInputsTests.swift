import QualityMethods
import Testing

/// Every method on inputs that break one field at a time: it answers or refuses, and never ends the process.
@Suite struct HostileInputsTests {
    /// Inputs that a method takes, where values made up from its fields alone would not fit together.
    private static let fitting: [String: MethodValue] = [
        "control-charts/attributes": [
            "kind": "p", "counts": [1, 2, 3, 4, 2, 1, 0, 3], "sizes": [50, 50, 50, 50, 50, 50, 50, 50],
        ],
        "acceptance-sampling/plan": ["lotSize": 2000, "aql": 1],
        "acceptance-sampling/variables-plan-matched": ["lotSize": 2000, "aql": 1],
        "acceptance-sampling/operating-characteristic": ["n": [50], "c": [2], "p": [0.01, 0.05]],
        "acceptance-sampling/rectifying": ["n": [50], "c": [2], "p": 0.01, "lotSize": 1000],
        "acceptance-sampling/skip-lot": ["n": [50], "c": [2], "p": [0.01, 0.05], "i": 4, "f": 0.5],
        "acceptance-sampling/scheme": ["lotSize": 2000, "aql": 1, "p": [0.01]],
        "measurement-systems/gauge-crossed": study,
        "measurement-systems/gauge-nested": study,
        "measurement-systems/gauge-reml": [
            "factors": ["part": [1, 1, 1, 1, 2, 2, 2, 2], "op": [1, 1, 2, 2, 1, 1, 2, 2]], "effects": ["part", "op"],
            "y": [1, 1.1, 1.05, 1.2, 2, 2.1, 2.05, 2],
        ],
        "measurement-systems/attribute-agreement": [
            "appraisers": [
                ["name": "a", "trials": [[1, 1], [0, 0], [1, 0]]],
                ["name": "b", "trials": [[1, 1], [0, 1], [1, 1]]],
            ]
        ],
        "capability/time-dependent-model": [
            "data": [
                [5.1, 5.3, 5.2], [5, 5.2, 5.4], [5.3, 5.1, 5.2], [5.2, 5.5, 5.1], [5.1, 5.2, 5], [5.4, 5.2, 5.3],
                [5, 5.1, 5.3], [5.2, 5.2, 5.1],
            ]
        ],
        "capability/normal": ["data": [[5.1, 5.3], [5, 5.2], [5.3, 5.1], [5.2, 5.5]], "upperLimit": 6],
        "capability/nonnormal": ["values": [1, 2, 2.5, 3, 4.5, 5, 8], "upperLimit": 20],
        "capability/attributes": ["counts": [1, 2, 0, 3], "sizes": [50, 50, 50, 50]],
        "acceptance-sampling/find-plan": ["p1": 0.01, "p2": 0.06],
        "acceptance-sampling/sequential": ["p1": 0.01, "p2": 0.06, "p": [0.02]],
        "acceptance-sampling/variables-plan": ["p1": 0.01, "p2": 0.06],
        "acceptance-sampling/variables-decision": ["values": [1, 2, 3, 2.5], "k": 1.1, "upperLimit": 9],
        "measurement-systems/bias": bias, "measurement-systems/linearity": bias,
        "reliability/log-rank": .object(
            (lives.asObject ?? [:]).merging(["groups": [0, 1, 0, 1, 0, 1, 0, 1]]) { first, _ in first }),
        "uncertainty/conformity": ["value": 9.5, "uncertainty": 0.2, "upper": 10],
        "uncertainty/budget": model,
        "uncertainty/monte-carlo": .object((model.asObject ?? [:]).merging(["draws": 1000]) { first, _ in first }),
        "reliability/life-fit": lives, "reliability/weibull-threshold": lives, "reliability/turnbull": lives,
        "reliability/accelerated-life": .object(
            (lives.asObject ?? [:]).merging(["celsius": [80, 80, 80, 80, 60, 60, 60, 60], "useCelsius": 25]) {
                first, _ in first
            }),
        "reliability/warranty-forecast": .object(
            (lives.asObject ?? [:]).merging(["units": [10, 20], "ages": [1, 2], "horizon": 3]) { first, _ in first }),
        "reliability/test-plan": ["upperMTBF": 1000, "lowerMTBF": 300],
    ]
    private static let study: MethodValue = [
        "part": [1, 1, 1, 1, 2, 2, 2, 2], "op": [1, 1, 2, 2, 1, 1, 2, 2], "y": [1, 1.1, 1.05, 1.2, 2, 2.1, 2.05, 2],
    ]
    private static let bias: MethodValue = [
        "ref": [2, 2, 4, 4, 6, 6, 8, 8], "y": [2.1, 2, 4.2, 4.1, 6, 6.2, 8.1, 7.9],
    ]
    private static let model: MethodValue = [
        "model": "a*b + a",
        "inputs": [["name": "a", "value": 1, "uncertainty": 0.1], ["name": "b", "value": 2, "uncertainty": 0.1]],
    ]
    private static let lives: MethodValue = [
        "times": [1, 2, 3, 4, 5, 6, 7, 8], "failed": [true, true, true, true, true, true, false, false],
    ]

    private static let numbers: [MethodValue] = [
        0, -1, 0.5, 1e-9, 5e-324, 1e-308, 1e15, 1e308, -1e308, .integer(9_007_199_254_740_993), .integer(.max),
        .integer(.min),
    ]

    /// A value within the rule of a field: whole where it must be, and rising along a list.
    private static func usual(_ field: InputField, _ place: Int = 0) -> MethodValue {
        let range = field.rule.value
        let low = (range["minimum"] ?? range["exclusiveMinimum"])?.asNumber
        let high = (range["maximum"] ?? range["exclusiveMaximum"])?.asNumber
        let step = Double(place) * 0.01
        let number: Double =
            switch (low, high) {
            case (let low?, let high?): low + min((high - low) * min(0.3 + step, 0.9), 20 + 10 * step)
            case (let low?, nil): low + 2 + 10 * step
            case (nil, let high?): high - 2 - 10 * step
            case (nil, nil): 2 + 10 * step
            }
        switch field.shape {
        case .number: return .number(number)
        case .integer: return .integer(Int(number.rounded(.up)))
        case .numbers, .numbersOrNull: return .list((0..<8).map { .number(number + Double($0 * $0 % 7) * 0.01) })
        case .integers: return .list((0..<8).map { .integer(Int(number.rounded(.up)) + $0 % 2) })
        case .matrix, .matrixOrNull:
            return .list((0..<6).map { row in .list((0..<4).map { .number(number + Double((row * 3 + $0 * 5) % 7)) }) })
        case .text: return "a"
        case .texts: return ["a"]
        case .choice(let choices): return .text(choices[place % choices.count])
        case .boolean: return true
        case .booleans: return [true, true, false, true, true, false, true, true]
        case .object: return [:]
        case .objects: return [.object(required(field.members))]
        case .any: return 1
        }
    }

    private static func required(_ fields: [InputField]) -> [String: MethodValue] {
        var values: [String: MethodValue] = [:]
        for field in fields where field.isRequired { values[field.name] = usual(field) }
        return values
    }

    private static func hostile(_ field: InputField) -> [MethodValue] {
        func alone(_ value: MethodValue) -> MethodValue { .list([MethodValue](repeating: value, count: 8)) }
        switch field.shape {
        case .number, .integer: return numbers
        case .numbers, .integers, .numbersOrNull:
            return [[], [1], [1, 1], alone(0), alone(5), alone(.null), .list((0..<2000).map { .integer($0) })]
                + numbers.map(alone) + numbers.map { [$0, 1, 2, 3, 4, 5, 6, 7] }
        case .matrix, .matrixOrNull:
            return [
                [], [[]], [[], []], [[1]], [[1], [2]], [[1, 1], [1, 1]], [[1], [1, 2], [1, 2, 3]],
                [[.null, 1], [.null, 2]],
            ]
                + numbers.map { [[$0, $0], [$0, $0]] }
                + numbers.map { [[$0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 6]] }
        case .booleans: return [[], [true], [false, false], .list([MethodValue](repeating: false, count: 8))]
        case .text:
            return [
                "", .text(String(repeating: "(", count: 500)), "a/0", "exp(exp(exp(a)))", "sqrt(-a)", "log(0)",
                "a[kg/0]",
                "x = a; y = x", .text(String(repeating: "-", count: 500) + "a"), "a^a^a^a^a",
            ]
        case .texts: return [[], [""], ["a", "a"], ["x:y:z"]]
        case .choice(let choices): return choices.map { .text($0) }
        case .boolean: return [true, false]
        case .object: return [[:], ["": []], ["a": [1]]]
        case .objects: return [[], [[:]], [[:], [:]]]
        case .any: return [[], [:], 1, "a"]
        }
    }

    @Test(
        "a broken field is answered or refused, and what is answered is JSON",
        arguments: MethodRegistry.all.map { $0.name })
    func broken(_ name: String) throws {
        let method = try MethodRegistry.requiredMethod(named: name)
        let base = (Self.fitting[name] ?? .object(Self.required(method.inputs))).asObject ?? [:]
        #expect(throws: Never.self, "inputs that fit must stand in `fitting`") { try method.run(.object(base)) }
        var refused = 0
        for field in method.inputs {
            for value in Self.hostile(field) {
                do throws(MethodProblem) {
                    let outcome = try method.run(.object(base.merging([field.name: value]) { _, new in new }))
                    let text = outcome.value(of: method).json()
                    #expect(throws: Never.self, "\(field.name) \(value.json().prefix(80))") {
                        try MethodValue(json: text)
                    }
                } catch {
                    refused += 1
                    #expect(!error.rule.zh.isEmpty && !error.rule.en.isEmpty)
                }
            }
        }
        #expect(refused > 0)
    }
}
