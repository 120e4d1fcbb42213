import Glibc
import QualityMath

/// A law by which stress shortens life, as terms that are linear in log life.
public enum StressLaw: Hashable, Sendable {
    /// Arrhenius: log η = b₀ + Eₐ · 1/(kT), T in °C; the slope is the activation energy in eV.
    case arrhenius(celsius: Double)
    /// Eyring: as Arrhenius, with log η less log T (T in kelvin) beside it.
    case eyring(celsius: Double)
    /// Inverse power law: log η = b₀ - n log V; the slope given is -n.
    case power(stress: Double)
    /// Exponential: log η = b₀ + b V.
    case exponential(stress: Double)
    /// Arrhenius and power law together (temperature and voltage).
    case dual(celsius: Double, stress: Double)
    /// Temperature and humidity (Peck): Arrhenius, and a power of the relative humidity.
    case humidity(celsius: Double, relativeHumidity: Double)

    /// Boltzmann's constant in eV/K (SI 2019, exact constants), 1/11604.518.
    public static let boltzmann = 1 / 11604.518
    private static let zeroCelsius = 273.15

    /// The terms of log life besides the constant, and a known offset.
    func terms() throws(MathProblem) -> (terms: [Double], offset: Double) {
        func kelvin(_ celsius: Double) throws(MathProblem) -> Double {
            guard celsius.isFinite, celsius > -Self.zeroCelsius else {
                throw .parameter(name: "celsius", rule: .greaterThan(-Self.zeroCelsius), value: celsius)
            }
            return celsius + Self.zeroCelsius
        }
        func logarithm(_ stress: Double, _ name: String) throws(MathProblem) -> Double {
            try RequiredInput.positive(stress, name)
            return log(stress)
        }
        switch self {
        case .arrhenius(let celsius): return ([1 / (Self.boltzmann * (try kelvin(celsius)))], 0)
        case .eyring(let celsius):
            let absolute = try kelvin(celsius)
            return ([1 / (Self.boltzmann * absolute)], -log(absolute))
        case .power(let stress): return ([try logarithm(stress, "stress")], 0)
        case .exponential(let stress):
            try RequiredInput.finite(stress, "stress")
            return ([stress], 0)
        case .dual(let celsius, let stress):
            return ([1 / (Self.boltzmann * (try kelvin(celsius))), try logarithm(stress, "stress")], 0)
        case .humidity(let celsius, let humidity):
            return ([1 / (Self.boltzmann * (try kelvin(celsius))), try logarithm(humidity, "relativeHumidity")], 0)
        }
    }

    /// The names of the terms' coefficients.
    var coefficientNames: [String] {
        switch self {
        case .arrhenius, .eyring: ["activationEnergy"]
        case .power: ["exponent"]
        case .exponential: ["slope"]
        case .dual: ["activationEnergy", "exponent"]
        case .humidity: ["activationEnergy", "humidityExponent"]
        }
    }
}

/// A life-stress model fitted by maximum likelihood: one shape, and a scale that follows a stress law.
///
/// log t = b₀ + Σ bⱼ (xⱼ - x̄ⱼ) + σ z. Terms are centred at their means over the units, so that the constant is log η at
/// the mean stress and nearly independent of the slopes. Source: Nelson, "Accelerated Testing" (1990), chapters 2 and 5;
/// IEC 62506:2013.
public struct AcceleratedLife: Explainable {
    /// The family, one of exponential, Weibull, lognormal, loglogistic.
    public let family: LifeFamily
    /// log η (or μ) at the mean of the terms.
    public let logScaleAtMean: Double
    /// The coefficients of the law's terms, in the order of ``coefficientNames``.
    public let coefficients: [Double]
    /// The names of the coefficients: `activationEnergy` in eV, `exponent`, `humidityExponent`, `slope`.
    public let coefficientNames: [String]
    /// σ of log life: 1/shape for Weibull.
    public let sigma: Double
    /// The logarithm of the greatest likelihood.
    public let logLikelihood: Double
    /// The covariance of (b₀, coefficients, log σ).
    public let covariance: Matrix
    private let means: [Double]
    private let meanOffset: Double
    private let groups: Int

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - data: one observation a unit.
    ///   - stresses: the stress of each unit, all of one law.
    ///   - family: one of exponential, Weibull, lognormal, loglogistic.
    /// - Throws: stresses that do not vary (`singular`), no failures, no convergence.
    public init(_ data: LifeData, stresses: [StressLaw], family: LifeFamily = .weibull) throws(MathProblem) {
        guard let form = family.form, family.isLogarithmic else {
            throw .parameter(name: "family", rule: .atLeast(1), value: 0)
        }
        try RequiredInput.sameCount(stresses.count, data.observations.count, "stresses")
        let names = stresses[0].coefficientNames
        var terms: [[Double]] = []
        var offsets: [Double] = []
        for (index, stress) in stresses.enumerated() {
            guard stress.coefficientNames == names else {
                throw .shape(name: "stresses[\(index)]", expected: names.count, found: stress.coefficientNames.count)
            }
            let (values, offset) = try stress.terms()
            terms.append(values)
            offsets.append(offset)
        }
        let units = data.units
        func mean(_ values: [Double]) -> Double {
            Summation.compensated(zip(values, data.observations).map { $0 * $1.count }) / units
        }
        let means = names.indices.map { j in mean(terms.map { $0[j] }) }
        let meanOffset = mean(offsets)
        // The known offset is taken out of the times themselves: log t - offset is what the line is fitted to.
        let moved = try LifeData(
            zip(data.observations, offsets).map { one, offset in
                let factor = exp(-(offset - meanOffset))
                return LifeObservation(
                    from: one.lower * factor, to: one.upper * factor, count: one.count, entry: one.entry * factor,
                    exit: one.exit * factor)
            })
        let design = terms.map { row in [1] + zip(row, means).map { $0 - $1 } }
        let likelihood = try LocationScaleLikelihood(
            moved, form: form, isLogarithmic: true, design: design,
            fixedLogScale: family == .exponential ? 0 : nil)
        let best = try likelihood.maximize()
        self.family = family
        logScaleAtMean = best.parameters[0]
        coefficients = Array(best.parameters[1...names.count])
        coefficientNames = names
        sigma = family == .exponential ? 1 : exp(best.parameters[names.count + 1])
        // The moved exact times differ from the times themselves by known factors: Jacobian of the change.
        let change = zip(data.observations, offsets).reduce(0.0) { sum, pair in
            pair.0.isExact ? sum - pair.0.count * (pair.1 - meanOffset) : sum
        }
        logLikelihood = best.logLikelihood + change
        covariance = try Cholesky(best.information).inverse()
        self.means = means
        self.meanOffset = meanOffset
        groups = Set(stresses).count
    }

    /// The common shape 1/σ of Weibull and loglogistic lives.
    public var shape: Double { 1 / sigma }
    /// The standard errors of log η at the mean, the coefficients, and log σ where it is estimated.
    public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

    /// Returns log η (or μ) at a stress, with its standard error.
    public func logScale(at stress: StressLaw) throws(MathProblem) -> (value: Double, standardError: Double) {
        try RequiredInput.sameCount(stress.coefficientNames.count, means.count, "stress")
        let (terms, offset) = try stress.terms()
        let x = [1] + zip(terms, means).map { $0 - $1 }
        let value = Summation.dot(x, [logScaleAtMean] + coefficients) + offset - meanOffset
        let padded = x + [Double](repeating: 0, count: covariance.rows - x.count)
        return (value, try covariance.quadraticForm(padded).squareRoot())
    }

    /// Returns the scale η (or median) at a stress with a two-sided interval by the normal approximation on log η.
    public func scale(
        at stress: StressLaw, confidence: Double = 0.95
    ) throws(MathProblem) -> (estimate: Double, bounds: LifeFit.Bounds) {
        try RequiredInput.openProbability(confidence, "confidence")
        let (value, error) = try logScale(at: stress)
        let reach = NormalDistribution.standardQuantile(0.5 + confidence / 2) * error
        return (exp(value), LifeFit.Bounds(lower: exp(value - reach), upper: exp(value + reach)))
    }

    /// Returns the time by which a part p has failed at a stress.
    public func life(failing p: Double, at stress: StressLaw) throws(MathProblem) -> Double {
        try RequiredInput.openProbability(p, "p")
        guard let form = family.form else { return .nan }
        return exp(try logScale(at: stress).value + sigma * form.quantile(p))
    }

    /// Returns the reliability at a time and a stress.
    public func reliability(at time: Double, stress: StressLaw) throws(MathProblem) -> Double {
        try RequiredInput.positive(time, "time")
        guard let form = family.form else { return .nan }
        return form.survival((log(time) - (try logScale(at: stress).value)) / sigma)
    }

    /// Returns how many times longer units live at the use stress than at the test stress.
    public func accelerationFactor(use: StressLaw, test: StressLaw) throws(MathProblem) -> Double {
        exp(try logScale(at: use).value - (try logScale(at: test).value))
    }

    /// The law with its numbers.
    public var explanation: Explanation {
        let named = zip(coefficientNames, coefficients).map { "\($0) = \($1.significant())" }.joined(separator: ", ")
        return Explanation(
            steps: [
                MethodText("log η = b₀ + Σ bⱼ(xⱼ - x̄ⱼ), b₀ = \(logScaleAtMean.significant()), \(named)"),
                MethodText("σ = \(sigma.significant()), log L = \(logLikelihood.significant(8))"),
            ], source: "IEC 62506:2013; Nelson, Accelerated Testing, 5",
            assumptions: [
                Assumption(
                    isMet: groups >= 2 + coefficients.count - 1, zh: "应力水平数足以估计各系数",
                    en: "there are enough stress levels for the coefficients"),
                Assumption(
                    .unknown, zh: "各应力下失效机理与形状相同", en: "failure mechanism and shape are the same at all stresses"),
            ])
    }
}
