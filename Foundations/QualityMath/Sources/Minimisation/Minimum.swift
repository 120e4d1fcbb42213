/// A minimum of a function of one variable.
public struct Minimum: Hashable, Sendable {
    /// The argument.
    public let x: Double
    /// The value of the function there.
    public let value: Double
    /// The number of evaluations.
    public let evaluations: Int
}

/// A local minimum of a function of several variables.
public struct PointMinimum: Hashable, Sendable {
    /// Why the search ended.
    public enum End: Hashable, Sendable {
        /// The projected gradient is within its tolerance.
        case gradient
        /// The value no longer decreases by more than its tolerance.
        case value
        /// No step decreases the value in floating point: as good as the function's rounding allows.
        case rounding
    }

    /// The arguments.
    public let point: [Double]
    /// The value of the function there.
    public let value: Double
    /// The largest component of the projected gradient; NaN for methods without gradients.
    public let gradient: Double
    /// The number of iterations.
    public let iterations: Int
    /// The number of evaluations.
    public let evaluations: Int
    /// Why the search ended.
    public let end: End
}

/// Minima of functions.
public enum Minimisation {}
