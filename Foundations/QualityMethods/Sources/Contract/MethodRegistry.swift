/// All methods of the library, assembled from one list per family.
public enum MethodRegistry {
    /// Every method, family by family.
    public static var all: [any QualityMethod.Type] {
        ControlChartsFamily.methods + CapabilityFamily.methods + AcceptanceSamplingFamily.methods
            + MeasurementSystemsFamily.methods + AgreementFamily.methods + ReliabilityFamily.methods
            + UncertaintyFamily.methods + ProficiencyFamily.methods
    }

    /// The method of a name, or nil where there is none.
    public static func method(named name: String) -> (any QualityMethod.Type)? {
        for method in all where method.name == name { return method }
        return nil
    }

    /// The problem of a name that no method has, with the nearest known name.
    private static func unknown(_ name: String) -> MethodProblem {
        let near = Suggestion.nearest(to: name, among: all.map { $0.name })
        return MethodProblem(
            .unknownMethod, at: "",
            zh: "没有名为 \(name) 的方法。" + (near.map { "是否要用 \($0)？" } ?? "请查看方法清单。"),
            en: "There is no method \(name)." + (near.map { " Did you mean \($0)?" } ?? " See the list of methods."))
    }

    /// Runs the method of a name on an inputs object.
    public static func run(_ name: String, _ inputs: MethodValue) throws(MethodProblem) -> MethodValue {
        guard let method = method(named: name) else { throw unknown(name) }
        return try method.run(inputs).value(of: method)
    }

    /// The descriptions of all methods, as `heng method list --json` prints them.
    public static var list: MethodValue { .list(all.map { $0.description }) }
}
