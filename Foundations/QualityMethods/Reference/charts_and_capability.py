"""Makes charts_and_capability.json: values of control charts and capability by scipy, numpy and mpmath.

Run with Python 3.11, scipy 1.17.1, numpy 2.4, mpmath 1.3:  python charts_and_capability.py > charts_and_capability.json
Nothing here shares code or method with the Swift side: constants by trapezia over the order statistics, run
lengths by a fine Markov chain (Brook and Evans) with Richardson extrapolation, tolerance factors by scipy's quadrature.
"""

import json

import mpmath as mp
import numpy as np
from scipy import integrate, optimize, stats

def range_constants(n):
    """Trapezia over the whole line: for smooth functions that fall like the normal density they are exact."""
    h = 0.02
    z = np.arange(-9, 14, h)
    cdf, pdf = stats.norm.cdf(z), stats.norm.pdf(z)
    d2 = float(np.sum(1 - cdf**n - stats.norm.sf(z) ** n) * h)
    w = np.arange(0, 20, h)
    inside = np.array([np.sum(n * pdf * (cdf - stats.norm.cdf(z - v)) ** (n - 1)) * h for v in w])
    # 2 ∫ w P(W > w) dw over the half line, with Simpson's rule since it does not vanish smoothly at 0.
    second = 2 * float(integrate.simpson(w * (1 - inside), x=w))
    mp.mp.dps = 30
    c4 = mp.sqrt(mp.mpf(2) / (n - 1)) * mp.gamma(mp.mpf(n) / 2) / mp.gamma(mp.mpf(n - 1) / 2)
    return {"n": n, "d2": d2, "d3": float(np.sqrt(second - d2**2)), "c4": float(c4)}


def two_sided_factor(n, coverage, confidence):
    def half(x):
        return np.sqrt(stats.ncx2.ppf(coverage, 1, x * x)) if x > 0 else stats.norm.ppf((1 + coverage) / 2)

    def excess(k):
        inner = lambda x: stats.chi2.sf((n - 1) * half(x) ** 2 / k**2, n - 1) * np.exp(-n * x * x / 2)
        value = integrate.quad(inner, 0, 9 / np.sqrt(n), epsabs=1e-13, epsrel=1e-12, limit=200)[0]
        return np.sqrt(2 * n / np.pi) * value - confidence

    return optimize.brentq(excess, 0.3, 60, xtol=1e-12)


def cusum_arl(k, h, shift, cells):
    """One-sided, Brook and Evans: cell 0 holds the sum 0, the others have width 2h/(2m-1)."""
    width = 2 * h / (2 * cells - 1)
    i = np.arange(cells)[:, None]
    j = np.arange(cells)[None, :]
    upper = stats.norm.cdf((j - i) * width + width / 2 + k - shift)
    lower = stats.norm.cdf((j - i) * width - width / 2 + k - shift)
    q = upper - lower
    q[:, 0] = stats.norm.cdf(-np.arange(cells) * width + width / 2 + k - shift)
    return np.linalg.solve(np.eye(cells) - q, np.ones(cells))[0]


def ewma_arl(lam, width, shift, cells):
    half = width * np.sqrt(lam / (2 - lam))
    cell = 2 * half / cells
    centers = -half + cell * (np.arange(cells) + 0.5)
    z = centers[:, None] * (1 - lam)
    q = stats.norm.cdf((centers + cell / 2 - z) / lam - shift) - stats.norm.cdf((centers - cell / 2 - z) / lam - shift)
    return np.linalg.solve(np.eye(cells) - q, np.ones(cells))[cells // 2]


def extrapolated(arl, *arguments):
    """The error of the chain falls with the square of the cell: two steps of Richardson's extrapolation."""
    a, b, c = (arl(*arguments, cells) for cells in (201, 403, 807))
    r1, r2 = (201 / 403) ** 2, (403 / 807) ** 2
    first, second = (b - r1 * a) / (1 - r1), (c - r2 * b) / (1 - r2)
    return second + (second - first) / 15


def samples():
    rng = np.random.default_rng(20260101)
    yield rng.normal(10, 2, 7)
    yield rng.normal(-3, 0.1, 25)
    yield rng.lognormal(0, 0.7, 40)
    yield rng.weibull(1.3, 150) * 5
    yield rng.gamma(2.0, 1.5, 600)
    yield np.round(rng.normal(0, 1, 60), 1) + 5


def normality(x):
    x = np.asarray(x)
    w, p = stats.shapiro(x)
    z = (np.sort(x) - x.mean()) / x.std(ddof=1)
    n = len(x)
    i = np.arange(1, n + 1)
    a2 = -n - np.mean((2 * i - 1) * (stats.norm.logcdf(z) + stats.norm.logsf(z[::-1])))
    row = {"x": x.tolist(), "w": float(w), "p": float(p), "a2": float(a2), "boxcox": None, "weibull": None, "gamma": None}
    if x.min() > 0:
        best = optimize.minimize_scalar(lambda l: -stats.boxcox_llf(l, x), bracket=(-1, 1), tol=1e-12)
        row["boxcox"] = float(best.x)
        logs = np.log(x / x.max())
        shape = optimize.brentq(
            lambda k: (np.exp(k * logs) * logs).sum() / np.exp(k * logs).sum() - logs.mean() - 1 / k, 0.01, 500, xtol=1e-14)
        row["weibull"] = [float(shape), float(x.max() * np.mean(np.exp(shape * logs)) ** (1 / shape))]
        gap = np.log(x.mean()) - np.log(x).mean()
        from scipy.special import digamma
        a = optimize.brentq(lambda a: gap - np.log(a) + digamma(a), 1e-3, 1e5, xtol=1e-12, rtol=1e-14)
        row["gamma"] = [float(a), float(x.mean() / a)]
    return row


print(json.dumps({
    "constants": [range_constants(n) for n in (2, 3, 5, 8, 15, 25, 50)],
    "one_sided": [[n, c, g, float(stats.nct.ppf(g, n - 1, stats.norm.ppf(c) * np.sqrt(n)) / np.sqrt(n))]
                  for n, c, g in ((2, 0.9, 0.9), (10, 0.95, 0.95), (43, 0.9, 0.99), (300, 0.999, 0.9))],
    "two_sided": [[n, c, g, float(two_sided_factor(n, c, g))]
                  for n, c, g in ((3, 0.9, 0.95), (10, 0.95, 0.95), (43, 0.9, 0.99), (300, 0.99, 0.9))],
    "cusum": [[k, h, s, float(extrapolated(cusum_arl, k, h, s))]
              for k, h, s in ((0.5, 4, 0), (0.5, 5, 0), (0.25, 8, 0.5), (1, 2.5, 2), (0.5, 4, -0.5))],
    "ewma": [[l, w, s, float(extrapolated(ewma_arl, l, w, s))]
             for l, w, s in ((0.1, 2.7, 0), (0.1, 2.814, 1), (0.25, 3, 0), (0.5, 3.07, 2), (0.05, 2.5, 0.5))],
    "normality": [normality(x) for x in samples()],
}, indent=1))
