"""Critical values of the Cramer-von Mises statistic of a power-law process with unbiased shape, by simulation.

Prints one row a number of terms M; 2 million draws each (fewer for large M), seed 1, numpy. These are the values of
CramerVonMisesTable.swift; MIL-HDBK-189C prints the same to two or three decimals.
"""
import numpy as np

rng = np.random.default_rng(1)


def critical(m, draws):
    values = []
    left = draws
    positions = (2 * np.arange(1, m + 1) - 1) / (2 * m)
    while left > 0:
        n = min(left, 200_000)
        u = np.sort(rng.random((n, m)), axis=1)
        shape = (m - 1) / -np.log(u).sum(axis=1)
        values.append(1 / (12 * m) + ((u ** shape[:, None] - positions) ** 2).sum(axis=1))
        left -= n
    return np.quantile(np.concatenate(values), [0.80, 0.85, 0.90, 0.95, 0.99])


for m in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 60, 100):
    print(m, " ".join(f"{value:.4f}" for value in critical(m, 2_000_000 if m <= 30 else 600_000)))
