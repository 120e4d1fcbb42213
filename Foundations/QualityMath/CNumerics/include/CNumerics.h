// The numerical kernels that QualityMath takes from Boost.Math and Eigen, with C linkage.
// Every function answers NaN (or a nonzero status) instead of throwing; none keeps state.
#ifndef QUALITY_MATH_CNUMERICS_H
#define QUALITY_MATH_CNUMERICS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Gamma family: regularised incomplete gamma P and Q, their inverses in x, digamma, trigamma, ratio of gammas.
double cn_gamma_p(double shape, double x);
double cn_gamma_q(double shape, double x);
double cn_gamma_p_inverse(double shape, double p);
double cn_gamma_q_inverse(double shape, double q);
double cn_gamma_p_derivative(double shape, double x);
double cn_digamma(double x);
double cn_trigamma(double x);
double cn_polygamma(int32_t order, double x);
double cn_log_gamma(double x);
double cn_gamma_ratio(double a, double b);

// Beta family: regularised incomplete beta I_x(a, b), its complement and the inverses in x.
// The inverses also store 1 - x, which is exact where x is close to 1.
double cn_beta(double a, double b);
double cn_ibeta(double a, double b, double x);
double cn_ibeta_complement(double a, double b, double x);
double cn_ibeta_inverse(double a, double b, double p, double *complement);
double cn_ibeta_complement_inverse(double a, double b, double q, double *complement);
double cn_ibeta_derivative(double a, double b, double x);

// Error functions and Owen's T.
double cn_erf_inverse(double p);
double cn_erfc_inverse(double q);
double cn_owens_t(double h, double a);

// Student's t.
double cn_student_cdf(double df, double x);
double cn_student_quantile(double df, double p);

// Bulk random numbers. 16 * groups uniform or normal numbers of a Philox stream from a block on; and standard normal quantiles in
// place of 8 * groups probabilities from 2^-54 to 1 - 2^-53.
void cn_philox_uniforms(uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values);
void cn_philox_normals(uint64_t key, uint64_t stream, uint64_t first_block, int64_t groups, double *values);
void cn_normal_quantiles(double *values, int64_t groups);

// Elementary functions in place: exp of any numbers, log of normal positive ones.
void cn_exponentials(double *values, int64_t count);
void cn_logarithms(double *values, int64_t count);
// The sums of e, l e and l l e with e = exp(power l) over logarithms l; the order of additions is fixed.
void cn_exponential_sums(const double *logs, int64_t count, double power, double *sums);
// Binomial cumulative probabilities of `terms` for fractions from 0 to 1: ratios[x] = (trials - x)/(x + 1).
// NaN for 1, outside 0 to 1 and where (1 - p)^trials is below exp(-600); returns whether there is any.
int cn_binomial_cumulative(
    const double *fractions, int64_t count, double trials, const double *ratios, int64_t terms, double *results);

// The sum; the sums of differences from a center and of their squares; (value - center) * factor; and weighted averages
// weight * value + (1 - weight) * state, each the state of the next, the last returned.
double cn_sum(const double *values, int64_t count);
void cn_deviations(const double *values, int64_t count, double center, double *sums);
void cn_standardized(const double *values, int64_t count, double center, double factor, double *results);
double cn_weighted_averages(const double *values, int64_t count, double weight, double state, double *results);
// Sums max(0, state + (value - center) * factor - allowance), each the state of the next, the last returned.
double cn_cumulative_sums(
    const double *values, int64_t count, double center, double factor, double allowance, double state, double *results);

// Means and ranges of `count` rows of `size` values that follow one another.
void cn_subgroup_statistics(const double *values, int64_t count, int64_t size, double *means, double *ranges);
// One bit for each of 64 * count values: whether sign * value is above a limit; whether left is greater than right.
void cn_bits_above(const double *values, int64_t count, double sign, double limit, uint64_t *bits);
void cn_bits_greater(const double *left, const double *right, int64_t count, uint64_t *bits);

// Asks the kernel for large pages for memory that is about to be filled; a hint that it may not take.
void cn_prefer_large_pages(void *memory, int64_t bytes);

// Dense linear algebra. Matrices are row-major; the status is 0 for success and 1 for failure.

// Column-pivoted Householder QR of the rows x columns matrix a (rows >= columns): thin q (rows x columns),
// upper triangular r (columns x columns), pivots (column of a at each position).
int cn_qr(const double *a, int64_t rows, int64_t columns, double *q, double *r, int64_t *pivots);
// Lower Cholesky factor; 2 when the matrix is not positive definite.
int cn_cholesky(const double *a, int64_t n, double *lower);
// Eigenvalues in increasing order and eigenvectors in the columns.
int cn_symmetric_eigen(const double *a, int64_t n, double *values, double *vectors);
// Thin singular value decomposition a = u diag(s) v'; k = min(rows, columns).
int cn_svd(const double *a, int64_t rows, int64_t columns, double *u, double *s, double *v);
// Solves a x = b for a square matrix by LU with partial pivoting; also the reciprocal condition number.
int cn_solve(const double *a, int64_t n, const double *b, int64_t columns, double *x, double *reciprocal_condition);
// log |determinant| and its sign (-1, 0, 1).
int cn_log_determinant(const double *a, int64_t n, double *logarithm, double *sign);
// c = a b.
int cn_multiply(const double *a, const double *b, int64_t rows, int64_t inner, int64_t columns, double *c);

#ifdef __cplusplus
}
#endif

#endif
