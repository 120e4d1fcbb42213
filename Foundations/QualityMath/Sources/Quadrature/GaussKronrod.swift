/// The 10-point Gauss rule inside the 21-point Kronrod rule (nodes and weights of QUADPACK's qk21, checked against the
/// moments of polynomials up to degree 31).
enum GaussKronrod {
    private static let nodes: [Double] = [
        0.995657163025808080735527280689003,
        0.973906528517171720077964012084452,
        0.930157491355708226001207180059508,
        0.865063366688984510732096688423493,
        0.780817726586416897063717578345042,
        0.679409568299024406234327365114874,
        0.562757134668604683339000099272694,
        0.433395394129247190799265943165784,
        0.294392862701460198131126603103866,
        0.14887433898163121088482600112972,
        0.0,
    ]
    private static let weights: [Double] = [
        0.011694638867371874278064396062192,
        0.03255816230796472747881897245939,
        0.05475589657435199603138130024458,
        0.07503967481091995276704314091619,
        0.093125454583697605535065465083366,
        0.109387158802297641899210590325805,
        0.123491976262065851077958109585166,
        0.134709217311473325928054001771707,
        0.142775938577060080797094273138717,
        0.147739104901338491374841515972068,
        0.149445554002916905664936468389821,
    ]
    private static let gaussWeights: [Double] = [
        0.066671344308688137593568809893332,
        0.149451349150580593145863397657697,
        0.219086362515982043995534934228163,
        0.269266719309996355091226921569469,
        0.295524224714752870173815619188769,
    ]

    /// Returns the Kronrod value over an interval and QUADPACK's estimate of its error.
    @inline(__always)
    static func piece(
        _ lower: Double, _ upper: Double, _ function: (Double) -> Double
    ) throws(MathProblem) -> (value: Double, error: Double) {
        let half = (upper - lower) / 2
        let middle = lower + half
        let center = function(middle)
        var kronrod = weights[10] * center
        var gauss = 0.0
        var magnitude = abs(kronrod)
        var values = [Double](repeating: 0, count: 20)
        for i in 0..<10 {
            let below = function(middle - half * nodes[i])
            let above = function(middle + half * nodes[i])
            values[2 * i] = below
            values[2 * i + 1] = above
            kronrod += weights[i] * (below + above)
            magnitude += weights[i] * (abs(below) + abs(above))
            if i % 2 == 1 { gauss += gaussWeights[i / 2] * (below + above) }
        }
        guard kronrod.isFinite else { throw .notFinite(name: "function") }
        let mean = kronrod / 2
        var spread = weights[10] * abs(center - mean)
        for i in 0..<10 { spread += weights[i] * (abs(values[2 * i] - mean) + abs(values[2 * i + 1] - mean)) }
        var error = abs((kronrod - gauss) * half)
        spread *= abs(half)
        if spread != 0, error != 0 {
            let ratio = 200 * error / spread
            error = spread * min(1, ratio * ratio.squareRoot())
        }
        // The rounding floor: no estimate is better than the rounding of the sum itself.
        let floor = 2 * 2.220446049250313e-16 * magnitude * abs(half)
        return (kronrod * half, max(error, floor))
    }
}
