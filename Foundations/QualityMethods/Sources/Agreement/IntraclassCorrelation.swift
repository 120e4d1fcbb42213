import QualityMath

/// The six forms of the intraclass correlation of McGraw and Wong.
public enum IntraclassForm: String, Hashable, Sendable, CaseIterable {
    /// One-way, one rating: ICC(1).
    case oneWaySingle = "ICC(1)"
    /// Two-way, absolute agreement, one rating: ICC(A,1).
    case agreementSingle = "ICC(A,1)"
    /// Two-way, consistency, one rating: ICC(C,1).
    case consistencySingle = "ICC(C,1)"
    /// One-way, mean of the ratings: ICC(k).
    case oneWayAverage = "ICC(k)"
    /// Two-way, absolute agreement, mean of the ratings: ICC(A,k).
    case agreementAverage = "ICC(A,k)"
    /// Two-way, consistency, mean of the ratings: ICC(C,k).
    case consistencyAverage = "ICC(C,k)"
}

/// An intraclass correlation with its interval and test.
public struct IntraclassCorrelation: Hashable, Sendable, Explainable {
    /// The form.
    public let form: IntraclassForm
    /// The coefficient.
    public let value: Double
    /// The interval; nil where a mean square is 0.
    public let interval: ClosedRange<Double>?
    /// The F of no correlation.
    public let f: Double
    /// The probability of so great an F without correlation.
    public let probability: Double
    /// The mean squares: subjects, raters, residual of two ways, within subjects.
    public let meanSquares: (subjects: Double, raters: Double, error: Double, within: Double)

    /// Computes one form over the subjects rated by all raters.
    ///
    /// Sources: McGraw and Wong (1996), tables 4 and 7; Shrout and Fleiss (1979).
    ///
    /// - Throws: ``MethodProblem`` for fewer than 2 complete subjects, constant ratings, or a level out of range.
    public init(_ table: RatingTable, form: IntraclassForm, confidence: Double = 0.95) throws(MethodProblem) {
        guard confidence > 0, confidence < 1 else { throw .openFraction("confidence") }
        let rows = try table.complete(2)
        let (n, k) = (Double(rows.count), Double(table.raters))
        let grand = Summation.compensated(rows.flatMap { $0 }) / (n * k)
        let rowMeans = rows.map { Summation.compensated($0) / k }
        let columnMeans = (0..<table.raters).map { j in Summation.compensated(rows.map { $0[j] }) / n }
        var (between, raters, residual, within) = (NeumaierSum(), NeumaierSum(), NeumaierSum(), NeumaierSum())
        for mean in rowMeans { between.add(k * (mean - grand) * (mean - grand)) }
        for mean in columnMeans { raters.add(n * (mean - grand) * (mean - grand)) }
        for (i, row) in rows.enumerated() {
            for (j, value) in row.enumerated() {
                let rest = value - rowMeans[i] - columnMeans[j] + grand
                residual.add(rest * rest)
                within.add((value - rowMeans[i]) * (value - rowMeans[i]))
            }
        }
        let squares = (
            subjects: between.value / (n - 1), raters: raters.value / (k - 1),
            error: residual.value / ((n - 1) * (k - 1)), within: within.value / (n * (k - 1))
        )
        guard squares.subjects + squares.within > 0, squares.subjects.isFinite else {
            throw MethodProblem(
                .degenerate, at: "data", zh: "评价全部相同或过大，没有变异。", en: "The ratings do not vary, or are too large.")
        }
        self.form = form
        meanSquares = squares
        let upper = (1 - confidence) / 2
        let (r, c, e, w) = (squares.subjects, squares.raters, squares.error, squares.within)
        let oneWay = form == .oneWaySingle || form == .oneWayAverage
        f = oneWay ? r / w : r / e
        let degrees = oneWay ? n * (k - 1) : (n - 1) * (k - 1)
        let ratio = f
        probability =
            ratio.isInfinite
            ? 0
            : numberOrNaN { () throws(MathProblem) -> Double in
                try FDistribution(numerator: n - 1, denominator: degrees).survival(ratio)
            }
        let low = ratio / Self.quantile(upper, n - 1, degrees)
        let high = ratio * Self.quantile(upper, degrees, n - 1)
        let ends: (Double, Double)
        switch form {
        case .oneWaySingle:
            value = (r - w) / (r + (k - 1) * w)
            ends = ((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))
        case .oneWayAverage:
            value = (r - w) / r
            ends = (1 - 1 / low, 1 - 1 / high)
        case .consistencySingle:
            value = (r - e) / (r + (k - 1) * e)
            ends = ((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))
        case .consistencyAverage:
            value = (r - e) / r
            ends = (1 - 1 / low, 1 - 1 / high)
        case .agreementSingle:
            let rho = (r - e) / (r + (k - 1) * e + k / n * (c - e))
            value = rho
            let (a, b) = (k * rho / (n * (1 - rho)), 1 + k * rho * (n - 1) / (n * (1 - rho)))
            let v = Self.degrees(a, b, c, e, n, k)
            let (fl, fu) = (Self.quantile(upper, n - 1, v), Self.quantile(upper, v, n - 1))
            let rest = k * c + (k * n - k - n) * e
            ends = (n * (r - fl * e) / (fl * rest + n * r), n * (fu * r - e) / (rest + n * fu * r))
        case .agreementAverage:
            let rho = (r - e) / (r + (c - e) / n)
            value = rho
            let (a, b) = (rho / (n * (1 - rho)), 1 + rho * (n - 1) / (n * (1 - rho)))
            let v = Self.degrees(a, b, c, e, n, k)
            let (fl, fu) = (Self.quantile(upper, n - 1, v), Self.quantile(upper, v, n - 1))
            ends = (n * (r - fl * e) / (fl * (c - e) + n * r), n * (fu * r - e) / (c - e + n * fu * r))
        }
        interval = ends.0 <= ends.1 ? ends.0...ends.1 : nil
    }

    private static func quantile(_ upper: Double, _ numerator: Double, _ denominator: Double) -> Double {
        numberOrNaN { () throws(MathProblem) -> Double in
            try FDistribution(numerator: numerator, denominator: denominator).upperQuantile(upper)
        }
    }

    /// Satterthwaite's degrees of freedom of a MSc + b MSe.
    private static func degrees(
        _ a: Double, _ b: Double, _ c: Double, _ e: Double, _ n: Double, _ k: Double
    ) -> Double {
        let sum = a * c + b * e
        return sum * sum / (a * c * a * c / (k - 1) + b * e * b * e / ((n - 1) * (k - 1)))
    }

    /// The formula with the numbers, its source and its assumptions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText(
                    "MSr = \(meanSquares.subjects.significant()), MSc = \(meanSquares.raters.significant()), "
                        + "MSe = \(meanSquares.error.significant()), MSw = \(meanSquares.within.significant())"),
                MethodText("\(form.rawValue) = \(value.significant())"),
            ], source: "McGraw and Wong (1996), tables 4 and 7",
            assumptions: [
                .independentSubjects,
                Assumption(.unknown, zh: "对象、评价人与残差均服从正态分布", en: "subjects, raters and residuals are normal"),
            ])
    }

    /// Two results are equal when form, coefficient and interval are.
    public static func == (left: IntraclassCorrelation, right: IntraclassCorrelation) -> Bool {
        left.form == right.form && left.value == right.value && left.interval == right.interval
    }

    /// Hashes form and coefficient.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(form)
        hasher.combine(value)
    }
}
