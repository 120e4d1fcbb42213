"""Writes the reference tables of QualityMath: python3 make_reference.py [name ...]

Every value is computed by mpmath with 50 digits or more from definitions (positive series, continued fractions,
trapezoidal sums of analytic integrands), independently of Boost and of the Swift code, and cross-checked against SciPy
where SciPy has the distribution (`check`). The versions used are written into each table. Values between 0 and 1e-300
are written as null, because a double cannot hold them to full precision.
"""
import json
import pathlib
import platform
import sys

import mpmath
import numpy
import scipy
import scipy.stats as st
from mpmath import erfc, exp, expm1, gamma, inf, log, log1p, loggamma, mp, mpf, pi, sqrt

mp.dps = 50
HERE = pathlib.Path(__file__).parent
MADE = f"mpmath {mpmath.__version__}, SciPy {scipy.__version__}, NumPy {numpy.__version__}, Python {platform.python_version()}"


# ---- Building blocks -------------------------------------------------------------------------------------------------
def continued(b0, terms):
    """Lentz's method for b0 + a1/(b1 + a2/(b2 + ...))."""
    tiny = mpf(10) ** -4000
    f = b0 or tiny
    c, d = f, mpf(0)
    for count, (a, b) in enumerate(terms):
        if count > 20000:
            break
        d = b + a * d or tiny
        c = b + a / c or tiny
        d = 1 / d
        step = c * d
        f *= step
        if abs(step - 1) < mpf(10) ** (-mp.dps):
            return f
    raise ArithmeticError("continued fraction")


def gamma_tails(a, x):
    """P(a, x) and Q(a, x), the smaller one directly."""
    a, x = mpf(a), mpf(x)
    if x == 0:
        return mpf(0), mpf(1)
    kernel = exp(a * log(x) - x - loggamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = 1
        while term > total * mpf(10) ** (-mp.dps - 5):
            term *= x / (a + n)
            total += term
            n += 1
        p = kernel * total
        return p, 1 - p

    def terms():
        i = 1
        while True:
            yield -i * (i - a), x + 2 * i + 1 - a
            i += 1

    q = kernel / continued(x + 1 - a, terms())
    return 1 - q, q


def beta_tails(a, b, x, y=None):
    """I_x(a, b) and its complement, the smaller one directly; y = 1 - x."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    y = 1 - x if y is None else mpf(y)
    if x <= 0:
        return mpf(0), mpf(1)
    if y <= 0:
        return mpf(1), mpf(0)
    if x > (a + 1) / (a + b + 2):
        q, p = beta_tails(b, a, y, x)
        return p, q

    def terms():
        m = 1
        while True:
            yield -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1)), mpf(1)
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), mpf(1)
            m += 1

    kernel = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b)) / a
    p = kernel / continued(mpf(1), terms())
    return p, 1 - p


def normal_cdf(z):
    return erfc(-z / sqrt(mpf(2))) / 2


def normal_pdf(z):
    return exp(-z * z / 2) / sqrt(2 * pi)


def trapezoid(function, left, right, start=64):
    """The integral of an analytic function that vanishes at both ends, halving the step until it stands."""
    left, right = mpf(left), mpf(right)
    n, last = start, None
    h = (right - left) / n
    total = sum(function(left + h * i) for i in range(n + 1)) * h
    for _ in range(8):
        h /= 2
        total = total / 2 + h * sum(function(left + h * (2 * i + 1)) for i in range(n))
        n *= 2
        if last is not None and abs(total - last) <= mpf(10) ** (-18) * abs(total):
            return total
        last = total
    raise ArithmeticError("trapezoid")


# ---- Distributions: each gives density, (cumulative, survival) ----------------------------------------------------------
class Normal:
    scipy = staticmethod(lambda p: st.norm(*p))
    parameters = [(0, 1), (10, 0.5), (-3, 1e-3), (1e6, 2.5)]
    standard = [-38, -30, -20, -8, -4, -2, -1, -0.5, -0.1, 0, 1e-3, 0.3, 0.7, 1.5, 3, 6, 12, 25, 37]

    def points(self, p):
        return [p[0] + p[1] * z for z in self.standard]

    def pdf(self, p, x):
        return normal_pdf((x - p[0]) / p[1]) / p[1]

    def tails(self, p, x):
        z = (x - p[0]) / p[1]
        return normal_cdf(z), normal_cdf(-z)

    far = [-1e3, -100, -45, 45]


class Lognormal(Normal):
    scipy = staticmethod(lambda p: st.lognorm(p[1], scale=float(exp(p[0]))))
    parameters = [(0, 1), (2, 0.1), (-5, 3)]

    def points(self, p):
        return [float(exp(p[0] + p[1] * z)) for z in self.standard if abs(z) < 30]

    def pdf(self, p, x):
        return normal_pdf((log(x) - p[0]) / p[1]) / (p[1] * x)

    def tails(self, p, x):
        z = (log(x) - p[0]) / p[1]
        return normal_cdf(z), normal_cdf(-z)

    far = []


class Student:
    scipy = staticmethod(lambda p: st.t(*p))
    parameters = [(0.3,), (1,), (1.5,), (2,), (3,), (5,), (9.7,), (29,), (100,), (1234.5,), (1e6,)]
    far = [-1e200, -1e120, -1e40]

    def points(self, p):
        return [-1e8, -1e4, -100, -30, -8, -4, -2, -1, -0.5, -1e-3, 0, 0.1, 0.7, 1.5, 3, 6, 20, 1e3]

    def pdf(self, p, x):
        (n,) = p
        return exp(loggamma((n + 1) / 2) - loggamma(n / 2) - (n + 1) / 2 * log1p(x * x / n)) / sqrt(n * pi)

    def tails(self, p, x):
        (n,) = p
        lower = beta_tails(n / 2, mpf(1) / 2, n / (n + x * x), x * x / (n + x * x))[0] / 2
        return (lower, 1 - lower) if x <= 0 else (1 - lower, lower)


class Gamma:
    scipy = staticmethod(lambda p: st.gamma(p[0], scale=p[1]))
    parameters = [(1e-3, 1), (0.1, 2), (0.5, 1), (1, 3), (1.7, 1), (4, 0.25), (20, 1), (150.5, 2), (3000, 1), (1e5, 1)]
    far = []

    def points(self, p):
        mean, sd = p[0] * p[1], p[0] ** 0.5 * p[1]
        near = [mean + sd * z for z in (-8, -5, -3, -2, -1, -0.3, 0, 0.5, 1, 2, 4, 8, 15, 30)]
        return sorted({x for x in near + [mean * f for f in (1e-12, 1e-6, 1e-3, 0.01, 0.1, 0.5, 2, 5)] if x > 0})

    def pdf(self, p, x):
        a, s = p
        return exp((a - 1) * log(x / s) - x / s - loggamma(a)) / s

    def tails(self, p, x):
        return gamma_tails(p[0], x / p[1])


class ChiSquared(Gamma):
    scipy = staticmethod(lambda p: st.chi2(*p))
    parameters = [(0.5,), (1,), (2,), (3,), (7.3,), (30,), (99,), (1000,)]

    def points(self, p):
        return Gamma.points(self, (p[0] / 2, 2))

    def pdf(self, p, x):
        return Gamma.pdf(self, (p[0] / 2, mpf(2)), x)

    def tails(self, p, x):
        return gamma_tails(p[0] / 2, x / 2)


class Beta:
    scipy = staticmethod(lambda p: st.beta(*p))
    parameters = [(0.01, 0.5), (0.5, 0.5), (1, 1), (1, 3), (2.5, 0.7), (2, 5), (10, 10), (50.5, 3), (300, 700), (1e4, 2e4), (3, 1e5)]
    far = []

    def points(self, p):
        mean = p[0] / (p[0] + p[1])
        sd = (mean * (1 - mean) / (p[0] + p[1] + 1)) ** 0.5
        xs = [mean + sd * z for z in (-12, -7, -4, -2, -1, -0.2, 0, 0.5, 1, 2, 4, 7, 12, 20)]
        return sorted({x for x in xs + [1e-9, 1e-4, 0.01, 0.2, 0.5, 0.8, 0.99] if 0 < x < 1})

    def pdf(self, p, x):
        a, b = p
        return exp((a - 1) * log(x) + (b - 1) * log1p(-x) + loggamma(a + b) - loggamma(a) - loggamma(b))

    def tails(self, p, x):
        return beta_tails(p[0], p[1], x)


class F(Beta):
    scipy = staticmethod(lambda p: st.f(*p))
    parameters = [(1, 1), (1, 10), (2, 5), (3.5, 7.2), (4, 4), (10, 30), (29, 120), (200, 300), (2, 1e5), (5000, 8)]

    def points(self, p):
        return [1e-8, 1e-4, 0.01, 0.1, 0.3, 0.6, 0.9, 1, 1.1, 1.5, 2, 3, 5, 10, 40, 1e3, 1e6]

    def pdf(self, p, x):
        m, n = p
        lg = loggamma((m + n) / 2) - loggamma(m / 2) - loggamma(n / 2)
        return exp(lg + m / 2 * log(m / n) + (m / 2 - 1) * log(x) - (m + n) / 2 * log1p(m * x / n))

    def tails(self, p, x):
        m, n = p
        return beta_tails(m / 2, n / 2, m * x / (n + m * x), n / (n + m * x))


class Weibull:
    scipy = staticmethod(lambda p: st.weibull_min(p[0], scale=p[1]))
    parameters = [(0.3, 1), (0.8, 100), (1, 2), (1.5, 1), (3.6, 1e4), (12, 0.5)]
    far = []

    def points(self, p):
        return [p[1] * float(mpf(t) ** (1 / mpf(p[0]))) for t in (1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.69, 1, 2, 5, 20, 100, 600)]

    def pdf(self, p, x):
        k, s = p
        return k / s * (x / s) ** (k - 1) * exp(-((x / s) ** k))

    def tails(self, p, x):
        h = (x / p[1]) ** p[0]
        return -expm1(-h), exp(-h)


class Exponential(Weibull):
    scipy = staticmethod(lambda p: st.expon(scale=p[0]))
    parameters = [(1,), (0.01,), (5e4,)]

    def points(self, p):
        return Weibull.points(self, (1, p[0]))

    def pdf(self, p, x):
        return exp(-x / p[0]) / p[0]

    def tails(self, p, x):
        return -expm1(-x / p[0]), exp(-x / p[0])


class Logistic:
    scipy = staticmethod(lambda p: st.logistic(*p))
    parameters = [(0, 1), (5, 0.2)]
    far = [-2000, 2000]

    def points(self, p):
        return [p[0] + p[1] * z for z in (-600, -100, -30, -5, -1, -0.1, 0, 1e-3, 0.5, 2, 8, 40, 500)]

    def pdf(self, p, x):
        z = (x - p[0]) / p[1]
        return exp(-z) / (1 + exp(-z)) ** 2 / p[1]

    def tails(self, p, x):
        z = (x - p[0]) / p[1]
        return 1 / (1 + exp(-z)), 1 / (1 + exp(z))


class GumbelLargest(Logistic):
    scipy = staticmethod(lambda p: st.gumbel_r(*p))
    parameters = [(0, 1), (-2, 3)]
    far = [2000]

    def points(self, p):
        return [p[0] + p[1] * z for z in (-6.4, -5, -3, -1, -0.2, 0, 0.4, 1, 3, 10, 36, 100, 600)]

    def pdf(self, p, x):
        z = (x - p[0]) / p[1]
        return exp(-z - exp(-z)) / p[1]

    def tails(self, p, x):
        z = (x - p[0]) / p[1]
        return exp(-exp(-z)), -expm1(-exp(-z))


class GumbelSmallest(GumbelLargest):
    scipy = staticmethod(lambda p: st.gumbel_l(*p))
    far = [-2000]

    def points(self, p):
        return [p[0] - p[1] * z for z in (-6.4, -5, -3, -1, -0.2, 0, 0.4, 1, 3, 10, 36, 100, 600)]

    def pdf(self, p, x):
        return GumbelLargest.pdf(self, (-p[0], p[1]), -x)

    def tails(self, p, x):
        lower, upper = GumbelLargest.tails(self, (-p[0], p[1]), -x)
        return upper, lower


class Uniform:
    scipy = staticmethod(lambda p: st.uniform(p[0], p[1] - p[0]))
    parameters = [(0, 1), (-3, 5), (100, 100.5)]
    far = []

    def points(self, p):
        return [p[0] + (p[1] - p[0]) * f for f in (1e-9, 0.01, 0.3, 0.5, 0.77, 0.999)]

    def pdf(self, p, x):
        return 1 / (p[1] - p[0])

    def tails(self, p, x):
        return (x - p[0]) / (p[1] - p[0]), (p[1] - x) / (p[1] - p[0])


class Triangular(Uniform):
    scipy = staticmethod(lambda p: st.triang((p[1] - p[0]) / (p[2] - p[0]), p[0], p[2] - p[0]))
    parameters = [(0, 0.5, 1), (-3, -3, 5), (0, 2, 2), (10, 10.1, 12)]

    def points(self, p):
        return [p[0] + (p[2] - p[0]) * f for f in (1e-6, 0.01, 0.05, 0.3, 0.5, 0.77, 0.999)]

    def pdf(self, p, x):
        a, c, b = p
        return 2 * (x - a) / ((b - a) * (c - a)) if x < c else 2 * (b - x) / ((b - a) * (b - c)) if x > c else 2 / (b - a)

    def tails(self, p, x):
        a, c, b = p
        if x <= c and c > a:
            lower = (x - a) ** 2 / ((b - a) * (c - a))
            return lower, 1 - lower
        upper = (b - x) ** 2 / ((b - a) * (b - c))
        return 1 - upper, upper


# Noncentral distributions as Poisson mixtures. Both tails are sums of positive terms: the cumulative one climbs down the
# index from the far end of the weights, the survival one climbs up.
def poisson_mixture(half, first_tails, step):
    """Returns sum w_j P_j and sum w_j Q_j for tails that differ by step(j) = P_j - P_(j+1) > 0."""
    spread = int(40 * (sqrt(half) + 5))
    top = int(half) + spread
    weights = [exp(-half)]
    for j in range(1, top + 1):
        weights.append(weights[-1] * half / j)
    steps = [step(j) for j in range(top)]
    upper = first_tails(0)[1]
    survival = mpf(0)
    for j in range(top + 1):
        survival += weights[j] * upper
        if j < top:
            upper += steps[j]
    lower = first_tails(top)[0]
    cumulative = mpf(0)
    for j in range(top, -1, -1):
        cumulative += weights[j] * lower
        if j > 0:
            lower += steps[j - 1]
    return cumulative, survival


class NoncentralChiSquared:
    scipy = staticmethod(lambda p: st.ncx2(*p))
    parameters = [(1, 0.5), (0.5, 3), (3, 2), (5, 30), (20.5, 10), (100, 1), (10, 300), (2, 1000)]
    far = []

    def points(self, p):
        mean, sd = p[0] + p[1], (2 * (p[0] + 2 * p[1])) ** 0.5
        near = [mean + sd * z for z in (-6, -4, -3, -2, -1, -0.3, 0, 0.5, 1, 2, 4, 8, 15)]
        return sorted({x for x in near + [mean * f for f in (1e-6, 0.01, 0.1)] if x > 0})

    def tails(self, p, x):
        k, l = p
        log_x = log(x / 2)
        return poisson_mixture(
            l / 2, lambda j: gamma_tails(k / 2 + j, x / 2),
            lambda j: exp((k / 2 + j) * log_x - x / 2 - loggamma(k / 2 + j + 1)))

    def pdf(self, p, x):
        k, l = p
        total, j = mpf(0), 0
        while True:
            a = k / 2 + j
            term = exp(-l / 2 + j * log(l / 2) - loggamma(mpf(j + 1)) + (a - 1) * log(x / 2) - x / 2 - loggamma(a)) / 2
            total += term
            if j > l / 2 and j > sqrt(x * l) and term < total * mpf(10) ** -45:
                return total
            j += 1


class NoncentralBeta:
    scipy = None
    parameters = [(1, 2, 1), (0.5, 3, 4), (5, 5, 10), (20, 3, 2), (2, 40, 30), (10, 10, 200)]
    far = []

    def points(self, p):
        return [1e-6, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 0.999]

    def split(self, p, x):
        return p, x, 1 - x

    def tails(self, p, x):
        (a, b, l), x, y = self.split(p, x)
        return poisson_mixture(
            l / 2, lambda j: beta_tails(a + j, b, x, y),
            lambda j: exp((a + j) * log(x) + b * log(y) + loggamma(a + j + b) - loggamma(a + j + 1) - loggamma(b)))

    def pdf(self, p, x):
        (a, b, l), x, y = self.split(p, x)
        total, j = mpf(0), 0
        while True:
            c = a + j
            lg = loggamma(c + b) - loggamma(c) - loggamma(b)
            term = exp(-l / 2 + j * log(l / 2) - loggamma(mpf(j + 1)) + (c - 1) * log(x) + (b - 1) * log(y) + lg)
            total += term
            if j > l and term < total * mpf(10) ** -45:
                return total
            j += 1


class NoncentralF(NoncentralBeta):
    scipy = staticmethod(lambda p: st.ncf(*p))
    parameters = [(1, 10, 1), (2, 5, 4), (3.5, 30, 10), (10, 20, 2), (5, 200, 50), (40, 8, 100)]

    def points(self, p):
        return [1e-4, 0.01, 0.1, 0.3, 0.7, 1, 1.5, 2, 3, 5, 8, 15, 40, 200]

    def split(self, p, x):
        m, n, l = p
        return (m / 2, n / 2, l), m * x / (n + m * x), n / (n + m * x)

    def pdf(self, p, x):
        m, n, l = p
        return NoncentralBeta.pdf(self, p, x) * (m / n) / (1 + m * x / n) ** 2


class NoncentralT:
    scipy = staticmethod(lambda p: st.nct(*p))
    parameters = [(1, 0.5), (2.5, -1), (4, 2), (9, 5), (9, 0), (24, 10), (30, -3), (100, 1.5), (99, 20), (1000, 37)]
    far = []

    def points(self, p):
        n, d = p
        sd = (1 + d * d / (2 * n)) ** 0.5
        near = [d + sd * z for z in (-8, -5, -3, -2, -1, -0.3, 0, 0.5, 1, 2, 3, 5, 8, 15)]
        return sorted(set(near + [0.0, -0.5, 0.5, -20.0]))

    def mixture(self, p, inner):
        """Over t = log of the root of chi-squared(n)/n."""
        n, d = p
        constant = log(mpf(2)) + n / 2 * log(n / 2) - loggamma(n / 2)
        spread = 1 / sqrt(2 * n)

        def weighted(t):
            s = exp(t)
            return exp(constant + n * t - n / 2 * s * s) * inner(s)

        left = -90 / n - 20 * spread - (8 if n < 5 else 3)
        return trapezoid(weighted, left, log1p(300 / n) / 2 + 20 * spread + 1, 256)

    def pdf(self, p, x):
        return self.mixture(p, lambda s: s * normal_pdf(x * s - p[1]))

    def tails(self, p, x):
        if x == 0:
            return normal_cdf(-p[1]), normal_cdf(p[1])
        return (self.mixture(p, lambda s: normal_cdf(x * s - p[1])), self.mixture(p, lambda s: normal_cdf(p[1] - x * s)))


class NormalRange:
    scipy = None
    parameters = [(2,), (3,), (5,), (10,), (25,), (100,)]
    far = []

    def points(self, p):
        return [1e-3, 0.05, 0.09, 0.11, 0.5, 1, 2, 3, 4.5, 6, 8, 12, 25]

    def pdf(self, p, w):
        n = int(p[0])
        if n == 2:
            return exp(-w * w / 4) / sqrt(pi)
        mp.dps = 80
        value = n * (n - 1) * trapezoid(
            lambda z: normal_pdf(z) * normal_pdf(z - w) * (normal_cdf(z) - normal_cdf(z - w)) ** (n - 2), w / 2 - 15, w / 2 + 15)
        mp.dps = 50
        return value

    def tails(self, p, w):
        n = int(p[0])
        if n == 2:
            return 1 - erfc(w / 2), erfc(w / 2)
        digits, mp.dps = mp.dps, 40 + 5 * n if w < 0.2 else 60 + int(min(w, 60) ** 2 / 4)
        lower = n * trapezoid(lambda z: normal_pdf(z) * (normal_cdf(z) - normal_cdf(z - w)) ** (n - 1), -15, w + 15)
        upper = n * trapezoid(
            lambda z: normal_pdf(z) * (normal_cdf(z) ** (n - 1) - (normal_cdf(z) - normal_cdf(z - w)) ** (n - 1)),
            min(-15, w / 2 - 20), w + 15)
        mp.dps = digits
        return lower, upper


class StudentizedRange:
    scipy = staticmethod(lambda p: st.studentized_range(*p))
    parameters = [(2, 1), (2, 7), (2, 60), (3, 10), (5, 4), (10, 60)]
    far = []

    def points(self, p):
        return [0.05, 0.5, 1, 2, 3.5, 5, 8, 15, 60] if p[0] == 2 else [0.5, 3.5, 8]

    def tails(self, p, q):
        k, n = int(p[0]), p[1]
        if k == 2:
            t2 = q * q / 2
            upper = beta_tails(n / 2, mpf(1) / 2, n / (n + t2), t2 / (n + t2))
            return upper[1], upper[0]
        mp.dps = 25
        mixture = NoncentralT()

        def one(which):
            def inner(s):
                w = q * s
                if which:
                    return k * sum_z(lambda z: normal_pdf(z) * (normal_cdf(z) ** (k - 1) - (normal_cdf(z) - normal_cdf(z - w)) ** (k - 1)), w)
                return k * sum_z(lambda z: normal_pdf(z) * (normal_cdf(z) - normal_cdf(z - w)) ** (k - 1), w)
            return mixture.mixture((n, mpf(0)), inner)

        def sum_z(f, w):
            # Step 1/4 on a Gaussian of width 1/sqrt(k): the trapezoid's error is below 1e-30.
            h = mpf(1) / 5
            return h * sum(f(h * i) for i in range(-50, int(50 + 5 * min(w, 60)) + 1))

        values = one(False), one(True)
        mp.dps = 50
        return values

    def pdf(self, p, q):
        k, n = int(p[0]), p[1]
        if k > 2:
            return None
        t = q / sqrt(mpf(2))
        return 2 * Student().pdf((n,), t) / sqrt(mpf(2))


# ---- Discrete: mass and exact sums ------------------------------------------------------------------------------------
class Binomial:
    scipy = staticmethod(lambda p: st.binom(*p))
    parameters = [(1, 0.3), (5, 0.5), (20, 0.05), (50, 0.9), (200, 0.01), (1000, 0.4), (5000, 1e-3), (10**6, 2e-5), (10**5, 0.7)]

    def points(self, p):
        n, q = p
        mean, sd = n * q, (n * q * (1 - q)) ** 0.5
        return sorted({min(max(int(mean + sd * z), 0), n) for z in (-30, -15, -6, -3, -2, -1, 0, 0.5, 1, 2, 3, 5, 8, 15, 30)})

    def mass(self, p, k):
        n, q = p
        if k < 0 or k > n:
            return mpf(0)
        return exp(loggamma(mpf(n + 1)) - loggamma(mpf(k + 1)) - loggamma(mpf(n - k + 1)) + k * log(q) + (n - k) * log1p(-q))

    def tails(self, p, k):
        n, q = p
        if k >= n:
            return mpf(1), mpf(0)
        upper, lower = beta_tails(k + 1, n - k, q)
        return lower, upper


class Poisson(Binomial):
    scipy = staticmethod(lambda p: st.poisson(*p))
    parameters = [(1e-6,), (0.1,), (1,), (3.7,), (20,), (150.5,), (1e4,), (1e6,)]

    def points(self, p):
        mean = p[0]
        return sorted({max(int(mean + mean**0.5 * z), 0) for z in (-25, -8, -4, -2, -1, 0, 0.5, 1, 2, 4, 8, 20)} | {0, 1, 2, 3})

    def mass(self, p, k):
        return exp(k * log(p[0]) - p[0] - loggamma(mpf(k + 1)))

    def tails(self, p, k):
        upper, lower = gamma_tails(k + 1, p[0])
        return lower, upper


class NegativeBinomial(Binomial):
    scipy = staticmethod(lambda p: st.nbinom(*p))
    parameters = [(1, 0.3), (0.5, 0.05), (3, 0.9), (7.3, 0.5), (100, 0.2), (2, 1e-3), (5000, 0.6)]

    def points(self, p):
        r, q = p
        mean, sd = r * (1 - q) / q, (r * (1 - q)) ** 0.5 / q
        return sorted({max(int(mean + sd * z), 0) for z in (-8, -4, -2, -1, -0.5, 0, 0.5, 1, 2, 4, 8, 15)} | {0, 1})

    def mass(self, p, k):
        r, q = p
        return exp(loggamma(k + r) - loggamma(r) - loggamma(mpf(k + 1)) + r * log(q) + k * log1p(-q))

    def tails(self, p, k):
        return beta_tails(p[0], k + 1, p[1])


class Hypergeometric(Binomial):
    scipy = staticmethod(lambda p: st.hypergeom(*p))
    parameters = [(10, 3, 4), (50, 5, 10), (100, 60, 50), (1000, 10, 200), (5000, 2500, 1000), (10**6, 300, 12345), (10**5, 99000, 500)]

    def points(self, p):
        N, K, n = p
        mean = n * K / N
        sd = (mean * (N - K) / N * (N - n) / (N - 1)) ** 0.5
        low, high = max(0, n + K - N), min(n, K)
        return sorted({min(max(int(mean + sd * z), low), high) for z in (-20, -8, -4, -2, -1, 0, 0.5, 1, 2, 4, 8, 20)})

    def mass(self, p, k):
        N, K, n = p
        choose = lambda a, b: loggamma(mpf(a + 1)) - loggamma(mpf(b + 1)) - loggamma(mpf(a - b + 1))
        return exp(choose(K, k) + choose(N - K, n - k) - choose(N, n))

    def tails(self, p, k):
        N, K, n = p
        low, high = max(0, n + K - N), min(n, K)
        if k >= high:
            return mpf(1), mpf(0)
        lower = sum((self.mass(p, j) for j in range(max(low, k - 400), k + 1)), mpf(0))
        upper = sum((self.mass(p, j) for j in range(k + 1, min(high, k + 400) + 1)), mpf(0))
        # The tail that was cut off at 400 terms is taken as the complement of the other.
        if k - 400 > low and lower > upper:
            lower = 1 - upper
        elif k + 400 < high and upper > lower:
            upper = 1 - lower
        return lower, upper


# ---- Special functions ---------------------------------------------------------------------------------------------
def special():
    yield "logGamma", [(x, loggamma(abs(mpf(x))) if x > 0 else log(abs(gamma(mpf(x))))) for x in
                       (1e-300, 1e-10, 0.1, 0.5, 0.999, 1.0001, 1.5, 1.99, 2.01, 2.5, 5, 17.3, 100, 1e5, 1e12, 1e300, -0.5, -1.5, -3.7, -20.2)]
    yield "digamma", [(x, mpmath.digamma(mpf(x))) for x in (1e-5, 0.1, 0.5, 1, 1.4, 1.5, 2, 3.3, 10, 100, 1e5, 1e10, -0.5, -2.3)]
    yield "trigamma", [(x, mpmath.polygamma(1, mpf(x))) for x in (1e-5, 0.1, 0.5, 1, 1.5, 2, 3.3, 10, 100, 1e5, 1e10, -0.5, -2.3)]
    yield "logBeta", [(a, b, loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))) for a, b in
                      ((0.1, 0.2), (1, 5), (0.5, 0.5), (3.3, 100), (0.01, 1e6), (1e5, 2e5), (8, 8), (1e10, 3), (2.2, 1e8), (50, 60))]
    yield "errorFunction", [(x, mpmath.erf(mpf(x))) for x in (-3, -0.5, 1e-10, 0.1, 0.5, 1, 2, 5)]
    yield "complementaryErrorFunction", [(x, erfc(mpf(x))) for x in (-3, -0.5, 1e-10, 0.1, 0.5, 1, 2, 5, 10, 26)]
    yield "scaledComplementaryErrorFunction", [(x, exp(mpf(x) ** 2) * erfc(mpf(x))) for x in
                                               (-20, -5, -1, 0, 0.3, 1, 3, 7, 11.9, 12.1, 30, 1e3, 1e8)]
    yield "inverseErrorFunction", [(p, mpmath.erfinv(mpf(p))) for p in (-0.999, -0.3, 1e-12, 0.1, 0.5, 0.9, 0.999999)]
    yield "owensT", [(h, a, trapezoid(lambda t: exp(-mpf(h) ** 2 * (1 + (a * fold(t)) ** 2) / 2) / (1 + (a * fold(t)) ** 2)
                                      * a * slope(t) / (2 * pi), -7, 7)) for h, a in
                     ((0.0625, 0.25), (6.5, 0.4375), (7, 0.96875), (4.78125, 0.0625), (2, 0.5), (1, 0.9999975), (0.5, 3), (3, 10))]
    yield "log1pMinusX", [(x, log1p(mpf(x)) - mpf(x)) for x in
                          (-0.999, -0.7, -0.5, -0.1, -1e-3, -1e-7, 1e-12, 1e-5, 2e-4, 0.01, 0.3, 0.59, 0.61, 1, 10, 1e5)]
    yield "stirlingError", [(x, loggamma(mpf(x) + 1) - ((mpf(x) + 0.5) * log(mpf(x)) - x + log(2 * pi) / 2)) for x in
                            (1e-4, 0.1, 0.5, 0.7, 1, 1.5, 3.3, 7, 7.9, 8.1, 12.5, 15, 16, 100, 1e6, 1e12)]
    yield "logRegularizedGammaP", [(a, x, log(gamma_tails(a, x)[0])) for a, x in
                                   ((0.5, 1e-9), (5, 1e-80), (100, 0.05), (2000, 100), (1e4, 5000), (3, 2), (10, 30))]
    yield "logRegularizedGammaQ", [(a, x, log(gamma_tails(a, x)[1])) for a, x in
                                   ((0.5, 800), (5, 1000), (100, 2000), (2000, 8000), (1e4, 25000), (3, 2), (10, 30), (2.5, 1e5))]
    yield "logRegularizedBeta", [(x, a, b, log(beta_tails(a, b, x)[0])) for x, a, b in
                                 ((1e-50, 10, 3), (0.01, 500, 2), (0.1, 1000, 3000), (0.3, 2, 5), (0.2, 5000, 700), (0.9, 2, 2))]


def fold(t):
    """Maps the line onto (0, 1) with vanishing slope at both ends."""
    return 1 / (1 + exp(-mpmath.sinh(t)))


def slope(t):
    s = fold(t)
    return s * (1 - s) * mpmath.cosh(t)


# ---- Tables ------------------------------------------------------------------------------------------------------------
CONTINUOUS = {
    "normal": Normal, "lognormal": Lognormal, "student-t": Student, "gamma": Gamma, "chi-squared": ChiSquared,
    "beta": Beta, "f": F, "weibull": Weibull, "exponential": Exponential, "logistic": Logistic,
    "gumbel-largest": GumbelLargest, "gumbel-smallest": GumbelSmallest, "uniform": Uniform, "triangular": Triangular,
    "noncentral-chi-squared": NoncentralChiSquared, "noncentral-beta": NoncentralBeta, "noncentral-f": NoncentralF,
    "noncentral-t": NoncentralT, "normal-range": NormalRange, "studentized-range": StudentizedRange,
}
DISCRETE = {"binomial": Binomial, "poisson": Poisson, "negative-binomial": NegativeBinomial, "hypergeometric": Hypergeometric}
SLOW = {"noncentral-t", "noncentral-chi-squared", "noncentral-beta", "noncentral-f", "normal-range", "studentized-range"}
PROBABILITIES = [1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.5, 0.95, 0.999]
FEW = [1e-8, 0.025, 0.5, 0.95]


def number(value):
    """A JSON number with 20 digits, or null where a double cannot hold it."""
    if value is None:
        return "null"
    value = mpf(value)
    if value == 0:
        return "0"
    if not mpmath.isfinite(value) or abs(value) < mpf("1e-300") or abs(value) > mpf("1e300"):
        return "null"
    return mpmath.nstr(value, 20, strip_zeros=True, min_fixed=-5, max_fixed=17).rstrip(".")


def line(*parts):
    return "[" + ", ".join(repr(float(v)) if isinstance(v, (int, float)) else v for v in parts) + "]"


def exact(parameters, keep_integers=False):
    return tuple(p if keep_integers and isinstance(p, int) else mpf(p) for p in parameters)


def safe_log(value):
    return log(value) if value > 0 else -inf


def log_tail(tail, other):
    """The logarithm of a tail, through the other one where that is the smaller."""
    return safe_log(tail) if tail < 0.5 else log1p(-other)


def check(name, frozen, row, got, ours):
    """SciPy must agree where it is precise: a guard against a mistake in this script, not a judgement of SciPy."""
    if frozen is not None and 1e-12 < ours < 1 and not abs(got - float(ours)) <= 1e-6 * float(ours) + 1e-12:
        print(f"{name} {row}: SciPy {got}, here {mpmath.nstr(ours, 17)}")


def continuous(name, cls):
    d = cls()
    rows, quantiles = [], []
    for raw in d.parameters:
        p = exact(raw)
        frozen = d.scipy(raw) if d.scipy else None
        head = "[" + ", ".join(repr(float(v)) for v in raw) + "]"
        for x in list(d.points(raw)) + [f for f in d.far]:
            x = float(x)
            pdf = d.pdf(p, mpf(x))
            lower, upper = d.tails(p, mpf(x))
            if frozen is not None and not (name == "studentized-range" and raw[0] > 2):
                check(name, frozen, (raw, x), frozen.cdf(x), lower)
            rows.append(line(head, repr(x), number(pdf), number(safe_log(pdf) if pdf is not None else None), number(lower), number(upper),
                             number(log_tail(lower, upper)), number(log_tail(upper, lower))))
        if name == "studentized-range" and raw[0] > 2:
            continue
        for q in FEW if name in SLOW else PROBABILITIES:
            for is_upper in (False, True):
                x = quantile(name, d, raw, p, q, is_upper)
                if x is not None:
                    quantiles.append(line(head, repr(q), "1" if is_upper else "0", number(x)))
    write(name, rows, quantiles, "[parameters, x, density, log density, cumulative, survival, log cumulative, log survival]",
          "[parameters, probability, 1 for the upper tail, x]")


def quantile(name, d, raw, p, q, is_upper):
    signed = name in ("normal", "student-t", "logistic", "gumbel-largest", "gumbel-smallest", "noncentral-t", "uniform", "triangular")
    unit = name in ("beta", "noncentral-beta")
    closed = {
        "uniform": lambda c: p[0] + c * (p[1] - p[0]),
        "logistic": lambda c: p[0] + p[1] * (log(c) - log1p(-c)),
        "weibull": lambda c: p[1] * (-log1p(-c)) ** (1 / p[0]),
        "exponential": lambda c: -p[0] * log1p(-c),
        "gumbel-largest": lambda c: p[0] - p[1] * log(-log(c)),
        "gumbel-smallest": lambda c: p[0] + p[1] * log(-log1p(-c)),
        "triangular": lambda c: p[0] + sqrt(c * (p[2] - p[0]) * (p[1] - p[0])) if c * (p[2] - p[0]) <= p[1] - p[0]
        else p[2] - sqrt((1 - c) * (p[2] - p[0]) * (p[2] - p[1])),
    }
    mp.dps = 160
    if name in closed:
        x = closed[name](1 - mpf(q) if is_upper else mpf(q))
        mp.dps = 50
        return x
    # Near 1 a beta variable has no more digits than a double has there: the complement is not representable.
    if unit and is_upper and q < 1e-3:
        return None
    # A bracket, on the half line in logarithms, then Anderson and Björck's method at 26 digits.
    mp.dps = 26
    try:
        return search(name, d, p, q, is_upper, signed, unit)
    except ArithmeticError:
        return None
    finally:
        mp.dps = 50


def search(name, d, p, q, is_upper, signed, unit):
    tail = 1 if is_upper else 0
    target = log(mpf(q))

    def miss(u):
        x = u if signed else (1 / (1 + exp(-u)) if unit else exp(u))
        return safe_log(d.tails(p, x)[tail]) - target

    rising = not is_upper
    if signed:
        mean = p[1] if name == "noncentral-t" else (p[0] if name == "normal" else mpf(0))
        scale = p[1] if name == "normal" else mpf(1)
        low, high = mean - scale, mean + scale
        low, high = widen(miss, rising, low, high)
    else:
        start = mpf(float(d.points(raw_of(p))[len(d.points(raw_of(p))) // 2]))
        middle = log(start) - (log(1 - start) if unit else 0)
        low, high = widen(miss, rising, middle - mpf("0.05"), middle + mpf("0.05"))
        if low < -650 or high > 650:
            return None
    if high - low > mpf(10) ** 60:
        return None
    try:
        u = mpmath.findroot(miss, (low, high), solver="anderson", tol=mpf("1e-23"), maxsteps=60, verify=False)
    except (ValueError, ArithmeticError):
        return None
    if abs(miss(u)) > mpf("1e-17"):
        return None
    if signed and abs(u) < mpf("1e-18"):
        return mpf(0)
    return u if signed else (1 / (1 + exp(-u)) if unit else exp(u))


def raw_of(p):
    return tuple(float(v) for v in p)


def widen(miss, rising, low, high):
    """Widens on one side until the sign changes, keeping the bracket tight."""
    for _ in range(400):
        if (miss(low) < 0) == rising:
            break
        low, high = low - 2 * (high - low), low
    for _ in range(400):
        if (miss(high) > 0) == rising:
            break
        low, high = high, high + 2 * (high - low)
    return low, high


def discrete(name, cls):
    d = cls()
    rows, quantiles = [], []
    for raw in d.parameters:
        p = exact(raw, keep_integers=True)
        frozen = d.scipy(raw)
        head = "[" + ", ".join(repr(float(v)) for v in raw) + "]"
        for k in d.points(raw):
            mass = d.mass(p, k)
            lower, upper = d.tails(p, k)
            check(name, frozen, (raw, k), frozen.cdf(k), lower)
            rows.append(line(head, repr(float(k)), number(mass), number(safe_log(mass)), number(lower), number(upper),
                             number(log_tail(lower, upper)), number(log_tail(upper, lower))))
        for q in (1e-12, 1e-4, 0.05, 0.5, 0.9, 0.9999):
            k = int(frozen.ppf(q))
            while d.tails(p, k)[0] < mpf(q) * (1 - mpf(10) ** -30):
                k += 1
            while k > frozen.support()[0] and d.tails(p, k - 1)[0] >= mpf(q) * (1 - mpf(10) ** -30):
                k -= 1
            quantiles.append(line(head, repr(q), "0", repr(float(k))))
    write(name, rows, quantiles, "[parameters, k, mass, log mass, cumulative, survival, log cumulative, log survival]",
          "[parameters, probability, 0, smallest k whose cumulative probability is at least that]")


def write(name, rows, quantiles, columns, quantile_columns):
    body = ['{', f'"made by": "make_reference.py with {MADE}",', f'"columns": "{columns}",', '"rows": [', ",\n".join(rows), '],',
            f'"quantile columns": "{quantile_columns}",', '"quantiles": [', ",\n".join(quantiles), ']', '}']
    (HERE / f"{name}.json").write_text("\n".join(body) + "\n")
    json.loads((HERE / f"{name}.json").read_text())
    print(name, len(rows), len(quantiles), flush=True)


def main(names):
    for name, cls in CONTINUOUS.items():
        if not names or name in names:
            continuous(name, cls)
    for name, cls in DISCRETE.items():
        if not names or name in names:
            discrete(name, cls)
    if not names or "special-functions" in names:
        body = ['{', f'"made by": "make_reference.py with {MADE}",', '"columns": "[arguments ..., value]",', '"functions": {']
        parts = []
        for function, rows in special():
            parts.append(f'"{function}": [\n' + ",\n".join(line(*[float(v) for v in r[:-1]], number(r[-1])) for r in rows) + "\n]")
        body += [",\n".join(parts), "}", "}"]
        (HERE / "special-functions.json").write_text("\n".join(body) + "\n")
        json.loads((HERE / "special-functions.json").read_text())
        print("special-functions", flush=True)
    if not names or "sobol" in names:
        points = st.qmc.Sobol(128, scramble=False).random(64)
        body = ",\n".join("[" + ", ".join(repr(float(v)) for v in row) + "]" for row in points)
        (HERE / "sobol.json").write_text(f'{{"made by": "make_reference.py with {MADE}: scipy.stats.qmc.Sobol(128, scramble=False)",\n"points": [\n{body}\n]}}\n')
        print("sobol", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
