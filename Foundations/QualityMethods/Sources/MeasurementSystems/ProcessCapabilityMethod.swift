/// VDA 5.
enum ProcessCapabilityMethod: QualityMethod {
    static let name = "measurement-systems/process-capability"
    static let title = MethodText(zh: "测量过程能力（VDA 5）", en: "Capability of a measurement process (VDA 5)")
    static let standard = "VDA 5 (2010); ISO 22514-7"
    static let version = 1
    private static func source(_ name: String, _ zh: String, _ en: String) -> InputField {
        InputField(name, .number, rule: .nonnegative, default: .number(0), zh: zh, en: en)
    }
    static var inputs: [InputField] {
        [
            InputField("tolerance", .number, rule: .positive, zh: "公差", en: "tolerance"),
            InputField("k", .number, rule: .positive, default: .number(2), zh: "包含因子", en: "coverage factor"),
            source("calibration", "校准标准不确定度", "standard uncertainty of calibration"),
            source("resolutionStep", "分辨力", "resolution as a step"),
            source("referenceRepeatability", "标准件重复性", "repeatability on the reference"),
            source("objectRepeatability", "零件重复性", "repeatability on objects"),
            InputField("bias", .number, default: .number(0), zh: "偏倚", en: "bias"),
            source("linearity", "线性", "linearity"), source("operators", "评价人", "operators"),
            source("interaction", "交互", "interaction"),
            InputField("others", .numbers, rule: .nonnegative, default: .list([]), zh: "其他来源", en: "other sources"),
            InputField(
                "part", .integers, optional: true, zh: "量具研究的零件号（与 op、y 同时给出）",
                en: "parts of a gauge study, together with op and y"),
            InputField("op", .integers, optional: true, zh: "量具研究的评价人号", en: "operators of the gauge study"),
            InputField("y", .numbers, optional: true, zh: "量具研究的测量值", en: "measurements of the gauge study"),
        ]
    }
    static var outputs: [OutputField] {
        [
            OutputField("system", .number, zh: "测量系统标准不确定度", en: "standard uncertainty of the system"),
            OutputField("process", .number, zh: "测量过程标准不确定度", en: "standard uncertainty of the process"),
            OutputField("expanded", .number, zh: "扩展不确定度", en: "expanded uncertainty"),
            OutputField("systemRatio", .number, zh: "系统能力比", en: "ratio of the system"),
            OutputField("processRatio", .number, zh: "过程能力比", en: "ratio of the process"),
            OutputField("capable", .boolean, zh: "是否适用", en: "whether it is capable"),
        ]
    }

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        // A gauge study gives repeatability on objects, operators and interaction; numbers that are given go before it.
        var sources = MeasurementProcessCapability.Sources()
        if inputs.has("part") || inputs.has("op") || inputs.has("y") {
            sources = .init(
                try CrossedGaugeStudy.analyse(
                    parts: try inputs.integers("part"), operators: try inputs.integers("op"),
                    values: try inputs.numbers("y")))
        }
        func given(_ name: String, or study: Double) throws(MethodProblem) -> Double {
            let value = try inputs.number(name)
            return value > 0 ? value : study
        }
        sources.calibration = try inputs.number("calibration")
        sources.resolutionStep = try inputs.number("resolutionStep")
        sources.referenceRepeatability = try inputs.number("referenceRepeatability")
        sources.objectRepeatability = try given("objectRepeatability", or: sources.objectRepeatability)
        sources.bias = try inputs.number("bias")
        sources.linearity = try inputs.number("linearity")
        sources.operators = try given("operators", or: sources.operators)
        sources.interaction = try given("interaction", or: sources.interaction)
        sources.others = try inputs.numbers("others")
        let result = try MeasurementProcessCapability(
            sources: sources, tolerance: try inputs.number("tolerance"), coverageFactor: try inputs.number("k"))
        return MethodOutcome(
            [
                "system": .number(result.system), "process": .number(result.process),
                "expanded": .number(result.expanded), "systemRatio": .number(result.systemRatio),
                "processRatio": .number(result.processRatio), "capable": .boolean(result.isCapable),
            ], explanation: result.explanation)
    }
}
