#include "CNumerics.h"
#include "Guard.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/owens_t.hpp>
#include <boost/math/special_functions/polygamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

using namespace numerics;

namespace {
const Policy policy{};
using Student = bm::students_t_distribution<double, Policy>;
}  // namespace

extern "C" {

double cn_gamma_p(double a, double x) { return guarded([&] { return bm::gamma_p(a, x, policy); }); }
double cn_gamma_q(double a, double x) { return guarded([&] { return bm::gamma_q(a, x, policy); }); }
double cn_gamma_p_inverse(double a, double p) { return guarded([&] { return bm::gamma_p_inv(a, p, policy); }); }
double cn_gamma_q_inverse(double a, double q) { return guarded([&] { return bm::gamma_q_inv(a, q, policy); }); }
double cn_gamma_p_derivative(double a, double x) {
    return guarded([&] { return bm::gamma_p_derivative(a, x, policy); });
}
double cn_digamma(double x) { return guarded([&] { return bm::digamma(x, policy); }); }
double cn_trigamma(double x) { return guarded([&] { return bm::trigamma(x, policy); }); }
double cn_polygamma(int32_t order, double x) { return guarded([&] { return bm::polygamma(order, x, policy); }); }
double cn_log_gamma(double x) { return guarded([&] { return bm::lgamma(x, policy); }); }
double cn_gamma_ratio(double a, double b) { return guarded([&] { return bm::tgamma_ratio(a, b, policy); }); }

double cn_beta(double a, double b) { return guarded([&] { return bm::beta(a, b, policy); }); }
double cn_ibeta(double a, double b, double x) { return guarded([&] { return bm::ibeta(a, b, x, policy); }); }
double cn_ibeta_complement(double a, double b, double x) {
    return guarded([&] { return bm::ibetac(a, b, x, policy); });
}
double cn_ibeta_inverse(double a, double b, double p, double *complement) {
    *complement = notANumber;
    return guarded([&] { return bm::ibeta_inv(a, b, p, complement, policy); });
}
double cn_ibeta_complement_inverse(double a, double b, double q, double *complement) {
    *complement = notANumber;
    return guarded([&] { return bm::ibetac_inv(a, b, q, complement, policy); });
}
double cn_ibeta_derivative(double a, double b, double x) {
    return guarded([&] { return bm::ibeta_derivative(a, b, x, policy); });
}

double cn_erf_inverse(double p) { return guarded([&] { return bm::erf_inv(p, policy); }); }
double cn_erfc_inverse(double q) { return guarded([&] { return bm::erfc_inv(q, policy); }); }
double cn_owens_t(double h, double a) { return guarded([&] { return bm::owens_t(h, a, policy); }); }

double cn_student_cdf(double df, double x) { return guarded([&] { return bm::cdf(Student(df), x); }); }
double cn_student_quantile(double df, double p) { return guarded([&] { return bm::quantile(Student(df), p); }); }

}
