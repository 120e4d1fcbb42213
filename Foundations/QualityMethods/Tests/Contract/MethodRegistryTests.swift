import QualityMethods
import Testing

@Suite struct MethodRegistryTests {
    @Test("names are unique, of the form family/method, and every field is described in both languages")
    func descriptions() {
        let names = MethodRegistry.all.map { $0.name }
        #expect(Set(names).count == names.count)
        for method in MethodRegistry.all {
            #expect(method.name.split(separator: "/").count == 2)
            #expect(!method.title.zh.isEmpty && !method.title.en.isEmpty && !method.outputs.isEmpty)
            for field in method.inputs { #expect(!field.help.zh.isEmpty && !field.help.en.isEmpty) }
        }
    }

    @Test("every method says its formula, and its limits in both languages")
    func notes() {
        for method in MethodRegistry.all {
            #expect(!method.note.formula.isEmpty && !method.note.limits.isEmpty, "\(method.name) has no note")
            for text in method.note.limits { #expect(!text.zh.isEmpty && !text.en.isEmpty, "\(method.name)") }
        }
    }

    @Test("a family holds the methods whose names begin with its own")
    func families() throws {
        for family in MethodRegistry.families {
            #expect(!family.methods.isEmpty)
            for method in family.methods { #expect(method.name.hasPrefix(family.name + "/")) }
            #expect(try MethodRegistry.requiredFamily(named: family.name).title == family.title)
        }
    }

    @Test(
        "a name that no method has is refused with the nearest one",
        arguments: [
            ("control-charts/cusun", "control-charts/cusum"), ("cusum", "control-charts/cusum"),
            ("wrong/ewma", "control-charts/ewma"), ("kaplan", "reliability/kaplan-meier"),
            ("qqqqqqqqqqqq", "heng method list"),
        ])
    func nearest(_ name: String, _ remedy: String) {
        #expect {
            try MethodRegistry.requiredMethod(named: name)
        } throws: { error in
            guard let problem = error as? MethodProblem else { return false }
            return problem.code == .unknownMethod && problem.rule.en.contains(remedy)
                && problem.rule.zh.contains(remedy)
        }
    }

    @Test("every method refuses an unknown field and an empty object with the field's name")
    func refusals() {
        for method in MethodRegistry.all {
            #expect(throws: MethodProblem.self) { try method.run(["noSuchField": 1]) }
            #expect(throws: MethodProblem.self) { try method.run([:]) }
        }
    }

    @Test("methods run from values to values")
    func runs() throws {
        let charts = try MethodRegistry.run(
            "control-charts/subgroups", ["data": [[1, 2, 3], [2, 3, 5], [1, 1, 2]], "rules": "nelson"])
        #expect(charts["values"]?["mean"]?["points"]?.asList?.count == 3)
        let length = try MethodRegistry.run("control-charts/run-length", ["chart": "rules"])
        #expect(abs((length["values"]?["averageRunLength"]?.asNumber ?? 0) - 91.75) < 0.01)
        let capability = try MethodRegistry.run(
            "capability/nonnormal", ["values": [1, 2, 2.5, 3, 4.5, 5, 8], "upperLimit": 20])
        #expect(capability["values"]?["minimum"]?.asNumber ?? 0 > 0)
        #expect(throws: MethodProblem.self) { try MethodRegistry.run("control-charts/subgroup", [:]) }
    }
}
