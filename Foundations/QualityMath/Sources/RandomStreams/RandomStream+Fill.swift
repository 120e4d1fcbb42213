extension RandomStream {
    /// Fills a span with numbers in (0, 1); the same values as as many calls of `uniform()`.
    public mutating func fillUniform(_ values: inout MutableSpan<Double>) {
        let count = values.count
        var i = 0
        while i < count, position & 15 != 0 {
            values[i] = uniform()
            i += 1
        }
        var block = position >> 1
        while i + 16 <= count {
            let (first, second) = Philox.blocks(first: block, stream: stream, key: key)
            let a = Self.unit(first)
            let b = Self.unit(second)
            for lane in 0..<8 {
                values[i + 2 * lane] = a[lane]
                values[i + 2 * lane + 1] = b[lane]
            }
            block &+= 8
            i += 16
        }
        self = at(block << 1 | (position & 1))
        while i < count {
            values[i] = uniform()
            i += 1
        }
    }

    /// Fills a span with standard normal numbers; the same values as as many calls of `normal()`.
    public mutating func fillNormal(_ values: inout MutableSpan<Double>) {
        fillUniform(&values)
        NormalDistribution.replaceByQuantiles(&values)
    }

    /// Returns `count` numbers in (0, 1).
    public mutating func uniforms(_ count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: max(count, 0))
        var span = values.mutableSpan
        fillUniform(&span)
        return values
    }

    /// Returns `count` standard normal numbers.
    public mutating func normals(_ count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: max(count, 0))
        var span = values.mutableSpan
        fillNormal(&span)
        return values
    }

    /// The top 53 bits of eight words as numbers in (0, 1).
    @inline(__always)
    private static func unit(_ words: SIMD8<UInt64>) -> SIMD8<Double> {
        // A 53-bit whole number as the exact sum of its upper 21 and lower 32 bits, each set under a fixed exponent.
        let whole = words &>> 11
        let upper = (whole &>> 32) | 0x4530_0000_0000_0000
        let lower = (whole & 0xFFFF_FFFF) | 0x4330_0000_0000_0000
        var high = SIMD8<Double>()
        var low = SIMD8<Double>()
        for lane in 0..<8 {
            high[lane] = Double(bitPattern: upper[lane])
            low[lane] = Double(bitPattern: lower[lane])
        }
        let value = ((high - 0x1.0000_0001_0000_0p+84) + low) * 0x1p-53
        return value.replacing(with: 0x1p-54, where: value .< 0x1p-54)
    }
}

extension NormalDistribution {
    /// Replaces probabilities in (0, 1), multiples of 2⁻⁵⁴, by standard normal quantiles, with the bits of
    /// `standardQuantile`.
    ///
    /// Works through blocks of 256: the central approximation for all, then the tails (15 % of uniform numbers) gathered
    /// and done eight at a time, so that no branch depends on the data.
    public static func replaceByQuantiles(_ values: inout MutableSpan<Double>) {
        let count = values.count
        var places = ContiguousArray<Int>(repeating: 0, count: 264)
        var tails = ContiguousArray<Double>(repeating: 0.05, count: 264)
        var start = 0
        while start < count {
            let end = min(start + 256, count)
            var found = 0
            var i = start
            while i + 8 <= end {
                var p = SIMD8<Double>()
                for lane in 0..<8 { p[lane] = values[i + lane] }
                let q = p - 0.5
                let result = NormalQuantile.central(q)
                for lane in 0..<8 {
                    places[found] = i + lane
                    tails[found] = p[lane]
                    found += abs(q[lane]) > NormalQuantile.centralHalfWidth ? 1 : 0
                    values[i + lane] = result[lane]
                }
                i += 8
            }
            while i < end {
                values[i] = standardQuantile(values[i])
                i += 1
            }
            var j = 0
            while j < found {
                var p = SIMD8<Double>()
                for lane in 0..<8 { p[lane] = tails[j + lane] }
                let upper = p .> 0.5
                let magnitude = NormalQuantile.tail(p.replacing(with: 1 - p, where: upper))
                let result = (-magnitude).replacing(with: magnitude, where: upper)
                for lane in 0..<min(8, found - j) { values[places[j + lane]] = result[lane] }
                j += 8
            }
            start = end
        }
    }
}
