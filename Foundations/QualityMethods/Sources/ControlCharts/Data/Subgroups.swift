import QualityMath

/// Measurements in rational subgroups, kept in one flat array so that large data stay cheap.
///
/// All subgroups of one size need no index; unequal sizes keep the start of each subgroup. Values must be finite.
public struct Subgroups: Sendable, Hashable {
    /// The values, subgroup after subgroup.
    public let values: [Double]
    /// The size where all subgroups have the same one, else nil.
    public let commonSize: Int?
    /// The number of subgroups.
    public let count: Int
    private let starts: [Int]

    /// Creates subgroups of one size from values in order; the length must be a multiple of the size.
    public init(values: [Double], size: Int) throws(MethodProblem) {
        guard size >= 1 else {
            throw MethodProblem(.outOfRange, at: "size", zh: "子组大小应不小于 1。", en: "The size must be at least 1.")
        }
        guard !values.isEmpty, values.count.isMultiple(of: size) else {
            throw MethodProblem(
                .wrongShape, at: "values", zh: "有 \(values.count) 个值，应为子组大小 \(size) 的整数倍且不为空。",
                en: "There are \(values.count) values; a multiple of the subgroup size \(size) is needed, and not none."
            )
        }
        self.values = values
        commonSize = size
        count = values.count / size
        starts = []
    }

    /// Creates subgroups from rows, which may differ in length; each holds at least one finite value.
    public init(_ rows: [[Double]]) throws(MethodProblem) {
        guard let first = rows.first else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "没有子组，至少要 1 个。", en: "There is no subgroup; give at least 1.")
        }
        var flat: [Double] = []
        var starts: [Int] = [0]
        var equal = true
        for (index, row) in rows.enumerated() {
            guard !row.isEmpty else {
                throw MethodProblem(
                    .tooFewValues, at: "data[\(index)]", zh: "此子组没有值。", en: "This subgroup holds no value.")
            }
            if let place = row.firstIndex(where: { !$0.isFinite }) {
                throw Self.notFinite("data[\(index)][\(place)]")
            }
            equal = equal && row.count == first.count
            flat.append(contentsOf: row)
            starts.append(flat.count)
        }
        values = flat
        count = rows.count
        commonSize = equal ? first.count : nil
        self.starts = equal ? [] : starts
    }

    /// The size of a subgroup.
    public func size(_ index: Int) -> Int { commonSize ?? starts[index + 1] - starts[index] }

    /// The places of a subgroup's values in `values`.
    public func places(_ index: Int) -> Range<Int> {
        if let size = commonSize { return index * size..<(index + 1) * size }
        return starts[index]..<starts[index + 1]
    }

    /// The rows as arrays.
    public var rows: [[Double]] { (0..<count).map { Array(values[places($0)]) } }

    /// The sizes of all subgroups.
    public var sizes: [Int] { (0..<count).map { size($0) } }

    /// Returns the subgroups at some places only.
    public func selecting(_ indices: [Int]) throws(MethodProblem) -> Subgroups {
        try Subgroups(indices.map { Array(values[places($0)]) })
    }

    /// Subgroups in one piece of work: their means and ranges stay in the first-level cache.
    private static let chunkSize = 2048

    /// The statistics of every subgroup in one pass. O(values); the number of threads changes nothing but the time.
    ///
    /// - Throws: when a value is not finite, or so large that a mean or a range overflows.
    public func statistics(threads: Int = 2) throws(MethodProblem) -> SubgroupStatistics {
        let (means, ranges, chunks) = ConcurrentChunks.fillPair(count, size: Self.chunkSize, threads: threads) {
            places, means, ranges in
            if let size = commonSize {
                NumberSeries.writeMeansAndRanges(
                    values.span.extracting(places.lowerBound * size..<places.upperBound * size), size: size,
                    means: &means, ranges: &ranges)
            } else {
                for (place, index) in places.enumerated() {
                    let row = values[self.places(index)]
                    means[place] = row.reduce(0, +) / Double(row.count)
                    ranges[place] = (row.max() ?? .nan) - (row.min() ?? .nan)
                }
            }
            return ChunkMean(
                means: NumberSeries.mean(means.span), ranges: NumberSeries.mean(ranges.span), count: places.count)
        }
        // A mean or range that is not finite shows in the mean over its chunk; sums of finite ones may overflow too.
        let isFinite =
            chunks.allSatisfy { $0.means.isFinite && $0.ranges.isFinite }
            || (means.allSatisfy { $0.isFinite } && ranges.allSatisfy { $0.isFinite })
        guard isFinite else { throw faultyValue() }
        return SubgroupStatistics(
            means: means, ranges: ranges, commonSize: commonSize, sizes: commonSize == nil ? sizes : [],
            meanOfMeans: ChunkMean.mean(chunks, \.means), meanOfRanges: ChunkMean.mean(chunks, \.ranges))
    }

    /// The means of subgroups of one size with the mean of both means and ranges: what a chart of means by ranges needs, and
    /// half of what ``statistics(threads:)`` writes.
    ///
    /// - Returns: nil for subgroups of different sizes, and where numbers need a closer look.
    func averages(
        threads: Int
    ) -> (means: [Double], meanOfMeans: Double, meanOfRanges: Double)? {
        guard let size = commonSize else { return nil }
        let (means, chunks) = ConcurrentChunks.fillWithResults(count, size: Self.chunkSize, threads: threads) {
            places, means in
            var ranges = [Double](repeating: 0, count: places.count)
            var rangeSpan = ranges.mutableSpan
            NumberSeries.writeMeansAndRanges(
                values.span.extracting(places.lowerBound * size..<places.upperBound * size), size: size,
                means: &means, ranges: &rangeSpan)
            return ChunkMean(
                means: NumberSeries.mean(means.span), ranges: NumberSeries.mean(ranges.span), count: places.count)
        }
        guard chunks.allSatisfy({ $0.means.isFinite && $0.ranges.isFinite }) else { return nil }
        return (means, ChunkMean.mean(chunks, \.means), ChunkMean.mean(chunks, \.ranges))
    }

    /// The means over one chunk of subgroups.
    private struct ChunkMean: Sendable {
        let means: Double
        let ranges: Double
        let count: Int

        /// The mean over all chunks, each with its weight.
        static func mean(_ chunks: [ChunkMean], _ part: KeyPath<ChunkMean, Double>) -> Double {
            var (sum, count) = (NeumaierSum(), 0)
            for chunk in chunks {
                sum.add(chunk[keyPath: part] * Double(chunk.count))
                count += chunk.count
            }
            return sum.value / Double(count)
        }
    }

    /// The standard deviation (divisor n - 1) of every subgroup by two passes over each; 0 for a single value.
    public func standardDeviations(means: [Double]) -> [Double] {
        var deviations = [Double](repeating: 0, count: count)
        let span = values.span
        for index in 0..<count {
            let range = places(index)
            guard range.count > 1 else { continue }
            let mean = means[index]
            var (squares, sum) = (0.0, 0.0)
            for place in range {
                let difference = span[place] - mean
                squares += difference * difference
                sum += difference
            }
            let n = Double(range.count)
            deviations[index] = (max(squares - sum * sum / n, 0) / (n - 1)).squareRoot()
        }
        return deviations
    }

    private func faultyValue() -> MethodProblem {
        for index in 0..<count {
            for (offset, place) in places(index).enumerated() where !values[place].isFinite {
                return Self.notFinite("data[\(index)][\(offset)]")
            }
        }
        return MethodProblem(
            .outOfRange, at: "data", zh: "数值过大，均值或极差溢出，请换用较大的单位。",
            en: "The values are so large that a mean or range overflows: use a larger unit.")
    }

    private static func notFinite(_ place: String) -> MethodProblem {
        MethodProblem(.outOfRange, at: place, zh: "应为有限的数。", en: "It must be a finite number.")
    }
}

/// The mean and range of each subgroup.
public struct SubgroupStatistics: Sendable, Hashable {
    /// The means.
    public let means: [Double]
    /// The ranges, largest minus smallest.
    public let ranges: [Double]
    /// The size where all subgroups have the same one.
    public let commonSize: Int?
    /// The sizes where they differ; empty where they do not.
    public let sizes: [Int]
    /// The mean of the means, each counting once.
    let meanOfMeans: Double
    /// The mean of the ranges, each counting once.
    let meanOfRanges: Double

    /// The size of a subgroup.
    public func size(_ index: Int) -> Int { commonSize ?? sizes[index] }

    /// The mean of all values, Σ nᵢ x̄ᵢ / Σ nᵢ.
    public var grandMean: Double {
        guard commonSize == nil else { return meanOfMeans }
        let total = Double(sizes.reduce(0, +))
        return Summation.dot(means, sizes.map { Double($0) }) / total
    }
}

/// Sums over columns of numbers.
enum NumberColumn {
    /// The sum with eight accumulators.
    static func sum(_ values: [Double]) -> Double { NumberSeries.sum(values.span) }

    /// The mean, corrected by the mean of the differences from it.
    static func mean(_ values: [Double]) -> Double { NumberSeries.mean(values.span) }
}
