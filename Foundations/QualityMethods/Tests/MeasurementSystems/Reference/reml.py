"""Makes reml.json: variance components of unbalanced made studies by statsmodels' MixedLM (REML).

Run with: python3 reml.py > reml.json   (pip install statsmodels)
"""
import json
import warnings

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

warnings.filterwarnings("ignore")
studies = []
for seed in (1, 2, 3):
    g = np.random.default_rng(seed)
    part, op, both = g.normal(0, 2, 8), g.normal(0, 1, 4), g.normal(0, 0.8, (8, 4))
    rows = [(i, j, round(10 + part[i] + op[j] + both[i, j] + g.normal(0, 0.5), 3))
            for i in range(8) for j in range(4) for _ in range(g.integers(1, 4))]
    frame = pd.DataFrame(rows, columns=["part", "op", "y"])
    frame["both"] = frame.part * 10 + frame.op
    frame["one"] = 1
    fit = smf.mixedlm("y ~ 1", frame, groups="one", re_formula="0",
                      vc_formula={"a_part": "0+C(part)", "b_op": "0+C(op)", "c_both": "0+C(both)"}).fit(
        reml=True, method=["bfgs", "powell", "bfgs"], gtol=1e-9)
    vc = dict(zip(fit.model.exog_vc.names, fit.vcomp))
    studies.append({"part": frame.part.tolist(), "op": frame.op.tolist(), "y": frame.y.tolist(),
                    "components": [vc["a_part"], vc["b_op"], vc["c_both"], fit.scale], "mean": float(fit.fe_params.iloc[0])})
print(json.dumps(studies))
