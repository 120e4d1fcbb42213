import QualityMethods
import Testing

@Suite struct MethodInputsTests {
    private let fields = [
        InputField("sigma", .number, rule: .positive, zh: "标准差", en: "standard deviation"),
        InputField("rounds", .integer, rule: .atLeast(1), default: 3, zh: "轮数", en: "rounds"),
        InputField("data", .matrix, optional: true, zh: "数据", en: "data"),
    ]

    @Test("a misspelt name is refused with the nearest known one")
    func misspelt() {
        #expect {
            try MethodInputs(["sigam": 1, "sigma": 1], fields: fields)
        } throws: { error in
            let problem = error as? MethodProblem
            return problem?.code == .unknownField && problem?.field == "sigam"
                && problem?.rule.en.contains("sigma") == true
        }
    }

    @Test("defaults are filled in and rules hold for each value")
    func rules() throws {
        let inputs = try MethodInputs(["sigma": 2, "data": [[1, 2], [3]]], fields: fields)
        #expect(try inputs.integer("rounds") == 3)
        #expect(try inputs.number("sigma", in: 0...) == 2)
        #expect(try inputs.matrix("data", ragged: true) == [[1, 2], [3]])
        #expect(throws: MethodProblem.self) { try inputs.matrix("data") }
        #expect(throws: MethodProblem.self) { try MethodInputs(["sigma": 0], fields: fields) }
        #expect(throws: MethodProblem.self) { try MethodInputs([:], fields: fields) }
        #expect(throws: MethodProblem.self) { try MethodInputs(["sigma": 1, "rounds": 0], fields: fields) }
        #expect(throws: MethodProblem.self) { try MethodInputs(["sigma": 1, "rounds": 1.5], fields: fields) }
    }

    @Test("null counts as absent: optional fields are nil, others missing")
    func null() throws {
        let inputs = try MethodInputs(["sigma": 1, "data": .null, "rounds": .null], fields: fields)
        #expect(!inputs.has("data"))
        #expect(try inputs.optionalNumber("data") == nil)
        #expect(try inputs.integer("rounds") == 3)
        #expect { try MethodInputs(["sigma": .null], fields: fields) } throws: {
            ($0 as? MethodProblem)?.code == .missing
        }
    }

    @Test("a missing field is told with what it must be")
    func missing() {
        #expect {
            try MethodInputs([:], fields: fields)
        } throws: { error in
            guard let problem = error as? MethodProblem else { return false }
            return problem.code == .missing && problem.field == "sigma"
                && problem.rule.en.contains("a number, greater than 0")
                && problem.rule.zh.contains("大于 0")
        }
    }

    @Test("null may stand for a number only where the field says so")
    func holes() throws {
        let fields = [
            InputField("row", .numbersOrNull, rule: .positive, optional: true, zh: "行", en: "row"),
            InputField("rows", .matrixOrNull, optional: true, zh: "表", en: "table"),
            InputField("full", .numbers, optional: true, zh: "列", en: "list"),
        ]
        let inputs = try MethodInputs(["row": [1, .null], "rows": [[1, .null], [.null]]], fields: fields)
        #expect(try inputs.numbersWithMissing("row") == [1, nil])
        for (value, place) in [
            (["row": [1, 0]], "row[1]"), (["rows": [[1], ["a"]]], "rows[1][0]"), (["full": [.null]], "full[0]"),
        ] as [(MethodValue, String)] {
            #expect { try MethodInputs(value, fields: fields) } throws: { ($0 as? MethodProblem)?.field == place }
        }
    }

    @Test("a long text with line ends is repeated on one line and cut")
    func clipped() {
        let name = "a\n" + String(repeating: "长", count: 100_000)
        #expect {
            try MethodInputs(.object(["sigma": 1, name: 2]), fields: fields)
        } throws: { error in
            guard let problem = error as? MethodProblem else { return false }
            return problem.field.count < 70 && !problem.message(.zhHans).contains("\n")
        }
    }

    @Test("the place of a wrong value inside a matrix is named")
    func place() {
        #expect {
            try MethodInputs(["sigma": 1, "data": [[1], [2, "x"]]], fields: fields)
        } throws: { error in
            (error as? MethodProblem)?.field == "data[1][1]"
        }
    }
}
