import CNumerics

/// Passes over long series of numbers in the vectors of the processor: eight numbers at a time, with the same bits on every
/// processor.
public enum NumberSeries {
    /// Replaces numbers by their exponentials, within one unit in the last place; NaN stays NaN.
    public static func replaceByExponentials(_ values: inout MutableSpan<Double>) {
        // The kernel changes exactly the numbers of the span.
        values.withUnsafeMutableBufferPointer { cn_exponentials($0.baseAddress, Int64($0.count)) }
    }

    /// Replaces positive numbers by their natural logarithms, within one unit in the last place.
    ///
    /// Numbers below the least normal one, infinities and NaN are not for this function.
    public static func replaceByLogarithms(_ values: inout MutableSpan<Double>) {
        // The kernel changes exactly the numbers of the span.
        values.withUnsafeMutableBufferPointer { cn_logarithms($0.baseAddress, Int64($0.count)) }
    }

    /// Returns Σ e, Σ l·e and Σ l²·e with e = exp(power · l), the sums behind powers of numbers given by their logarithms.
    public static func exponentialSums(
        _ logarithms: borrowing Span<Double>, power: Double
    ) -> (zeroth: Double, first: Double, second: Double) {
        let sums = withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { sums in
            sums.initialize(repeating: 0)
            // The kernel reads the numbers of the span and writes three sums.
            logarithms.withUnsafeBufferPointer {
                cn_exponential_sums($0.baseAddress, Int64($0.count), power, sums.baseAddress)
            }
            return (sums[0], sums[1], sums[2])
        }
        return sums
    }

    /// Writes the mean and the range of each row of `size` values; `means` and `ranges` hold one number a row.
    ///
    /// A row with a value that is not finite has a mean or a range that is not. The shorter of the three sets the rows.
    public static func writeMeansAndRanges(
        _ values: borrowing Span<Double>, size: Int, means: inout MutableSpan<Double>, ranges: inout MutableSpan<Double>
    ) {
        guard size >= 1 else { return }
        let rows = min(values.count / size, means.count, ranges.count)
        // The kernel reads rows · size values and writes as many means and ranges as there are rows.
        values.withUnsafeBufferPointer { values in
            means.withUnsafeMutableBufferPointer { means in
                ranges.withUnsafeMutableBufferPointer { ranges in
                    cn_subgroup_statistics(
                        values.baseAddress, Int64(rows), Int64(size), means.baseAddress, ranges.baseAddress)
                }
            }
        }
    }

    /// Sets a bit for each value of which sign · value is above a limit; `words` holds 64 values a word.
    public static func setBits(
        _ words: inout MutableSpan<UInt64>, above limit: Double, sign: Double = 1, _ values: borrowing Span<Double>
    ) {
        let count = min(words.count, values.count / 64)
        // The kernel reads 64 · count values and writes count words.
        words.withUnsafeMutableBufferPointer { words in
            values.withUnsafeBufferPointer {
                cn_bits_above($0.baseAddress, Int64(count), sign, limit, words.baseAddress)
            }
        }
    }

    /// Sets a bit for each value of `left` that is greater than the one beside it in `right`.
    public static func setBits(
        _ words: inout MutableSpan<UInt64>, where left: borrowing Span<Double>, isAbove right: borrowing Span<Double>
    ) {
        let count = min(words.count, left.count / 64, right.count / 64)
        // The kernel reads 64 · count values of both and writes count words.
        words.withUnsafeMutableBufferPointer { words in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    cn_bits_greater(left.baseAddress, right.baseAddress, Int64(count), words.baseAddress)
                }
            }
        }
    }

    /// Writes the probabilities of at most `count` of `trials` for fractions from 0 to 1, and returns whether all are there.
    ///
    /// The probability of none is (1-p)^trials; where it is below exp(-600), so for 1, the result is NaN, as the sum would
    /// have lost digits; also for what is no fraction. O(count) multiplications each.
    public static func writeBinomialCumulative(
        _ fractions: borrowing Span<Double>, atMost count: Int, of trials: Int, _ results: inout MutableSpan<Double>
    ) -> Bool {
        let ratios = (0..<max(count, 0)).map { Double(trials - $0) / Double($0 + 1) }
        let size = min(fractions.count, results.count)
        // The kernel reads `size` fractions and all ratios, and writes `size` results.
        return fractions.withUnsafeBufferPointer { fractions in
            results.withUnsafeMutableBufferPointer { results in
                cn_binomial_cumulative(
                    fractions.baseAddress, Int64(size), Double(trials), ratios, Int64(ratios.count),
                    results.baseAddress) == 0
            }
        }
    }
}
