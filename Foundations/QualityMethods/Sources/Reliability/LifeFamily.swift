import Glibc
import QualityMath

/// The life distributions that can be fitted.
public enum LifeFamily: String, Hashable, Sendable, CaseIterable {
    /// Constant failure rate; parameter `scale`, the mean life.
    case exponential
    /// Parameters `shape` β and `scale` η.
    case weibull
    /// Parameters `logMean` μ and `logStandardDeviation` σ.
    case lognormal
    /// Parameters `shape` 1/σ and `scale` exp μ, the median.
    case loglogistic
    /// Parameters `shape` and `scale`.
    case gamma
    /// The smallest extreme value distribution of time itself; parameters `location` and `scale`.
    case gumbelSmallest
    /// The largest extreme value distribution of time itself; parameters `location` and `scale`.
    case gumbelLargest
    /// Time itself normal; parameters `mean` and `standardDeviation`.
    case normal

    /// The standard form, for all but the gamma distribution.
    var form: StandardLifeForm? {
        switch self {
        case .exponential, .weibull, .gumbelSmallest: .smallestExtreme
        case .gumbelLargest: .largestExtreme
        case .lognormal, .normal: .normal
        case .loglogistic: .logistic
        case .gamma: nil
        }
    }

    /// Whether the form is that of log time.
    var isLogarithmic: Bool {
        switch self {
        case .gumbelSmallest, .gumbelLargest, .normal: false
        default: true
        }
    }

    /// The names of the parameters, in the order of ``LifeFit/parameters``.
    public var parameterNames: [String] {
        switch self {
        case .exponential: ["scale"]
        case .weibull, .loglogistic, .gamma: ["shape", "scale"]
        case .lognormal: ["logMean", "logStandardDeviation"]
        case .gumbelSmallest, .gumbelLargest: ["location", "scale"]
        case .normal: ["mean", "standardDeviation"]
        }
    }

    /// Turns the unlimited parameters (location μ, log scale τ; for gamma log scale and log shape) into the usual ones.
    func named(_ internalParameters: [Double]) -> [Double] {
        let first = internalParameters[0]
        let second = internalParameters.count > 1 ? internalParameters[1] : 0
        switch self {
        case .exponential: return [exp(first)]
        case .weibull, .loglogistic: return [exp(-second), exp(first)]
        case .gamma: return [exp(second), exp(first)]
        case .lognormal, .normal, .gumbelSmallest, .gumbelLargest: return [first, exp(second)]
        }
    }
}
