import Glibc
import QualityMath

/// Regions that hold several outputs at once with a stated probability, from Monte Carlo draws.
///
/// The hyper-ellipsoid (y - ȳ)ᵀ U⁻¹ (y - ȳ) ≤ k_p² and the hyper-rectangle ȳⱼ ± k_q u(yⱼ), k_p and k_q being the p-quantile of
/// the distances of the draws. Source: JCGM 102:2011, 7.7.2 and 7.7.3; for normal outputs k_p² is the chi-squared quantile
/// (6.5.2).
public struct CoverageRegion: Explainable {
    /// The centre, the mean of each output.
    public let center: [Double]
    /// The standard uncertainty of each output.
    public let uncertainties: [Double]
    /// The covariance matrix.
    public let covariance: Matrix
    /// k_p of the ellipsoid.
    public let ellipsoidFactor: Double
    /// k_q of the rectangle.
    public let rectangleFactor: Double
    /// The coverage probability.
    public let probability: Double

    /// Computes both regions from draws (one list an output, all of one length).
    ///
    /// - Throws: `notPositiveDefinite` where one output is a linear function of the others.
    public init(draws: [[Double]], probability: Double) throws(MathProblem) {
        try RequiredInput.openProbability(probability, "probability")
        try RequiredInput.count(draws.count, atLeast: 1, "draws")
        let count = draws[0].count
        try RequiredInput.count(count, atLeast: 100, "draws[0]")
        for (index, values) in draws.enumerated() {
            try RequiredInput.sameCount(values.count, count, "draws[\(index)]")
            try RequiredInput.allFinite(values, "draws[\(index)]")
        }
        let moments = draws.map { Moments(of: $0) }
        let means = moments.map(\.mean)
        var covariance = Matrix(rows: draws.count, columns: draws.count)
        for i in draws.indices {
            for j in 0...i {
                let sum = Summation.compensated(
                    zip(draws[i], draws[j]).map { ($0 - means[i]) * ($1 - means[j]) })
                covariance[i, j] = sum / Double(count - 1)
                covariance[j, i] = covariance[i, j]
            }
        }
        // Scaled to unit variances, so that outputs in different units are judged alike.
        let deviations = moments.map(\.standardDeviation)
        for (index, deviation) in deviations.enumerated() { try RequiredInput.positive(deviation, "draws[\(index)]") }
        var scaled = covariance
        for i in draws.indices {
            for j in draws.indices { scaled[i, j] /= deviations[i] * deviations[j] }
        }
        let cholesky = try Cholesky(scaled)
        guard cholesky.lower.diagonal.allSatisfy({ $0 > 1e-7 }) else { throw .notPositiveDefinite(name: "covariance") }
        var distances: [Double] = []
        var largest: [Double] = []
        distances.reserveCapacity(count)
        largest.reserveCapacity(count)
        for k in 0..<count {
            let z = draws.indices.map { (draws[$0][k] - means[$0]) / deviations[$0] }
            distances.append(try cholesky.mahalanobisSquare(z))
            largest.append(z.reduce(0) { max($0, abs($1)) })
        }
        distances.sort()
        largest.sort()
        let place = min(max(Int((probability * Double(count)).rounded(.up)) - 1, 0), count - 1)
        center = means
        uncertainties = deviations
        self.covariance = covariance
        ellipsoidFactor = distances[place].squareRoot()
        rectangleFactor = largest[place]
        self.probability = probability
    }

    /// The rectangle's interval of each output.
    public var rectangle: [CoverageInterval] {
        zip(center, uncertainties).map {
            CoverageInterval(lower: $0 - rectangleFactor * $1, upper: $0 + rectangleFactor * $1)
        }
    }

    /// Returns k_p of the ellipsoid of jointly normal outputs, √χ²(p; m) (JCGM 102, 6.5.2).
    public static func normalEllipsoidFactor(outputs: Int, probability: Double) throws(MathProblem) -> Double {
        try RequiredInput.openProbability(probability, "probability")
        return try ChiSquaredDistribution(degreesOfFreedom: Double(outputs)).quantile(probability).squareRoot()
    }

    /// The factors of both regions.
    public var explanation: Explanation {
        Explanation(
            steps: [
                MethodText("k_p = \(ellipsoidFactor.significant(4)), k_q = \(rectangleFactor.significant(4))")
            ], source: "JCGM 102:2011, 7.7",
            assumptions: [
                Assumption(.unknown, zh: "抽样次数足以确定区域", en: "there are enough draws for the region")
            ])
    }
}
