"""Reference calibration curves in 50 digits: normal equations in mpmath on the powers of x.

Run: python3 calibration_curves.py > calibration_curves.json. Needs mpmath only. Each row: x, y, degree, the kind of
scatter (none, u(y), or the covariance of y), the sum of squares, the curve and its standard uncertainty at some x, and
the stimulus of a reading with its uncertainty.
"""
import json
import random

import mpmath as mp

mp.mp.dps = 50
random.seed(28038)


def fit(x, y, degree, weights):
    n = len(x)
    design = mp.matrix(n, degree + 1)
    for i in range(n):
        for j in range(degree + 1):
            design[i, j] = x[i] ** j
    normal = design.T * weights * design
    c = mp.lu_solve(normal, design.T * weights * mp.matrix(y))
    rest = mp.matrix(y) - design * c
    return c, mp.inverse(normal), (rest.T * weights * rest)[0]


rows = []
for degree, kind, offset in ((1, "covariance", 0), (2, "equal", 0), (2, "uncertainties", 5), (3, "equal", 100),
                             (3, "covariance", 0), (4, "uncertainties", 0), (6, "equal", 0), (10, "equal", 0)):
    n = degree + 8
    x = [offset + i + round(random.uniform(0, .5), 3) for i in range(n)]
    y = [round(2 + 3 * (t - offset) + .02 * (t - offset) ** 2 + random.gauss(0, .05), 4) for t in x]
    u = [round(random.uniform(.02, .1), 3) for _ in x]
    row = dict(x=x, y=y, degree=degree, kind=kind)
    X, Y = [mp.mpf(t) for t in x], [mp.mpf(t) for t in y]
    covariance = mp.zeros(n)
    for i in range(n):
        for j in range(n):
            covariance[i, j] = mp.mpf(u[i]) ** 2 if i == j else 0
            if kind == "covariance":
                covariance[i, j] = mp.mpf(float(covariance[i, j] + mp.mpf("4e-4")))
    if kind == "uncertainties":
        row["u"] = u
    if kind == "covariance":
        row["covariance"] = [[float(covariance[i, j]) for j in range(n)] for i in range(n)]
    weights = mp.eye(n) if kind == "equal" else mp.inverse(covariance)
    c, spread, squares = fit(X, Y, degree, weights)
    if kind == "equal":
        spread *= squares / (n - degree - 1)

    def curve(t):
        powers = mp.matrix([t ** j for j in range(degree + 1)])
        return (powers.T * c)[0], mp.sqrt((powers.T * spread * powers)[0])

    at = [x[0], x[n // 2] + .3, x[-1] - .2]
    row.update(squares=float(squares), powers=[float(v) for v in c], at=at,
               values=[float(curve(mp.mpf(t))[0]) for t in at], errors=[float(curve(mp.mpf(t))[1]) for t in at])
    reading, own = round(float(curve(mp.mpf(x[n // 2]))[0]) + .4, 3), .03
    t = mp.findroot(lambda t: curve(t)[0] - mp.mpf(reading), mp.mpf(x[n // 2]))
    slope = mp.fsum(j * c[j] * t ** (j - 1) for j in range(1, degree + 1))
    row.update(reading=reading, readingUncertainty=own, stimulus=float(t),
               stimulusUncertainty=float(mp.sqrt(mp.mpf(own) ** 2 + curve(t)[1] ** 2) / abs(slope)))
    rows.append(row)
print("[" + ",\n".join(json.dumps(row) for row in rows) + "]")
