// The one error policy: bad arguments give NaN, overflow gives infinity, a series that does not converge gives NaN.
#pragma once

#include <boost/math/policies/policy.hpp>
#include <limits>

namespace numerics {

namespace bm = boost::math;
namespace bp = boost::math::policies;

// Without promotion to long double the results do not depend on the width of long double.
using Policy = bp::policy<
    bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>, bp::overflow_error<bp::ignore_error>,
    bp::underflow_error<bp::ignore_error>, bp::denorm_error<bp::ignore_error>,
    bp::rounding_error<bp::throw_on_error>, bp::evaluation_error<bp::throw_on_error>,
    bp::indeterminate_result_error<bp::ignore_error>, bp::promote_float<false>, bp::promote_double<false>>;

inline constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// Runs a kernel and turns every C++ exception into NaN.
template <class Kernel> double guarded(Kernel kernel) noexcept {
    try {
        return kernel();
    } catch (...) {
        return notANumber;
    }
}

}  // namespace numerics
