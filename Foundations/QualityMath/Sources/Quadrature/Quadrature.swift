/// A numerical integral.
public struct Integral: Hashable, Sendable {
    /// The value of the integral.
    public let value: Double
    /// An estimate of the absolute error, usually far too large.
    public let error: Double
    /// The number of evaluations of the function.
    public let evaluations: Int
}

/// Integrals of functions of one variable.
public enum Quadrature {
    /// Integrates a function over an interval, whose ends may be infinite, by adaptive 10-21-point Gauss-Kronrod rules.
    ///
    /// The piece with the largest error is halved until the sum of errors meets the tolerance (QUADPACK's QAG). An
    /// infinite end is mapped by x = a + t/(1-t). The ends themselves are never evaluated, so that an integrable
    /// singularity may sit there.
    ///
    /// - Throws: `notFinite` when the function is NaN or infinite at a node, `noConvergence` with the best estimate when
    ///   the limit of evaluations is reached first.
    public static func adaptive(
        from lower: Double, to upper: Double, relativeTolerance: Double = 1e-12, absoluteTolerance: Double = 0,
        maximumEvaluations: Int = 100_000, _ function: (Double) -> Double
    ) throws(MathProblem) -> Integral {
        if lower.isNaN || upper.isNaN { throw .notFinite(name: "limits") }
        if lower == upper { return Integral(value: 0, error: 0, evaluations: 0) }
        if lower > upper {
            let turned = try adaptive(
                from: upper, to: lower, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
                maximumEvaluations: maximumEvaluations, function)
            return Integral(value: -turned.value, error: turned.error, evaluations: turned.evaluations)
        }
        let search = Search(
            relative: relativeTolerance, absolute: absoluteTolerance, limit: maximumEvaluations)
        switch (lower == -.infinity, upper == .infinity) {
        case (false, false): return try search.run(lower, upper, function)
        case (false, true):
            return try search.run(0, 1) { t in function(lower + t / (1 - t)) / ((1 - t) * (1 - t)) }
        case (true, false):
            return try search.run(0, 1) { t in function(upper - t / (1 - t)) / ((1 - t) * (1 - t)) }
        case (true, true):
            return try search.run(0, 1) { t in
                let x = t / (1 - t)
                return (function(x) + function(-x)) / ((1 - t) * (1 - t))
            }
        }
    }

    private struct Piece {
        var lower: Double
        var upper: Double
        var value: Double
        var error: Double
    }

    private struct Search {
        let relative: Double
        let absolute: Double
        let limit: Int

        func run(_ lower: Double, _ upper: Double, _ function: (Double) -> Double) throws(MathProblem) -> Integral {
            var pieces = [try GaussKronrod.piece(lower, upper, function)].map {
                Piece(lower: lower, upper: upper, value: $0.value, error: $0.error)
            }
            var evaluations = 21
            while true {
                var value = NeumaierSum()
                var error = 0.0
                var worst = 0
                for (index, piece) in pieces.enumerated() {
                    value.add(piece.value)
                    error += piece.error
                    if piece.error > pieces[worst].error { worst = index }
                }
                let total = value.value
                if error <= max(absolute, relative * abs(total)) {
                    return Integral(value: total, error: error, evaluations: evaluations)
                }
                let piece = pieces[worst]
                let middle = piece.lower + (piece.upper - piece.lower) / 2
                guard evaluations + 42 <= limit, middle > piece.lower, middle < piece.upper else {
                    throw .noConvergence(method: "Gauss-Kronrod", iterations: evaluations, best: total)
                }
                let left = try GaussKronrod.piece(piece.lower, middle, function)
                let right = try GaussKronrod.piece(middle, piece.upper, function)
                evaluations += 42
                pieces[worst] = Piece(lower: piece.lower, upper: middle, value: left.value, error: left.error)
                pieces.append(Piece(lower: middle, upper: piece.upper, value: right.value, error: right.error))
            }
        }
    }
}
