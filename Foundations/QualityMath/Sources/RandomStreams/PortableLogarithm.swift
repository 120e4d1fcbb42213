/// A natural logarithm made of additions, multiplications and divisions only, so that its bits do not depend on the C
/// library; the error is below one unit in the last place.
///
/// Method: x = 2ᵏ m with m in [√½, √2); log m through s = f/(2+f), f = m - 1, with the polynomial of FreeBSD's msun
/// (e_log.c, Sun Microsystems 1993). For normal positive numbers.
enum PortableLogarithm {
    private static let high = 6.93147180369123816490e-01
    private static let low = 1.90821492927058770002e-10
    /// Bits of √½ rounded down, the least mantissa after reduction.
    private static let rootHalf: UInt64 = 0x3FE6_A09E_667F_3BCD
    private static let one: UInt64 = 0x3FF0_0000_0000_0000

    @inline(__always)
    static func of(_ x: Double) -> Double {
        let shifted = x.bitPattern &+ (one &- rootHalf)
        let k = Double(Int64(shifted >> 52) - 1023)
        let mantissa = Double(bitPattern: (shifted & 0x000F_FFFF_FFFF_FFFF) &+ rootHalf)
        let f = mantissa - 1
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let odd = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
        let evenTop = 0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)
        let even = z * (0.6666666666666735130 + w * evenTop)
        let half = 0.5 * f * f
        return k * high - ((half - (s * (half + (odd + even)) + k * low)) - f)
    }
}
