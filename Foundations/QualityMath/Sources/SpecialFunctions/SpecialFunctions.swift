/// The special functions of statistics.
///
/// Outside its domain a function is NaN; NaN in gives NaN out; nothing traps. Accuracy is stated with each family in the
/// module's README, measured against 50-digit values.
public enum SpecialFunctions {}
