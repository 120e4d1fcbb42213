import QualityMath

/// The mean and variance of many draws, chunk by chunk on several threads and merged in order: the same bits for any number
/// of them.
///
/// Within a chunk the mean is corrected by the mean of what it leaves, and the squares by its rounding (Chan, Golub and
/// LeVeque 1983); chunks are merged as those authors do.
struct DrawMoments {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    /// The unbiased variance.
    var variance: Double { squares / (count - 1) }

    init(of values: [Double], threads: Int) {
        let ranges = ConcurrentChunks.ranges(values.count, size: MonteCarloPropagation.chunkSize)
        let parts = ConcurrentChunks.map(ranges.count, threads: threads) { number in
            DrawMoments(values.span.extracting(ranges[number]))
        }
        for part in parts { merge(part) }
    }

    private init(_ values: borrowing Span<Double>) {
        count = Double(values.count)
        mean = NumberSeries.mean(values)
        let (sum, squared) = NumberSeries.deviations(values, from: mean)
        squares = squared - sum * sum / count
    }

    private mutating func merge(_ other: DrawMoments) {
        guard count > 0 else {
            self = other
            return
        }
        let total = count + other.count
        let difference = other.mean - mean
        squares += other.squares + difference * difference * count * other.count / total
        mean += difference * other.count / total
        count = total
    }
}
