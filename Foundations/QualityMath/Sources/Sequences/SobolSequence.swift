/// The Sobol low-discrepancy sequence in up to 128 dimensions, in Gray-code order (Antonov and Saleev 1979).
///
/// The first 2ᵏ points are balanced: use powers of two. Point 0 is the origin unless the sequence is shifted. A random
/// digital shift (XOR of all digits) keeps the balance and gives points in (0, 1) whose estimates are unbiased.
public struct SobolSequence: Sendable {
    /// The number of dimensions.
    public let dimensions: Int
    /// Direction numbers, `bits` for each dimension, as whole numbers of 2⁻ᵇⁱᵗˢ.
    private let directions: ContiguousArray<UInt64>
    private let shift: ContiguousArray<UInt64>
    private let isShifted: Bool
    private static let bits = 52

    /// Creates the sequence without a shift.
    public init(dimensions: Int) throws(MathProblem) {
        try self.init(dimensions: dimensions, words: nil)
    }

    /// Creates the sequence with a digital shift drawn from a stream (one word a dimension, from the stream's position).
    public init(dimensions: Int, shift stream: RandomStream) throws(MathProblem) {
        var stream = stream
        var words = ContiguousArray<UInt64>()
        for _ in 0..<min(max(dimensions, 0), 128) { words.append(stream.next() >> 12) }
        try self.init(dimensions: dimensions, words: words)
    }

    private init(dimensions: Int, words: ContiguousArray<UInt64>?) throws(MathProblem) {
        guard dimensions >= 1 else {
            throw .parameter(name: "dimensions", rule: .atLeast(1), value: Double(dimensions))
        }
        guard dimensions <= SobolDirections.table.count + 1 else {
            let limit = Double(SobolDirections.table.count + 1)
            throw .parameter(name: "dimensions", rule: .atMost(limit), value: Double(dimensions))
        }
        self.dimensions = dimensions
        shift = words ?? ContiguousArray(repeating: 0, count: dimensions)
        isShifted = words != nil
        var all = ContiguousArray<UInt64>()
        all.reserveCapacity(dimensions * Self.bits)
        for dimension in 0..<dimensions { all.append(contentsOf: Self.directionNumbers(dimension)) }
        directions = all
    }

    /// The recurrence of Bratley and Fox (ACM TOMS algorithm 659): m for each bit, shifted to the top of 52 bits.
    private static func directionNumbers(_ dimension: Int) -> [UInt64] {
        var m = [UInt64](repeating: 1, count: bits)
        if dimension > 0 {
            let entry = SobolDirections.table[dimension - 1]
            let degree = entry.initial.count
            for i in 0..<degree { m[i] = entry.initial[i] }
            for i in degree..<bits {
                var value = m[i - degree] ^ (m[i - degree] << UInt64(degree))
                for k in 1..<max(degree, 1) where (entry.polynomial >> (degree - k)) & 1 == 1 {
                    value ^= m[i - k] << UInt64(k)
                }
                m[i] = value
            }
        }
        return (0..<bits).map { m[$0] << UInt64(bits - 1 - $0) }
    }

    /// Returns the point of an index from 0 to 2⁵² - 1.
    public func point(_ index: UInt64) -> [Double] { state(index).map { number($0) } }

    /// Returns `count` points from an index on, one row a point: row-major, count × dimensions.
    ///
    /// One XOR for each coordinate; any range can be computed on its own.
    public func points(from first: UInt64 = 0, count: Int) -> Matrix {
        var matrix = Matrix(rows: count, columns: dimensions)
        var state = state(first)
        var index = first
        for row in 0..<matrix.rows {
            for d in 0..<dimensions { matrix[row, d] = number(state[d]) }
            index += 1
            let bit = min(index.trailingZeroBitCount, Self.bits - 1)
            for d in 0..<dimensions { state[d] ^= directions[d * Self.bits + bit] }
        }
        return matrix
    }

    private func state(_ index: UInt64) -> [UInt64] {
        let gray = index ^ (index >> 1)
        return (0..<dimensions).map { d in
            var value = shift[d]
            var rest = gray
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                if bit < Self.bits { value ^= directions[d * Self.bits + bit] }
                rest &= rest - 1
            }
            return value
        }
    }

    /// Shifted points sit in the middle of their cell of 2⁻⁵², so that 0 does not occur.
    @inline(__always)
    private func number(_ value: UInt64) -> Double {
        isShifted ? (Double(value) + 0.5) * 0x1p-52 : Double(value) * 0x1p-52
    }
}
