import Foundation
import QualityMath
import QualityMethods

/// Answers the cases of uncertainty and calibration in the area `measurement`.
enum UncertaintyCases: CaseSolver {
    static var kinds: [String] {
        ["gum-h1", "gum-h2", "gum-h3", "gum-ws", "cal-line", "s1-trap", "s1-rect", "s1-mismatch"]
    }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(inputs)
        switch kind {
        case "gum-h1": return try endGauge(inputs)
        case "gum-h2": return try impedance(inputs)
        case "gum-h3": return try thermometer(inputs)
        case "gum-ws": return try effectiveDegrees(inputs)
        case "cal-line": return try calibration(inputs)
        case "s1-trap":
            return try rectangularSum([try inputs.number("a"), try inputs.number("b")], mean: true)
        case "s1-rect":
            let count = try inputs.integer("n", in: 1...50)
            return try rectangularSum([Double](repeating: try inputs.number("h"), count: count), mean: false)
        case "s1-mismatch": return try mismatch(inputs)
        default: throw unanswered(kind)
        }
    }

    /// Degrees of freedom of 10¹⁰ and more stand for infinitely many.
    private static func degrees(_ value: Double) -> Double { value >= 1e10 ? .infinity : value }

    private static func budget(
        _ text: String, names: [String], values: [Double], uncertainties: [Double], degrees: [Double],
        ensemble: Bool = false, correlations: [CorrelatedInputs.Pair] = []
    ) throws -> UncertaintyBudget {
        guard values.count == names.count, uncertainties.count == names.count, degrees.count == names.count else {
            throw MethodProblem(
                .wrongShape, at: "", zh: "输入量应有 \(names.count) 个。", en: "There must be \(names.count) inputs.")
        }
        let inputs = names.indices.map { i in
            UncertaintyBudget.Input(
                names[i], value: values[i], uncertainty: uncertainties[i], degreesOfFreedom: Self.degrees(degrees[i]),
                ensemble: ensemble ? 1 : nil)
        }
        return try UncertaintyBudget(
            try MeasurementModel(text, inputs: names), inputs: inputs, correlations: correlations)
    }

    private static func endGauge(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let budget = try budget(
            "ls + d - ls*(da*theta + alphaS*dtheta)", names: ["ls", "d", "alphaS", "theta", "da", "dtheta"],
            values: try inputs.numbers("values"), uncertainties: try inputs.numbers("us"),
            degrees: try inputs.numbers("dfs"))
        let output = budget.outputs[0]
        return [
            "y": .number(output.value), "u": .number(output.uncertainty), "df": .number(output.degreesOfFreedom),
            "comp": MethodValue(output.contributions.map(\.component)),
        ]
    }

    private static func impedance(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let degrees = try inputs.optionalNumber("df") ?? .infinity
        let budget = try budget(
            "R = V/I*cos(phi); X = V/I*sin(phi); Z = V/I", names: ["V", "I", "phi"],
            values: [try inputs.number("V"), try inputs.number("I"), try inputs.number("phi")],
            uncertainties: [try inputs.number("uV"), try inputs.number("uI"), try inputs.number("uphi")],
            degrees: [degrees, degrees, degrees], ensemble: true,
            correlations: [
                .init(0, 1, try inputs.number("rVI")), .init(0, 2, try inputs.number("rVp")),
                .init(1, 2, try inputs.number("rIp")),
            ])
        let outputs = budget.outputs
        return [
            "R": .number(outputs[0].value), "uR": .number(outputs[0].uncertainty), "X": .number(outputs[1].value),
            "uX": .number(outputs[1].uncertainty), "Z": .number(outputs[2].value),
            "uZ": .number(outputs[2].uncertainty), "r_RX": .number(budget.correlation[0, 1]),
            "r_RZ": .number(budget.correlation[0, 2]), "r_XZ": .number(budget.correlation[1, 2]),
        ]
    }

    private static func thermometer(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let line = try CalibrationLine(x: try inputs.numbers("x"), y: try inputs.numbers("y"))
        let prediction = line.response(at: try inputs.number("x0"))
        return [
            "a": .number(line.intercept), "b": .number(line.slope), "ua": .number(line.interceptUncertainty),
            "ub": .number(line.slopeUncertainty), "r_ab": .number(line.correlation), "y0": .number(prediction.value),
            "u_y0": .number(prediction.uncertainty), "ssr": .number(line.residualSumOfSquares),
        ]
    }

    private static func effectiveDegrees(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let budget = try budget(
            "x1*exp(-x2*x3) + sqrt(x4)/x5", names: ["x1", "x2", "x3", "x4", "x5"], values: try inputs.numbers("x"),
            uncertainties: try inputs.numbers("u"), degrees: try inputs.numbers("df"))
        let output = budget.outputs[0]
        return [
            "y": .number(output.value), "u": .number(output.uncertainty), "df": .number(output.degreesOfFreedom),
            "k95": .number(try output.coverageFactor(0.95)), "U95": .number(try output.expanded(0.95)),
            "contrib": MethodValue(output.contributions.map(\.component)),
        ]
    }

    private static func calibration(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let line = try CalibrationLine(x: try inputs.numbers("x"), y: try inputs.numbers("y"))
        let found = try line.stimulus(
            for: try inputs.number("y0"), replicates: try inputs.optionalInteger("m") ?? 1)
        return [
            "a": .number(line.intercept), "b": .number(line.slope), "s": .number(line.residualDeviation),
            "x0": .number(found.value), "se_x0": .number(found.uncertainty),
        ]
    }

    /// The exact distribution where there is one; `method-cases` needs no random numbers here.
    private static func rectangularSum(_ halfWidths: [Double], mean: Bool) throws -> [String: MethodValue] {
        let sum = try RectangularSum(halfWidths: halfWidths)
        let interval = try sum.interval(0.95)
        var answers: [String: MethodValue] = [
            "u": .number(sum.standardDeviation), "lo": .number(interval.lower), "hi": .number(interval.upper),
        ]
        if mean { answers["mean"] = 0 }
        return answers
    }

    private static func mismatch(_ inputs: MethodInputs) throws -> [String: MethodValue] {
        let sum = try SquaredNormalSum(
            means: (try inputs.number("mx"), try inputs.number("my")),
            deviations: (try inputs.number("ux"), try inputs.number("uy")))
        let symmetric = try sum.symmetricInterval(0.95)
        let shortest = try sum.shortestInterval(0.95)
        return [
            "mean": .number(sum.mean), "u": .number(sum.standardDeviation), "sym_lo": .number(symmetric.lower),
            "sym_hi": .number(symmetric.upper), "short_lo": .number(shortest.lower),
            "short_hi": .number(shortest.upper),
        ]
    }
}
