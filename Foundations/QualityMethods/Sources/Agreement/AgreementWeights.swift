import Glibc

/// How near two different categories count as agreement.
public enum AgreementWeights: String, Hashable, Sendable, CaseIterable {
    /// Only the same category agrees.
    case identity
    /// 1 - |i - j| / (q - 1).
    case linear
    /// 1 - (i - j)² / (q - 1)².
    case quadratic
    /// 1 - √|i - j| / √(q - 1).
    case radical
    /// 1 - M(i, j) / M(1, q) with M the pairs of categories from i to j (Gwet 2014).
    case ordinal

    /// Returns the weights of the categories.
    ///
    /// - Parameter positions: the categories' places 0, 1, 2, … or their values, rising.
    /// - Returns: one row a category.
    public func matrix(_ positions: [Double]) -> [[Double]] {
        let q = positions.count
        guard let first = positions.first, let last = positions.last, q > 1 else { return [[1]] }
        let width = last - first
        func pairs(_ i: Int, _ j: Int) -> Double {
            let n = Double(abs(i - j) + 1)
            return n * (n - 1) / 2
        }
        return (0..<q).map { i in
            (0..<q).map { j in
                let d = abs(positions[i] - positions[j])
                return switch self {
                case .identity: i == j ? 1 : 0
                case .linear: 1 - d / width
                case .quadratic: 1 - (d / width) * (d / width)
                case .radical: 1 - (d / width).squareRoot()
                case .ordinal: 1 - pairs(i, j) / pairs(0, q - 1)
                }
            }
        }
    }
}

/// A coefficient of agreement with its interval.
public struct AgreementCoefficient: Hashable, Sendable, Explainable {
    /// The name of the coefficient.
    public let name: String
    /// The coefficient: 1 is full agreement, 0 what chance gives. NaN where all ratings are the same and chance agreement
    /// is certain.
    public let value: Double
    /// The observed agreement.
    public let observed: Double
    /// The agreement expected by chance.
    public let expected: Double
    /// The standard error, for the interval.
    public let standardError: Double
    /// The interval, its upper end at most 1.
    public let interval: ClosedRange<Double>?
    /// The coefficient over its standard error under chance agreement, where the method gives one.
    public let z: Double?
    /// The formula with the numbers, its source and its assumptions.
    public let explanation: Explanation

    init(
        name: String, value: Double, observed: Double, expected: Double, standardError: Double, quantile: Double,
        z: Double? = nil, source: String, assumptions: [Assumption]
    ) {
        self.name = name
        self.value = value
        self.observed = observed
        self.expected = expected
        self.standardError = standardError
        self.z = z
        let (low, high) = (value - quantile * standardError, value + quantile * standardError)
        interval = low.isFinite && high.isFinite ? min(low, 1)...min(high, 1) : nil
        explanation = Explanation(
            steps: [
                MethodText(
                    "\(name) = (Po - Pe) / (1 - Pe) = (\(observed.significant()) - \(expected.significant())) / "
                        + "(1 - \(expected.significant())) = \(value.significant())"),
                MethodText(
                    zh:
                        "标准误 \(standardError.significant())，区间 \(interval.map { "[\($0.lowerBound.significant())，\($0.upperBound.significant())]" } ?? "无")",
                    en:
                        "standard error \(standardError.significant()), interval \(interval.map { "[\($0.lowerBound.significant()), \($0.upperBound.significant())]" } ?? "none")"
                ),
            ], source: source, assumptions: assumptions)
    }
}

extension Assumption {
    /// Subjects drawn independently: data cannot show it.
    static let independentSubjects = Assumption(
        .unknown, zh: "对象相互独立且随机抽取", en: "subjects are independent and drawn at random")
}
