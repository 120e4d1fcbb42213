// Elementary functions of long series, and the passes over them that methods spend their time in.
// Included by Kernels.cpp once for each kind of processor.

static void exponentials(double *values, int64_t count) {
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) store(values + i, exponential(load(values + i)));
    if (i < count) {
        const size_t rest = sizeof(double) * static_cast<size_t>(count - i);
        Numbers last = {};
        std::memcpy(&last, values + i, rest);
        last = exponential(last);
        std::memcpy(values + i, &last, rest);
    }
}

static void logarithms(double *values, int64_t count) {
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) store(values + i, logarithm(load(values + i)));
    if (i < count) {
        const size_t rest = sizeof(double) * static_cast<size_t>(count - i);
        Numbers last = numbers(1);
        std::memcpy(&last, values + i, rest);
        last = logarithm(last);
        std::memcpy(values + i, &last, rest);
    }
}

static void exponential_sums(const double *logs, int64_t count, double power, double *sums) {
    Numbers s0 = {}, s1 = {}, s2 = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Numbers l = load(logs + i);
        const Numbers e = exponential(power * l);
        const Numbers first = l * e;
        s0 += e;
        s1 += first;
        s2 += l * first;
    }
    double rest0 = 0, rest1 = 0, rest2 = 0;
    for (; i < count; ++i) {
        const double e = exponential(numbers(power * logs[i]))[0];
        rest0 += e;
        rest1 += logs[i] * e;
        rest2 += logs[i] * (logs[i] * e);
    }
    sums[0] = total(s0) + rest0;
    sums[1] = total(s1) + rest1;
    sums[2] = total(s2) + rest2;
}

static void binomial_cumulative(
    const double *fractions, int64_t count, double trials, const double *ratios, int64_t terms, double *results) {
    for (int64_t i = 0; i < count; i += lanes) {
        const size_t size = sizeof(double) * static_cast<size_t>(count - i < lanes ? count - i : lanes);
        Numbers p = numbers(0.5);
        std::memcpy(&p, fractions + i, size);
        const Numbers q = 1.0 - p;
        const Numbers reciprocal = 1.0 / q;
        // log1p(-p) from log q and what the subtraction lost; NaN for p = 1.
        const Numbers lost = ((1.0 - q) - p) * reciprocal;
        const Numbers power = trials * (logarithm(q) + lost);
        Numbers mass = exponential(power);
        const Numbers odds = p * reciprocal;
        Numbers sum = mass;
        for (int64_t x = 0; x < terms; ++x) {
            mass *= odds * ratios[x];
            sum += mass;
        }
        sum = sum > 1.0 ? numbers(1) : sum;
        // A first term near the least number has few digits left; the caller takes another way there.
        sum = power > -600.0 ? sum : numbers(NAN);
        std::memcpy(results + i, &sum, size);
    }
}

/// One group after the other, with a size that the compiler knows where it can.
template <int fixed> INLINE void subgroups_of(
    const double *values, int64_t count, int64_t given, double *means, double *ranges) {
    const int64_t size = fixed ? fixed : given;
    const double reciprocal = 1.0 / static_cast<double>(size);
    for (int64_t group = 0; group < count; ++group) {
        const double *row = values + group * size;
        double sum = row[0], low = row[0], high = row[0];
        for (int64_t place = 1; place < size; ++place) {
            sum += row[place];
            low = row[place] < low ? row[place] : low;
            high = row[place] > high ? row[place] : high;
        }
        means[group] = sum * reciprocal;
        ranges[group] = high - low;
    }
}

static void subgroup_statistics(const double *values, int64_t count, int64_t size, double *means, double *ranges) {
    switch (size) {
    case 2: return subgroups_of<2>(values, count, size, means, ranges);
    case 3: return subgroups_of<3>(values, count, size, means, ranges);
    case 4: return subgroups_of<4>(values, count, size, means, ranges);
    case 5: return subgroups_of<5>(values, count, size, means, ranges);
    case 6: return subgroups_of<6>(values, count, size, means, ranges);
    case 8: return subgroups_of<8>(values, count, size, means, ranges);
    case 10: return subgroups_of<10>(values, count, size, means, ranges);
    default: return subgroups_of<0>(values, count, size, means, ranges);
    }
}

typedef bool Flags __attribute__((ext_vector_type(lanes)));

static void bits_above(const double *values, int64_t count, double sign, double limit, uint64_t *bits) {
    for (int64_t word = 0; word < count; ++word) {
        uint64_t found = 0;
        for (int part = 0; part < 8; ++part) {
            const auto holds = sign * load(values + 64 * word + lanes * part) > limit;
            const Flags flags = __builtin_convertvector(holds, Flags);
            found |= static_cast<uint64_t>(__builtin_bit_cast(uint8_t, flags)) << (8 * part);
        }
        bits[word] = found;
    }
}

static void bits_greater(const double *left, const double *right, int64_t count, uint64_t *bits) {
    for (int64_t word = 0; word < count; ++word) {
        uint64_t found = 0;
        for (int part = 0; part < 8; ++part) {
            const int64_t place = 64 * word + lanes * part;
            const Flags flags = __builtin_convertvector(load(left + place) > load(right + place), Flags);
            found |= static_cast<uint64_t>(__builtin_bit_cast(uint8_t, flags)) << (8 * part);
        }
        bits[word] = found;
    }
}
