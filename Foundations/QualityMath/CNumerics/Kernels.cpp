// Kernels on vectors of eight numbers, compiled for the baseline processor, AVX2 and AVX-512, and chosen when they are first
// called. Swift has no such choice for one function: its vectors have the two lanes of the baseline. All three give the
// same bits, as no operation is fused and every sum has its order.
#include "CNumerics.h"

#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#define INLINE static inline __attribute__((always_inline))
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

namespace baseline {
#include "Lanes.hpp"
#include "RandomBlocks.hpp"
#include "Series.hpp"
}  // namespace baseline

#if defined(__x86_64__) && defined(__linux__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
namespace avx2 {
#include "Lanes.hpp"
#include "RandomBlocks.hpp"
#include "Series.hpp"
}  // namespace avx2
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
namespace avx512 {
#include "Lanes.hpp"
#include "RandomBlocks.hpp"
#include "Series.hpp"
}  // namespace avx512
#pragma clang attribute pop

namespace {

enum class Processor { baseline, avx2, avx512 };

Processor processor() {
    static const Processor found = [] {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
            __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
            return Processor::avx512;
        return __builtin_cpu_supports("avx2") ? Processor::avx2 : Processor::baseline;
    }();
    return found;
}

}  // namespace

#define CHOOSE(kernel, ...)                                                                                            \
    switch (processor()) {                                                                                             \
    case Processor::avx512: return avx512::kernel(__VA_ARGS__);                                                        \
    case Processor::avx2: return avx2::kernel(__VA_ARGS__);                                                            \
    case Processor::baseline: break;                                                                                   \
    }                                                                                                                  \
    return baseline::kernel(__VA_ARGS__);
#else
#define CHOOSE(kernel, ...) return baseline::kernel(__VA_ARGS__);
#endif

extern "C" {

void cn_philox_uniforms(uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values) {
    CHOOSE(philox_uniforms, key, stream, first_block, groups, values)
}

void cn_philox_normals(uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values) {
    CHOOSE(philox_normals, key, stream, first_block, groups, values)
}

void cn_normal_quantiles(double *values, int64_t groups) { CHOOSE(normal_quantiles, values, groups) }

void cn_exponentials(double *values, int64_t count) { CHOOSE(exponentials, values, count) }

void cn_logarithms(double *values, int64_t count) { CHOOSE(logarithms, values, count) }

void cn_exponential_sums(const double *logs, int64_t count, double power, double *sums) {
    CHOOSE(exponential_sums, logs, count, power, sums)
}

int cn_binomial_cumulative(
    const double *fractions, int64_t count, double trials, const double *ratios, int64_t terms, double *results) {
    CHOOSE(binomial_cumulative, fractions, count, trials, ratios, terms, results)
}

double cn_sum(const double *values, int64_t count) { CHOOSE(sum, values, count) }

void cn_deviations(const double *values, int64_t count, double center, double *sums) {
    CHOOSE(deviations, values, count, center, sums)
}

void cn_standardized(const double *values, int64_t count, double center, double factor, double *results) {
    CHOOSE(standardized, values, count, center, factor, results)
}

double cn_weighted_averages(const double *values, int64_t count, double weight, double state, double *results) {
    CHOOSE(weighted_averages, values, count, weight, state, results)
}

double cn_cumulative_sums(
    const double *values, int64_t count, double center, double factor, double allowance, double state, double *results) {
    CHOOSE(cumulative_sums, values, count, center, factor, allowance, state, results)
}

void cn_subgroup_statistics(const double *values, int64_t count, int64_t size, double *means, double *ranges) {
    CHOOSE(subgroup_statistics, values, count, size, means, ranges)
}

void cn_bits_above(const double *values, int64_t count, double sign, double limit, uint64_t *bits) {
    CHOOSE(bits_above, values, count, sign, limit, bits)
}

void cn_bits_greater(const double *left, const double *right, int64_t count, uint64_t *bits) {
    CHOOSE(bits_greater, left, right, count, bits)
}

void cn_prefer_large_pages(void *memory, int64_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    const uintptr_t page = 4096;
    const uintptr_t start = (reinterpret_cast<uintptr_t>(memory) + page - 1) & ~(page - 1);
    const uintptr_t end = (reinterpret_cast<uintptr_t>(memory) + static_cast<uintptr_t>(bytes)) & ~(page - 1);
    // A hint only: where the kernel does not take it, pages are small and nothing else changes.
    if (end > start) (void)madvise(reinterpret_cast<void *>(start), end - start, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}

}
