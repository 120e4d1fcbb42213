import Glibc
import QualityMath

/// Johnson's transformation to normality: z = γ + η f(x) with f of one of three systems.
///
/// The system and parameters come from four percentiles at ±s and ±3s (Slifker and Shapiro 1980); s is searched over
/// 0.25, 0.26, … 1.25 for the Shapiro-Wilk or Anderson-Darling best result (Chou, Polansky and Mason 1998).
public struct JohnsonTransformation: Sendable, Hashable {
    /// The system of curves.
    public enum System: String, Sendable, Hashable {
        /// Bounded: log((x - ε)/(λ + ε - x)).
        case bounded = "SB"
        /// Lognormal: log(x - ε).
        case lognormal = "SL"
        /// Unbounded: asinh((x - ε)/λ).
        case unbounded = "SU"
    }

    /// The system.
    public let system: System
    /// γ, the shift.
    public let gamma: Double
    /// η, the stretch.
    public let eta: Double
    /// ε, the origin.
    public let epsilon: Double
    /// λ, the scale; 1 for SL.
    public let lambda: Double

    /// Finds the transformation whose values have the largest Anderson-Darling p value.
    public init(fitting values: [Double]) throws(MethodProblem) {
        guard values.count >= 10 else {
            throw MethodProblem(.tooFewValues, at: "values", zh: "至少要 10 个值。", en: "At least 10 values are needed.")
        }
        try ControlChart.requireFinite(values)
        let sorted = values.sorted()
        var best: (transformation: JohnsonTransformation, statistic: Double)?
        for step in 25...125 {
            let s = Double(step) / 100
            for candidate in Self.candidates(sorted, s) {
                let z = sorted.map { candidate($0) }
                guard z.allSatisfy({ $0.isFinite }), z[0] < z[z.count - 1] else { continue }
                let statistic = try NormalityTest.andersonDarling(z).statistic
                if statistic < best?.statistic ?? .infinity { best = (candidate, statistic) }
            }
        }
        guard let best else {
            throw MethodProblem(
                .degenerate, at: "values", zh: "找不到适合的约翰逊变换。", en: "No transformation of the three systems fits.")
        }
        self = best.transformation
    }

    private init(_ system: System, gamma: Double, eta: Double, epsilon: Double, lambda: Double) {
        self.system = system
        self.gamma = gamma
        self.eta = eta
        self.epsilon = epsilon
        self.lambda = lambda
    }

    /// The transformed value; NaN outside the system's range.
    public func callAsFunction(_ x: Double) -> Double {
        switch system {
        case .bounded: gamma + eta * log((x - epsilon) / (lambda + epsilon - x))
        case .lognormal: gamma + eta * log(x - epsilon)
        case .unbounded: gamma + eta * asinh((x - epsilon) / lambda)
        }
    }

    /// The value whose transformation is z.
    public func inverse(_ z: Double) -> Double {
        let y = (z - gamma) / eta
        return switch system {
        case .bounded: epsilon + lambda / (1 + exp(-y))
        case .lognormal: epsilon + exp(y)
        case .unbounded: epsilon + lambda * sinh(y)
        }
    }

    /// Performance by the quantiles that the transformation gives to the data.
    public func capability(_ values: [Double], limits: SpecificationLimits) throws(MethodProblem) -> QuantileCapability
    {
        let moments = Moments(of: values.map { self($0) })
        let quantiles = [-3.0, 0, 3].map { inverse(moments.mean + $0 * moments.standardDeviation) }
        return try QuantileCapability(
            quantiles: quantiles, limits: limits, origin: MethodText("Johnson " + system.rawValue))
    }

    /// The transformation of the four percentiles at ±s and ±3s, if they allow one.
    private static func candidates(_ sorted: [Double], _ s: Double) -> [JohnsonTransformation] {
        let n = Double(sorted.count)
        let points = [-3 * s, -s, s, 3 * s].map { z in
            let place = NormalDistribution.standardCumulative(z) * n + 0.5
            let index = Int(place.rounded(.down))
            if index < 1 { return sorted[0] }
            if index >= sorted.count { return sorted[sorted.count - 1] }
            return sorted[index - 1] + (place - Double(index)) * (sorted[index] - sorted[index - 1])
        }
        let (m, k, p) = (points[3] - points[2], points[1] - points[0], points[2] - points[1])
        guard m > 0, k > 0, p > 0 else { return [] }
        let ratio = m * k / (p * p)
        let middle = (points[1] + points[2]) / 2
        if ratio > 1.001 {
            let half = acosh((m / p + k / p) / 2)
            let eta = 2 * s / half
            let root = (ratio - 1).squareRoot()
            let gamma = eta * asinh((k / p - m / p) / (2 * root))
            let sum = m / p + k / p
            let lambda = 2 * p * root / ((sum - 2) * (sum + 2).squareRoot())
            let epsilon = middle + p * (k / p - m / p) / (2 * (sum - 2))
            return [.init(.unbounded, gamma: gamma, eta: eta, epsilon: epsilon, lambda: lambda)]
        }
        if ratio < 0.999 {
            let product = (1 + p / m) * (1 + p / k)
            guard product > 4 else { return [] }
            let eta = s / acosh(product.squareRoot() / 2)
            let spread = p * p / (m * k) - 1
            let gamma = eta * asinh((p / k - p / m) * (product - 4).squareRoot() / (2 * spread))
            let lambda = p * ((product - 2) * (product - 2) - 4).squareRoot() / spread
            let epsilon = middle - lambda / 2 + p * (p / k - p / m) / (2 * spread)
            return [.init(.bounded, gamma: gamma, eta: eta, epsilon: epsilon, lambda: lambda)]
        }
        guard m / p > 1 else { return [] }
        let eta = 2 * s / log(m / p)
        let gamma = eta * log((m / p - 1) / (p * (m / p).squareRoot()))
        let epsilon = middle - p / 2 * (m / p + 1) / (m / p - 1)
        return [.init(.lognormal, gamma: gamma, eta: eta, epsilon: epsilon, lambda: 1)]
    }
}
