/// All methods of the library, assembled from one list per family.
public enum MethodRegistry {
    /// The families in the order of the catalogue.
    public static var families: [MethodFamily] {
        [
            MethodFamily("control-charts", zh: "控制图", en: "Control charts", ControlChartsFamily.methods),
            MethodFamily("capability", zh: "过程能力", en: "Capability", CapabilityFamily.methods),
            MethodFamily(
                "acceptance-sampling", zh: "验收抽样", en: "Acceptance sampling", AcceptanceSamplingFamily.methods),
            MethodFamily(
                "measurement-systems", zh: "测量系统", en: "Measurement systems", MeasurementSystemsFamily.methods),
            MethodFamily("agreement", zh: "评价一致性", en: "Agreement", AgreementFamily.methods),
            MethodFamily("reliability", zh: "可靠性", en: "Reliability", ReliabilityFamily.methods),
            MethodFamily("uncertainty", zh: "测量不确定度", en: "Uncertainty", UncertaintyFamily.methods),
            MethodFamily("proficiency", zh: "能力验证", en: "Proficiency", ProficiencyFamily.methods),
        ]
    }

    /// Every method, family by family.
    public static var all: [any QualityMethod.Type] { families.flatMap(\.methods) }

    /// The method of a name, or nil where there is none.
    public static func method(named name: String) -> (any QualityMethod.Type)? {
        for method in all where method.name == name { return method }
        return nil
    }

    /// Returns the method of a name, or throws the problem that names the nearest one.
    public static func requiredMethod(named name: String) throws(MethodProblem) -> any QualityMethod.Type {
        guard let method = method(named: name) else { throw unknown(name) }
        return method
    }

    /// Returns the family of a name, or throws the problem that names the nearest one.
    public static func requiredFamily(named name: String) throws(MethodProblem) -> MethodFamily {
        for family in families where family.name == name { return family }
        let names = families.map(\.name)
        let list = names.joined(separator: ", ")
        let near = Suggestion.nearest(to: name, among: names)
        throw MethodProblem(
            .unknownFamily, at: "",
            zh: "没有名为 \(name.clipped) 的方法族。" + (near.map { "是否要用 \($0)？" } ?? "可用：\(list)。"),
            en: "There is no family \(name.clipped)."
                + (near.map { " Did you mean \($0)?" } ?? " The families are \(list)."))
    }

    /// The problem of a name that no method has, with the nearest known name.
    private static func unknown(_ name: String) -> MethodProblem {
        let near = Suggestion.nearestMethod(to: name, among: all.map { $0.name })
        return MethodProblem(
            .unknownMethod, at: "",
            zh: "没有名为 \(name.clipped) 的方法。" + (near.map { "是否要用 \($0)？" } ?? "用 heng method list 查看全部方法。"),
            en: "There is no method \(name.clipped)."
                + (near.map { " Did you mean \($0)?" } ?? " See heng method list for all of them."))
    }

    /// Runs the method of a name on an inputs object.
    public static func run(_ name: String, _ inputs: MethodValue) throws(MethodProblem) -> MethodValue {
        let method = try requiredMethod(named: name)
        return try method.run(inputs).value(of: method)
    }

    /// The descriptions of all methods, as `heng method list --json` prints them.
    public static var list: MethodValue { .list(all.map { $0.description }) }
}
