extension NumberSeries {
    /// Returns numbers in increasing order, -0 before 0; NaN with its sign bit comes first, other NaN last. O(n).
    ///
    /// From 2,048 numbers on by their bits, eleven at a time from the lowest (least significant digit radix sort), where a
    /// digit that all numbers share costs nothing; as many as 10⁶ numbers take some milliseconds.
    public static func sorted(_ values: [Double]) -> [Double] {
        guard values.count >= 2048 else { return values.sorted { key($0) < key($1) } }
        var keys = values.map { key($0) }
        var other = [UInt64](repeating: 0, count: keys.count)
        let counts = tally(keys.span)
        for digit in 0..<digits where counts[digit * buckets + place(keys[0], digit)] < keys.count {
            scatter(keys, digit, starts(counts, digit), to: &other)
            swap(&keys, &other)
        }
        return keys.map { number($0) }
    }

    private static let digits = 6
    private static let bits = 11
    private static let buckets = 1 << bits

    /// How many keys have each value of each digit.
    private static func tally(_ keys: borrowing Span<UInt64>) -> [Int] {
        var counts = [Int](repeating: 0, count: digits * buckets)
        var tallies = counts.mutableSpan
        for index in 0..<keys.count {
            let key = keys[index]
            for digit in 0..<digits { tallies[digit * buckets + place(key, digit)] += 1 }
        }
        return counts
    }

    /// Where the keys of each value of a digit begin.
    private static func starts(_ counts: [Int], _ digit: Int) -> [Int] {
        var next = 0
        return counts[digit * buckets..<(digit + 1) * buckets].map { size in
            next += size
            return next - size
        }
    }

    /// Moves keys, in their order, to the places that follow the start of their digit's bucket.
    private static func scatter(_ keys: [UInt64], _ digit: Int, _ starts: [Int], to other: inout [UInt64]) {
        var places = starts
        var nexts = places.mutableSpan
        var target = other.mutableSpan
        let source = keys.span
        for index in 0..<source.count {
            let key = source[index]
            let bucket = place(key, digit)
            target[nexts[bucket]] = key
            nexts[bucket] += 1
        }
    }

    @inline(__always)
    private static func place(_ key: UInt64, _ digit: Int) -> Int {
        Int(truncatingIfNeeded: key >> UInt64(digit * bits)) & (buckets - 1)
    }

    /// Whole numbers in the order of the doubles: the sign bit turned for positive ones, all bits for negative ones.
    @inline(__always)
    private static func key(_ value: Double) -> UInt64 {
        let bits = value.bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }

    @inline(__always)
    private static func number(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
}
