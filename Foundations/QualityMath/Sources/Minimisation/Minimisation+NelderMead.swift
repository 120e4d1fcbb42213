extension Minimisation {
    /// Finds a local minimum without slopes, by Nelder and Mead's simplex with parameters that adapt to the dimension
    /// (Gao and Han 2012), restarted from its result until that brings nothing.
    ///
    /// For functions with kinks or noise, of up to about ten variables. Where a gradient can be had, use
    /// ``lbfgsb(from:lower:upper:options:_:)``.
    ///
    /// - Parameters:
    ///   - start: the first point.
    ///   - step: the size of the first simplex, relative to each coordinate.
    ///   - tolerance: the search ends when values and points of the simplex agree to this relative tolerance.
    ///   - maximumEvaluations: the limit of evaluations.
    ///   - function: the function to minimise; NaN counts as infinity, by which limits can be kept.
    /// - Returns: the minimum.
    /// - Throws: `noConvergence` at the limit, `notFinite` or `parameter` for a start that cannot be used.
    public static func nelderMead(
        from start: [Double], step: Double = 0.05, tolerance: Double = 1e-10, maximumEvaluations: Int = 20_000,
        _ function: ([Double]) -> Double
    ) throws(MathProblem) -> PointMinimum {
        guard !start.isEmpty else { throw .tooFewValues(name: "start", needed: 1, found: 0) }
        guard start.allSatisfy({ $0.isFinite }) else { throw .notFinite(name: "start") }
        var evaluations = 0
        var iterations = 0
        func safe(_ x: [Double]) -> Double {
            evaluations += 1
            let value = function(x)
            return value.isNaN ? .infinity : value
        }
        var best = start
        var value = Double.infinity
        for pass in 0..<50 {
            let before = value
            var simplex = Self.simplex(best, step: pass == 0 ? step : step / 10).map { ($0, safe($0)) }
            let n = Double(best.count)
            while true {
                simplex.sort { $0.1 < $1.1 }
                if Self.isSmall(simplex, tolerance) { break }
                guard evaluations < maximumEvaluations else {
                    throw .noConvergence(method: "Nelder-Mead", iterations: iterations, best: simplex[0].1)
                }
                iterations += 1
                let last = simplex.count - 1
                var center = [Double](repeating: 0, count: best.count)
                for (point, _) in simplex.dropLast() {
                    for i in 0..<center.count { center[i] += point[i] / n }
                }
                func along(_ t: Double) -> [Double] {
                    (0..<center.count).map { center[$0] + t * (simplex[last].0[$0] - center[$0]) }
                }
                let reflected = along(-1)
                let fr = safe(reflected)
                if fr < simplex[0].1 {
                    let expanded = along(-(1 + 2 / n))
                    let fe = safe(expanded)
                    simplex[last] = fe < fr ? (expanded, fe) : (reflected, fr)
                    continue
                }
                if fr < simplex[last - 1].1 {
                    simplex[last] = (reflected, fr)
                    continue
                }
                let factor = n > 1 ? 0.75 - 1 / (2 * n) : 0.5
                let contracted = along(fr < simplex[last].1 ? -factor : factor)
                let fc = safe(contracted)
                if fc < min(fr, simplex[last].1) {
                    simplex[last] = (contracted, fc)
                    continue
                }
                let shrink = n > 1 ? 1 - 1 / n : 0.5
                for k in 1...last {
                    let point = (0..<center.count).map {
                        simplex[0].0[$0] + shrink * (simplex[k].0[$0] - simplex[0].0[$0])
                    }
                    simplex[k] = (point, safe(point))
                }
            }
            (best, value) = simplex[0]
            if pass > 0, before - value <= tolerance * (abs(value) + tolerance) { break }
        }
        guard value.isFinite else { throw .notFinite(name: "function") }
        return PointMinimum(
            point: best, value: value, gradient: .nan, iterations: iterations, evaluations: evaluations, end: .value)
    }

    private static func simplex(_ start: [Double], step: Double) -> [[Double]] {
        var points = [start]
        for i in 0..<start.count {
            var point = start
            point[i] += start[i] == 0 ? step / 10 : step * start[i]
            points.append(point)
        }
        return points
    }

    private static func isSmall(_ simplex: [([Double], Double)], _ tolerance: Double) -> Bool {
        let (best, value) = simplex[0]
        guard value.isFinite else { return simplex.allSatisfy { $0.1 == value } && simplex[0].0 == simplex[1].0 }
        let worst = simplex[simplex.count - 1].1
        guard worst - value <= tolerance * (abs(value) + tolerance) else { return false }
        let reach = tolerance.squareRoot()
        return simplex.allSatisfy { point, _ in
            zip(point, best).allSatisfy { abs($0 - $1) <= reach * (abs($1) + reach) }
        }
    }
}
