// Bulk random numbers. The Swift code has the same operations one value at a time; a test compares the bits.
// Included by Kernels.cpp once for each kind of processor.

/// Eight blocks of Philox 4x32-10; each 32-bit word in a 64-bit lane, where the full product needs no shuffling.
INLINE void philox(Words index, uint64_t stream, uint64_t key, Words &first, Words &second) {
    const Words mask = words(0xFFFFFFFF);
    Words c0 = index & mask, c1 = index >> 32;
    Words c2 = words(stream & 0xFFFFFFFF), c3 = words(stream >> 32);
    uint32_t k0 = static_cast<uint32_t>(key), k1 = static_cast<uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
        const Words p0 = c0 * words(0xD2511F53), p1 = c2 * words(0xCD9E8D57);
        c0 = (p1 >> 32) ^ c1 ^ words(k0);
        c1 = p1 & mask;
        c2 = (p0 >> 32) ^ c3 ^ words(k1);
        c3 = p0 & mask;
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
    first = c0 | (c1 << 32);
    second = c2 | (c3 << 32);
}

/// The top 53 bits as a number in (0, 1), with 2^-54 in the place of zero.
INLINE Numbers unit(Words value) {
    // A 53-bit whole number as the exact sum of its upper 21 and lower 32 bits, each set under a fixed exponent.
    const Words whole = value >> 11;
    const Numbers high = (Numbers)((whole >> 32) | words(0x4530000000000000));
    const Numbers low = (Numbers)((whole & words(0xFFFFFFFF)) | words(0x4330000000000000));
    const Numbers result = ((high - 0x1.00000001p+84) + low) * 0x1p-53;
    const Numbers least = numbers(0x1p-54);
    return result < least ? least : result;
}

template <int count> INLINE Numbers polynomial(const double (&coefficients)[count], Numbers r) {
    Numbers value = numbers(coefficients[0]);
    for (int i = 1; i < count; ++i) value = value * r + coefficients[i];
    return value;
}

// Algorithm AS 241, M. J. Wichura, Applied Statistics 37 (1988).
INLINE Numbers central(Numbers q) {
    const double numerator[] = {2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                                4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
                                1.3314166789178437745e2, 3.3871328727963666080e0};
    const double denominator[] = {5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
                                  2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
                                  4.2313330701600911252e1, 1};
    const Numbers r = 0.180625 - q * q;
    return q * polynomial(numerator, r) / polynomial(denominator, r);
}

INLINE Numbers middleTail(Numbers r) {
    const double numerator[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                                1.27045825245236838258e0,  3.64784832476320460504e0,  5.76949722146069140550e0,
                                4.63033784615654529590e0,  1.42343711074968357734e0};
    const double denominator[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                                  1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
                                  2.05319162663775882187e0,  1};
    return polynomial(numerator, r) / polynomial(denominator, r);
}

INLINE Numbers farTail(Numbers r) {
    const double numerator[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                                2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
                                5.46378491116411436990e0,  6.65790464350110377720e0};
    const double denominator[] = {2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
                                  7.86869131145613259100e-4,  1.48753612908506148525e-2, 1.36929880922735805310e-1,
                                  5.99832206555887937690e-1,  1};
    return polynomial(numerator, r) / polynomial(denominator, r);
}

static void philox_uniforms(
    uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values) {
    Words index = words(first_block) + Words{0, 1, 2, 3, 4, 5, 6, 7};
    for (int64_t group = 0; group < groups; ++group) {
        Words first, second;
        philox(index, stream, key, first, second);
        const Numbers a = unit(first), b = unit(second);
        for (int lane = 0; lane < lanes; ++lane) {
            values[2 * lane] = a[lane];
            values[2 * lane + 1] = b[lane];
        }
        values += 2 * lanes;
        index += 8;
    }
}

static void normal_quantiles(double *values, int64_t groups) {
    // 32 groups at a time: the central approximation for all, then the tails (15 % of uniform numbers) gathered and done
    // eight at a time, so that no branch depends on the data.
    int32_t places[32 * lanes + lanes];
    double tails[32 * lanes + lanes];
    while (groups > 0) {
        const int64_t block = groups < 32 ? groups : 32;
        int found = 0;
        for (int64_t group = 0; group < block; ++group) {
            Numbers p;
            std::memcpy(&p, values + group * lanes, sizeof p);
            const Numbers q = p - 0.5;
            const Numbers result = central(q);
            std::memcpy(values + group * lanes, &result, sizeof result);
            for (int lane = 0; lane < lanes; ++lane) {
                places[found] = static_cast<int32_t>(group * lanes + lane);
                tails[found] = p[lane];
                found += std::fabs(q[lane]) > 0.425;
            }
        }
        for (int lane = 0; lane < lanes; ++lane) tails[found + lane] = 0.05;
        for (int start = 0; start < found; start += lanes) {
            Numbers p;
            std::memcpy(&p, tails + start, sizeof p);
            const Numbers other = 1.0 - p;
            const auto upper = p > 0.5;
            const Numbers tail = upper ? other : p;
            const Numbers square = -logarithm(tail);
            const Numbers root = __builtin_elementwise_sqrt(square);
            const bool isFar = __builtin_bit_cast(uint8_t, __builtin_convertvector(root > 5.0, Flags)) != 0;
            Numbers magnitude = middleTail(root - 1.6);
            if (isFar) {
                const Numbers far = farTail(root - 5.0);
                magnitude = root > 5.0 ? far : magnitude;
            }
            const Numbers result = upper ? magnitude : -magnitude;
            const int count = found - start < lanes ? found - start : lanes;
            for (int lane = 0; lane < count; ++lane) values[places[start + lane]] = result[lane];
        }
        values += block * lanes;
        groups -= block;
    }
}

static void philox_normals(uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values) {
    // In pieces that stay in the first-level cache between the two passes.
    while (groups > 0) {
        const int64_t piece = groups < 128 ? groups : 128;
        philox_uniforms(key, stream, first_block, piece, values);
        normal_quantiles(values, 2 * piece);
        values += 16 * piece;
        first_block += 8 * static_cast<uint64_t>(piece);
        groups -= piece;
    }
}
