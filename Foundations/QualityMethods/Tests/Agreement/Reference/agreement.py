"""Makes agreement.json: coefficients of irrCAC, statsmodels and pingouin on made ratings and on Shrout and Fleiss (1979).

Run with: python3 agreement.py > agreement.json   (pip install irrCAC statsmodels pingouin)
"""
import json
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
from irrCAC.raw import CAC  # noqa: E402
import pingouin  # noqa: E402
from statsmodels.stats.inter_rater import cohens_kappa, to_table  # noqa: E402

generator = np.random.default_rng(20260101)
truth = generator.integers(1, 6, 25)
ratings = np.clip(truth[:, None] + generator.integers(-1, 2, (25, 4)), 1, 5).astype(float)
ratings[generator.random((25, 4)) < 0.15] = np.nan
out = {"ratings": [[None if np.isnan(v) else v for v in row] for row in ratings], "cac": {}, "cohen": {}, "icc": {}}
frame = pd.DataFrame(ratings)
for weights in ["identity", "linear", "quadratic", "radical", "ordinal"]:
    cac = CAC(frame, weights=weights, digits=15)
    out["cac"][weights] = {
        name: {"value": e["est"]["coefficient_value"], "se": e["est"]["se"], "low": e["est"]["confidence_interval"][0],
               "pa": e["est"]["pa"], "pe": e["est"]["pe"]}
        for name, e in (("gwet", cac.gwet()), ("fleiss", cac.fleiss()))}
pairs = np.clip(truth[:, None] + generator.integers(-1, 2, (25, 2)), 1, 5)
out["pairs"] = pairs.tolist()
table = to_table(pairs)[0]
for name, weights in (("identity", None), ("linear", "linear"), ("quadratic", "quadratic")):
    r = cohens_kappa(table, wt=weights)
    out["cohen"][name] = {"value": r.kappa, "se": float(np.sqrt(r.var_kappa)), "z": r.kappa / np.sqrt(r.var_kappa0)}
judges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
long = pd.DataFrame([(i, j, v) for i, row in enumerate(judges) for j, v in enumerate(row)], columns=["s", "j", "v"])
icc = pingouin.intraclass_corr(long, targets="s", raters="j", ratings="v")
out["icc"] = {row["Type"]: {"value": row["ICC"], "f": row["F"], "p": row.get("pval", row.get("p_val"))} for _, row in icc.iterrows()}
print(json.dumps(out, indent=1))
