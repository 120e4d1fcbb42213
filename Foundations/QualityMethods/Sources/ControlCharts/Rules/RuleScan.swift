import QualityMath

/// Finds what a set of rules marks in a long series: whether each point holds is one bit, and a rule is a few operations on
/// 64 points at a time.
///
/// A rule looks back at most 64 points, so that every block of points can be scanned on its own after the 64 points before
/// it; the signals are those of ``RuleMonitor``, whatever the number of threads.
struct RuleScan: Sendable {
    /// Points in a block: the standardised values and their bits stay in the second-level cache.
    private static let blockSize = 8192
    /// Points before a block that its first points may need: two words, for turns need the direction of one point more.
    private static let lead = 128

    private let rules: [ControlRule]

    init(_ set: RuleSet) { rules = set.rules }

    /// Returns every signal by index and then in the order of the rules. `standardize` gets the places of points and writes
    /// their standardised values from a place of the span on.
    func signals(
        count: Int, threads: Int, standardize: @Sendable (Range<Int>, inout MutableSpan<Double>, Int) -> Void
    ) -> [RuleSignal] {
        guard !rules.isEmpty else { return [] }
        let blocks = ConcurrentChunks.ranges(count, size: Self.blockSize)
        let found = ConcurrentChunks.map(blocks.count, threads: threads) { scan(blocks[$0], standardize) }
        if found.count == 1 { return found[0] }
        var all: [RuleSignal] = []
        all.reserveCapacity(found.reduce(0) { $0 + $1.count })
        for block in found { all += block }
        return all
    }

    /// The signals of one block.
    private func scan(
        _ block: Range<Int>, _ standardize: (Range<Int>, inout MutableSpan<Double>, Int) -> Void
    ) -> [RuleSignal] {
        // One place more in front, so that every point has a neighbour before it; NaN where there is no point.
        let words = (Self.lead + block.count + 63) / 64
        var values = [Double](repeating: .nan, count: 1 + 64 * words)
        let start = max(block.lowerBound - Self.lead - 1, 0)
        let offset = 1 + Self.lead - (block.lowerBound - start)
        var span = values.mutableSpan
        standardize(start..<block.upperBound, &span, offset)
        var bits = PointBits(values, words: words)
        let marks = rules.map { bits.marks($0.pattern) }
        return collect(marks, from: block)
    }

    /// Turns marks into signals in the order of the points.
    private func collect(_ marks: [[UInt64]], from block: Range<Int>) -> [RuleSignal] {
        var signals: [RuleSignal] = []
        let first = Self.lead / 64
        for word in first..<first + (block.count + 63) / 64 {
            let start = block.lowerBound + 64 * (word - first)
            var any = marks.reduce(0) { $0 | $1[word] }
            if block.upperBound - start < 64 { any &= (1 << UInt64(block.upperBound - start)) - 1 }
            while any != 0 {
                let place = any.trailingZeroBitCount
                any &= any - 1
                for (order, rule) in rules.enumerated() where marks[order][word] >> UInt64(place) & 1 == 1 {
                    signals.append(RuleSignal(index: start + place, rule: rule.name))
                }
            }
        }
        return signals
    }
}

/// The points of a block as bits, 64 points a word, the earliest in the lowest bit.
private struct PointBits {
    private let values: [Double]
    private let words: Int
    private var rising: [UInt64]?
    private var falling: [UInt64]?
    /// Bits that several rules share, by distance: above it, below its negative.
    private var beyond: [Double: (above: [UInt64], below: [UInt64])] = [:]

    /// The first value stands before the points.
    init(_ values: [Double], words: Int) {
        self.values = values
        self.words = words
    }

    /// The points that complete a pattern.
    mutating func marks(_ pattern: ControlRule.Pattern) -> [UInt64] {
        switch pattern {
        case .sameSide(let count, let window, let distance):
            let (above, below) = sides(distance)
            return Self.either(Self.some(above, count, of: window), Self.some(below, count, of: window))
        case .within(let count, let distance): return Self.inRow(inside(distance), count)
        case .outside(let count, let distance):
            let (above, below) = sides(distance)
            return Self.inRow(Self.either(above, below), count)
        case .trend(let points):
            return Self.either(Self.inRow(rises(), points - 1), Self.inRow(falls(), points - 1))
        case .alternating(let points):
            let (up, down) = (rises(), falls())
            var turns = [UInt64](repeating: 0, count: words)
            for word in 1..<words {
                turns[word] = up[word] & Self.shifted(down, word, 1) | down[word] & Self.shifted(up, word, 1)
            }
            return Self.inRow(turns, points - 2)
        }
    }

    private mutating func sides(_ distance: Double) -> (above: [UInt64], below: [UInt64]) {
        if let known = beyond[distance] { return known }
        let both = (above: above(distance, sign: 1), below: above(distance, sign: -1))
        beyond[distance] = both
        return both
    }

    private func above(_ limit: Double, sign: Double) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: words)
        var span = bits.mutableSpan
        NumberSeries.setBits(&span, above: limit, sign: sign, values.span.extracting(1...))
        return bits
    }

    /// The points less than a distance from the centre: neither at least it above nor below.
    private func inside(_ distance: Double) -> [UInt64] {
        // z < d is -z > -d, and z > -d likewise.
        let (low, high) = (above(-distance, sign: -1), above(-distance, sign: 1))
        return (0..<words).map { low[$0] & high[$0] }
    }

    private mutating func rises() -> [UInt64] {
        if let rising { return rising }
        var bits = [UInt64](repeating: 0, count: words)
        var span = bits.mutableSpan
        NumberSeries.setBits(&span, where: values.span.extracting(1...), isAbove: values.span)
        rising = bits
        return bits
    }

    private mutating func falls() -> [UInt64] {
        if let falling { return falling }
        var bits = [UInt64](repeating: 0, count: words)
        var span = bits.mutableSpan
        NumberSeries.setBits(&span, where: values.span, isAbove: values.span.extracting(1...))
        falling = bits
        return bits
    }

    private static func either(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        left.indices.map { left[$0] | right[$0] }
    }

    /// The bits of `steps` points earlier, 0 to 63.
    @inline(__always)
    private static func shifted(_ bits: [UInt64], _ word: Int, _ steps: Int) -> UInt64 {
        // A shift by 64 gives 0, which is what no step asks for.
        bits[word] << UInt64(steps) | (word == 0 ? 0 : bits[word - 1] >> UInt64(64 - steps))
    }

    /// Where `count` points in a row hold, 1 to 64, by doubling the reach. The first word is not complete.
    private static func inRow(_ bits: [UInt64], _ count: Int) -> [UInt64] {
        var result = bits
        for word in 1..<bits.count {
            // Both words, as the points of one look back into the other.
            var (now, before) = (bits[word], bits[word - 1])
            var reach = 1
            while reach < count, now != 0 {
                let step = UInt64(min(reach, count - reach))
                now &= now << step | before >> (64 - step)
                before &= before << step
                reach += Int(step)
            }
            result[word] = now
        }
        return result
    }

    /// Where `count` of the last `window` points hold, the last one among them.
    private static func some(_ bits: [UInt64], _ count: Int, of window: Int) -> [UInt64] {
        if count == window { return inRow(bits, count) }
        var result = bits
        for word in 1..<bits.count where bits[word] != 0 {
            let isEnough =
                window < 8 ? few(bits, word, count, of: window) : many(bits, word, count, of: window)
            result[word] = bits[word] & isEnough
        }
        return result
    }

    /// Where `count` of fewer than eight points hold: 64 counters of three bits, one word for each bit.
    @inline(__always)
    private static func few(_ bits: [UInt64], _ word: Int, _ count: Int, of window: Int) -> UInt64 {
        var (one, two, four) = (bits[word], UInt64(0), UInt64(0))
        for step in 1..<window {
            let next = shifted(bits, word, step)
            let carry = one & next
            one ^= next
            four |= two & carry
            two ^= carry
        }
        var isEnough = UInt64.max
        isEnough = count & 1 == 1 ? one & isEnough : one | isEnough
        isEnough = count & 2 == 2 ? two & isEnough : two | isEnough
        return count & 4 == 4 ? four & isEnough : four | isEnough
    }

    /// The same for up to 64 points, with counters of seven bits.
    private static func many(_ bits: [UInt64], _ word: Int, _ count: Int, of window: Int) -> UInt64 {
        var counter = [UInt64](repeating: 0, count: 7)
        for step in 0..<window {
            var carry = step == 0 ? bits[word] : shifted(bits, word, step)
            for plane in counter.indices where carry != 0 {
                (counter[plane], carry) = (counter[plane] ^ carry, counter[plane] & carry)
            }
        }
        // At least `count`: from the lowest bit up, a higher bit decides where it differs.
        return counter.indices.reduce(UInt64.max) { isEnough, plane in
            count >> plane & 1 == 1 ? counter[plane] & isEnough : counter[plane] | isEnough
        }
    }
}
