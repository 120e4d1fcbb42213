extension MeasurementModel {
    /// Returns the unit (in SI base units, factor 1) of each output, or the problem of the first operation whose
    /// operands do not go together.
    ///
    /// - Parameter units: the unit of each input.
    /// - Returns: one unit an output.
    /// - Throws: the ``ExpressionProblem`` of the first operation that does not fit.
    public func dimensions(of units: [MeasurementUnit]) throws(ExpressionProblem) -> [MeasurementUnit] {
        guard units.count == inputs.count else {
            throw ExpressionProblem(
                0, zh: "有 \(inputs.count) 个输入量，给了 \(units.count) 个单位。",
                en: "There are \(inputs.count) inputs and \(units.count) units.")
        }
        func base(_ unit: MeasurementUnit) -> MeasurementUnit { MeasurementUnit(powers: unit.powers, factor: 1) }
        var found: [MeasurementUnit] = []
        for operation in operations {
            let unit: MeasurementUnit
            switch operation {
            case .constant(_, let own): unit = base(own)
            case .input(let place): unit = base(units[place])
            case .add(let a, let b), .subtract(let a, let b), .minimum(let a, let b), .maximum(let a, let b),
                .arcTangent2(let a, let b):
                guard found[a].isComparable(to: found[b]) else {
                    throw ExpressionProblem(
                        0, zh: "不能把 \(found[a].baseDescription) 与 \(found[b].baseDescription) 相加减或比较。",
                        en: "\(found[a].baseDescription) and \(found[b].baseDescription) cannot be added or compared.")
                }
                if case .arcTangent2 = operation { unit = .one } else { unit = found[a] }
            case .multiply(let a, let b): unit = found[a].multiplied(by: found[b])
            case .divide(let a, let b): unit = found[a].multiplied(by: found[b].raised(to: -1))
            case .negate(let a): unit = found[a]
            case .power(let a, let exponent): unit = found[a].raised(to: exponent)
            case .powerOf(let a, let b):
                guard found[a].isNumber, found[b].isNumber else {
                    throw ExpressionProblem(
                        0, zh: "指数不是常数时，底数和指数都应无量纲。",
                        en: "With an exponent that is not a constant, base and exponent must have no dimension.")
                }
                unit = .one
            case .function(.sqrt, let a): unit = found[a].raised(to: 0.5)
            case .function(.abs, let a): unit = found[a]
            case .function(let function, let a):
                guard found[a].isNumber else {
                    throw ExpressionProblem(
                        0, zh: "函数 \(function.rawValue) 的参数应无量纲，现为 \(found[a].baseDescription)。",
                        en:
                            "The argument of \(function.rawValue) must have no dimension and has \(found[a].baseDescription)."
                    )
                }
                unit = .one
            }
            found.append(unit)
        }
        return results.map { found[$0] }
    }
}
