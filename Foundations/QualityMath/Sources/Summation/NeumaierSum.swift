/// A running sum that carries its rounding error along (Neumaier 1974).
///
/// The error of the result is about one rounding of the exact sum plus n² roundings of second order, however the values
/// are ordered. Adding is a few operations; the sum is a value and can be stored and resumed.
public struct NeumaierSum: Hashable, Sendable {
    private var sum = 0.0
    private var lost = 0.0

    /// Creates an empty sum.
    public init() {}

    /// Adds one value.
    @inline(__always)
    public mutating func add(_ value: Double) {
        let total = sum + value
        lost += abs(sum) >= abs(value) ? (sum - total) + value : (value - total) + sum
        sum = total
    }

    /// The sum so far; infinities and NaN as in ordinary addition.
    public var value: Double {
        let total = sum + lost
        return total.isNaN && !sum.isNaN ? sum : total
    }
}
