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
