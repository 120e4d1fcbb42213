import Glibc
import QualityMath

/// The constants of control charts for normal values, computed and not looked up (ISO 7870-2, annex A).
public enum ControlChartConstants {
    /// c₄(n) = √(2/(n-1)) Γ(n/2) / Γ((n-1)/2), the mean of the standard deviation of n standard normal values.
    ///
    /// NaN for n below 2.
    public static func c4(_ n: Int) -> Double {
        guard n >= 2 else { return .nan }
        let m = Double(n - 1)
        return (2 / m).squareRoot() * SpecialFunctions.gammaRatio((m + 1) / 2, m / 2)
    }

    /// d₂(n), the mean of the range of n standard normal values; NaN for n below 2.
    public static func d2(_ n: Int) -> Double { range(n)?.mean ?? .nan }

    /// d₃(n), the standard deviation of the range of n standard normal values; NaN for n below 2.
    public static func d3(_ n: Int) -> Double { range(n)?.standardDeviation ?? .nan }

    /// d₄(n), the median of the range of n standard normal values; NaN for n below 2.
    public static func d4(_ n: Int) -> Double { range(n)?.median ?? .nan }

    /// Returns the constant for each distinct size, so that it is computed once a size.
    static func table(_ sizes: [Int], _ constant: (Int) -> Double) -> [Int: Double] {
        var table: [Int: Double] = [:]
        for size in sizes where table[size] == nil { table[size] = constant(size) }
        return table
    }

    private static func range(_ n: Int) -> NormalRangeDistribution? {
        do {
            return try NormalRangeDistribution(sampleSize: n)
        } catch {
            return nil  // n below 2: the callers answer NaN, as documented.
        }
    }
}

/// The constants of ranges that a computation uses: exact ones, or those of printed tables for agreement with them.
public struct RangeConstants: Sendable, Hashable {
    private let means: [Int: Double]
    private let deviations: [Int: Double]

    /// Creates constants from tables by size; sizes that a table lacks use the exact constant.
    public init(d2 means: [Int: Double], d3 deviations: [Int: Double] = [:]) {
        self.means = means
        self.deviations = deviations
    }

    /// d₂ and d₃ as computed.
    public static let exact = RangeConstants(d2: [:])

    /// d₂ and d₃ to the three decimals that handbooks print, for sizes 2 to 25.
    public static let printed = RangeConstants(
        d2: rounded(ControlChartConstants.d2), d3: rounded(ControlChartConstants.d3))

    /// d₂ of a size.
    public func d2(_ n: Int) -> Double { means[n] ?? ControlChartConstants.d2(n) }

    /// d₃ of a size.
    public func d3(_ n: Int) -> Double { deviations[n] ?? ControlChartConstants.d3(n) }

    private static func rounded(_ constant: (Int) -> Double) -> [Int: Double] {
        Dictionary(uniqueKeysWithValues: (2...25).map { ($0, (constant($0) * 1000).rounded() / 1000) })
    }
}
