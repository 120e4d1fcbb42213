import Glibc
import QualityMath

/// The likelihood of one family, with the family's quantiles and survival as functions of the unlimited parameters.
struct LifeLikelihood: Sendable {
    let family: LifeFamily
    private let weibull: WeibullProfile?
    private let locationScale: LocationScaleLikelihood?
    private let gamma: GammaLikelihood?

    init(_ data: LifeData, family: LifeFamily) throws(MathProblem) {
        self.family = family
        // The profile of right-censored Weibull lives answers all questions itself, on the logarithms that it has taken.
        weibull = family == .weibull && data.isRightCensoredOnly ? try WeibullProfile(data) : nil
        if weibull != nil {
            locationScale = nil
            gamma = nil
        } else if let form = family.form {
            locationScale = try LocationScaleLikelihood(
                data, form: form, isLogarithmic: family.isLogarithmic,
                fixedLogScale: family == .exponential ? 0 : nil)
            gamma = nil
        } else {
            locationScale = nil
            gamma = try GammaLikelihood(data)
        }
    }

    var jacobian: Double { weibull?.jacobian ?? locationScale?.jacobian ?? gamma?.jacobian ?? 0 }

    /// The negative log likelihood of log time.
    func value(_ parameters: [Double]) -> Double {
        weibull?.value(parameters) ?? locationScale?.value(parameters) ?? gamma?.value(parameters) ?? .nan
    }

    func maximize() throws(MathProblem) -> (parameters: [Double], information: Matrix, logLikelihood: Double) {
        if let weibull { return (weibull.parameters, weibull.information, weibull.logLikelihood) }
        if let locationScale { return try locationScale.maximize() }
        if let gamma { return try gamma.maximize() }
        throw .notFinite(name: "family")
    }

    /// Location and scale; σ of the exponential distribution is 1.
    private func split(_ parameters: [Double]) -> (mu: Double, sigma: Double) {
        (parameters[0], parameters.count > 1 ? exp(parameters[1]) : 1)
    }

    /// The normalised distance of a time: z for location-scale families, the logit of the failure probability for gamma.
    func pivot(_ time: Double, _ parameters: [Double]) -> Double {
        if family.form != nil {
            let (mu, sigma) = split(parameters)
            return ((family.isLogarithmic ? log(time) : time) - mu) / sigma
        }
        let (shape, z) = (exp(parameters[1]), time * exp(-parameters[0]))
        return SpecialFunctions.logRegularizedGammaP(shape, z) - SpecialFunctions.logRegularizedGammaQ(shape, z)
    }

    func survival(pivot: Double) -> Double { (family.form ?? .logistic).survival(pivot) }

    func survival(_ time: Double, _ parameters: [Double]) -> Double {
        if family.isLogarithmic, time <= 0 { return 1 }
        if family.form == nil {
            return SpecialFunctions.regularizedGammaQ(exp(parameters[1]), time * exp(-parameters[0]))
        }
        return survival(pivot: pivot(time, parameters))
    }

    func quantile(_ p: Double, _ parameters: [Double]) -> Double {
        if let form = family.form {
            let (mu, sigma) = split(parameters)
            let y = mu + sigma * form.quantile(p)
            return family.isLogarithmic ? exp(y) : y
        }
        return exp(parameters[0]) * SpecialFunctions.inverseRegularizedGammaP(exp(parameters[1]), p)
    }

    /// The parameters with a given pivot at a time and a given second parameter.
    func parameters(pivot: Double, time: Double, free: Double) -> [Double] {
        if family == .exponential { return [log(time) - pivot] }
        if family.form != nil { return [(family.isLogarithmic ? log(time) : time) - exp(free) * pivot, free] }
        let failing = 1 / (1 + exp(-pivot))
        let standard =
            failing < 0.5
            ? SpecialFunctions.inverseRegularizedGammaP(exp(free), failing)
            : SpecialFunctions.inverseRegularizedGammaQ(exp(free), 1 / (1 + exp(pivot)))
        return [log(time) - log(standard), free]
    }

    /// The parameters with a given life at a failed part and a given second parameter.
    func parameters(life: Double, failing p: Double, free: Double) -> [Double] {
        if let form = family.form {
            let z = form.quantile(p)
            let y = family.isLogarithmic ? log(life) : life
            return family == .exponential ? [y - z] : [y - exp(free) * z, free]
        }
        return [log(life) - log(SpecialFunctions.inverseRegularizedGammaP(exp(free), p)), free]
    }
}
