/// Philox 4x32-10, a counter-based random bit generator: a keyed bijection of 128-bit counters.
///
/// Source: J. K. Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (2011); checked against the
/// known-answer vectors of the Random123 library. The n-th block is a pure function of the key and n, so that any part of
/// a stream can be computed by any thread.
public enum Philox {
    static let multiplier0: UInt64 = 0xD251_1F53
    static let multiplier1: UInt64 = 0xCD9E_8D57
    static let weyl0: UInt32 = 0x9E37_79B9
    static let weyl1: UInt32 = 0xBB67_AE85

    /// Returns the block for a counter and a key, ten rounds.
    @inline(__always)
    public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
        var (k0, k1) = (key.x, key.y)
        for _ in 0..<10 {
            let p0 = UInt64(c0) &* multiplier0
            let p1 = UInt64(c2) &* multiplier1
            c0 = UInt32(truncatingIfNeeded: p1 >> 32) ^ c1 ^ k0
            c1 = UInt32(truncatingIfNeeded: p1)
            c2 = UInt32(truncatingIfNeeded: p0 >> 32) ^ c3 ^ k1
            c3 = UInt32(truncatingIfNeeded: p0)
            k0 &+= weyl0
            k1 &+= weyl1
        }
        return SIMD4(c0, c1, c2, c3)
    }
}
