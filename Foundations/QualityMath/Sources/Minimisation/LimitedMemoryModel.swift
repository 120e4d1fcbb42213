/// The quadratic model of L-BFGS-B: B = θI - W M Wᵀ with W = [Y, θS], from the last few steps and gradient changes.
///
/// Source: Byrd, Lu, Nocedal and Zhu (1995), sections 3 to 5; the direct primal method for the free variables.
struct LimitedMemoryModel {
    private let memory: Int
    private var steps: [[Double]] = []
    private var changes: [[Double]] = []
    private var theta = 1.0
    /// M, of size 2m × 2m; nil while it could not be inverted.
    private var middle: Matrix?

    init(memory: Int) { self.memory = memory }

    var isEmpty: Bool { steps.isEmpty }

    mutating func clear() {
        steps = []
        changes = []
        theta = 1
        middle = nil
    }

    /// Takes in a step and the change of the gradient, unless their product is not clearly positive.
    mutating func update(step: [Double], change: [Double]) {
        let curvature = Summation.dot(step, change)
        let length = Summation.dot(change, change)
        guard curvature > 2.2e-16 * length, length > 0 else { return }
        if steps.count == memory {
            steps.removeFirst()
            changes.removeFirst()
        }
        steps.append(step)
        changes.append(change)
        theta = length / curvature
        middle = makeMiddle()
        if middle == nil { clear() }
    }

    /// M = [[-D, Lᵀ], [L, θSᵀS]]⁻¹.
    private func makeMiddle() -> Matrix? {
        let m = steps.count
        var inverse = Matrix(rows: 2 * m, columns: 2 * m)
        for i in 0..<m {
            inverse[i, i] = -Summation.dot(steps[i], changes[i])
            for j in 0..<m {
                inverse[m + i, m + j] = theta * Summation.dot(steps[i], steps[j])
                if i > j {
                    let product = Summation.dot(steps[i], changes[j])
                    inverse[m + i, j] = product
                    inverse[j, m + i] = product
                }
            }
        }
        return invert(inverse)
    }

    /// The inverse, or nil for a singular matrix: the model then starts anew.
    private func invert(_ matrix: Matrix) -> Matrix? {
        do {
            return try matrix.inverse()
        } catch {
            return nil
        }
    }

    /// Row i of W.
    private func row(_ i: Int) -> [Double] { changes.map { $0[i] } + steps.map { theta * $0[i] } }

    private func product(_ matrix: Matrix, _ vector: [Double]) -> [Double] {
        (0..<matrix.rows).map { r in
            var sum = 0.0
            for c in 0..<matrix.columns { sum += matrix[r, c] * vector[c] }
            return sum
        }
    }

    /// Returns the minimiser of the model over the box: the Cauchy point, then the free variables.
    func minimizer(_ point: [Double], _ gradient: [Double], _ box: Box) -> [Double] {
        let (cauchy, correction) = cauchyPoint(point, gradient, box)
        let free = point.indices.filter { cauchy[$0] > box.lower[$0] && cauchy[$0] < box.upper[$0] }
        guard let middle, !free.isEmpty else { return cauchy }
        // Reduced gradient at the Cauchy point: g + θ(xc - x) - W M c on the free variables.
        let mc = product(middle, correction)
        let reduced = free.map { i in
            gradient[i] + theta * (cauchy[i] - point[i]) - zip(row(i), mc).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let size = 2 * steps.count
        var projected = [Double](repeating: 0, count: size)
        var gram = Matrix(rows: size, columns: size)
        for (position, i) in free.enumerated() {
            let w = row(i)
            for a in 0..<size {
                projected[a] += w[a] * reduced[position]
                for b in 0..<size { gram[a, b] += w[a] * w[b] / theta }
            }
        }
        var system = Matrix.identity(size)
        for a in 0..<size {
            for b in 0..<size {
                var sum = 0.0
                for k in 0..<size { sum += middle[a, k] * gram[k, b] }
                system[a, b] -= sum
            }
        }
        let right = product(middle, projected)
        guard let inverse = invert(system) else { return cauchy }
        let v = product(inverse, right)
        var target = cauchy
        var shrink = 1.0
        var move = [Double](repeating: 0, count: free.count)
        for (position, i) in free.enumerated() {
            let wv = zip(row(i), v).reduce(0) { $0 + $1.0 * $1.1 }
            let d = -reduced[position] / theta - wv / (theta * theta)
            move[position] = d
            if d > 0 { shrink = min(shrink, (box.upper[i] - cauchy[i]) / d) }
            if d < 0 { shrink = min(shrink, (box.lower[i] - cauchy[i]) / d) }
        }
        for (position, i) in free.enumerated() { target[i] += shrink * move[position] }
        return box.project(target)
    }

    /// The first local minimum of the model along the projected gradient path, and c = Wᵀ(xc - x).
    private func cauchyPoint(_ point: [Double], _ gradient: [Double], _ box: Box) -> ([Double], [Double]) {
        let n = point.count
        var direction = [Double](repeating: 0, count: n)
        var times = [Double](repeating: .infinity, count: n)
        for i in 0..<n {
            if gradient[i] < 0 { times[i] = (point[i] - box.upper[i]) / gradient[i] }
            if gradient[i] > 0 { times[i] = (point[i] - box.lower[i]) / gradient[i] }
            direction[i] = times[i] == 0 ? 0 : -gradient[i]
        }
        let size = middle == nil ? 0 : 2 * steps.count
        var p = [Double](repeating: 0, count: size)
        if size > 0 {
            for i in 0..<n where direction[i] != 0 {
                let w = row(i)
                for a in 0..<size { p[a] += w[a] * direction[i] }
            }
        }
        var c = [Double](repeating: 0, count: size)
        var slope = -direction.reduce(0) { $0 + $1 * $1 }
        func form(_ a: [Double], _ b: [Double]) -> Double {
            guard let middle else { return 0 }
            return zip(a, product(middle, b)).reduce(0) { $0 + $1.0 * $1.1 }
        }
        var curvature = -theta * slope - form(p, p)
        var best = curvature > 0 ? -slope / curvature : .infinity
        var elapsed = 0.0
        var result = point
        let order = (0..<n).filter { times[$0] > 0 && times[$0] < .infinity }.sorted { times[$0] < times[$1] }
        for b in order {
            let interval = times[b] - elapsed
            if best < interval { break }
            result[b] = direction[b] > 0 ? box.upper[b] : box.lower[b]
            let shift = result[b] - point[b]
            for a in 0..<size { c[a] += interval * p[a] }
            let g = gradient[b]
            slope += interval * curvature + g * g + theta * g * shift
            curvature -= theta * g * g
            if size > 0 {
                let w = row(b)
                slope -= g * form(w, c)
                curvature -= 2 * g * form(w, p) + g * g * form(w, w)
                for a in 0..<size { p[a] += g * w[a] }
            }
            direction[b] = 0
            elapsed = times[b]
            best = curvature > 0 ? max(-slope / curvature, 0) : (slope < 0 ? .infinity : 0)
        }
        // No limit stops a path without curvature: stay within the scale of the gradient step.
        let rest = best.isFinite ? best : 1 / max(theta, 1e-300)
        for i in 0..<n where direction[i] != 0 { result[i] = point[i] + (elapsed + rest) * direction[i] }
        for a in 0..<size { c[a] += rest * p[a] }
        return (box.project(result), c)
    }
}
