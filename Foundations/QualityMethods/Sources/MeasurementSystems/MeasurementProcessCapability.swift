/// The uncertainty of a measurement process and its capability for a tolerance (VDA 5).
///
/// u = √(Σ uᵢ²) with the greater of resolution, repeatability of the reference and repeatability of the objects counted
/// once; U = k u; Q = 2 U / tolerance. Capable up to the limits 0.15 (system) and 0.30 (process). Source: VDA 5 (2010),
/// 4 and 5; ISO 22514-7.
public struct MeasurementProcessCapability: Hashable, Sendable, Explainable {
    /// The standard uncertainty of the measurement system.
    public let system: Double
    /// The standard uncertainty of the measurement process.
    public let process: Double
    /// The expanded uncertainty of the process, k u.
    public let expanded: Double
    /// 2 k u(system) / tolerance.
    public let systemRatio: Double
    /// 2 k u(process) / tolerance.
    public let processRatio: Double
    /// Whether both ratios are within their limits.
    public let isCapable: Bool

    /// Standard uncertainties by source, each 0 or greater; sources that are not there are 0.
    public struct Sources: Hashable, Sendable {
        /// Calibration of the reference.
        public var calibration = 0.0
        /// Resolution, as a step: its standard uncertainty is step/√12.
        public var resolutionStep = 0.0
        /// Repeatability on the reference (EVR).
        public var referenceRepeatability = 0.0
        /// Repeatability on objects (EVO), from a gauge study.
        public var objectRepeatability = 0.0
        /// Bias, as a deviation: its standard uncertainty is |bias|/√3.
        public var bias = 0.0
        /// Linearity.
        public var linearity = 0.0
        /// Operators (AV), from a gauge study.
        public var operators = 0.0
        /// Interactions (IA), from a gauge study.
        public var interaction = 0.0
        /// Other devices, time, objects, temperature and so on, of the process.
        public var others: [Double] = []

        /// All sources 0.
        public init() {}

        /// Takes repeatability, operators and interaction from a gauge study.
        public init(_ study: GaugeStudy) {
            objectRepeatability = study.component(.repeatability)?.standardDeviation ?? 0
            operators =
                (study.component(.operatorToOperator) ?? study.component(.reproducibility))?.standardDeviation ?? 0
            interaction = study.component(.interaction)?.standardDeviation ?? 0
        }
    }

    /// Combines the sources.
    ///
    /// - Throws: ``MethodProblem`` for a source below 0, or a tolerance or factor that is not greater than 0.
    public init(sources: Sources, tolerance: Double, coverageFactor: Double = 2) throws(MethodProblem) {
        guard tolerance > 0, tolerance.isFinite else {
            throw .refused("tolerance", zh: "公差须大于 0", en: "the tolerance is greater than 0")
        }
        guard coverageFactor > 0, coverageFactor.isFinite else {
            throw .refused("k", zh: "包含因子须大于 0", en: "the coverage factor is greater than 0")
        }
        let named =
            [
                ("calibration", sources.calibration), ("resolutionStep", sources.resolutionStep),
                ("referenceRepeatability", sources.referenceRepeatability),
                ("objectRepeatability", sources.objectRepeatability), ("linearity", sources.linearity),
                ("operators", sources.operators), ("interaction", sources.interaction),
            ] + sources.others.enumerated().map { ("others[\($0.offset)]", $0.element) }
        for (name, value) in named where !(value >= 0 && value.isFinite) {
            throw .refused(name, zh: "标准不确定度须不小于 0 且有限", en: "a standard uncertainty is finite and at least 0")
        }
        guard sources.bias.isFinite else { throw .refused("bias", zh: "偏倚须为有限数", en: "the bias is finite") }
        let resolution = sources.resolutionStep / 12.0.squareRoot()
        let bias = abs(sources.bias) / 3.0.squareRoot()
        let shared = sources.calibration * sources.calibration + bias * bias + sources.linearity * sources.linearity
        let onReference = max(resolution, sources.referenceRepeatability)
        let onObjects = max(onReference, sources.objectRepeatability)
        system = (shared + onReference * onReference).squareRoot()
        let rest =
            sources.operators * sources.operators + sources.interaction * sources.interaction
            + sources.others.reduce(0) { $0 + $1 * $1 }
        process = (shared + onObjects * onObjects + rest).squareRoot()
        expanded = coverageFactor * process
        systemRatio = 2 * coverageFactor * system / tolerance
        processRatio = 2 * coverageFactor * process / tolerance
        isCapable = systemRatio <= 0.15 && processRatio <= 0.30
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("Q(MS) = \(systemRatio.significant()), Q(MP) = \(processRatio.significant())"),
                MethodText("U(MP) = \(expanded.significant())"),
            ], source: "VDA 5 (2010), 4 and 5; ISO 22514-7",
            assumptions: [Assumption(.unknown, zh: "各不确定度来源互不相关", en: "the sources of uncertainty are uncorrelated")])
    }
}
