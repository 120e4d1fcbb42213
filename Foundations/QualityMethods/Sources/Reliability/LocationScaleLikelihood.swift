import Glibc
import QualityMath

/// The log likelihood of a (log-)location-scale regression with any censoring and truncation.
///
/// y = xᵀβ + σ z with z of a ``StandardLifeForm``; the parameters are β and τ = log σ. Value, gradient and Hessian are
/// analytic. One observation contributes log f (exact), log S (right), log F (left) or log(F₂ - F₁) (interval), less
/// the same expression for the range in which it could be seen at all (truncation).
struct LocationScaleLikelihood {
    enum Knowledge { case exact, right, left, interval }

    struct Row {
        var knowledge: Knowledge
        var lower: Double
        var upper: Double
        var weight: Double
        var entry: Double
        var exit: Double
    }

    let form: StandardLifeForm
    let rows: [Row]
    /// Row after row, `width` numbers each.
    let design: [Double]
    let width: Int
    /// τ where it is not estimated (the exponential distribution has τ = 0).
    let fixedLogScale: Double?
    /// What the change from t to y = log t adds to the log likelihood.
    let jacobian: Double

    var parameterCount: Int { width + (fixedLogScale == nil ? 1 : 0) }

    /// Creates the likelihood of life data, on the scale of log time or of time itself.
    init(
        _ data: LifeData, form: StandardLifeForm, isLogarithmic: Bool, design: [[Double]]? = nil,
        fixedLogScale: Double? = nil
    ) throws(MathProblem) {
        var rows: [Row] = []
        rows.reserveCapacity(data.withinExits.count)
        var jacobian = NeumaierSum()
        for (index, one) in data.withinExits.enumerated() {
            func scale(_ t: Double) -> Double { isLogarithmic ? (t <= 0 ? -.infinity : log(t)) : t }
            if isLogarithmic, one.isExact || one.upper <= 0 {
                try RequiredInput.positive(one.upper, "observations[\(index)].upper")
            }
            let (lower, upper) = (scale(one.lower), scale(one.upper))
            let knowledge: Knowledge
            if one.isExact {
                knowledge = .exact
                if isLogarithmic { jacobian.add(-one.count * lower) }
            } else if upper == .infinity {
                knowledge = .right
            } else if lower == -.infinity {
                knowledge = .left
            } else {
                knowledge = .interval
            }
            rows.append(
                Row(
                    knowledge: knowledge, lower: lower, upper: upper, weight: one.count, entry: scale(one.entry),
                    exit: scale(one.exit)))
        }
        if let design {
            try RequiredInput.sameCount(design.count, rows.count, "design")
            let width = design.first?.count ?? 0
            try RequiredInput.count(width, atLeast: 1, "design")
            for (index, row) in design.enumerated() {
                try RequiredInput.sameCount(row.count, width, "design[\(index)]")
                try RequiredInput.allFinite(row, "design[\(index)]")
            }
            self.design = design.flatMap { $0 }
            self.width = width
        } else {
            self.design = [Double](repeating: 1, count: rows.count)
            width = 1
        }
        self.form = form
        self.rows = rows
        self.fixedLogScale = fixedLogScale
        self.jacobian = jacobian.value
    }

    /// The derivatives of one observation's log likelihood in μ and τ.
    private struct Contribution {
        var value = 0.0
        var mu = 0.0
        var tau = 0.0
        var muMu = 0.0
        var muTau = 0.0
        var tauTau = 0.0

        @inline(__always)
        mutating func add(_ term: StandardLifeForm.Term, at z: Double, sigma: Double, sign: Double) {
            value += sign * term.value
            mu -= sign * term.first / sigma
            tau -= sign * z * term.first
            muMu += sign * term.second / (sigma * sigma)
            muTau += sign * (z * term.second + term.first) / sigma
            tauTau += sign * z * (z * term.second + term.first)
        }

        @inline(__always)
        mutating func add(
            interval form: StandardLifeForm, _ z1: Double, _ z2: Double, sigma: Double, sign: Double
        ) {
            let logD = form.logProbability(z1, z2)
            let (f1, f2) = (form.logDensity(z1), form.logDensity(z2))
            let p1 = -exp(f1.value - logD)
            let p2 = exp(f2.value - logD)
            let p11 = p1 * f1.first - p1 * p1
            let p22 = p2 * f2.first - p2 * p2
            let p12 = -p1 * p2
            value += sign * logD
            mu -= sign * (p1 + p2) / sigma
            tau -= sign * (z1 * p1 + z2 * p2)
            muMu += sign * (p11 + 2 * p12 + p22) / (sigma * sigma)
            muTau += sign * (z1 * (p11 + p12) + z2 * (p12 + p22) + p1 + p2) / sigma
            tauTau += sign * (z1 * z1 * p11 + 2 * z1 * z2 * p12 + z2 * z2 * p22 + z1 * p1 + z2 * p2)
        }
    }

    @inline(__always)
    private func contribution(_ row: Row, mu: Double, sigma: Double, tau: Double) -> Contribution {
        var result = Contribution()
        let z1 = (row.lower - mu) / sigma
        let z2 = (row.upper - mu) / sigma
        switch row.knowledge {
        case .exact:
            result.add(form.logDensity(z1), at: z1, sigma: sigma, sign: 1)
            result.value -= tau
            result.tau -= 1
        case .right: result.add(form.logSurvival(z1), at: z1, sigma: sigma, sign: 1)
        case .left: result.add(form.logCumulative(z2), at: z2, sigma: sigma, sign: 1)
        case .interval: result.add(interval: form, z1, z2, sigma: sigma, sign: 1)
        }
        if row.entry > -.infinity, row.exit < .infinity {
            result.add(
                interval: form, (row.entry - mu) / sigma, (row.exit - mu) / sigma, sigma: sigma, sign: -1)
        } else if row.entry > -.infinity {
            let z = (row.entry - mu) / sigma
            result.add(form.logSurvival(z), at: z, sigma: sigma, sign: -1)
        } else if row.exit < .infinity {
            let z = (row.exit - mu) / sigma
            result.add(form.logCumulative(z), at: z, sigma: sigma, sign: -1)
        }
        return result
    }

    /// Returns the negative log likelihood of y with its gradient and Hessian in (β, τ).
    func evaluate(_ parameters: [Double]) -> (value: Double, gradient: [Double], hessian: Matrix) {
        let size = parameterCount
        let tau = fixedLogScale ?? parameters[width]
        let sigma = exp(tau)
        var value = NeumaierSum()
        var gradient = [Double](repeating: 0, count: width + 1)
        var hessian = Matrix(rows: width + 1, columns: width + 1)
        for (index, row) in rows.enumerated() {
            var mu = 0.0
            for j in 0..<width { mu += parameters[j] * design[index * width + j] }
            let one = contribution(row, mu: mu, sigma: sigma, tau: tau)
            value.add(-row.weight * one.value)
            for j in 0..<width {
                let x = design[index * width + j] * row.weight
                gradient[j] -= x * one.mu
                for k in 0...j { hessian[j, k] -= x * design[index * width + k] * one.muMu }
                hessian[width, j] -= x * one.muTau
            }
            gradient[width] -= row.weight * one.tau
            hessian[width, width] -= row.weight * one.tauTau
        }
        for j in 0...width {
            for k in 0..<j { hessian[k, j] = hessian[j, k] }
        }
        guard size <= width else { return (value.value, gradient, hessian) }
        var smaller = Matrix(rows: width, columns: width)
        for j in 0..<width {
            for k in 0..<width { smaller[j, k] = hessian[j, k] }
        }
        return (value.value, Array(gradient.prefix(width)), smaller)
    }

    /// Returns the negative log likelihood of y alone.
    func value(_ parameters: [Double]) -> Double {
        let tau = fixedLogScale ?? parameters[width]
        let sigma = exp(tau)
        var value = NeumaierSum()
        for (index, row) in rows.enumerated() {
            var mu = 0.0
            for j in 0..<width { mu += parameters[j] * design[index * width + j] }
            value.add(-row.weight * contribution(row, mu: mu, sigma: sigma, tau: tau).value)
        }
        return value.value
    }

    /// Returns where to start: a least-squares fit through one representative y an observation.
    func start() throws(MathProblem) -> [Double] {
        let centers = rows.map { row in
            switch row.knowledge {
            case .exact, .right: row.lower
            case .left: row.upper
            case .interval: row.lower + (row.upper - row.lower) / 2
            }
        }
        let fit = try LeastSquares(
            design: try Matrix(rows: rows.count, columns: width, elements: design), response: centers,
            weights: rows.map(\.weight))
        guard fit.rank == width else { throw .singular(name: "design") }
        let total = rows.reduce(0) { $0 + $1.weight }
        var spread = (fit.residualSumOfSquares / max(total, 1)).squareRoot() / form.standardDeviation
        let widths = rows.map { $0.knowledge == .interval ? $0.upper - $0.lower : 0 }
        spread = max(spread, (widths.max() ?? 0) / 4, 1e-3 * centers.reduce(0) { max($0, abs($1)) } / 10)
        if !(spread > 0) { spread = 1 }
        return fit.coefficients + (fixedLogScale == nil ? [log(spread)] : [])
    }

    /// Returns the parameters of greatest likelihood, with the observed information there.
    func maximize() throws(MathProblem) -> (parameters: [Double], information: Matrix, logLikelihood: Double) {
        try checkIdentifiable()
        let start = try start()
        let minimum = try Minimisation.newton(from: start) { evaluate($0) }
        let state = evaluate(minimum.point)
        if fixedLogScale == nil {
            let size = rows.reduce(0) { max($0, $1.lower.isFinite ? abs($1.lower) : 0) } + 1
            // The likelihood of data that one point explains grows without limit as the spread goes to 0.
            guard exp(minimum.point[width]) > 1e-10 * size else {
                throw .noConvergence(
                    method: "maximum likelihood (scale goes to 0)", iterations: minimum.iterations,
                    best: minimum.value)
            }
        }
        return (minimum.point, state.hessian, jacobian - minimum.value)
    }

    /// Refuses data without failures, and data that one point explains: where all observations hold a common time, the
    /// likelihood is greatest for a spread of 0 there.
    private func checkIdentifiable() throws(MathProblem) {
        let failures = rows.filter { $0.knowledge != .right }
        try RequiredInput.count(failures.count, atLeast: 1, "failures")
        guard fixedLogScale == nil else { return }
        let latestStart = rows.reduce(-Double.infinity) { max($0, $1.lower) }
        let firstEnd = rows.reduce(Double.infinity) { min($0, $1.upper) }
        guard latestStart > firstEnd else {
            throw .tooFewValues(name: "distinct failure times", needed: 2, found: 1)
        }
    }
}
