extension Minimisation {
    /// Finds a local minimum by Newton's method with the analytic gradient and Hessian.
    ///
    /// Where the Hessian is not positive definite its diagonal is raised until it is; steps are halved until the value
    /// decreases. For smooth likelihoods this ends in a handful of steps at full precision.
    ///
    /// - Parameters:
    ///   - start: the first point, at which the function must be finite.
    ///   - tolerance: the search ends when half of gᵀH⁻¹g, the decrease still promised, is below this part of the value
    ///     (at least 1e-300).
    ///   - maximumIterations: the limit of steps.
    ///   - function: returns the value, the gradient and the Hessian; a value that is NaN or infinite rejects the step.
    /// - Returns: the minimum.
    /// - Throws: `noConvergence` at the limit, `notFinite` or `parameter` for a start that cannot be used.
    public static func newton(
        from start: [Double], tolerance: Double = 1e-26, maximumIterations: Int = 200,
        _ function: ([Double]) -> (value: Double, gradient: [Double], hessian: Matrix)
    ) throws(MathProblem) -> PointMinimum {
        guard !start.isEmpty else { throw .tooFewValues(name: "start", needed: 1, found: 0) }
        var point = start
        var state = function(point)
        var evaluations = 1
        guard state.value.isFinite, state.gradient.allSatisfy({ $0.isFinite }), state.hessian.isFinite else {
            throw .notFinite(name: "function")
        }
        for iteration in 0..<maximumIterations {
            let norm = state.gradient.reduce(0) { max($0, abs($1)) }
            func finish(_ end: PointMinimum.End) -> PointMinimum {
                PointMinimum(
                    point: point, value: state.value, gradient: norm, iterations: iteration,
                    evaluations: evaluations, end: end)
            }
            if norm == 0 { return finish(.gradient) }
            let step = try direction(state.gradient, state.hessian)
            let promised = -Summation.dot(step, state.gradient)
            if promised / 2 <= max(tolerance * abs(state.value), 1e-300) { return finish(.gradient) }
            var length = 1.0
            var accepted = false
            while length > 1e-14 {
                let trial = (0..<point.count).map { point[$0] + length * step[$0] }
                let next = function(trial)
                evaluations += 1
                let isUsable = next.gradient.allSatisfy { $0.isFinite } && next.hessian.isFinite
                if next.value.isFinite, isUsable, next.value <= state.value - 1e-4 * length * promised {
                    (point, state, accepted) = (trial, next, true)
                    break
                }
                // Within rounding of the minimum the value cannot tell; the gradient can.
                if next.value.isFinite, isUsable, length == 1,
                    abs(next.value - state.value) <= 1e-13 * abs(state.value),
                    next.gradient.reduce(0, { max($0, abs($1)) }) < norm / 2
                {
                    (point, state, accepted) = (trial, next, true)
                    break
                }
                length /= 2
            }
            if !accepted { return finish(.rounding) }
        }
        throw .noConvergence(method: "Newton's minimum", iterations: maximumIterations, best: state.value)
    }

    private static func direction(_ gradient: [Double], _ hessian: Matrix) throws(MathProblem) -> [Double] {
        var raise = 0.0
        let scale = max(hessian.diagonal.reduce(0) { max($0, abs($1)) }, 1e-300)
        for _ in 0..<60 {
            var matrix = hessian
            for i in 0..<gradient.count { matrix[i, i] += raise }
            let attempt: Cholesky?
            do {
                attempt = try Cholesky(matrix)
            } catch .notPositiveDefinite {
                attempt = nil
            }
            if let attempt { return try attempt.solving(gradient.map { -$0 }) }
            raise = max(4 * raise, 1e-6 * scale)
        }
        throw .notPositiveDefinite(name: "hessian")
    }
}
