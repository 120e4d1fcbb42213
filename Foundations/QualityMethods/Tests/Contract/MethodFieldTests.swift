import QualityMethods
import Testing

@Suite struct MethodFieldTests {
    @Test("a field is described with type, shape, unit, range and default")
    func description() {
        let field = InputField(
            "span", .integers, unit: "items", rule: .between(2, 50), default: [2], zh: "跨度", en: "span")
        let value = field.value
        #expect(value["type"] == "integer" && value["shape"] == "list" && value["unit"] == "items")
        #expect(value["range"]?["minimum"]?.asNumber == 2 && value["range"]?["maximum"]?.asNumber == 50)
        #expect(value["range"]?["en"] == "from 2 to 50")
        #expect(value["default"] == [2] && value["required"] == false && value["choices"] == .null)
    }

    @Test("open bounds are exclusive in the description, as they are in the check")
    func openBounds() {
        let rules: [(NumberRule, Double)] = [(.positive, 0), (.openProbability, 0), (.greaterThan(3), 3)]
        for (rule, bound) in rules {
            #expect(rule.value["exclusiveMinimum"]?.asNumber == bound && rule.value["minimum"] == nil)
            #expect(!rule.isMet(by: bound))
        }
        #expect(NumberRule.probability.value["minimum"]?.asNumber == 0 && NumberRule.probability.isMet(by: 0))
        #expect(NumberRule.lessThan(1).value["exclusiveMaximum"]?.asNumber == 1)
        #expect(NumberRule.finite.value.asObject?.keys.sorted() == ["en", "zh"])
    }

    @Test("a choice lists its choices, and an object its members")
    func members() {
        let choice = InputField("kind", .choice(["p", "u"]), zh: "种类", en: "kind")
        #expect(choice.value["choices"] == ["p", "u"] && choice.value["range"] == .null)
        let inner = InputField("name", .text, zh: "名称", en: "name")
        let outer = InputField("inputs", .objects, members: [inner], zh: "输入量", en: "inputs")
        #expect(outer.value["members"]?.asList?.first?["name"] == "name")
        #expect(outer.value["type"] == "object" && outer.value["shape"] == "list")
    }

    @Test("the default of every field of every method meets the field's own rule")
    func defaults() throws {
        for method in MethodRegistry.all {
            for field in method.inputs {
                guard let value = field.defaultValue else { continue }
                _ = try MethodInputs(.object([field.name: value]), fields: [field])
            }
        }
    }
}
