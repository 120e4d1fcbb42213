import QualityMath

/// The bias of a measurement system at one reference, or over all of them together: Student's t test.
public struct GaugeBias: Hashable, Sendable, Explainable {
    /// The mean of measurement less reference.
    public let bias: Double
    /// Its standard error.
    public let standardError: Double
    /// The bias over its standard error.
    public let t: Double
    /// The degrees of freedom.
    public let degreesOfFreedom: Double
    /// The two-sided probability without bias.
    public let probability: Double
    /// The interval of the bias.
    public let interval: ClosedRange<Double>

    /// Computes the bias. Source: AIAG MSA, 4th edition, III.B.
    ///
    /// - Throws: ``MethodProblem`` for columns of different lengths, fewer than 2 values, or deviations that do not vary.
    public init(references: [Double], values: [Double], confidence: Double = 0.95) throws(MethodProblem) {
        try checkReferences(references, values)
        let moments = Moments(of: zip(values, references).map { $0 - $1 })
        let n = Double(values.count)
        let error = moments.standardDeviation / n.squareRoot()
        guard error > 0 else {
            throw MethodProblem(
                .degenerate, at: "y", zh: "偏差没有变异，无法检验。", en: "The deviations do not vary: there is no test.")
        }
        bias = moments.mean
        standardError = error
        t = bias / error
        degreesOfFreedom = n - 1
        let (statistic, degrees) = (t, n - 1)
        probability = studentProbability(statistic, degrees)
        let quantile = try studentQuantile(confidence, degrees)
        interval = (bias - quantile * error)...(bias + quantile * error)
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "t = \(bias.significant()) / \(standardError.significant()) = \(t.significant()), "
                        + "ν = \(degreesOfFreedom.plain), p = \(probability.significant())")
            ], source: "AIAG MSA, 4th edition, III.B",
            assumptions: [Assumption(.unknown, zh: "偏差独立且正态", en: "deviations are independent and normal")])
    }
}

/// The linearity of a measurement system: how its bias changes over its range.
public struct GaugeLinearity: Hashable, Sendable, Explainable {
    /// The bias at reference 0.
    public let intercept: Double
    /// The change of the bias per unit of the reference.
    public let slope: Double
    /// The two-sided probability of the intercept without bias.
    public let interceptProbability: Double
    /// The two-sided probability of the slope with constant bias.
    public let slopeProbability: Double
    /// The interval of the intercept.
    public let interceptInterval: ClosedRange<Double>
    /// The interval of the slope.
    public let slopeInterval: ClosedRange<Double>
    /// The share of the bias's variation that the line explains.
    public let determination: Double
    /// The residual standard deviation.
    public let residualDeviation: Double
    /// The bias over all measurements.
    public let overall: GaugeBias
    /// The bias at each reference with 2 measurements or more that vary, in rising order.
    public let byReference: [(reference: Double, bias: GaugeBias)]

    /// Fits the line of bias on reference by least squares. Source: AIAG MSA, 4th edition, III.B.
    ///
    /// - Throws: ``MethodProblem`` for columns of different lengths, fewer than 3 values, or a single reference.
    public init(references: [Double], values: [Double], confidence: Double = 0.95) throws(MethodProblem) {
        try checkReferences(references, values)
        let levels = Set(references.map { $0 + 0 }).sorted()
        guard levels.count >= 2, values.count >= 3 else {
            throw MethodProblem(
                .tooFewValues, at: "ref", zh: "至少要 2 个参考值和 3 次测量。",
                en: "At least 2 references and 3 measurements are needed.")
        }
        let deviations = zip(values, references).map { $0 - $1 }
        let fit = try naming("ref") { () throws(MathProblem) -> LeastSquares in
            try LeastSquares(design: try Matrix(references.map { [1, $0] }), response: deviations)
        }
        let errors = fit.standardErrors
        let degrees = Double(fit.residualDegreesOfFreedom)
        let quantile = try studentQuantile(confidence, degrees)
        intercept = fit.coefficients[0]
        slope = fit.coefficients[1]
        interceptProbability = studentProbability(intercept / errors[0], degrees)
        slopeProbability = studentProbability(slope / errors[1], degrees)
        interceptInterval = (intercept - quantile * errors[0])...(intercept + quantile * errors[0])
        slopeInterval = (slope - quantile * errors[1])...(slope + quantile * errors[1])
        let total = Moments(of: deviations).sumOfSquares
        determination = total > 0 ? 1 - fit.residualSumOfSquares / total : .nan
        residualDeviation = fit.residualVariance.squareRoot()
        overall = try GaugeBias(references: references, values: values, confidence: confidence)
        var list: [(Double, GaugeBias)] = []
        for level in levels {
            let own = zip(references, values).filter { $0.0 == level }.map(\.1)
            guard own.count >= 2, Set(own).count >= 2 else { continue }
            let same = [Double](repeating: level, count: own.count)
            list.append((level, try GaugeBias(references: same, values: own, confidence: confidence)))
        }
        byReference = list.map { (reference: $0.0, bias: $0.1) }
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "b(x) = \(intercept.significant()) + \(slope.significant()) x, R² = \(determination.significant())"),
                MethodText("p(a) = \(interceptProbability.significant()), p(b) = \(slopeProbability.significant())"),
            ], source: "AIAG MSA, 4th edition, III.B",
            assumptions: [
                Assumption(.unknown, zh: "残差独立、等方差且正态", en: "residuals are independent, of one variance and normal")
            ])
    }

    /// Two results are equal when their lines and biases are.
    public static func == (left: GaugeLinearity, right: GaugeLinearity) -> Bool {
        left.intercept == right.intercept && left.slope == right.slope && left.overall == right.overall
    }

    /// Hashes the line.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(intercept)
        hasher.combine(slope)
    }
}

private func checkReferences(_ references: [Double], _ values: [Double]) throws(MethodProblem) {
    guard references.count == values.count else {
        throw MethodProblem(
            .wrongShape, at: "ref", zh: "应与 y 一样有 \(values.count) 个值。",
            en: "It must have \(values.count) values like y.")
    }
    guard references.allSatisfy({ $0.isFinite && abs($0) <= 1e150 }) else {
        throw MethodProblem(.outOfRange, at: "ref", zh: "参考值须为有限数。", en: "References are finite.")
    }
    try checkStudy(values, labels: [])
}

/// The two-sided probability of Student's t.
func studentProbability(_ t: Double, _ degrees: Double) -> Double {
    if t.isInfinite { return 0 }
    return numberOrNaN { () throws(MathProblem) -> Double in
        2 * (try StudentTDistribution(degreesOfFreedom: degrees)).survival(abs(t))
    }
}
