import Glibc
import QualityMath

/// Evaluates a model for many draws at a time, one operation over a whole block before the next.
struct ModelBlocks {
    /// Vectors of eight in a block: the columns of a dozen operations stay in the first-level cache.
    static let vectors = 32
    /// Draws in a block.
    static let size = 8 * vectors

    private let model: MeasurementModel
    private var columns: [ContiguousArray<SIMD8<Double>>]

    init(_ model: MeasurementModel) {
        self.model = model
        columns = model.operations.map { operation in
            if case .constant(let value, let unit) = operation {
                return ContiguousArray(repeating: SIMD8(repeating: value * unit.factor), count: Self.vectors)
            }
            return ContiguousArray(repeating: SIMD8(repeating: 0), count: Self.vectors)
        }
    }

    /// Copies the draws of one input into a block; a block that is not full is filled up with its first draw, a valid one.
    static func copy(
        _ draws: borrowing Span<Double>, from start: Int, _ count: Int, to block: inout ContiguousArray<SIMD8<Double>>
    ) {
        let part = draws.extracting(start..<start + min(count, size))
        block.withUnsafeMutableBytes { block in
            // A vector of eight doubles is eight doubles in their order, and the part is no longer than the block.
            part.withUnsafeBytes { block.copyMemory(from: $0) }
        }
        for place in part.count..<max(size, part.count) { block[place / 8][place % 8] = part[0] }
    }

    /// Copies the first results of a block to their place among an output's draws.
    static func copy(
        _ block: ContiguousArray<SIMD8<Double>>, _ count: Int, to draws: inout MutableSpan<Double>, at place: Int
    ) {
        guard count <= size, place >= 0, place + count <= draws.count else { return }
        draws.withUnsafeMutableBytes { draws in
            block.withUnsafeBytes { block in
                // `count` doubles from the block's start to `place`, both in range by the guard.
                let target = UnsafeMutableRawBufferPointer(rebasing: draws[8 * place..<8 * (place + count)])
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<(8 * count)]))
            }
        }
    }

    /// Evaluates one block. `draws` holds the block's draws of each input; `output` receives the draws of each output.
    mutating func evaluate(
        _ draws: [ContiguousArray<SIMD8<Double>>], _ output: (Int, ContiguousArray<SIMD8<Double>>) -> Void
    ) {
        for (index, operation) in model.operations.enumerated() {
            switch operation {
            case .constant: continue
            case .input(let place): columns[index] = draws[place]
            case .add(let a, let b): combine(index, a, b) { $0 + $1 }
            case .subtract(let a, let b): combine(index, a, b) { $0 - $1 }
            case .multiply(let a, let b): combine(index, a, b) { $0 * $1 }
            case .divide(let a, let b): combine(index, a, b) { $0 / $1 }
            case .negate(let a): change(index, a) { -$0 }
            case .power(let a, let exponent): power(index, a, exponent)
            case .powerOf(let a, let b): combineLanes(index, a, b) { pow($0, $1) }
            case .function(.sqrt, let a): change(index, a) { $0.squareRoot() }
            case .function(.exp, let a): changeSeries(index, a) { NumberSeries.replaceByExponentials(&$0) }
            case .function(let function, let a): changeLanes(index, a) { function.value($0) }
            case .arcTangent2(let a, let b): combineLanes(index, a, b) { atan2($0, $1) }
            case .minimum(let a, let b): combine(index, a, b) { pointwiseMin($0, $1) }
            case .maximum(let a, let b): combine(index, a, b) { pointwiseMax($0, $1) }
            }
        }
        for (number, result) in model.results.enumerated() { output(number, columns[result]) }
    }

    @inline(__always)
    private mutating func combine(
        _ target: Int, _ a: Int, _ b: Int, _ operation: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        var result = ContiguousArray<SIMD8<Double>>()
        swap(&result, &columns[target])
        let left = columns[a]
        let right = columns[b]
        for i in 0..<Self.vectors { result[i] = operation(left[i], right[i]) }
        swap(&result, &columns[target])
    }

    @inline(__always)
    private mutating func change(_ target: Int, _ a: Int, _ operation: (SIMD8<Double>) -> SIMD8<Double>) {
        var result = ContiguousArray<SIMD8<Double>>()
        swap(&result, &columns[target])
        let operand = columns[a]
        for i in 0..<Self.vectors { result[i] = operation(operand[i]) }
        swap(&result, &columns[target])
    }

    /// Changes a whole block at once by a pass of ``NumberSeries``.
    private mutating func changeSeries(_ target: Int, _ a: Int, _ pass: (inout MutableSpan<Double>) -> Void) {
        var result = columns[a]
        result.withUnsafeMutableBytes { bytes in
            // A vector of eight doubles is eight doubles in their order.
            let numbers = bytes.bindMemory(to: Double.self)
            var span = numbers.mutableSpan
            pass(&span)
            _ = bytes.bindMemory(to: SIMD8<Double>.self)
        }
        columns[target] = result
    }

    private mutating func changeLanes(_ target: Int, _ a: Int, _ operation: (Double) -> Double) {
        change(target, a) { vector in
            var result = vector
            for lane in 0..<8 { result[lane] = operation(vector[lane]) }
            return result
        }
    }

    private mutating func combineLanes(
        _ target: Int, _ a: Int, _ b: Int, _ operation: (Double, Double) -> Double
    ) {
        combine(target, a, b) { left, right in
            var result = left
            for lane in 0..<8 { result[lane] = operation(left[lane], right[lane]) }
            return result
        }
    }

    private mutating func power(_ target: Int, _ a: Int, _ exponent: Double) {
        switch exponent {
        case 2: change(target, a) { $0 * $0 }
        case 3: change(target, a) { $0 * $0 * $0 }
        case -1: change(target, a) { 1 / $0 }
        case 0.5: change(target, a) { $0.squareRoot() }
        default: changeLanes(target, a) { pow($0, exponent) }
        }
    }
}
