"""Each row as a careful numpy or scipy user would write it: no loop over points, temporaries reused, blocks in cache.

A row is a function of the data's folder; it reads the data and returns the work. The work returns numbers, or a function
that puts them in order outside the clock.
"""

import numpy as np
import scipy.signal
import scipy.special as special
import scipy.stats

from worker import numbers

D2 = 2.3259289472810437  # the mean range of five normal values


def subgroup_limits(values):
    """Means, centre, limits and sigma of subgroups of five, in blocks that stay in cache."""
    rows = values.reshape(-1, 5)
    means = np.empty(len(rows))
    ranges = np.empty(len(rows))
    size = 16384
    high, low = np.empty(size), np.empty(size)
    for start in range(0, len(rows), size):
        block = rows[start : start + size]
        count = len(block)
        mean, top, bottom = means[start : start + count], high[:count], low[:count]
        a, b, c, d, e = (block[:, column] for column in range(5))
        np.add(a, b, out=mean)
        np.maximum(a, b, out=top)
        np.minimum(a, b, out=bottom)
        for column in (c, d, e):
            mean += column
            np.maximum(top, column, out=top)
            np.minimum(bottom, column, out=bottom)
        np.subtract(top, bottom, out=ranges[start : start + count])
    means /= 5
    center, sigma = means.mean(), ranges.mean() / D2
    half = 3 * sigma / np.sqrt(5)
    return means, center, center - half, center + half, sigma


def in_row(holds, count):
    """Where `count` in a row hold, by doubling the reach of one mask."""
    result = holds.copy()
    reach = 1
    while reach < count:
        step = min(reach, count - reach)
        result[step:] &= result[:-step].copy() if step < 1 else result[:-step]
        result[:step] = False
        reach += step
    return result


def some_of(beyond, count, window):
    """Where `count` of the last `window` points are beyond, the last one among them."""
    total = beyond.astype(np.int8)
    for step in range(1, window):
        total[step:] += beyond[:-step]
    return (total >= count) & beyond


def xbar_two_rules(folder):
    values = numbers(folder, "values")

    def work():
        means, center, lower, upper, sigma = subgroup_limits(values)
        beyond = np.flatnonzero((means > upper) | (means < lower))
        runs = np.flatnonzero(in_row(means > center, 7) | in_row(means < center, 7))
        return lambda: chart_numbers(center, lower, upper, sigma, [beyond, runs])

    return work


def xbar_nelson(folder):
    values = numbers(folder, "values")

    def work():
        means, center, lower, upper, sigma = subgroup_limits(values)
        one = sigma / np.sqrt(5)
        above, below = means > center, means < center
        above1, below1 = means > center + one, means < center - one
        above2, below2 = means > center + 2 * one, means < center - 2 * one
        rise, fall = np.zeros(len(means), bool), np.zeros(len(means), bool)
        np.greater(means[1:], means[:-1], out=rise[1:])
        np.less(means[1:], means[:-1], out=fall[1:])
        turn = np.zeros(len(means), bool)
        turn[2:] = (rise[2:] & fall[1:-1]) | (fall[2:] & rise[1:-1])
        outside = above1 | below1
        marks = [
            (means > upper) | (means < lower),
            in_row(above, 9) | in_row(below, 9),
            in_row(rise, 5) | in_row(fall, 5),
            in_row(turn, 12),
            some_of(above2, 2, 3) | some_of(below2, 2, 3),
            some_of(above1, 4, 5) | some_of(below1, 4, 5),
            in_row(~outside, 15),
            in_row(outside, 8),
        ]
        places = [np.flatnonzero(mark) for mark in marks]
        return lambda: chart_numbers(center, lower, upper, sigma, places)

    return work


def chart_numbers(center, lower, upper, sigma, places):
    parts = [np.array([center, lower, upper, sigma])]
    for place in places:
        parts += [np.array([len(place)]), place]
    return np.concatenate(parts)


def ewma(folder):
    values = numbers(folder, "values")
    return lambda: scipy.signal.lfilter([0.2], [1, -0.8], values, zi=[0.8 * 10.0])[0]


def cusum(folder):
    values = numbers(folder, "values")

    def work():
        total = values - (10 + 0.5 * 2)
        np.cumsum(total, out=total)
        lowest = np.minimum.accumulate(total)
        np.minimum(lowest, 0, out=lowest)
        total -= lowest
        total /= 2
        return total

    return work


def cpk(folder):
    values = numbers(folder, "values").reshape(-1, 1000)

    def work():
        result = np.empty(len(values))
        # 64 processes of 1000 values are half a megabyte: one trip through memory.
        for start in range(0, len(values), 64):
            block = values[start : start + 64]
            mean = block.mean(axis=1)
            centred = block - mean[:, None]
            deviation = np.sqrt(np.einsum("ij,ij->i", centred, centred) / (block.shape[1] - 1))
            result[start : start + 64] = np.minimum(mean - 4, 17 - mean) / (3 * deviation)
        return result

    return work


def plan_search(folder):
    def work():
        least = 1
        for c in range(1000):
            low = max(least, c + 1)
            high = low
            while special.bdtr(c, high, 0.002) > 0.1:
                high *= 2
            while low < high:
                middle = (low + high) // 2
                if special.bdtr(c, middle, 0.002) <= 0.1:
                    high = middle
                else:
                    low = middle + 1
            least = low
            if special.bdtr(c, low, 0.001) >= 0.95:
                return [low, c]
        raise ValueError("no plan")

    return work


def oc_curve(folder):
    qualities = numbers(folder, "qualities")

    def work():
        # Four binomial terms by Horner's rule: q^122 (q^3 + 125 p q^2 + 7750 p^2 q + 317750 p^3).
        p, q = qualities, 1 - qualities
        power = np.power(q, 122)
        return power * (q * (q * (q + 125 * p) + 7750 * p * p) + 317750 * p * p * p)

    return work


def oc_curve_bdtr(folder):
    qualities = numbers(folder, "qualities")
    return lambda: special.bdtr(3, 125, qualities)


def monte_carlo(folder):
    count = int(numbers(folder, "draws")[0])
    estimates = [(10.0, 0.1), (0.2, 0.005), (3, 0.02), (4, 0.05), (5, 0.03)]

    def work():
        generator = np.random.Generator(np.random.SFC64(2021))
        x1, x2, x3, x4, x5 = (generator.normal(mean, spread, count) for mean, spread in estimates)
        np.multiply(x2, x3, out=x2)
        np.negative(x2, out=x2)
        np.exp(x2, out=x2)
        np.multiply(x1, x2, out=x1)
        np.sqrt(x4, out=x4)
        np.divide(x4, x5, out=x4)
        np.add(x1, x4, out=x1)
        mean, deviation = x1.mean(), x1.std(ddof=1)
        x1.sort()
        inside = int(0.95 * count)
        rest = count - inside
        first = np.argmin(x1[inside:] - x1[:rest])
        low = (rest + 1) // 2 - 1
        return [mean, deviation, x1[low], x1[low + inside], x1[first], x1[first + inside]]

    return work


def weibull(folder):
    times, failed = numbers(folder, "times"), numbers(folder, "failed") == 1

    def work():
        logs = np.log(times)
        failures = np.count_nonzero(failed)
        total = logs[failed].sum()
        largest = logs.max()
        logs -= largest
        mean_log = total / failures - largest
        squares = logs * logs
        beta = 1.2 / -mean_log
        for _ in range(50):
            power = np.exp(beta * logs)
            s0, s1, s2 = power.sum(), power @ logs, power @ squares
            value = 1 / beta + mean_log - s1 / s0
            slope = -1 / beta**2 - (s2 / s0 - (s1 / s0) ** 2)
            step = -value / slope
            beta = beta / 2 if step <= -0.5 * beta else beta + step
            if abs(step) < 1e-12 * beta:
                break
        power = np.exp(beta * logs)
        s0, s1, s2 = power.sum(), power @ logs, power @ squares
        mu = np.log(s0 / failures) / beta + largest
        shift, scale = largest - mu, failures / s0
        z1 = beta * scale * (s1 + shift * s0)
        z2 = beta**2 * scale * (s2 + 2 * shift * s1 + shift**2 * s0)
        z_failures = beta * failures * (mean_log + shift)
        a, b, d = failures * beta**2, z1 * beta, z2 + z1 - z_failures
        determinant = a * d - b * b
        likelihood = z_failures + failures * np.log(beta) - total - failures
        shape_error, scale_error = beta * np.sqrt(a / determinant), np.exp(mu) * np.sqrt(d / determinant)
        return [beta, np.exp(mu), shape_error, scale_error, likelihood]

    return work


def kaplan_meier(folder):
    times, failed = numbers(folder, "times"), numbers(folder, "failed") == 1

    def work():
        order = np.argsort(times)
        ordered, marks = times[order], failed[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        deaths = np.add.reduceat(marks.astype(np.int64), starts)
        at_risk = len(times) - starts
        survival = np.cumprod(1 - deaths / at_risk)
        kept = deaths > 0
        return lambda: np.column_stack([ordered[starts][kept], survival[kept]])

    return work


def gauge_squares(values):
    """Mean squares of all studies at once: parts, operators, interaction, error."""
    y = values.reshape(-1, 10, 3, 3)
    y = y - y.mean(axis=(1, 2, 3), keepdims=True)
    cells = y.mean(axis=3)
    parts, operators = cells.mean(axis=2), cells.mean(axis=1)
    rest = cells - parts[:, :, None] - operators[:, None, :]
    # The squares within cells are those of all values less those of the cells' means.
    within = np.einsum("nijk,nijk->n", y, y) - 3 * np.einsum("nij,nij->n", cells, cells)
    return (
        9 * np.einsum("ni,ni->n", parts, parts) / 9, 30 * np.einsum("nj,nj->n", operators, operators) / 2,
        3 * np.einsum("nij,nij->n", rest, rest) / 18, within / 60,
    )


def gauge(folder):
    values = numbers(folder, "gauges")
    limit = special.fdtri(18, 60, 0.95)

    def work():
        part, person, both, error = gauge_squares(values)
        f = both / error
        keeps = f > limit
        pooled = np.where(keeps, error, (60 * error + 18 * both) / 78)
        against = np.where(keeps, both, pooled)
        return np.column_stack([
            pooled, np.maximum(0, (person - against) / 30), np.where(keeps, np.maximum(0, (both - pooled) / 3), 0),
            np.maximum(0, (part - against) / 9), f,
        ])

    return work


def arl_cusum(folder):
    def work():
        nodes, weights = np.polynomial.legendre.leggauss(64)
        nodes, weights = (1 + nodes) * 2.5, weights * 2.5
        from_states = np.r_[nodes, 0]
        lengths = []
        for shift in np.arange(0, 3, 0.25):
            away = from_states[:, None]
            kernel = weights * np.exp(-0.5 * (nodes + 0.5 - away - shift) ** 2) / np.sqrt(2 * np.pi)
            kernel = np.column_stack([kernel, special.ndtr(0.5 - from_states - shift)])
            solution = np.linalg.solve(np.eye(65) - kernel, np.ones(65))
            lengths.append(solution[-1])
        return lengths

    return work


def arl_ewma(folder):
    def work():
        half = 2.7 * np.sqrt(0.2 / 1.8)
        count = 30 + int(np.ceil(10 * half / 0.2))
        nodes, weights = np.polynomial.legendre.leggauss(count)
        nodes, weights = nodes * half, weights * half / 0.2 / np.sqrt(2 * np.pi)
        lengths = []
        for shift in np.arange(0, 3, 0.25):
            def row(z):
                return weights * np.exp(-0.5 * ((nodes - 0.8 * z) / 0.2 - shift) ** 2)
            solution = np.linalg.solve(np.eye(count) - row(nodes[:, None]), np.ones(count))
            lengths.append(1 + row(0.0) @ solution)
        return lengths

    return work


ROWS = {
    "xbar-two-rules": xbar_two_rules, "xbar-nelson": xbar_nelson, "ewma": ewma, "cusum": cusum, "cpk": cpk,
    "plan-search": plan_search, "oc-curve": oc_curve, "monte-carlo": monte_carlo, "weibull": weibull,
    "kaplan-meier": kaplan_meier, "gauge": gauge, "arl-cusum": arl_cusum, "arl-ewma": arl_ewma,
}
