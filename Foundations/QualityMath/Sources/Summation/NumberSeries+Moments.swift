import CNumerics

extension NumberSeries {
    /// Returns the sum, with eight accumulators of which each takes every eighth number.
    public static func sum(_ values: borrowing Span<Double>) -> Double {
        // The kernel reads the numbers of the span.
        values.withUnsafeBufferPointer { cn_sum($0.baseAddress, Int64($0.count)) }
    }

    /// Returns the mean; a first one is corrected by the mean of the differences from it, so that a large offset costs no
    /// digits. NaN for no number; infinite where the sum overflows.
    public static func mean(_ values: borrowing Span<Double>) -> Double {
        let first = sum(values) / Double(values.count)
        guard first.isFinite else { return first }
        return first + deviations(values, from: first).sum / Double(values.count)
    }

    /// Returns Σ (x - center) and Σ (x - center)².
    public static func deviations(
        _ values: borrowing Span<Double>, from center: Double
    ) -> (sum: Double, squares: Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { sums in
            sums.initialize(repeating: 0)
            // The kernel reads the numbers of the span and writes two sums.
            values.withUnsafeBufferPointer { cn_deviations($0.baseAddress, Int64($0.count), center, sums.baseAddress) }
            return (sums[0], sums[1])
        }
    }

    /// Writes (x - center) · factor from a place of the results on, as far as there is room.
    public static func writeStandardized(
        _ values: borrowing Span<Double>, center: Double, factor: Double, _ results: inout MutableSpan<Double>,
        at place: Int = 0
    ) {
        let count = min(values.count, results.count - max(place, 0))
        guard count > 0, place >= 0 else { return }
        // The kernel reads `count` values and writes as many results from the place on.
        values.withUnsafeBufferPointer { values in
            results.withUnsafeMutableBufferPointer { results in
                guard let base = results.baseAddress else { return }
                cn_standardized(values.baseAddress, Int64(count), center, factor, base + place)
            }
        }
    }

    /// Writes exponentially weighted averages zᵢ = weight · xᵢ + (1 - weight) · zᵢ₋₁ from a state z₀, and returns the last.
    ///
    /// Eight averages at a time from zero, to which the share of the state is added: within a few roundings of one at a time.
    public static func writeWeightedAverages(
        _ values: borrowing Span<Double>, weight: Double, from state: Double, _ results: inout MutableSpan<Double>
    ) -> Double {
        let count = min(values.count, results.count)
        // The kernel reads `count` values and writes as many averages.
        return values.withUnsafeBufferPointer { values in
            results.withUnsafeMutableBufferPointer { results in
                cn_weighted_averages(values.baseAddress, Int64(count), weight, state, results.baseAddress)
            }
        }
    }

    /// Writes cumulative sums sᵢ = max(0, sᵢ₋₁ + (xᵢ - center) · factor - allowance) from a state s₀, and returns the last.
    public static func writeCumulativeSums(
        _ values: borrowing Span<Double>, center: Double, factor: Double, allowance: Double, from state: Double,
        _ results: inout MutableSpan<Double>
    ) -> Double {
        let count = min(values.count, results.count)
        // The kernel reads `count` values and writes as many sums.
        return values.withUnsafeBufferPointer { values in
            results.withUnsafeMutableBufferPointer { results in
                cn_cumulative_sums(
                    values.baseAddress, Int64(count), center, factor, allowance, state, results.baseAddress)
            }
        }
    }
}
