/// What is known of a process before the data: a mean and a standard deviation, from a standard or frozen from phase I.
public struct ProcessReference: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// The standard deviation of single values.
    public let sigma: Double

    /// Creates a reference; the standard deviation must be greater than 0.
    public init(mean: Double, sigma: Double) throws(MethodProblem) {
        guard mean.isFinite else {
            throw MethodProblem(.outOfRange, at: "mean", zh: "均值应为有限的数。", en: "The mean must be a finite number.")
        }
        self.mean = mean
        self.sigma = try Self.checkedSigma(sigma)
    }

    /// Returns a standard deviation that limits can stand on, or throws: constant data give none.
    static func checkedSigma(_ sigma: Double) throws(MethodProblem) -> Double {
        guard sigma.isFinite else {
            throw MethodProblem(
                .outOfRange, at: "sigma", zh: "标准差不是有限的数，请检查数值大小。",
                en: "The standard deviation is not finite: check the size of the values.")
        }
        guard sigma > 0 else {
            throw MethodProblem(
                .degenerate, at: "sigma", zh: "数据没有变异（标准差为 0），不能设控制限；请检查测量分辨力。",
                en:
                    "The data do not vary (sigma is 0), so that no limits can be set: check the resolution of measuring."
            )
        }
        return sigma
    }
}

/// Options that all Shewhart charts share.
public struct ChartOptions: Sendable, Hashable {
    /// The distance of the limits from the centre line in standard errors.
    public var width: Double
    /// The rules to watch.
    public var rules: RuleSet
    /// The constants of ranges.
    public var constants: RangeConstants
    /// How many threads may work on long data; it changes nothing but the time.
    public var threads: Int

    /// Creates options; limits at three standard errors and the rule of Shewhart alone by default.
    public init(
        width: Double = 3, rules: RuleSet = .beyondLimits, constants: RangeConstants = .exact, threads: Int = 2
    ) {
        self.width = width
        self.rules = rules
        self.constants = constants
        self.threads = threads
    }

    /// Throws where the width is not a positive number.
    func check() throws(MethodProblem) {
        guard width.isFinite, width > 0 else {
            throw MethodProblem(.outOfRange, at: "width", zh: "控制限宽度应大于 0。", en: "The width must be greater than 0.")
        }
    }
}
