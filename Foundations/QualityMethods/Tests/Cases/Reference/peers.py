"""Answers of Python packages and of 50-digit arithmetic for made inputs of the kinds that method-cases answers.

Run: Rscript peers.R > peers-r.json && python3 peers.py peers-r.json > peers.json
Needs GTC 1.5.1, krippendorff 0.9.0, reliability 0.9.0, scipy, numpy and mpmath (PyPI). Inputs are drawn here with a
fixed seed; nothing is copied from anywhere. The one output holds the cases of both scripts.
"""
import contextlib
import io
import json
import math
import sys
import warnings

import GTC
import krippendorff
import mpmath as mp
import numpy as np
from GTC import (component, cos, dof, exp, get_correlation, multiple_ureal, set_correlation, sin, sqrt, uncertainty,
                 ureal, value)
from reliability.Repairable_systems import reliability_growth
from scipy import optimize, stats

warnings.filterwarnings("ignore")
mp.mp.dps = 50
rng = np.random.default_rng(77)
cases = []


def add(kind, inputs, expected, relative, absolute=None):
    tolerance = {"relative": relative, "zero_absolute": 1e-9}
    if absolute:
        tolerance["absolute"] = absolute
    cases.append(dict(id=f"{kind}-{len(cases):03d}", kind=kind, inputs=inputs, expected=expected, tolerance=tolerance))


def short(x, digits=4):
    return float(f"{x:.{digits}g}")


def known(x):
    return math.inf if x >= 1e10 else x


for i in range(14):
    n, r, q = rng.integers(4, 20), rng.integers(2, 5), rng.integers(2, 6)
    base = rng.integers(1, q + 1, n)
    data = np.array([np.where(rng.random(n) < .6, base, rng.integers(1, q + 1, n)) for _ in range(r)], float)
    if i % 3:
        data[rng.random((r, n)) < .2] = np.nan
    answers = {}
    for level in ("nominal", "ordinal", "interval", "ratio"):
        answers[level] = float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))
    add("agree-kripp", dict(data=[[None if np.isnan(v) else v for v in row] for row in data.tolist()]), answers, 1e-10)

for i in range(12):
    x = [short(rng.uniform(*ends)) for ends in ((1, 50), (.05, 1), (.5, 5), (1, 30), (1, 20))]
    u = [short(v * 10 ** rng.uniform(-3, -1), 3) for v in x]
    df = [int(v) for v in rng.integers(1, 60, 5)]
    if i % 4 == 0:
        df[i % 5] = 1e12
    a = [ureal(*t[:2], known(t[2])) for t in zip(x, u, df)]
    y = a[0] * exp(-a[1] * a[2]) + sqrt(a[3]) / a[4]
    k = float(stats.t.ppf(.975, dof(y)))
    add("gum-ws", dict(x=x, u=u, df=df), dict(y=value(y), u=uncertainty(y), df=dof(y), k95=k, U95=k * uncertainty(y),
        contrib=[abs(component(y, q)) for q in a]), 1e-10)
for i in range(10):
    v = [50000623.0 + int(rng.integers(-1000, 1000)), 215.0, short(rng.uniform(8e-6, 2e-5)), short(rng.uniform(-2, 2)),
         short(rng.uniform(-1e-6, 1e-6)), short(rng.uniform(-.1, .1))]
    u = [short(s * rng.uniform(.2, 3)) for s in (25, 9.7, 1.2e-6, .41, 5.8e-7, .029)]
    df = [18, 25.6, 1e12, 1e12, 50, 2]
    a = [ureal(p, q, known(c)) for p, q, c in zip(v, u, df)]
    ls, d, alpha, theta, da, dt = a
    y = ls + d - ls * (da * theta + alpha * dt)
    add("gum-h1", dict(values=v, us=u, dfs=df), dict(y=value(y), u=uncertainty(y), df=dof(y),
        comp=[abs(component(y, q)) for q in a]), 1e-10)
for i in range(10):
    V, I, p = short(rng.uniform(1, 20), 6), short(rng.uniform(.005, .5), 6), short(rng.uniform(.1, 1.5), 6)
    us = [short(V * 10 ** rng.uniform(-4, -2)), short(I * 10 ** rng.uniform(-4, -2)), short(10 ** rng.uniform(-4, -2))]
    c = np.corrcoef(rng.normal(size=(3, 5)))
    r = [round(float(c[0, 1]), 6), round(float(c[0, 2]), 6), round(float(c[1, 2]), 6)]
    df = int(rng.integers(2, 20))
    v, cur, ph = multiple_ureal([V, I, p], us, df)
    set_correlation(r[0], v, cur), set_correlation(r[1], v, ph), set_correlation(r[2], cur, ph)
    R, X, Z = v / cur * cos(ph), v / cur * sin(ph), v / cur
    add("gum-h2", dict(V=V, uV=us[0], I=I, uI=us[1], phi=p, uphi=us[2], rVI=r[0], rVp=r[1], rIp=r[2], df=df), dict(
        R=value(R), uR=uncertainty(R), X=value(X), uX=uncertainty(X), Z=value(Z), uZ=uncertainty(Z),
        r_RX=get_correlation(R, X), r_RZ=get_correlation(R, Z), r_XZ=get_correlation(X, Z)), 1e-10)
for i in range(10):
    n = int(rng.integers(3, 20))
    x = np.sort(np.round(rng.uniform(0, 50, n), 3))
    y = np.round(-.17 + .002 * x + rng.normal(0, .004, n), 4)
    x0 = short(rng.uniform(-20, 80))
    f = GTC.ta.line_fit(x.tolist(), y.tolist())
    a, b = f.intercept, f.slope
    y0 = a + b * x0
    add("gum-h3", dict(x=x.tolist(), y=y.tolist(), x0=x0), dict(
        a=value(a), b=value(b), ua=uncertainty(a), ub=uncertainty(b), r_ab=get_correlation(a, b),
        y0=value(y0), u_y0=uncertainty(y0),
        ssr=float(sum((q - value(a) - value(b) * p) ** 2 for p, q in zip(x, y)))), 1e-9)
    # Straight-line calibration in 50 digits.
    X, Y = [mp.mpf(t) for t in x.tolist()], [mp.mpf(t) for t in y.tolist()]
    mx, my = mp.fsum(X) / n, mp.fsum(Y) / n
    sxx = mp.fsum((t - mx) ** 2 for t in X)
    slope = mp.fsum((p - mx) * (q - my) for p, q in zip(X, Y)) / sxx
    cut = my - slope * mx
    s = mp.sqrt(mp.fsum((q - cut - slope * p) ** 2 for p, q in zip(X, Y)) / (n - 2))
    reading, m = float(np.round(y.mean(), 3)), int(rng.integers(1, 5))
    error = s / abs(slope) * mp.sqrt(mp.mpf(1) / m + mp.mpf(1) / n + (reading - my) ** 2 / (slope ** 2 * sxx))
    add("cal-line", dict(x=x.tolist(), y=y.tolist(), y0=reading, m=m), dict(a=float(cut), b=float(slope), s=float(s),
        x0=float((reading - cut) / slope), se_x0=float(error)), 1e-10)
for i in range(12):
    n = int(rng.integers(2, 15))
    u = [short(z, 3) for z in np.exp(rng.uniform(-3, 1, n))]
    x = [short(10 + rng.normal() * z * (1 + i % 3), 5) for z in u]
    X, U = np.array(x), np.array(u)
    w = 1 / U ** 2
    k, spread = (w * X).sum() / w.sum(), w.sum() ** -.5
    chi = float((((X - k) / U) ** 2).sum())
    d, Ud = X - k, 2 * np.sqrt(U ** 2 - spread ** 2)
    add("kc-cox", dict(x=x, u=u), dict(kcrv=float(k), u=float(spread), chi2=chi, p=float(stats.chi2.sf(chi, n - 1)),
        doe=d.tolist(), U_doe=Ud.tolist(), En=(d / Ud).tolist()), 1e-9)
for i in range(8):
    a = short(10 ** rng.uniform(-2, 2))
    b = short(a * rng.uniform(.01, 1.5))
    big, small = max(a, b), min(a, b)
    edge = math.sqrt(.2 * big * small)
    if edge > 2 * small:
        edge = small + .05 * big
    add("s1-trap", dict(a=a, b=b), dict(
        mean=0.0, u=math.sqrt((a * a + b * b) / 3), lo=edge - a - b, hi=a + b - edge), 1e-12)
for n in (1, 2, 3, 5, 9, 20):
    def irwin_hall(x):
        return mp.fsum((-1) ** k * mp.binomial(n, k) * (x - k) ** n for k in range(n + 1) if x >= k) / mp.factorial(n)
    low, high = mp.mpf(0), mp.mpf(n)
    for _ in range(160):
        middle = (low + high) / 2
        if irwin_hall(middle) < mp.mpf("0.975"):
            low = middle
        else:
            high = middle
    h = short(10 ** rng.uniform(-3, 3))
    reach = float((low - mp.mpf(n) / 2) * 2 * h)
    add("s1-rect", dict(n=n, h=h), dict(u=math.sqrt(n / 3) * h, lo=-reach, hi=reach), 1e-12)
for i in range(8):
    ux = short(10 ** rng.uniform(-3, 0))
    mx = short(ux * rng.uniform(0, 20))
    d = stats.ncx2(2, mx * mx / ux ** 2) if mx else stats.chi2(2)
    s = ux * ux

    def width(p):
        return d.ppf(p + .95) - d.ppf(p)
    p = optimize.minimize_scalar(width, bounds=(0, .0499), method="bounded", options=dict(xatol=1e-12)).x
    if width(0) <= width(p):
        p = 0
    add("s1-mismatch", dict(mx=mx, ux=ux, my=0.0, uy=ux), dict(
        mean=mx * mx + 2 * s, u=math.sqrt(4 * s * s + 4 * mx * mx * s), sym_lo=s * float(d.ppf(.025)),
        sym_hi=s * float(d.ppf(.975)), short_lo=s * float(d.ppf(p)), short_hi=s * float(d.ppf(p + .95))), 1e-4,
        {"short_lo": 1e-3 * s, "sym_lo": 1e-9})
for i in range(8):
    n = int(rng.integers(3, 30))
    t = np.sort(np.round(10 ** rng.uniform(2, 6) * rng.random(n) ** rng.uniform(.4, 2), 1) + .1).tolist()
    with contextlib.redirect_stdout(io.StringIO()):
        g = reliability_growth(times=t, model="Crow-AMSAA", show_plot=False, print_results=False)
    add("rel-crow-py", dict(times=t), dict(beta=float(g.Beta), lam=float(g.Lambda), growth_rate=float(g.growth_rate),
        DMTBF_I=float(g.DMTBF_I), DMTBF_C=float(g.DMTBF_C)), 1e-9)
    end = short(1.3 * t[-1])
    beta = n / sum(math.log(end / v) for v in t)
    lam = n / end ** beta
    add("rel-crow", dict(T=t, Tend=end), dict(beta=beta, **{"lambda": lam}, beta_unbiased=(n - 1) / n * beta,
        mtbf_inst=1 / (lam * beta * end ** (beta - 1))), 1e-9)
for i in range(12):
    R, C = short(rng.uniform(.6, .99)), short(rng.uniform(.55, .99), 3)
    f, T = int(rng.integers(0, 6)), short(10 ** rng.uniform(1, 6))
    none = math.ceil(math.log(1 - C) / math.log(R))
    n = f + 1
    while stats.binom.cdf(f, n, 1 - R) > 1 - C:
        n += 1
    low = float(2 * T / stats.chi2.ppf(C, 2 * f + 2))
    at_failure = float(2 * T / stats.chi2.ppf(C, 2 * f)) if f else None
    add("rel-demo", dict(R=R, C=C, f=f, T=T), dict(
        n_zero_failures=none, n_f_failures=n, mtbf_lower_time_terminated=low,
        mtbf_lower_failure_terminated=at_failure, n0_peer=none, peer_mtbf=low), 1e-10)
    n = int(rng.integers(1, 300))
    x = int(rng.integers(0, n + 1))
    add("rel-clopper", dict(x=x, n=n, C=C), dict(
        lo=0.0 if x == 0 else float(stats.beta.ppf((1 - C) / 2, x, n - x + 1)),
        hi=1.0 if x == n else float(stats.beta.isf((1 - C) / 2, x + 1, n - x))), 1e-10)
for i in range(6):
    shape, energy = math.exp(rng.uniform(0, 1.5)), rng.uniform(.3, 1)
    t, s, T = [], [], []
    for c in (60, 85, 110):
        eta = 100 * math.exp(energy * 11604.518 * (1 / (c + 273.15) - 1 / 383.15))
        stop = eta * rng.uniform(.9, 2)
        for v in eta * rng.weibull(shape, 8):
            t.append(short(min(v, stop), 5)), s.append(int(v <= stop)), T.append(c)
    X = [11604.518 / (c + 273.15) for c in T]
    mean = sum(X) / len(X)
    # Newton's method in 50 digits from the truth.

    def gradient(b0, b1, tau):
        z = [(mp.log(a) - b0 - b1 * (x - mean)) / mp.exp(tau) for a, x in zip(t, X)]
        e = [q - mp.exp(p) for p, q in zip(z, s)]
        return (mp.fsum(e), mp.fsum(q * (x - mean) for q, x in zip(e, X)),
                mp.fsum(p * q for p, q in zip(z, e)) + sum(s))
    start = (mp.mpf(sum(map(math.log, t)) / len(t) + .5 / shape), mp.mpf(energy), mp.mpf(-math.log(shape)))
    b0, b1, tau = mp.findroot(gradient, start, tol=1e-40, maxsteps=100)
    z = [(mp.log(a) - b0 - b1 * (x - mean)) / mp.exp(tau) for a, x in zip(t, X)]
    loglik = mp.fsum(q * (p - tau - mp.log(a)) - mp.exp(p) for p, q, a in zip(z, s, t))
    add("rel-alt", dict(t=t, s=s, T=T), dict(shape=float(mp.exp(-tau)), Ea=float(b1), log_eta_at_mean=float(b0),
        loglik=float(loglik)), 1e-9)

with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file) + cases
print("[" + ",\n".join(json.dumps(case) for case in cases) + "]")
