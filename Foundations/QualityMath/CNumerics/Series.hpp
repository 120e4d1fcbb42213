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

/// Eight binomial cumulative probabilities; NaN where the terms cannot give them.
INLINE Numbers binomial_terms(Numbers p, double trials, const double *ratios, int64_t terms) {
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
    // A first term near the least number has few digits left; a fraction outside 0 to 1 is none.
    sum = power > -600.0 ? sum : numbers(NAN);
    return p >= 0.0 ? sum : numbers(NAN);
}

static int binomial_cumulative(
    const double *fractions, int64_t count, double trials, const double *ratios, int64_t terms, double *results) {
    Numbers probe = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Numbers sum = binomial_terms(load(fractions + i), trials, ratios, terms);
        probe += sum;
        store(results + i, sum);
    }
    if (i < count) {
        const size_t rest = sizeof(double) * static_cast<size_t>(count - i);
        Numbers last = numbers(0.5);
        std::memcpy(&last, fractions + i, rest);
        last = binomial_terms(last, trials, ratios, terms);
        std::memcpy(results + i, &last, rest);
        for (; i < count; ++i) probe[0] += results[i];
    }
    return std::isnan(total(probe));
}

static double sum(const double *values, int64_t count) {
    Numbers lane = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) lane += load(values + i);
    double rest = 0;
    for (; i < count; ++i) rest += values[i];
    return total(lane) + rest;
}

static void deviations(const double *values, int64_t count, double center, double *sums) {
    Numbers first = {}, second = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Numbers difference = load(values + i) - center;
        first += difference;
        second += difference * difference;
    }
    double rest = 0, squares = 0;
    for (; i < count; ++i) {
        rest += values[i] - center;
        squares += (values[i] - center) * (values[i] - center);
    }
    sums[0] = total(first) + rest;
    sums[1] = total(second) + squares;
}

static void standardized(const double *values, int64_t count, double center, double factor, double *results) {
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) store(results + i, (load(values + i) - center) * factor);
    for (; i < count; ++i) results[i] = (values[i] - center) * factor;
}

static double weighted_averages(const double *values, int64_t count, double weight, double state, double *results) {
    const double keep = 1.0 - weight, keep2 = keep * keep, keep4 = keep2 * keep2;
    const double keep3 = keep2 * keep, keep5 = keep4 * keep, keep6 = keep4 * keep2, keep7 = keep4 * keep3;
    const Numbers powers = {keep, keep2, keep3, keep4, keep5, keep6, keep7, keep4 * keep4};
    const Numbers zero = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        // Eight averages from a state of 0, by doubling the reach; then what the state before them still counts. Only that
        // waits for the eight before.
        Numbers y = load(values + i) * weight;
        y += keep * __builtin_shufflevector(zero, y, 0, 8, 9, 10, 11, 12, 13, 14);
        y += keep2 * __builtin_shufflevector(zero, y, 0, 1, 8, 9, 10, 11, 12, 13);
        y += keep4 * __builtin_shufflevector(zero, y, 0, 1, 2, 3, 8, 9, 10, 11);
        y += powers * state;
        store(results + i, y);
        state = y[lanes - 1];
    }
    for (; i < count; ++i) {
        state = state * keep + values[i] * weight;
        results[i] = state;
    }
    return state;
}

static double cumulative_sums(
    const double *values, int64_t count, double center, double factor, double allowance, double state, double *results) {
    for (int64_t i = 0; i < count; ++i) {
        // One addition and one maximum wait for the value before; a branch would be guessed wrong at every other return to 0.
        const double rise = state + ((values[i] - center) * factor - allowance);
        state = rise > 0.0 ? rise : 0.0;
        results[i] = state;
    }
    return state;
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
