import Glibc
import QualityMath

/// The log likelihood of gamma-distributed lives with any censoring and truncation.
///
/// The parameters are ζ₀ = log scale and α = log shape. Slopes in the scale are analytic. Slopes in the shape are analytic
/// for exact times; for censored ones the first and second derivative of the log incomplete gamma function come from an
/// eighth-order difference in α, good to about 1e-10, so that the covariance is that of the observed information for
/// censored data too.
struct GammaLikelihood: Sendable {
    private let observations: [LifeObservation]
    /// What the change from t to log t adds to the log likelihood.
    let jacobian: Double

    init(_ data: LifeData) throws(MathProblem) {
        var jacobian = NeumaierSum()
        for (index, one) in data.withinExits.enumerated() where one.isExact || one.upper <= 0 {
            try RequiredInput.positive(one.upper, "observations[\(index)].upper")
            jacobian.add(-one.count * log(one.upper))
        }
        observations = data.withinExits
        self.jacobian = jacobian.value
    }

    /// log P and log Q and the difference of two points, as a function of α at fixed times over scale.
    private func logProbability(_ shape: Double, _ z1: Double, _ z2: Double) -> Double {
        if z1 <= 0, z2 == .infinity { return 0 }
        if z2 == .infinity { return SpecialFunctions.logRegularizedGammaQ(shape, z1) }
        if z1 <= 0 { return SpecialFunctions.logRegularizedGammaP(shape, z2) }
        let below = SpecialFunctions.logRegularizedGammaP(shape, z1)
        if below > -0.6931471805599453 {
            let atLower = SpecialFunctions.logRegularizedGammaQ(shape, z1)
            return atLower
                + SpecialFunctions.log1mExp(SpecialFunctions.logRegularizedGammaQ(shape, z2) - atLower)
        }
        let atUpper = SpecialFunctions.logRegularizedGammaP(shape, z2)
        return atUpper + SpecialFunctions.log1mExp(below - atUpper)
    }

    private func exactValue(_ a: Double, _ zeta: Double) -> Double {
        a * zeta - exp(zeta) - SpecialFunctions.logGamma(a)
    }

    /// Returns the negative log likelihood of log time.
    func value(_ parameters: [Double]) -> Double {
        let shape = exp(parameters[1])
        let rate = exp(-parameters[0])
        guard shape.isFinite, rate.isFinite, shape > 0 else { return .infinity }
        var sum = NeumaierSum()
        for one in observations {
            let term =
                one.isExact
                ? exactValue(shape, log(one.upper) - parameters[0])
                : logProbability(shape, one.lower * rate, one.upper == .infinity ? .infinity : one.upper * rate)
            let seen = logProbability(
                shape, one.entry * rate, one.exit == .infinity ? .infinity : one.exit * rate)
            sum.add(-one.count * (term - seen))
        }
        return sum.value
    }

    /// Value, slopes and curvatures of log P(z₁ < Z ≤ z₂) in (ζ₀, α).
    private struct Slopes {
        var scale = 0.0
        var shape = 0.0
        var scaleScale = 0.0
        var scaleShape = 0.0
        var shapeShape = 0.0
        mutating func add(_ other: Slopes, _ weight: Double) {
            scale += weight * other.scale
            shape += weight * other.shape
            scaleScale += weight * other.scaleScale
            scaleShape += weight * other.scaleShape
            shapeShape += weight * other.shapeShape
        }
    }

    private func slopes(_ a: Double, _ z1: Double, _ z2: Double) -> Slopes {
        if z1 <= 0, z2 == .infinity { return Slopes() }
        // Eighth-order central differences in α with a step that follows the function's own scale 1/√a.
        let step = 0.03 / (1 + a).squareRoot()
        let f = (-4...4).map { logProbability(a * exp(Double($0) * step), z1, z2) }
        let first =
            (4.0 / 5 * (f[5] - f[3]) - 1.0 / 5 * (f[6] - f[2]) + 4.0 / 105 * (f[7] - f[1]) - 1.0 / 280 * (f[8] - f[0]))
            / step
        let second =
            (-205.0 / 72 * f[4] + 8.0 / 5 * (f[5] + f[3]) - 1.0 / 5 * (f[6] + f[2]) + 8.0 / 315 * (f[7] + f[1])
                - 1.0 / 560 * (f[8] + f[0])) / (step * step)
        // g = density of log Z at an end over the probability; ∂g/∂ζ and ∂g/∂α follow from log g.
        func end(_ z: Double) -> (g: Double, z: Double) {
            guard z > 0, z < .infinity else { return (0, 0) }
            return (exp(exactValue(a, log(z)) - f[4]), z)
        }
        let (lower, upper) = (end(z1), end(z2))
        let digamma = SpecialFunctions.digamma(a)
        var result = Slopes()
        let slope = upper.g - lower.g
        result.scale = -slope
        // d/dζ of (g₂ - g₁) with g = exp(aζ - e^ζ - log Γ - log P): g(a - z) - g · slope.
        result.scaleScale = upper.g * (a - upper.z) - lower.g * (a - lower.z) - slope * slope
        func turned(_ one: (g: Double, z: Double)) -> Double {
            one.g == 0 ? 0 : one.g * (a * (log(one.z) - digamma) - first)
        }
        result.scaleShape = -(turned(upper) - turned(lower))
        result.shape = first
        result.shapeShape = second
        return result
    }

    /// Returns the negative log likelihood with its gradient and Hessian in (ζ₀, α).
    func evaluate(_ parameters: [Double]) -> (value: Double, gradient: [Double], hessian: Matrix) {
        let a = exp(parameters[1])
        let rate = exp(-parameters[0])
        let digamma = SpecialFunctions.digamma(a)
        let trigamma = SpecialFunctions.trigamma(a)
        var total = Slopes()
        for one in observations {
            if one.isExact {
                let zeta = log(one.upper) - parameters[0]
                let z = exp(zeta)
                total.add(
                    Slopes(
                        scale: z - a, shape: a * (zeta - digamma), scaleScale: -z, scaleShape: -a,
                        shapeShape: a * (zeta - digamma) - a * a * trigamma), one.count)
            } else {
                total.add(
                    slopes(a, one.lower * rate, one.upper == .infinity ? .infinity : one.upper * rate), one.count)
            }
            if one.entry > 0 || one.exit < .infinity {
                total.add(
                    slopes(a, one.entry * rate, one.exit == .infinity ? .infinity : one.exit * rate), -one.count)
            }
        }
        var hessian = Matrix(rows: 2, columns: 2)
        hessian[0, 0] = -total.scaleScale
        hessian[0, 1] = -total.scaleShape
        hessian[1, 0] = -total.scaleShape
        hessian[1, 1] = -total.shapeShape
        return (value(parameters), [-total.scale, -total.shape], hessian)
    }

    /// Returns the parameters of greatest likelihood, with the observed information there.
    func maximize() throws(MathProblem) -> (parameters: [Double], information: Matrix, logLikelihood: Double) {
        let failures = observations.filter { !$0.isRunning }
        try RequiredInput.count(failures.count, atLeast: 1, "failures")
        // Where all observations hold a common time, the likelihood is greatest for a spread of 0 there.
        let latestStart = observations.reduce(-Double.infinity) { max($0, $1.lower) }
        let firstEnd = observations.reduce(Double.infinity) { min($0, $1.upper) }
        guard latestStart > firstEnd else {
            throw .tooFewValues(name: "distinct failure times", needed: 2, found: 1)
        }
        let centers = observations.map { one in
            one.isRunning
                ? max(one.lower, 0)
                : one.isExact || one.lower <= 0
                    ? (one.isExact ? one.upper : one.upper / 2) : (one.lower + one.upper) / 2
        }.filter { $0 > 0 }
        let logs = Moments(of: centers.map { log($0) })
        let spread = max(logs.populationVariance, 1e-6)
        let shape = min(max(1 / spread, 0.05), 1e6)
        let mean = Moments(of: centers).mean
        let minimum = try Minimisation.newton(from: [log(mean / shape), log(shape)], tolerance: 1e-20) {
            evaluate($0)
        }
        return (minimum.point, evaluate(minimum.point).hessian, jacobian - minimum.value)
    }
}
