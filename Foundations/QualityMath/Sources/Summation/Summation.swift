/// Sums, means and variances that do not lose digits.
public enum Summation {
    /// Returns the sum with a running compensation (``NeumaierSum``): O(n), within one or two units in the last place.
    public static func compensated(_ values: borrowing Span<Double>) -> Double {
        var sum = NeumaierSum()
        for i in 0..<values.count { sum.add(values[i]) }
        return sum.value
    }

    /// Returns the sum with a running compensation (``NeumaierSum``).
    public static func compensated(_ values: [Double]) -> Double { compensated(values.span) }

    /// Returns the correctly rounded sum: the double closest to the exact sum of the values.
    ///
    /// Source: J. R. Shewchuk, "Adaptive precision floating-point arithmetic" (1997): the partial sums are kept as an
    /// expansion of non-overlapping doubles. O(n) in practice. Intermediate overflow gives infinity or NaN, as does a
    /// value that is not finite.
    public static func exact(_ values: borrowing Span<Double>) -> Double {
        var expansion = ContiguousArray<Double>()
        for i in 0..<values.count {
            var x = values[i]
            if !x.isFinite { return ordinary(values) }
            var kept = 0
            for j in 0..<expansion.count {
                var y = expansion[j]
                if abs(x) < abs(y) { swap(&x, &y) }
                let high = x + y
                let low = y - (high - x)
                if low != 0 {
                    expansion[kept] = low
                    kept += 1
                }
                x = high
            }
            if !x.isFinite { return ordinary(values) }
            expansion.removeLast(expansion.count - kept)
            expansion.append(x)
        }
        return rounded(expansion)
    }

    /// Returns the correctly rounded sum.
    public static func exact(_ values: [Double]) -> Double { exact(values.span) }

    private static func ordinary(_ values: borrowing Span<Double>) -> Double {
        var sum = 0.0
        for i in 0..<values.count { sum += values[i] }
        return sum
    }

    /// Rounds an expansion (increasing magnitude, not overlapping) once, half to even.
    private static func rounded(_ expansion: ContiguousArray<Double>) -> Double {
        guard var high = expansion.last else { return 0 }
        var index = expansion.count - 1
        var low = 0.0
        while index > 0 {
            index -= 1
            let x = high
            let y = expansion[index]
            high = x + y
            low = y - (high - x)
            if low != 0 { break }
        }
        // Halfway cases are decided by the sign of what follows.
        if index > 0, (low < 0 && expansion[index - 1] < 0) || (low > 0 && expansion[index - 1] > 0) {
            let doubled = low * 2
            let candidate = high + doubled
            if doubled == candidate - high { high = candidate }
        }
        return high
    }

    /// Returns the sum of products Σ xᵢyᵢ with the products' and the sum's roundings carried along (dot product in
    /// twice the working precision; Ogita, Rump and Oishi 2005). The shorter input sets the length.
    public static func dot(_ x: [Double], _ y: [Double]) -> Double {
        var sum = 0.0
        var lost = 0.0
        for i in 0..<min(x.count, y.count) {
            let product = x[i] * y[i]
            let productLost = (-product).addingProduct(x[i], y[i])
            let total = sum + product
            let back = total - sum
            lost += ((sum - (total - back)) + (product - back)) + productLost
            sum = total
        }
        return sum + lost
    }
}
