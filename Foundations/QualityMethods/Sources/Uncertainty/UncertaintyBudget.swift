import Glibc
import QualityMath

/// An uncertainty budget by the law of propagation of uncertainty, with correlations and several outputs.
///
/// u²(y) = Σᵢ Σⱼ cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ), cᵢ = ∂f/∂xᵢ by automatic differentiation. Effective degrees of freedom by
/// Welch and Satterthwaite, ν = u⁴/Σ u_g⁴/ν_g, where inputs measured together (an ensemble) count as one group; inputs
/// that are correlated otherwise and have finite degrees of freedom leave ν without a value.
/// Source: JCGM 100:2008, 5.1, 5.2, G.4; groups: Willink, Metrologia 44 (2007) 340-349; second-order terms: 5.1.2, note.
public struct UncertaintyBudget: Explainable {
    /// One input.
    public struct Input: Hashable, Sendable {
        /// The name in the model.
        public let name: String
        /// The estimate.
        public let value: Double
        /// The standard uncertainty.
        public let uncertainty: Double
        /// The degrees of freedom of the standard uncertainty; infinity for none to speak of.
        public let degreesOfFreedom: Double
        /// Inputs of one ensemble were measured together, with the same number of observations.
        public let ensemble: Int?

        /// Creates an input.
        public init(
            _ name: String, value: Double, uncertainty: Double, degreesOfFreedom: Double = .infinity,
            ensemble: Int? = nil
        ) {
            self.name = name
            self.value = value
            self.uncertainty = uncertainty
            self.degreesOfFreedom = degreesOfFreedom
            self.ensemble = ensemble
        }
    }

    /// One line of the budget of one output.
    public struct Contribution: Hashable, Sendable {
        /// The sensitivity coefficient cᵢ.
        public let sensitivity: Double
        /// |cᵢ| u(xᵢ).
        public let component: Double
        /// The input's part of u²(y), with half of each covariance; the parts add up to 1. NaN for u(y) = 0.
        public let share: Double
    }

    /// One output.
    public struct Output: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The estimate y.
        public let value: Double
        /// The combined standard uncertainty u(y).
        public let uncertainty: Double
        /// The effective degrees of freedom; infinity for none to speak of, NaN where they are not defined.
        public let degreesOfFreedom: Double
        /// The lines of the budget, in the order of the inputs.
        public let contributions: [Contribution]
        /// The sum of the second-order terms ½ Σ (f_ij)² u² u² + Σ f_i f_ijj u² u² without its third derivatives: the
        /// part ½ Σᵢⱼ f_ij² uᵢ² uⱼ², by which u²(y) would grow; for uncorrelated inputs.
        public let secondOrder: Double

        /// Returns the coverage factor of a probability: Student's t of the effective degrees of freedom, not rounded.
        public func coverageFactor(_ probability: Double) throws(MathProblem) -> Double {
            try RequiredInput.openProbability(probability, "probability")
            if degreesOfFreedom.isNaN { return .nan }
            if degreesOfFreedom == .infinity { return NormalDistribution.standardQuantile(0.5 + probability / 2) }
            return try StudentTDistribution(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + probability / 2)
        }

        /// Returns the expanded uncertainty U = k u(y).
        public func expanded(_ probability: Double) throws(MathProblem) -> Double {
            try coverageFactor(probability) * uncertainty
        }
    }

    /// The inputs.
    public let inputs: [Input]
    /// The outputs in the order of the model.
    public let outputs: [Output]
    /// The correlation matrix of the outputs (JCGM 102, 6.2); NaN beside an output of uncertainty 0.
    public let correlation: Matrix

    /// Computes a budget.
    ///
    /// - Parameters:
    ///   - model: the measurement model; its inputs are found by name.
    ///   - inputs: one for each input of the model, in its order.
    ///   - correlations: coefficients between inputs.
    /// - Throws: a `MathProblem` that names the first input that breaks its rule.
    public init(
        _ model: MeasurementModel, inputs: [Input], correlations: [CorrelatedInputs.Pair] = []
    ) throws(MathProblem) {
        try RequiredInput.sameCount(inputs.count, model.inputs.count, "inputs")
        for (index, input) in inputs.enumerated() {
            try RequiredInput.finite(input.value, "inputs[\(index)].value")
            try RequiredInput.nonnegative(input.uncertainty, "inputs[\(index)].uncertainty")
            guard input.degreesOfFreedom > 0 else {
                throw .parameter(
                    name: "inputs[\(index)].degreesOfFreedom", rule: .positive, value: input.degreesOfFreedom)
            }
        }
        let matrix = try CorrelatedInputs.matrix(count: inputs.count, correlations)
        if !correlations.isEmpty {
            let least = try SymmetricEigen(matrix).values.first ?? 1
            guard least > -1e-9 * Double(inputs.count) else { throw .notPositiveDefinite(name: "correlations") }
        }
        let estimates = inputs.map(\.value)
        let u = inputs.map(\.uncertainty)
        let (values, slopes) = model.gradients(estimates)
        var outputs: [Output] = []
        for (row, value) in values.enumerated() {
            guard value.isFinite else { throw .notFinite(name: "output \(model.outputs[row])") }
            let signed = slopes[row].indices.map { u[$0] == 0 ? 0 : slopes[row][$0] * u[$0] }
            guard signed.allSatisfy({ $0.isFinite }) else {
                throw .notFinite(name: "sensitivity of \(model.outputs[row])")
            }
            // Each input's covariance with the output: its own square and half of every cross term.
            let along = signed.indices.map { i in
                signed[i] * Summation.compensated(signed.indices.map { matrix[i, $0] * signed[$0] })
            }
            let variance = max(Summation.compensated(along), 0)
            let curvature = model.curvature(of: row, at: estimates)
            var second = 0.0
            for i in u.indices {
                for j in u.indices where u[i] > 0 && u[j] > 0 {
                    let term = curvature[i, j] * u[i] * u[j]
                    second += term * term / 2
                }
            }
            outputs.append(
                Output(
                    name: model.outputs[row], value: value, uncertainty: variance.squareRoot(),
                    degreesOfFreedom: Self.degreesOfFreedom(inputs, signed, matrix, variance),
                    contributions: signed.indices.map { i in
                        Contribution(
                            sensitivity: slopes[row][i], component: abs(signed[i]),
                            share: variance > 0 ? along[i] / variance : .nan)
                    }, secondOrder: second))
        }
        var correlation = Matrix.identity(outputs.count)
        for a in outputs.indices {
            for b in 0..<a {
                var sum = NeumaierSum()
                for i in u.indices {
                    for j in u.indices where matrix[i, j] != 0 && u[i] > 0 && u[j] > 0 {
                        sum.add(slopes[a][i] * u[i] * slopes[b][j] * u[j] * matrix[i, j])
                    }
                }
                let r = sum.value / (outputs[a].uncertainty * outputs[b].uncertainty)
                correlation[a, b] = r
                correlation[b, a] = r
            }
        }
        self.inputs = inputs
        self.outputs = outputs
        self.correlation = correlation
    }

    private static func degreesOfFreedom(
        _ inputs: [Input], _ signed: [Double], _ correlation: Matrix, _ variance: Double
    ) -> Double {
        guard variance > 0 else { return .infinity }
        var groups: [[Int]] = []
        for i in inputs.indices where signed[i] != 0 {
            if let ensemble = inputs[i].ensemble,
                let place = groups.firstIndex(where: { inputs[$0[0]].ensemble == ensemble })
            {
                groups[place].append(i)
            } else {
                groups.append([i])
            }
        }
        for (place, group) in groups.enumerated() {
            for other in groups.dropFirst(place + 1) {
                for i in group {
                    for j in other where correlation[i, j] != 0 {
                        if inputs[i].degreesOfFreedom.isFinite || inputs[j].degreesOfFreedom.isFinite { return .nan }
                    }
                }
            }
        }
        var sum = 0.0
        for group in groups {
            let degrees = group.map { inputs[$0].degreesOfFreedom }.min() ?? .infinity
            guard degrees.isFinite else { continue }
            var part = 0.0
            for i in group {
                for j in group { part += signed[i] * signed[j] * correlation[i, j] }
            }
            let share = part / variance
            sum += share * share / degrees
        }
        return sum > 0 ? 1 / sum : .infinity
    }

    /// The budget of each output, line by line.
    public var explanation: Explanation {
        var steps: [MethodText] = []
        for output in outputs {
            steps.append(
                MethodText(
                    "\(output.name) = \(output.value.significant(9)), u_c = √ΣΣ c c u u r = "
                        + "\(output.uncertainty.significant()), ν_eff = \(output.degreesOfFreedom.significant(4))"))
            for (input, line) in zip(inputs, output.contributions) {
                steps.append(
                    MethodText(
                        "\(input.name): |c| u = |\(line.sensitivity.significant())| · \(input.uncertainty.significant())"
                            + " = \(line.component.significant())"))
            }
        }
        let worst =
            outputs.map { $0.uncertainty > 0 ? $0.secondOrder / ($0.uncertainty * $0.uncertainty) : 0 }.max() ?? 0
        return Explanation(
            steps: steps, source: "JCGM 100:2008, 5 and G.4; JJF 1059.1-2012",
            assumptions: [
                Assumption(
                    isMet: worst < 0.05, zh: "模型在输入量范围内接近线性（二阶项小于方差的 5%）",
                    en: "the model is nearly linear (second-order terms below 5 % of the variance)"),
                Assumption(
                    isMet: outputs.allSatisfy { !$0.degreesOfFreedom.isNaN }, zh: "有效自由度有定义",
                    en: "effective degrees of freedom are defined"),
            ])
    }
}
