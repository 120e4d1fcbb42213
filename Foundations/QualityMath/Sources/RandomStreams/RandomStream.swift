/// A reproducible stream of random numbers that can be split and entered anywhere.
///
/// A stream is a key, a stream number and a position; the word at a position is a pure function of the three
/// (``Philox``). Two streams with different keys or numbers never share a counter. To use several threads, give each
/// piece of work its own `child(_:)` (numbered by the work, not by the thread), or the same stream at its own `position`:
/// the results then do not depend on the number of threads.
///
/// Every number consumes whole 64-bit words: a uniform or normal number one word each, so that a bulk fill gives the same
/// values as single calls.
public struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
    /// The key: the seed of a family of streams.
    public let key: UInt64
    /// The number of the stream within its key.
    public let stream: UInt64
    /// The number of 64-bit words used so far.
    public private(set) var position: UInt64
    /// The second word of the block whose first word was used last.
    private var pending: UInt64

    /// Creates the stream of a key at a position.
    public init(key: UInt64, stream: UInt64 = 0, position: UInt64 = 0) {
        self.key = key
        self.stream = stream
        self.position = position
        pending = 0
        if position & 1 == 1 { pending = Self.block(key, stream, position >> 1).second }
    }

    /// Whether two streams will give the same numbers.
    public static func == (left: RandomStream, right: RandomStream) -> Bool {
        left.key == right.key && left.stream == right.stream && left.position == right.position
    }

    /// Hashes the key, the stream number and the position.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(stream)
        hasher.combine(position)
    }

    @inline(__always)
    private static func block(_ key: UInt64, _ stream: UInt64, _ index: UInt64) -> (first: UInt64, second: UInt64) {
        let words = Philox.block(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
            key: SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
        return (UInt64(words.x) | UInt64(words.y) << 32, UInt64(words.z) | UInt64(words.w) << 32)
    }

    /// Returns a stream of its own for a numbered piece of work; it does not depend on the position of this one.
    ///
    /// The child's key is a block of this stream's key under a mark of its own, so that children of children differ too.
    public func child(_ index: UInt64) -> RandomStream {
        let mark: UInt64 = 0x6368_696C_645F_6B65
        return RandomStream(key: Self.block(key ^ mark, stream, index).first)
    }

    /// Returns the same stream at another position, counted in 64-bit words from its start.
    public func at(_ position: UInt64) -> RandomStream {
        RandomStream(key: key, stream: stream, position: position)
    }

    /// Returns the next 64 random bits.
    @inline(__always)
    public mutating func next() -> UInt64 {
        let odd = position & 1 == 1
        let index = position >> 1
        position &+= 1
        if odd { return pending }
        let (first, second) = Self.block(key, stream, index)
        pending = second
        return first
    }

    /// Returns a number in (0, 1): a multiple of 2⁻⁵³, with 2⁻⁵⁴ in the place of zero.
    @inline(__always)
    public mutating func uniform() -> Double {
        max(Double(next() >> 11) * 0x1p-53, 0x1p-54)
    }

    /// Returns a standard normal number, the quantile of a uniform one.
    @inline(__always)
    public mutating func normal() -> Double {
        let p = uniform()
        return NormalQuantile.scalar(p, p - 0.5)
    }

    /// Returns a whole number in 0..<bound without bias (Lemire's method, ACM TOMACS 29, 2019); 0 for a bound below 2.
    public mutating func integer(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        return Int(UInt64.random(in: 0..<UInt64(bound), using: &self))
    }

    /// Returns a random order of 0..<count (Fisher and Yates).
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<max(count, 0))
        guard count > 1 else { return order }
        for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
        return order
    }

    /// Moves the stream on by a number of words without computing them.
    public mutating func skip(_ words: UInt64) { self = at(position &+ words) }
}
