import QualityMath

/// `uncertainty/calibration-curve`.
enum CalibrationCurveMethod: QualityMethod {
    static let name = "uncertainty/calibration-curve"
    static let title = MethodText(zh: "校准曲线（多项式）", en: "Calibration curve (polynomial)")
    static let standard = "ISO/TS 28038:2018; ISO/TS 28037:2010, 9"
    static let version = 1
    static let inputs: [InputField] = [
        InputField("x", .numbers, zh: "标准值", en: "The reference values."),
        InputField("y", .numbers, zh: "响应值", en: "The responses."),
        InputField(
            "degree", .integer, rule: .between(1, 12), optional: true, zh: "多项式次数，缺省为按准则选定",
            en: "The degree; chosen by the criterion if absent."),
        InputField(
            "highestDegree", .integer, rule: .between(1, 12), default: 4, zh: "选定时的最高次数",
            en: "The highest degree to choose from."),
        InputField(
            "criterion", .choice(CalibrationCurve.Criterion.allCases.map(\.rawValue)), default: "correctedAkaike",
            zh: "选定次数的准则", en: "How the degree is chosen."),
        InputField(
            "yUncertainties", .numbers, rule: .positive, optional: true, zh: "响应值的标准不确定度", en: "u(y)."),
        InputField(
            "yCovariance", .matrix, optional: true, zh: "响应值的协方差矩阵（与 yUncertainties 二者取一）",
            en: "The covariance of the responses (in place of yUncertainties)."),
        InputField("reading", .number, optional: true, zh: "要反算的读数", en: "A reading to be turned into x."),
        InputField(
            "replicates", .integer, rule: .atLeast(1), default: 1, zh: "读数的重复次数", en: "The replicates of the reading."),
        InputField(
            "readingUncertainty", .number, rule: .nonnegative, optional: true, zh: "读数的标准不确定度", en: "u of the reading."),
        InputField("at", .numbers, default: [], zh: "要求曲线值的 x", en: "The x at which the curve is wanted."),
    ]
    static let outputs: [OutputField] = [
        OutputField("degree", .integer, zh: "次数", en: "The degree."),
        OutputField("chebyshev", .numbers, zh: "切比雪夫系数", en: "The Chebyshev coefficients."),
        OutputField("powers", .numbers, zh: "1、x、x² 等的系数", en: "The coefficients of 1, x, x² and so on."),
        OutputField("covariance", .matrix, zh: "切比雪夫系数的协方差", en: "The covariance of the Chebyshev coefficients."),
        OutputField("range", .numbers, zh: "校准范围", en: "The calibrated range."),
        OutputField("residualDeviation", .number, zh: "残差标准差", en: "The residual deviation."),
        OutputField("chiSquared", .number, zh: "（加权）残差平方和", en: "The (weighted) sum of squares."),
        OutputField("probability", .number, zh: "一致性检验的 p 值", en: "The p-value of the fit."),
        OutputField("isMonotonic", .boolean, zh: "曲线是否单调", en: "Whether the curve is monotonic."),
        OutputField("stimulus", .number, zh: "反算值", en: "The x of the reading."),
        OutputField("stimulusUncertainty", .number, zh: "反算值的标准不确定度", en: "Its uncertainty."),
        OutputField("at", .objects, zh: "所问各点的曲线值与标准不确定度", en: "The curve with its uncertainty at the x asked for."),
    ]

    static func run(_ inputs: MethodInputs) throws(MethodProblem) -> MethodOutcome {
        let x = try inputs.numbers("x")
        let y = try inputs.numbers("y")
        let degree = try inputs.optionalInteger("degree", in: 1...12)
        let highest = try inputs.integer("highestDegree", in: 1...12)
        let criterion: CalibrationCurve.Criterion = try inputs.choice("criterion")
        let uncertainties = try inputs.optionalNumbers("yUncertainties", .positive)
        let covariance = inputs.has("yCovariance") ? try inputs.matrix("yCovariance") : nil
        guard uncertainties == nil || covariance == nil else {
            throw MethodProblem(
                .outOfRange, at: "yCovariance", zh: "与 yUncertainties 只能给一项。",
                en: "Give either this or yUncertainties.")
        }
        let reading = try inputs.optionalNumber("reading")
        let replicates = try inputs.integer("replicates", in: 1...)
        let readingUncertainty = try inputs.optionalNumber("readingUncertainty", .nonnegative)
        let asked = try inputs.numbers("at")
        return try namingFields(Self.inputs, else: "x") { () throws(MathProblem) in
            var scatter = CalibrationCurve.Scatter.equal
            if let uncertainties { scatter = .uncertainties(uncertainties) }
            if let covariance { scatter = .covariance(try Matrix(covariance)) }
            let curve: CalibrationCurve
            if let degree {
                curve = try CalibrationCurve(x: x, y: y, degree: degree, scatter: scatter)
            } else {
                curve = try .best(x: x, y: y, highest: highest, scatter: scatter, criterion: criterion)
            }
            let found = try reading.map { reading throws(MathProblem) in
                try curve.stimulus(for: reading, replicates: replicates, readingUncertainty: readingUncertainty)
            }
            var points: [MethodValue] = []
            for place in asked {
                let (value, uncertainty) = try curve.response(at: place)
                points.append(["x": .number(place), "y": .number(value), "uncertainty": .number(uncertainty)])
            }
            return MethodOutcome(
                [
                    "degree": .integer(curve.degree), "chebyshev": MethodValue(curve.coefficients),
                    "powers": MethodValue(curve.powerCoefficients),
                    "covariance": MethodValue(rows: (0...curve.degree).map { curve.covariance.row($0) }),
                    "range": MethodValue([curve.range.lowerBound, curve.range.upperBound]),
                    "residualDeviation": .number(curve.residualDeviation),
                    "chiSquared": .number(curve.residualSumOfSquares), "probability": .number(curve.consistency),
                    "isMonotonic": .boolean(curve.isMonotonic), "stimulus": MethodValue(found?.value),
                    "stimulusUncertainty": MethodValue(found?.uncertainty), "at": .list(points),
                ],
                warnings: asked.contains { !curve.range.contains($0) }
                    ? [
                        MethodText(
                            zh: "所问的 x 在校准范围之外，为外推。", en: "An x asked for lies outside the calibrated range.")
                    ] : [], explanation: curve.explanation)
        }
    }
}
