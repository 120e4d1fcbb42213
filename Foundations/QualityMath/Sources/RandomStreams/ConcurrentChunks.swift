import Dispatch
import Synchronization

/// Work cut into numbered chunks and spread over threads, with results in the order of the chunks.
///
/// A chunk's result may depend on its number only (for random numbers: `stream.child(UInt64(number))`), so that the
/// results, and any sum over them in order, have the same bits with one thread or many.
public enum ConcurrentChunks {
    /// Returns the results of chunks 0..<count, computed on at most `threads` threads.
    ///
    /// The call returns when all chunks are done. The body must not block on other chunks.
    public static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard count > 0 else { return [] }
        if threads <= 1 || count == 1 { return (0..<count).map(body) }
        let results = Mutex([Result?](repeating: nil, count: count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if chunk >= count { return }
                let result = body(chunk)
                results.withLock { $0[chunk] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    /// Returns the ranges that cut 0..<count into pieces of a fixed size; the last may be shorter.
    ///
    /// The size, not the number of threads, sets the ranges.
    public static func ranges(_ count: Int, size: Int) -> [Range<Int>] {
        let size = max(size, 1)
        return stride(from: 0, to: max(count, 0), by: size).map { $0..<min($0 + size, count) }
    }
}
