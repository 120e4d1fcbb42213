"""What the rows are, how closely their sides have to agree, and the peers that cannot be installed."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np


@dataclass
class Row:
    """One row of the table."""

    name: str
    title: str
    relative: float
    peers: dict[str, str] = field(default_factory=dict)
    absent: list[tuple[str, str]] = field(default_factory=list)
    absolute: float = 0.0
    statistical: Callable[[np.ndarray, bool], np.ndarray] | None = None
    words: str = ""
    loose: dict[str, float] = field(default_factory=dict)
    by_prefix: bool = False

    def tolerances(self, reference: np.ndarray, side: str, quick: bool) -> np.ndarray:
        """The greatest difference that each number may have."""
        if self.statistical:
            return self.statistical(reference, quick)
        return self.loose.get(side, self.relative) * np.abs(reference) + self.absolute

    @property
    def tolerance_words(self) -> str:
        """The tolerance in words."""
        if self.words:
            return self.words
        absolute = f" + {self.absolute:g}" if self.absolute else ""
        return f"relative {self.relative:g}{absolute}"


def of_draws(reference: np.ndarray, quick: bool) -> np.ndarray:
    """Parts of u: other random numbers, so that digits beyond the draws' own scatter cannot agree."""
    parts = np.array([0.003, 0.003, 0.01, 0.01, 0.06, 0.06]) * (10 if quick else 1)
    return parts[: len(reference)] * reference[1]


ROWS = [
    Row("xbar-two-rules", "X-bar limits, 2 rules of qcc, 1e7 values in fives", 1e-12, absent=[("qcc 2.7", "113 s")]),
    Row("xbar-nelson", "X-bar limits, 8 rules of Nelson, 1e7 values in fives", 1e-12),
    Row("ewma", "EWMA, 1e7", 1e-12, {"R": "R filter"}, [("qcc", "7.9 s for 1e6")]),
    Row("cusum", "CUSUM, one-sided, 1e7", 1e-9, absent=[("qcc", "6.3 s for 1e6")], absolute=1e-7,
        words="relative 1e-9 + 1e-7: the tight version's running total loses digits"),
    Row("cpk", "Cpk, 10,000 processes of 1000", 1e-11, absent=[("qcc", "about 24 s")]),
    Row("plan-search", "smallest plan: n = 12375, c = 18", 0, absent=[("AcceptanceSampling 1.0.11", "0.39 s")],
        words="equal"),
    Row("oc-curve", "OC curve, n = 125, c = 3, 1e5 points", 1e-11, {"PyPI": "scipy bdtr", "R": "R pbinom"},
        [("AcceptanceSampling", "2.2 s")]),
    Row("monte-carlo", "Monte Carlo (JCGM 101), 1e7 draws of 5 inputs", 0, {"PyPI": "suncal 1.7.1"},
        statistical=of_draws, by_prefix=True,
        words="in parts of u: mean and u 0.003, symmetric interval 0.01, shortest interval 0.06"),
    Row("weibull", "Weibull MLE with standard errors, 1e5 right-censored", 1e-9,
        {"PyPI": "lifelines", "reliability": "reliability 0.9.0", "R": "survreg"},
        loose={"PyPI": 1e-4, "reliability": 1e-4, "R": 1e-6},
        words="relative 1e-9 with tight; survreg 1e-6, lifelines and reliability 1e-4, which stop earlier"),
    Row("gauge", "gauge R&R, components of 1000 studies 10 x 3 x 3", 1e-9, {"PyPI": "statsmodels"},
        [("SixSigma", "about 10.3 s")], absolute=1e-12),
    Row("gauge-intervals", "gauge R&R with tables and intervals, 1000 studies", 1e-9),
    Row("kaplan-meier", "Kaplan-Meier, 1e5 right-censored", 1e-9, {"PyPI": "lifelines", "R": "survfit"}),
    Row("arl-cusum", "ARL of CUSUM, 12 shifts", 1e-6, {"R": "spc"}),
    Row("arl-ewma", "ARL of EWMA, 12 shifts", 1e-6, {"R": "spc"}),
    Row("krippendorff", "Krippendorff's alpha, ordinal, 10,000 units x 4", 1e-9, {"PyPI": "krippendorff"}),
    Row("budget", "GUM budget of 5 inputs, 1000 times", 1e-9, {"PyPI": "GTC"}),
]
