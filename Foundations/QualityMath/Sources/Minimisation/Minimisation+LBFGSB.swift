extension Minimisation {
    /// When the search of ``Minimisation/lbfgsb(from:lower:upper:options:_:)`` ends.
    public struct Options: Hashable, Sendable {
        /// The largest component of the projected gradient that counts as 0.
        public var gradientTolerance = 1e-9
        /// The relative decrease of the value that counts as none.
        public var valueTolerance = 1e-15
        /// The limit of iterations.
        public var maximumIterations = 2000
        /// The number of corrections kept.
        public var memory = 10

        /// Creates the default options.
        public init() {}
    }

    /// Finds a local minimum within box limits by L-BFGS-B (Byrd, Lu, Nocedal and Zhu, SIAM J. Sci. Comput. 16, 1995).
    ///
    /// Each iteration follows the projected gradient path to its first minimum on the quadratic model (the Cauchy point),
    /// minimises the model over the variables that are free there, and searches along the line for a point that meets
    /// the strong Wolfe conditions.
    ///
    /// - Parameters:
    ///   - start: the first point; it is moved into the box.
    ///   - lower: the least values; minus infinity where there is no limit. Nil for none.
    ///   - upper: the greatest values; infinity where there is no limit. Nil for none.
    ///   - options: when to end.
    ///   - function: returns the value and the gradient; a value that is NaN or infinite rejects the step.
    /// - Returns: the minimum.
    /// - Throws: `notFinite` when the function is not finite at the start, `noConvergence` at the limit of iterations.
    public static func lbfgsb(
        from start: [Double], lower: [Double]? = nil, upper: [Double]? = nil, options: Options = Options(),
        _ function: ([Double]) -> (value: Double, gradient: [Double])
    ) throws(MathProblem) -> PointMinimum {
        let box = try Box(lower: lower, upper: upper, count: start.count)
        var point = box.project(start)
        var (value, gradient) = function(point)
        var evaluations = 1
        guard value.isFinite, gradient.count == start.count, gradient.allSatisfy({ $0.isFinite }) else {
            throw .notFinite(name: "function")
        }
        var model = LimitedMemoryModel(memory: max(options.memory, 1))
        for iteration in 0..<max(options.maximumIterations, 1) {
            let norm = box.projectedGradient(point, gradient)
            func finish(_ end: PointMinimum.End) -> PointMinimum {
                PointMinimum(
                    point: point, value: value, gradient: box.projectedGradient(point, gradient),
                    iterations: iteration, evaluations: evaluations, end: end)
            }
            if norm <= options.gradientTolerance { return finish(.gradient) }
            let target = model.minimizer(point, gradient, box)
            var direction = zip(target, point).map { $0 - $1 }
            if !(Summation.dot(direction, gradient) < 0) {
                if model.isEmpty { return finish(.rounding) }
                model.clear()
                direction = zip(model.minimizer(point, gradient, box), point).map { $0 - $1 }
            }
            let search = LineSearch(
                point: point, value: value, gradient: gradient, direction: direction,
                longest: box.longestStep(from: point, along: direction),
                first: model.isEmpty ? min(1, 1 / max(norm, 1e-300)) : 1)
            let result = search.run(function)
            evaluations += result.evaluations
            guard let next = result.accepted else {
                if model.isEmpty { return finish(.rounding) }
                model.clear()
                continue
            }
            let moved = box.project(next.point)
            let decrease = value - next.value
            let scale = max(abs(value), abs(next.value), 1)
            model.update(
                step: zip(moved, point).map { $0 - $1 }, change: zip(next.gradient, gradient).map { $0 - $1 })
            (point, value, gradient) = (moved, next.value, next.gradient)
            if decrease <= options.valueTolerance * scale {
                return finish(box.projectedGradient(point, gradient) <= options.gradientTolerance ? .gradient : .value)
            }
        }
        throw .noConvergence(method: "L-BFGS-B", iterations: options.maximumIterations, best: value)
    }
}

/// Lower and upper limits of each variable.
struct Box {
    let lower: [Double]
    let upper: [Double]

    init(lower: [Double]?, upper: [Double]?, count: Int) throws(MathProblem) {
        guard count > 0 else { throw .tooFewValues(name: "start", needed: 1, found: 0) }
        self.lower = lower ?? [Double](repeating: -.infinity, count: count)
        self.upper = upper ?? [Double](repeating: .infinity, count: count)
        guard self.lower.count == count else { throw .shape(name: "lower", expected: count, found: self.lower.count) }
        guard self.upper.count == count else { throw .shape(name: "upper", expected: count, found: self.upper.count) }
        for (low, high) in zip(self.lower, self.upper) where !(low <= high) {
            throw .parameter(name: "upper", rule: .atLeast(low), value: high)
        }
    }

    func project(_ point: [Double]) -> [Double] {
        point.indices.map { min(max(point[$0], lower[$0]), upper[$0]) }
    }

    /// The largest component of P(x - g) - x.
    func projectedGradient(_ point: [Double], _ gradient: [Double]) -> Double {
        var norm = 0.0
        for i in point.indices {
            let moved = min(max(point[i] - gradient[i], lower[i]), upper[i])
            norm = max(norm, abs(moved - point[i]))
        }
        return norm
    }

    /// The longest step along a direction that stays inside.
    func longestStep(from point: [Double], along direction: [Double]) -> Double {
        var longest = 1e10
        for i in point.indices {
            if direction[i] > 0 { longest = min(longest, (upper[i] - point[i]) / direction[i]) }
            if direction[i] < 0 { longest = min(longest, (lower[i] - point[i]) / direction[i]) }
        }
        return longest
    }
}
