// Vectors of eight numbers and the elementary functions on them, made of additions, multiplications, divisions and bit
// operations only, none fused, so that every processor gives the same bits.
// Included by Kernels.cpp once for each kind of processor.

constexpr int lanes = 8;
typedef uint64_t Words __attribute__((vector_size(8 * lanes)));
typedef double Numbers __attribute__((vector_size(8 * lanes)));
typedef bool Flags __attribute__((ext_vector_type(lanes)));

INLINE Words words(uint64_t value) { return Words{} + value; }
INLINE Numbers numbers(double value) { return Numbers{} + value; }

INLINE Numbers load(const double *values) {
    Numbers result;
    std::memcpy(&result, values, sizeof result);
    return result;
}

INLINE void store(double *values, Numbers numbers) { std::memcpy(values, &numbers, sizeof numbers); }

/// The lanes added up in pairs, always in the same order.
INLINE double total(Numbers x) { return ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7])); }

/// PortableLogarithm of the Swift code, for normal positive numbers.
INLINE Numbers logarithm(Numbers x) {
    const uint64_t rootHalf = 0x3FE6A09E667F3BCD, one = 0x3FF0000000000000;
    const Words shifted = (Words)x + (one - rootHalf);
    const Numbers k = (Numbers)((shifted >> 52) | words(0x4330000000000000)) - 4503599627371519.0;
    const Numbers f = (Numbers)((shifted & words(0x000FFFFFFFFFFFFF)) + rootHalf) - 1.0;
    const Numbers s = f / (2.0 + f);
    const Numbers z = s * s, w = z * z;
    const Numbers odd = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
    const Numbers top = 0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591);
    const Numbers even = z * (0.6666666666666735130 + w * top);
    const Numbers half = 0.5 * f * f;
    return k * 6.93147180369123816490e-01 - ((half - (s * (half + (odd + even)) + k * 1.90821492927058770002e-10)) - f);
}

/// The exponential function, within one unit in the last place; 0 and infinity beyond its range, NaN for NaN.
///
/// x = k log 2 + r with |r| at most half of log 2; exp r by the rational form of FreeBSD's msun (e_exp.c, Sun Microsystems
/// 1993); 2^k in two factors, each of which is a normal number.
INLINE Numbers exponential(Numbers x) {
    const double shift = 0x1.8p52;
    // Beyond these the result is 0 or infinity anyway; a comparison with NaN is false and keeps it.
    x = x < -746.0 ? numbers(-746.0) : x;
    x = x > 710.0 ? numbers(710.0) : x;
    const Numbers k = (x * 1.44269504088896338700 + shift) - shift;
    const Numbers high = x - k * 6.93147180369123816490e-01;
    const Numbers low = k * 1.90821492927058770002e-10;
    const Numbers r = high - low;
    const Numbers t = r * r;
    const Numbers c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 +
        t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const Numbers y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    // The whole number k + shift keeps k in its last bits, also below 0.
    const Numbers half = (k * 0.5 + shift) - shift;
    const Words first = ((Words)(half + shift) << 52) + words(0x3FF0000000000000);
    const Words second = ((Words)((k - half) + shift) << 52) + words(0x3FF0000000000000);
    return (y * (Numbers)first) * (Numbers)second;
}
