import CNumerics

extension ConcurrentChunks {
    /// Returns `count` numbers, written chunk by chunk on at most `threads` threads.
    ///
    /// The body gets the places of its chunk and the chunk itself, all zeros, and may depend on nothing but the places: the
    /// numbers then have the same bits with one thread or many. Long results lie in large pages where the system has
    /// them, as most of the time of a simple pass over millions of numbers goes into new pages (measured with `perf`:
    /// two thirds for a moving average of 10⁷ points).
    public static func fill(
        _ count: Int, size: Int, threads: Int, _ body: @Sendable (Range<Int>, inout MutableSpan<Double>) -> Void
    ) -> [Double] {
        fillWithResults(count, size: size, threads: threads, body).numbers
    }

    /// Returns `count` numbers, and what the body says of each chunk, in order; otherwise as `fill(_:size:threads:_:)`.
    public static func fillWithResults<Result: Sendable>(
        _ count: Int, size: Int, threads: Int, _ body: @Sendable (Range<Int>, inout MutableSpan<Double>) -> Result
    ) -> (numbers: [Double], results: [Result]) {
        let count = max(count, 0)
        let ranges = Self.ranges(count, size: size)
        var results: [Result] = []
        let numbers = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            let shared = SharedNumbers(buffer)
            results = map(ranges.count, threads: threads) { number in
                shared.withChunk(ranges[number]) { body(ranges[number], &$0) }
            }
            // Every place lies in exactly one range, and each range has been set.
            filled = count
        }
        return (numbers, results)
    }

    /// Returns `count` numbers, written chunk by chunk in order on the calling thread, where each number needs those before it.
    ///
    /// What the body must remember it keeps in a variable of its own; chunks are short enough to be written while they are
    /// in the first-level cache.
    public static func fillInOrder(
        _ count: Int, _ body: (Range<Int>, inout MutableSpan<Double>) -> Void
    ) -> [Double] {
        [Double](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            let numbers = SharedNumbers(buffer)
            for range in ranges(count, size: 2048) { numbers.withChunk(range) { body(range, &$0) } }
            // All ranges together are the places that were asked for.
            filled = max(count, 0)
        }
    }

    /// Returns two lists of `count` numbers, written chunk by chunk side by side, and what the body says of each chunk, in
    /// order; otherwise as `fill(_:size:threads:_:)`.
    public static func fillPair<Result: Sendable>(
        _ count: Int, size: Int, threads: Int,
        _ body: @Sendable (Range<Int>, inout MutableSpan<Double>, inout MutableSpan<Double>) -> Result
    ) -> (first: [Double], second: [Double], results: [Result]) {
        let count = max(count, 0)
        let ranges = Self.ranges(count, size: size)
        var results: [Result] = []
        var second: [Double] = []
        let first = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            let left = SharedNumbers(buffer)
            second = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
                let right = SharedNumbers(buffer)
                results = map(ranges.count, threads: threads) { number in
                    left.withChunk(ranges[number]) { first in
                        right.withChunk(ranges[number]) { second in body(ranges[number], &first, &second) }
                    }
                }
                filled = count
            }
            filled = count
        }
        return (first, second, results)
    }
}

/// Memory that several threads write at the same time.
///
/// It may cross threads because each chunk of it belongs to the one thread that computes the chunk: ranges do not overlap,
/// `map` gives every number to one thread, and it returns only when all are done, while the buffer is still there.
private struct SharedNumbers: @unchecked Sendable {
    private let buffer: UnsafeMutableBufferPointer<Double>

    init(_ buffer: UnsafeMutableBufferPointer<Double>) {
        self.buffer = buffer
        // Below some megabytes the pages are already there.
        if buffer.count >= 1 << 19 { cn_prefer_large_pages(buffer.baseAddress, Int64(buffer.count * 8)) }
    }

    /// Sets a chunk to zeros and lets the body write it.
    func withChunk<Result>(_ range: Range<Int>, _ body: (inout MutableSpan<Double>) -> Result) -> Result {
        let chunk = UnsafeMutableBufferPointer(rebasing: buffer[range])
        chunk.initialize(repeating: 0)
        var span = chunk.mutableSpan
        return body(&span)
    }
}
