"""Reference fits of life distributions to 30 digits, by Newton's method in mpmath on log likelihoods written out here.

Run: python3 life_fits.py > life_fits.json. Needs mpmath only. Each row: family, observations (lower, upper, entry),
unlimited parameters (mu, tau), log likelihood, standard errors of (mu, tau) from the numerical Hessian, and the
95 % likelihood-ratio bounds of the first one.
"""
import json
import sys
from mpmath import mp, mpf, log, exp, sqrt, erfc, gammainc, gamma, diff, findroot, matrix, inf, loggamma

mp.dps = 30

EXACT = [(31, 31), (54, 54), (66, 66), (87, 87), (101, 101), (140, 140), (163, 163), (213, 213)]
RIGHT = EXACT + [(100, None), (150, None), (250, None), (250, None)]
MIXED = [(31, 31), (54, 54), (66, 80), (87, 120), (None, 60), (140, 140), (163, 200), (213, 213), (250, None), (110, None)]


def with_entry(rows, entry):
    return [(low, high, entry if (low or 0) >= entry else None) for low, high in rows]


def standard(family):
    """log density, log survival, log cumulative of the standard form."""
    if family in ("weibull", "exponential", "gumbelSmallest"):
        return (lambda z: z - exp(z), lambda z: -exp(z), lambda z: log(-mp.expm1(-exp(z))))
    if family == "gumbelLargest":
        return (lambda z: -z - exp(-z), lambda z: log(-mp.expm1(-exp(-z))), lambda z: -exp(-z))
    if family in ("lognormal", "normal"):
        return (lambda z: -z * z / 2 - log(2 * mp.pi) / 2, lambda z: log(erfc(z / sqrt(2)) / 2),
                lambda z: log(erfc(-z / sqrt(2)) / 2))
    return (lambda z: -z - 2 * log(1 + exp(-z)), lambda z: -log(1 + exp(z)), lambda z: -log(1 + exp(-z)))


def likelihood(family, rows):
    logarithmic = family not in ("gumbelSmallest", "gumbelLargest", "normal")

    def y(t):
        return log(mpf(t)) if logarithmic else mpf(t)

    if family == "gamma":
        def value(scale, shape):
            a, s = exp(shape), exp(scale)
            total = mpf(0)
            for low, high, entry in rows:
                if low is not None and high is not None and low == high:
                    t = mpf(low)
                    total += (a - 1) * log(t / s) - t / s - loggamma(a) - log(s)
                elif high is None:
                    total += log(gammainc(a, mpf(low) / s, regularized=True))
                else:
                    total += log(gammainc(a, mpf(low or 0) / s, mpf(high) / s, regularized=True))
                if entry is not None:
                    total -= log(gammainc(a, mpf(entry) / s, regularized=True))
            return total
        return value

    density, survival, cumulative = standard(family)

    def value(mu, tau=mpf(0)):
        sigma = exp(tau)
        total = mpf(0)
        for low, high, entry in rows:
            if low is not None and high is not None and low == high:
                total += density((y(low) - mu) / sigma) - tau - (log(mpf(low)) if logarithmic else 0)
            elif high is None:
                total += survival((y(low) - mu) / sigma)
            elif low is None:
                total += cumulative((y(high) - mu) / sigma)
            else:
                total += log(exp(cumulative((y(high) - mu) / sigma)) - exp(cumulative((y(low) - mu) / sigma)))
            if entry is not None:
                total -= survival((y(entry) - mu) / sigma)
        return total
    return value


STARTS = {"exponential": [5.0], "weibull": [4.9, -0.6], "lognormal": [4.7, -0.4], "loglogistic": [4.7, -0.9],
          "gamma": [3.7, 0.9], "gumbelSmallest": [150.0, 4.0], "gumbelLargest": [90.0, 4.0], "normal": [130.0, 4.2]}


def fit(family, rows):
    value = likelihood(family, rows)
    start = STARTS[family]
    k = len(start)

    def slopes(*p):
        return [diff(value, p, tuple(1 if i == j else 0 for j in range(k))) for i in range(k)]

    if k == 1:
        best = [findroot(lambda p: diff(value, p), start[0])]
    else:
        # A coarse simplex first, so that Newton starts close.
        from mpmath import mpf as f
        point = [f(x) for x in start]
        step = [abs(x) * f("0.1") + f("0.05") for x in point]
        for _ in range(600):
            moved = False
            for i in range(k):
                for sign in (1, -1):
                    trial = list(point)
                    trial[i] += sign * step[i]
                    if value(*trial) > value(*point):
                        point, moved = trial, True
            if not moved:
                step = [s / 2 for s in step]
                if max(step) < f("1e-7"):
                    break
        best = list(findroot(slopes, point, tol=1e-40, maxsteps=50))
    information = matrix(k, k)
    for i in range(k):
        for j in range(k):
            order = [0] * k
            order[i] += 1
            order[j] += 1
            information[i, j] = -diff(value, tuple(best), tuple(order)) if k > 1 else -diff(value, best[0], 2)
    covariance = information ** -1
    errors = [sqrt(covariance[i, i]) for i in range(k)]
    top = value(*best)
    limit = mpf("3.841458820694124") / 2

    def profile(first):
        if k == 1:
            return value(first)
        # Golden section to a few digits, then the root of the slope.
        low, high = best[1] - 3 * errors[1] - mpf("0.5"), best[1] + 3 * errors[1] + mpf("0.5")
        ratio = (sqrt(mpf(5)) - 1) / 2
        for _ in range(30):
            left, right = high - ratio * (high - low), low + ratio * (high - low)
            if value(first, left) > value(first, right):
                high = right
            else:
                low = left
        step = mpf("1e-4")
        other = findroot(lambda t: diff(lambda u: value(first, u), t), (low - step, high + step), solver="anderson",
                         tol=1e-10 if family == "gamma" else 1e-30)
        return value(first, other)

    bounds = []
    # Under truncation a profile may never fall to the limit on one side: no bounds are given.
    if any(entry for _, _, entry in rows):
        bounds = None
    for sign in (-1, 1) if bounds is not None else ():
        ends = (best[0] + sign * mpf("1.2") * errors[0], best[0] + sign * mpf("3.5") * errors[0])
        bounds.append(findroot(lambda m: top - profile(m) - limit, ends, solver="anderson", tol=1e-20))
    return {"parameters": [float(b) for b in best], "logLikelihood": float(top),
            "standardErrors": [float(e) for e in errors], "firstBounds": bounds and [float(b) for b in bounds]}


rows_out = []
for name, data in (("exact", with_entry(EXACT, 0)), ("right", with_entry(RIGHT, 0)), ("mixed", with_entry(MIXED, 0)),
                   ("truncated", with_entry(RIGHT, 25))):
    data = [(low, high, entry or None) for low, high, entry in data]
    for family in STARTS:
        # Families of time itself: this truncated likelihood rises without limit as the scale grows.
        if name == "truncated" and family in ("gumbelSmallest", "gumbelLargest", "normal"):
            continue
        row = {"data": name, "family": family, "lower": [d[0] for d in data], "upper": [d[1] for d in data],
               "entries": [d[2] for d in data]}
        print(name, family, file=sys.stderr)
        row.update(fit(family, data))
        rows_out.append(row)
print(json.dumps(rows_out, indent=1))
