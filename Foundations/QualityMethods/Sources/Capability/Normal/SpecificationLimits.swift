/// The limits that a characteristic has to meet: a lower one, an upper one, or both, and the target between them.
public struct SpecificationLimits: Sendable, Hashable {
    /// The lower limit L, where there is one.
    public let lower: Double?
    /// The upper limit U, where there is one.
    public let upper: Double?
    /// The target T; nil where none is named.
    public let target: Double?

    /// Creates limits; at least one, finite, the lower below the upper.
    public init(lower: Double? = nil, upper: Double? = nil, target: Double? = nil) throws(MethodProblem) {
        guard lower != nil || upper != nil else {
            throw MethodProblem(
                .missing, at: "lowerLimit", zh: "至少给出一个规范限。", en: "Give at least one specification limit.")
        }
        for (name, value) in [("lowerLimit", lower), ("upperLimit", upper), ("target", target)] {
            if let value, !value.isFinite {
                throw MethodProblem(.outOfRange, at: name, zh: "应为有限的数。", en: "It must be a finite number.")
            }
        }
        if let lower, let upper, lower >= upper {
            throw MethodProblem(
                .outOfRange, at: "upperLimit", zh: "上规范限应大于下规范限。", en: "The upper limit must be above the lower.")
        }
        self.lower = lower
        self.upper = upper
        self.target = target
    }

    /// The middle between both limits, where there are two.
    public var middle: Double? {
        guard let lower, let upper else { return nil }
        return lower / 2 + upper / 2
    }
}

/// An index with its confidence interval.
public struct CapabilityIndex: Sendable, Hashable {
    /// The estimate.
    public let value: Double
    /// The lower end of the interval.
    public let lower: Double
    /// The upper end of the interval.
    public let upper: Double

    /// Creates an index.
    public init(value: Double, lower: Double, upper: Double) {
        self.value = value
        self.lower = lower
        self.upper = upper
    }

    /// The index as a value: value, lower, upper.
    public var asValue: MethodValue { ["value": .number(value), "lower": .number(lower), "upper": .number(upper)] }
}
