import CNumerics

extension RandomStream {
    /// Fills a span with numbers in (0, 1); the same values as as many calls of `uniform()`.
    public mutating func fillUniform(_ values: inout MutableSpan<Double>) {
        fill(&values, kernel: cn_philox_uniforms) { $0.uniform() }
    }

    /// Fills a span with standard normal numbers; the same values as as many calls of `normal()`.
    public mutating func fillNormal(_ values: inout MutableSpan<Double>) {
        fill(&values, kernel: cn_philox_normals) { $0.normal() }
    }

    /// Whole groups of 16 by a kernel, what is before (the second word of a block) and after them one at a time.
    private mutating func fill(
        _ values: inout MutableSpan<Double>,
        kernel: (UInt64, UInt64, UInt64, Int64, UnsafeMutablePointer<Double>?) -> Void,
        single: (inout RandomStream) -> Double
    ) {
        let count = values.count
        var i = 0
        if i < count, position & 1 != 0 {
            values[i] = single(&self)
            i += 1
        }
        let groups = (count - i) / 16
        if groups > 0 {
            let (key, stream, block, start) = (key, stream, position >> 1, i)
            values.withUnsafeMutableBufferPointer { buffer in
                // The kernel writes 16 · groups numbers from `start` on, which the count above allows.
                guard let base = buffer.baseAddress else { return }
                kernel(key, stream, block, Int64(groups), base + start)
            }
            self = at(position &+ UInt64(16 * groups))
            i += 16 * groups
        }
        while i < count {
            values[i] = single(&self)
            i += 1
        }
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
}

extension NormalDistribution {
    /// Replaces probabilities from 2⁻⁵⁴ to 1 - 2⁻⁵³ by standard normal quantiles, with the bits of `standardQuantile`.
    public static func replaceByQuantiles(_ values: inout MutableSpan<Double>) {
        let groups = values.count / 8
        values.withUnsafeMutableBufferPointer { buffer in
            // The kernel changes 8 · groups numbers, which the count above allows.
            guard let base = buffer.baseAddress else { return }
            cn_normal_quantiles(base, Int64(groups))
        }
        for i in 8 * groups..<values.count { values[i] = standardQuantile(values[i]) }
    }
}
