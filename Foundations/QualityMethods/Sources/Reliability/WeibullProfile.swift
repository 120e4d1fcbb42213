import Glibc
import QualityMath

/// The Weibull fit of right-censored lives through its profile equation in the shape alone.
///
/// 1/β = Σ tᵢ^β log tᵢ / Σ tᵢ^β - mean of log t over failures, and η^β = Σ tᵢ^β / r. The left side less the right is
/// monotone, so that Newton's method from any start converges. One pass a step: 10⁵ lives take a few milliseconds.
/// Source: IEC 61649:2008, clause 9.4.
struct WeibullProfile {
    let parameters: [Double]
    let information: Matrix
    let logLikelihood: Double

    /// Returns nil where the profile equation cannot decide, and the general method should.
    init?(_ data: LifeData) throws(MathProblem) {
        let n = data.observations.count
        var logs = [Double](repeating: 0, count: n)
        var weights = [Double](repeating: 1, count: n)
        var isWeighted = false
        var failureLogs = NeumaierSum()
        var failures = 0.0
        var (least, largest) = (Double.infinity, -Double.infinity)
        var largestAll = -Double.infinity
        for i in 0..<n {
            let one = data.observations[i]
            if one.isExact { try RequiredInput.positive(one.upper, "observations[\(i)].upper") }
            guard one.lower > 0 else {
                // Running since before time 0: says nothing, contributes no exposure.
                logs[i] = -.infinity
                weights[i] = 0
                isWeighted = true
                continue
            }
            logs[i] = log(one.lower)
            weights[i] = one.count
            if one.count != 1 { isWeighted = true }
            largestAll = max(largestAll, logs[i])
            if one.isExact {
                failures += one.count
                failureLogs.add(one.count * logs[i])
                least = min(least, logs[i])
                largest = max(largest, logs[i])
            }
        }
        try RequiredInput.count(failures > 0 ? 1 : 0, atLeast: 1, "failures")
        guard least < largestAll else {
            throw .tooFewValues(name: "distinct failure times", needed: 2, found: 1)
        }
        // Logs relative to the largest: tᵢ^β can neither overflow nor lose the sum.
        for i in 0..<n { logs[i] = logs[i] == -.infinity ? 0 : logs[i] - largestAll }
        let meanLog = failureLogs.value / failures - largestAll
        func sums(_ beta: Double) -> (s0: Double, s1: Double, s2: Double) {
            isWeighted ? Self.sums(logs, weights, beta) : Self.sums(logs, beta)
        }
        func equation(_ beta: Double) -> (value: Double, slope: Double) {
            let (s0, s1, s2) = sums(beta)
            let mean = s1 / s0
            return (1 / beta + meanLog - mean, -1 / (beta * beta) - (s2 / s0 - mean * mean))
        }
        // Newton on the concave-like equation in log β, with doubling or halving when it leaves the positive side.
        var beta = 1.2 / max(-meanLog, 1e-12)
        var isDone = false
        for _ in 0..<200 {
            let (value, slope) = equation(beta)
            guard value.isFinite, slope < 0 else { return nil }
            let step = -value / slope
            let next = step <= -0.5 * beta ? beta / 2 : min(beta + step, 4 * beta)
            let change = abs(next - beta)
            beta = next
            if change <= 2e-15 * beta || (change <= 1e-9 * beta && abs(step) <= 1e-9 * beta && isDone) {
                isDone = true
                break
            }
            if change <= 1e-9 * beta { isDone = true }
        }
        guard isDone, beta.isFinite else { return nil }
        let (s0, s1, s2) = sums(beta)
        let mu = log(s0 / failures) / beta + largestAll
        // With H = Σ tᵢ^β/η^β = r: the observed information in (μ, τ = -log β), from z = β (log t - μ).
        let sigma = 1 / beta
        let shift = largestAll - mu
        let scale = failures / s0
        let z1 = beta * scale * (s1 + shift * s0)
        let z2 = beta * beta * scale * (s2 + 2 * shift * s1 + shift * shift * s0)
        let zFailures = beta * failures * (meanLog + shift)
        var information = Matrix(rows: 2, columns: 2)
        information[0, 0] = failures / (sigma * sigma)
        information[0, 1] = z1 / sigma
        information[1, 0] = information[0, 1]
        information[1, 1] = z2 + z1 - zFailures
        parameters = [mu, -log(beta)]
        self.information = information
        // Σ over failures of z - log σ - log t, less Σ exp z = r.
        logLikelihood = zFailures + failures * log(beta) - failureLogs.value - failures
    }

    /// Σ e^{β l}, Σ l e^{β l}, Σ l² e^{β l} with four sums of each kind side by side.
    private static func sums(_ logs: [Double], _ beta: Double) -> (s0: Double, s1: Double, s2: Double) {
        let span = logs.span
        var a = SIMD4<Double>()
        var b = SIMD4<Double>()
        var c = SIMD4<Double>()
        var i = 0
        while i + 4 <= span.count {
            let l = SIMD4(span[i], span[i + 1], span[i + 2], span[i + 3])
            let e = SIMD4(exp(beta * l.x), exp(beta * l.y), exp(beta * l.z), exp(beta * l.w))
            a += e
            let le = l * e
            b += le
            c += l * le
            i += 4
        }
        var (s0, s1, s2) = (a.sum(), b.sum(), c.sum())
        while i < span.count {
            let l = span[i]
            let e = exp(beta * l)
            s0 += e
            s1 += l * e
            s2 += l * l * e
            i += 1
        }
        return (s0, s1, s2)
    }

    private static func sums(
        _ logs: [Double], _ weights: [Double], _ beta: Double
    ) -> (s0: Double, s1: Double, s2: Double) {
        var (s0, s1, s2) = (0.0, 0.0, 0.0)
        for i in 0..<logs.count where weights[i] > 0 {
            let l = logs[i]
            let e = weights[i] * exp(beta * l)
            s0 += e
            s1 += l * e
            s2 += l * l * e
        }
        return (s0, s1, s2)
    }
}
