/// One component of a gauge study: its variance, its shares, and its intervals.
public struct GaugeComponent: Hashable, Sendable {
    /// What varies.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// Repeatability and reproducibility together.
        case totalGauge = "total-gauge"
        /// The same operator, part and gauge again.
        case repeatability
        /// Operators and what goes with them.
        case reproducibility
        /// Operators alone.
        case operatorToOperator = "operator"
        /// Operators who measure some parts differently.
        case interaction
        /// Parts.
        case partToPart = "part-to-part"
        /// Everything.
        case total

        /// The name in Chinese.
        var title: String {
            switch self {
            case .totalGauge: "量具总变异"
            case .repeatability: "重复性"
            case .reproducibility: "再现性"
            case .operatorToOperator: "评价人"
            case .interaction: "零件与评价人交互"
            case .partToPart: "零件间"
            case .total: "总变异"
            }
        }
    }

    /// What varies.
    public let source: Source
    /// The variance, not below 0.
    public let variance: Double
    /// The estimate before it was cut at 0.
    public let unrestricted: Double
    /// The share of the total variance, 0 to 1.
    public let contribution: Double
    /// The standard deviation.
    public let standardDeviation: Double
    /// The standard deviation times the multiple (6).
    public let studyVariation: Double
    /// The share of the total study variation, 0 to 1.
    public let studyShare: Double
    /// The study variation over the width of the tolerance; nil without both limits.
    public let toleranceShare: Double?
    /// Satterthwaite's degrees of freedom of the variance.
    public let degreesOfFreedom: Double
    /// The modified large-sample interval of the variance (for REML: Satterthwaite's).
    public let interval: ClosedRange<Double>?
    /// Satterthwaite's interval of the variance.
    public let satterthwaite: ClosedRange<Double>?
}

/// A gauge study: components, analysis of variance, number of distinct categories.
public struct GaugeStudy: Hashable, Sendable, Explainable {
    /// The components in the order of the sources.
    public let components: [GaugeComponent]
    /// The analysis of variance; empty for REML.
    public let table: [VarianceTableRow]
    /// Whether the interaction was kept; nil where the study has none.
    public let keepsInteraction: Bool?
    /// The number of distinct categories: √2 σ(parts)/σ(gauge) cut to a whole number, at least 1; nil without gauge
    /// variation.
    public let distinctCategories: Int?
    /// What a reader must know, such as estimates that were negative.
    public let warnings: [MethodText]
    /// The formula with the numbers, its source and its assumptions.
    public let explanation: Explanation

    /// Returns a component.
    public func component(_ source: GaugeComponent.Source) -> GaugeComponent? {
        components.first { $0.source == source }
    }

    init(
        variances: [(GaugeComponent.Source, MeanSquareCombination)], restricted: [GaugeComponent.Source: Double],
        table: [VarianceTableRow], keepsInteraction: Bool?, settings: GaugeSettings, notes: [MethodText] = [],
        source: String
    ) throws(MethodProblem) {
        let total = restricted[.total] ?? 0
        guard total > 0, total.isFinite else {
            throw MethodProblem(
                .degenerate, at: "y", zh: "测量值没有变异，或数值过大。", en: "The measurements do not vary, or are too large.")
        }
        let width = settings.toleranceWidth
        var components: [GaugeComponent] = []
        var warnings = notes
        for (kind, combination) in variances {
            let variance = restricted[kind] ?? 0
            let deviation = variance.squareRoot()
            let unrestricted = combination.estimate
            if unrestricted < 0, kind != .totalGauge, kind != .total {
                warnings.append(
                    MethodText(
                        zh: "\(kind.title)的方差估计为负（\(unrestricted.significant())），按 0 计",
                        en:
                            "the variance of \(kind.rawValue) was estimated below 0 (\(unrestricted.significant())) and counts as 0"
                    ))
            }
            components.append(
                GaugeComponent(
                    source: kind, variance: variance, unrestricted: unrestricted, contribution: variance / total,
                    standardDeviation: deviation, studyVariation: settings.multiple * deviation,
                    studyShare: (variance / total).squareRoot(),
                    toleranceShare: width.map { settings.multiple * deviation / $0 },
                    degreesOfFreedom: combination.degreesOfFreedom,
                    interval: try combination.modifiedLargeSampleInterval(confidence: settings.confidence),
                    satterthwaite: try combination.satterthwaiteInterval(confidence: settings.confidence)))
        }
        self.init(
            components: components, table: table, keepsInteraction: keepsInteraction, warnings: warnings,
            source: source)
    }

    init(
        components: [GaugeComponent], table: [VarianceTableRow], keepsInteraction: Bool?, warnings: [MethodText],
        source: String
    ) {
        func variance(_ kind: GaugeComponent.Source) -> Double {
            components.first { $0.source == kind }?.variance ?? 0
        }
        let (part, gauge) = (variance(.partToPart), variance(.totalGauge))
        let ratio = (2 * part / gauge).squareRoot()
        self.components = components
        self.table = table
        self.keepsInteraction = keepsInteraction
        self.warnings = warnings
        distinctCategories = gauge > 0 && ratio < 1e15 ? max(1, Int(ratio.rounded(.down))) : nil
        explanation = Explanation(
            steps: components.map {
                MethodText(
                    "σ²(\($0.source.rawValue)) = \($0.variance.significant()), \(($0.contribution * 100).significant(4)) %"
                )
            } + [
                MethodText(
                    "ndc = ⌊√2 × σ(part-to-part) / σ(total-gauge)⌋ = \(distinctCategories.map { "\($0)" } ?? "-")")
            ],
            source: source,
            assumptions: [
                Assumption(
                    .unknown, zh: "零件和评价人随机抽取，各效应独立且正态",
                    en: "parts and operators are drawn at random, effects are independent and normal")
            ])
    }
}

/// What a gauge study is compared with.
public struct GaugeSettings: Hashable, Sendable {
    /// The lower limit of the specification.
    public var lowerLimit: Double?
    /// The upper limit of the specification.
    public var upperLimit: Double?
    /// The multiple of the standard deviation in the study variation: 6, in older editions 5.15.
    public var multiple = 6.0
    /// The interaction is kept when its probability is below this.
    public var interactionLevel = 0.05
    /// The level of the intervals.
    public var confidence = 0.95

    /// Makes the usual settings.
    public init(lowerLimit: Double? = nil, upperLimit: Double? = nil) {
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
    }

    /// The width of the tolerance; nil without both limits.
    var toleranceWidth: Double? {
        guard let lowerLimit, let upperLimit else { return nil }
        return upperLimit - lowerLimit
    }

    func check() throws(MethodProblem) {
        guard multiple > 0, multiple.isFinite else {
            throw .refused("multiple", zh: "倍数须大于 0", en: "the multiple is greater than 0")
        }
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        guard interactionLevel >= 0, interactionLevel <= 1 else { throw .fraction("interactionLevel") }
        if let width = toleranceWidth, !(width > 0) {
            throw .refused("usl", zh: "上规范限须大于下规范限", en: "the upper limit is above the lower one")
        }
    }
}
