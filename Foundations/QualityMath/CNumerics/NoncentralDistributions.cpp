#include "CNumerics.h"
#include "Guard.hpp"

#include <boost/math/distributions/non_central_beta.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>

using namespace numerics;

namespace {
using ChiSquared = bm::non_central_chi_squared_distribution<double, Policy>;
using StudentT = bm::non_central_t_distribution<double, Policy>;
using Beta = bm::non_central_beta_distribution<double, Policy>;
using FisherF = bm::non_central_f_distribution<double, Policy>;
}  // namespace

extern "C" {

double cn_ncx2_pdf(double df, double l, double x) { return guarded([&] { return bm::pdf(ChiSquared(df, l), x); }); }
double cn_ncx2_cdf(double df, double l, double x) { return guarded([&] { return bm::cdf(ChiSquared(df, l), x); }); }
double cn_ncx2_sf(double df, double l, double x) {
    return guarded([&] { return bm::cdf(bm::complement(ChiSquared(df, l), x)); });
}
double cn_ncx2_quantile(double df, double l, double p) {
    return guarded([&] { return bm::quantile(ChiSquared(df, l), p); });
}
double cn_ncx2_upper(double df, double l, double q) {
    return guarded([&] { return bm::quantile(bm::complement(ChiSquared(df, l), q)); });
}

double cn_nct_pdf(double df, double d, double x) { return guarded([&] { return bm::pdf(StudentT(df, d), x); }); }
double cn_nct_cdf(double df, double d, double x) { return guarded([&] { return bm::cdf(StudentT(df, d), x); }); }
double cn_nct_sf(double df, double d, double x) {
    return guarded([&] { return bm::cdf(bm::complement(StudentT(df, d), x)); });
}
double cn_nct_quantile(double df, double d, double p) {
    return guarded([&] { return bm::quantile(StudentT(df, d), p); });
}
double cn_nct_upper(double df, double d, double q) {
    return guarded([&] { return bm::quantile(bm::complement(StudentT(df, d), q)); });
}

double cn_ncbeta_pdf(double a, double b, double l, double x) {
    return guarded([&] { return bm::pdf(Beta(a, b, l), x); });
}
double cn_ncbeta_cdf(double a, double b, double l, double x) {
    return guarded([&] { return bm::cdf(Beta(a, b, l), x); });
}
double cn_ncbeta_sf(double a, double b, double l, double x) {
    return guarded([&] { return bm::cdf(bm::complement(Beta(a, b, l), x)); });
}
double cn_ncbeta_quantile(double a, double b, double l, double p) {
    return guarded([&] { return bm::quantile(Beta(a, b, l), p); });
}
double cn_ncbeta_upper(double a, double b, double l, double q) {
    return guarded([&] { return bm::quantile(bm::complement(Beta(a, b, l), q)); });
}

double cn_ncf_pdf(double m, double n, double l, double x) {
    return guarded([&] { return bm::pdf(FisherF(m, n, l), x); });
}
double cn_ncf_cdf(double m, double n, double l, double x) {
    return guarded([&] { return bm::cdf(FisherF(m, n, l), x); });
}
double cn_ncf_sf(double m, double n, double l, double x) {
    return guarded([&] { return bm::cdf(bm::complement(FisherF(m, n, l), x)); });
}
double cn_ncf_quantile(double m, double n, double l, double p) {
    return guarded([&] { return bm::quantile(FisherF(m, n, l), p); });
}
double cn_ncf_upper(double m, double n, double l, double q) {
    return guarded([&] { return bm::quantile(bm::complement(FisherF(m, n, l), q)); });
}

}
