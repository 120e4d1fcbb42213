"""Peers from PyPI on the same rows. Data are in the form that a peer asks for before the clock starts."""

import warnings

import numpy as np

from worker import numbers

warnings.filterwarnings("ignore")
NAMES = ["x1", "x2", "x3", "x4", "x5"]
ESTIMATES = [(10.0, 0.1), (0.2, 0.005), (3.0, 0.02), (4.0, 0.05), (5.0, 0.03)]


def suncal_monte_carlo(folder):
    import suncal

    count = int(numbers(folder, "draws")[0])

    def work():
        model = suncal.Model("y = x1*exp(-x2*x3) + sqrt(x4)/x5")
        for name, (mean, spread) in zip(NAMES, ESTIMATES):
            model.var(name).measure(mean).typeb(std=spread)
        result = model.monte_carlo(samples=count)
        # The symmetric interval: its shortest one is found by a loop in Python.
        interval = result.expand("y", conf=0.95)
        return [result.expected["y"], result.uncertainty["y"], interval.low, interval.high]

    return work


def gtc_budget(folder):
    import GTC

    def work():
        for _ in range(1000):
            x1, x2, x3, x4, x5 = (GTC.ureal(mean, spread) for mean, spread in ESTIMATES)
            y = x1 * GTC.exp(-x2 * x3) + GTC.sqrt(x4) / x5
            value = [y.x, y.u]
        return value

    return work


def lifelines_weibull(folder):
    import lifelines

    times, failed = numbers(folder, "times"), numbers(folder, "failed")

    def work():
        fit = lifelines.WeibullFitter().fit(times, failed)

        def estimates():
            errors = fit.summary["se(coef)"]
            return [fit.rho_, fit.lambda_, errors["rho_"], errors["lambda_"], fit.log_likelihood_]

        return estimates

    return work


def lifelines_kaplan_meier(folder):
    import lifelines

    times, failed = numbers(folder, "times"), numbers(folder, "failed")

    def work():
        fit = lifelines.KaplanMeierFitter().fit(times, failed)

        def steps():
            table = fit.event_table.join(fit.survival_function_)
            table = table[table["observed"] > 0]
            return np.column_stack([table.index, table["KM_estimate"]])

        return steps

    return work


def reliability_weibull(folder):
    from reliability.Fitters import Fit_Weibull_2P

    times, failed = numbers(folder, "times"), numbers(folder, "failed") == 1
    failures, censored = times[failed], times[~failed]

    def work():
        fit = Fit_Weibull_2P(
            failures=failures, right_censored=censored, show_probability_plot=False, print_results=False)
        return [fit.beta, fit.alpha, fit.beta_SE, fit.alpha_SE, fit.loglik]

    return work


def statsmodels_gauge(folder):
    import pandas
    import statsmodels.formula.api as formula
    from statsmodels.stats.anova import anova_lm

    values = numbers(folder, "gauges").reshape(-1, 90)
    place = np.arange(90)
    table = pandas.DataFrame({"part": place // 9, "person": place // 3 % 3})

    def work():
        rows = []
        for study in values:
            fit = formula.ols("y ~ C(part) * C(person)", table.assign(y=study)).fit()
            part, person, both, error = anova_lm(fit)["mean_sq"]
            keeps = both / error > 1.7783
            rest = error if keeps else (60 * error + 18 * both) / 78
            against = both if keeps else rest
            rows.append([
                rest, max(0, (person - against) / 30), max(0, (both - rest) / 3) if keeps else 0,
                max(0, (part - against) / 9), both / error,
            ])
        return rows

    return work


def krippendorff_alpha(folder):
    import krippendorff

    ratings = numbers(folder, "ratings").reshape(-1, 4).T.copy()
    return lambda: [krippendorff.alpha(reliability_data=ratings, level_of_measurement="ordinal")]


def scipy_bdtr(folder):
    from tight import oc_curve_bdtr

    return oc_curve_bdtr(folder)


ROWS = {
    "monte-carlo": suncal_monte_carlo, "budget": gtc_budget, "weibull": lifelines_weibull,
    "kaplan-meier": lifelines_kaplan_meier, "gauge": statsmodels_gauge, "krippendorff": krippendorff_alpha,
    "oc-curve": scipy_bdtr,
}
