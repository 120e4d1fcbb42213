import Glibc
import QualityMath

/// Medians and robust scales.
public enum RobustScale {
    /// Returns the median: the mean of the two middle values for an even count; NaN for no value.
    public static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
    }

    /// Returns the scaled median absolute deviation, 1.4826 · median |x - median x| (ISO 13528:2022, C.2.2).
    public static func scaledMedianDeviation(_ values: [Double]) -> Double {
        let center = median(values)
        return 1.482602218505602 * median(values.map { abs($0 - center) })
    }

    /// Returns the normalised interquartile range, 0.7413 · (Q₃ - Q₁), with quartiles by linear interpolation
    /// (ISO 13528:2022, C.2.3).
    public static func normalizedInterquartileRange(_ values: [Double]) -> Double {
        guard values.count >= 2, !values.contains(where: \.isNaN) else { return .nan }
        let sorted = values.sorted()
        func quartile(_ p: Double) -> Double {
            let position = p * Double(sorted.count - 1)
            let low = Int(position)
            let next = min(low + 1, sorted.count - 1)
            return sorted[low] + (position - Double(low)) * (sorted[next] - sorted[low])
        }
        return 0.741301109252801 * (quartile(0.75) - quartile(0.25))
    }
}
