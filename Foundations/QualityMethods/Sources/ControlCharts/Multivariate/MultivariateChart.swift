import Glibc
import QualityMath

/// The mean vector and covariance of a multivariate process.
public struct MultivariateReference: Sendable, Hashable {
    /// The means.
    public let mean: [Double]
    /// The covariance matrix.
    public let covariance: Matrix
    private let factor: Cholesky

    /// Creates a reference; the covariance must be positive definite.
    public init(mean: [Double], covariance: Matrix) throws(MethodProblem) {
        guard covariance.rows == mean.count, covariance.columns == mean.count, !mean.isEmpty else {
            throw MethodProblem(
                .wrongShape, at: "covariance", zh: "协方差矩阵应为 \(mean.count) 行 \(mean.count) 列。",
                en: "The covariance must have \(mean.count) rows and columns.")
        }
        self.mean = mean
        self.covariance = covariance
        factor = try naming("covariance") { () throws(MathProblem) in try Cholesky(covariance) }
    }

    /// Estimates from single observations, rows of equal length: means and the covariance with divisor m - 1, or half
    /// the mean product of successive differences, which a slow drift inflates less (Sullivan and Woodall 1996).
    public init(observations rows: [[Double]], successiveDifferences: Bool = false) throws(MethodProblem) {
        let size = try Self.checkRows(rows)
        guard rows.count > size else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "有 \(rows.count) 行，\(size) 个变量至少要 \(size + 1) 行。",
                en: "There are \(rows.count) rows; \(size) variables need at least \(size + 1).")
        }
        let mean = Self.means(rows, size)
        let differences: [[Double]] =
            successiveDifferences
            ? (1..<rows.count).map { row in (0..<size).map { rows[row][$0] - rows[row - 1][$0] } }
            : rows.map { row in (0..<size).map { row[$0] - mean[$0] } }
        let divisor = successiveDifferences ? 2 * Double(rows.count - 1) : Double(rows.count - 1)
        try self.init(mean: mean, covariance: Self.products(differences, size, divisor))
    }

    /// (x - mean)ᵀ Σ⁻¹ (x - mean), Hotelling's distance of one observation.
    public func distance(_ x: [Double]) throws(MethodProblem) -> Double {
        guard x.count == mean.count else {
            throw MethodProblem(
                .wrongShape, at: "data", zh: "观测应有 \(mean.count) 个变量。",
                en: "An observation must have \(mean.count) values.")
        }
        return try naming("data") { () throws(MathProblem) in
            try factor.mahalanobisSquare(x.indices.map { x[$0] - mean[$0] })
        }
    }

    static func checkRows(_ rows: [[Double]]) throws(MethodProblem) -> Int {
        guard let size = rows.first?.count, size > 0 else {
            throw MethodProblem(.tooFewValues, at: "data", zh: "没有数据。", en: "There are no data.")
        }
        for (index, row) in rows.enumerated() {
            guard row.count == size else {
                throw MethodProblem(
                    .wrongShape, at: "data[\(index)]", zh: "此行应有 \(size) 个数。", en: "This row must have \(size) numbers."
                )
            }
            if let place = row.firstIndex(where: { !$0.isFinite }) {
                throw MethodProblem(
                    .outOfRange, at: "data[\(index)][\(place)]", zh: "应为有限的数。", en: "It must be a finite number.")
            }
        }
        return size
    }

    static func means(_ rows: [[Double]], _ size: Int) -> [Double] {
        (0..<size).map { column in NumberColumn.mean(rows.map { $0[column] }) }
    }

    static func products(_ differences: [[Double]], _ size: Int, _ divisor: Double) -> Matrix {
        var matrix = Matrix(rows: size, columns: size)
        for i in 0..<size {
            for j in 0...i {
                let sum = Summation.dot(differences.map { $0[i] }, differences.map { $0[j] })
                matrix[i, j] = sum / divisor
                matrix[j, i] = sum / divisor
            }
        }
        return matrix
    }
}

/// Charts of several variables at once.
public enum MultivariateChart {
    /// Hotelling's T² of single observations.
    ///
    /// Phase I (no reference): the limit is ((m-1)²/m) B⁻¹(confidence; p/2, (m-p-1)/2), exact for the estimates from the
    /// same data (Tracy, Young and Mason 1992). Phase II with a reference estimated from `referenceCount` observations:
    /// p(m+1)(m-1)/(m(m-p)) F⁻¹; with a known reference: χ²ₚ.
    public static func hotelling(
        _ rows: [[Double]], confidence: Double = 0.9973, reference: MultivariateReference? = nil,
        referenceCount: Int? = nil
    ) throws(MethodProblem) -> ControlChart {
        let size = try MultivariateReference.checkRows(rows)
        try checkConfidence(confidence)
        let p = Double(size)
        let upper: Double
        let formula: String
        if reference == nil {
            let m = Double(rows.count)
            guard m > p + 1 else {
                throw MethodProblem(
                    .tooFewValues, at: "data", zh: "\(size) 个变量至少要 \(size + 2) 行。",
                    en: "\(size) variables need at least \(size + 2) rows.")
            }
            upper =
                (m - 1) * (m - 1) / m
                * SpecialFunctions.inverseRegularizedBeta(confidence, p / 2, (m - p - 1) / 2).x
            formula = "UCL = (m-1)²/m · B⁻¹(\(confidence.plain); p/2, (m-p-1)/2)"
        } else if let count = referenceCount {
            let m = Double(count)
            guard m > p else {
                throw MethodProblem(
                    .outOfRange, at: "referenceCount", zh: "应大于变量数 \(size)。", en: "It must be greater than \(size).")
            }
            let f = try naming("referenceCount") { () throws(MathProblem) in
                try FDistribution(numerator: p, denominator: m - p)
            }
            upper = p * (m + 1) * (m - 1) / (m * (m - p)) * f.quantile(confidence)
            formula = "UCL = p(m+1)(m-1)/(m(m-p)) · F⁻¹(\(confidence.plain); p, m-p)"
        } else {
            upper = 2 * SpecialFunctions.inverseRegularizedGammaP(p / 2, confidence)
            formula = "UCL = χ²⁻¹(\(confidence.plain); p)"
        }
        let frame: MultivariateReference
        if let reference { frame = reference } else { frame = try MultivariateReference(observations: rows) }
        return try chart(.hotelling, rows.map { row throws(MethodProblem) in try frame.distance(row) }, upper, formula)
    }

    /// Hotelling's T² of subgroup means: n (x̄ - x̿)ᵀ S̄⁻¹ (x̄ - x̿) with the pooled covariance S̄.
    ///
    /// Limit of phase I p(m-1)(n-1)/(mn-m-p+1) F⁻¹, of phase II with (m+1) in place of (m-1) (Alt 1985).
    public static func hotelling(
        subgroups: [[[Double]]], confidence: Double = 0.9973, phaseTwo: Bool = false
    ) throws(MethodProblem) -> ControlChart {
        try checkConfidence(confidence)
        let all = subgroups.flatMap { $0 }
        let size = try MultivariateReference.checkRows(all)
        guard let n = subgroups.first?.count, n >= 2, subgroups.allSatisfy({ $0.count == n }) else {
            throw MethodProblem(
                .wrongShape, at: "data", zh: "各子组应有相同的观测数且不少于 2。", en: "Subgroups must be of one size of at least 2.")
        }
        let m = subgroups.count
        let means = subgroups.map { MultivariateReference.means($0, size) }
        let residuals = zip(subgroups, means).flatMap { group, mean in
            group.map { row in (0..<size).map { row[$0] - mean[$0] } }
        }
        let degrees = m * (n - 1)
        guard degrees >= size else {
            throw MethodProblem(.tooFewValues, at: "data", zh: "数据太少，不能估计协方差。", en: "Too few data for a covariance.")
        }
        let frame = try MultivariateReference(
            mean: MultivariateReference.means(all, size),
            covariance: MultivariateReference.products(residuals, size, Double(degrees)))
        let (p, count, each) = (Double(size), Double(m), Double(n))
        let rest = count * each - count - p + 1
        let f = try naming("data") { () throws(MathProblem) in try FDistribution(numerator: p, denominator: rest) }
        let upper = p * (phaseTwo ? count + 1 : count - 1) * (each - 1) / rest * f.quantile(confidence)
        let points = try means.map { row throws(MethodProblem) in try each * frame.distance(row) }
        return chart(
            .hotelling, points, upper, "UCL = p(m\(phaseTwo ? "+" : "-")1)(n-1)/(mn-m-p+1) · F⁻¹(\(confidence.plain))")
    }

    /// The MEWMA of Lowry, Woodall, Champ and Rigdon (1992): z = λ(x-μ) + (1-λ)z, T² = zᵀ Σz⁻¹ z against a limit.
    ///
    /// `startsExact` says whether Σz is the covariance at the i-th point or the one it approaches; the limit for a
    ///   wanted ARL comes from ``RunLength/mewmaLimit(lambda:variables:averageRunLength:)`` for the latter.
    public static func mewma(
        _ rows: [[Double]], reference: MultivariateReference, lambda: Double, limit: Double, startsExact: Bool = false
    ) throws(MethodProblem) -> ControlChart {
        let size = try MultivariateReference.checkRows(rows)
        guard lambda > 0, lambda <= 1 else {
            throw MethodProblem(
                .outOfRange, at: "lambda", zh: "平滑系数应大于 0 且不大于 1。", en: "Lambda must be above 0 and at most 1.")
        }
        var state = reference.mean
        var points: [Double] = []
        for (index, row) in rows.enumerated() {
            guard row.count == reference.mean.count else { _ = try reference.distance(row); continue }
            for place in 0..<size { state[place] += lambda * (row[place] - state[place]) }
            let growth = startsExact ? -expm1(2 * Double(index + 1) * log1p(-lambda)) : 1
            points.append(try reference.distance(state) * (2 - lambda) / (lambda * growth))
        }
        return chart(.mewma, points, limit, "T² = zᵀΣz⁻¹z, λ = \(lambda.plain); UCL = \(limit.plain)")
    }

    /// The MCUSUM of Crosier (1988): sums shrunk by k toward 0 in the metric of Σ; Y = √(sᵀΣ⁻¹s) against h.
    public static func mcusum(
        _ rows: [[Double]], reference: MultivariateReference, allowance: Double = 0.5, decision: Double
    ) throws(MethodProblem) -> ControlChart {
        let size = try MultivariateReference.checkRows(rows)
        guard allowance >= 0, decision > 0, decision.isFinite, allowance.isFinite else {
            throw MethodProblem(
                .outOfRange, at: "decision", zh: "k 应不小于 0，h 应大于 0。", en: "k must be at least 0 and h above 0.")
        }
        var sum = [Double](repeating: 0, count: size)
        var points: [Double] = []
        for row in rows {
            let moved = (0..<size).map { place in place < row.count ? row[place] + sum[place] : .nan }
            let length = try reference.distance(moved).squareRoot()
            let shrink = length > allowance ? 1 - allowance / length : 0
            for place in 0..<size { sum[place] = (moved[place] - reference.mean[place]) * shrink }
            points.append(length * shrink)
        }
        return chart(.mcusum, points, decision, "Y = √(sᵀΣ⁻¹s), k = \(allowance.plain), h = \(decision.plain)")
    }

    private static func checkConfidence(_ confidence: Double) throws(MethodProblem) {
        guard confidence > 0, confidence < 1 else {
            throw MethodProblem(
                .outOfRange, at: "confidence", zh: "置信水平应在 0 与 1 之间。", en: "The confidence must be between 0 and 1.")
        }
    }

    private static func chart(_ kind: ChartKind, _ points: [Double], _ upper: Double, _ formula: String) -> ControlChart
    {
        ControlChart(
            kind, points: points, center: .constant(.nan), lower: .constant(0), upper: .constant(upper), sigma: nil,
            steps: [MethodText(formula), MethodText("UCL = \(upper.significant(8))")],
            source: "ISO 7870-7:2020; Hotelling (1947); Lowry et al. (1992); Crosier (1988)",
            assumptions: [
                Assumption(.unknown, zh: "观测相互独立", en: "the observations are independent"),
                Assumption(.unknown, zh: "多元正态分布", en: "they are multivariate normal"),
            ])
    }
}
