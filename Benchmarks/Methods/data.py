"""The data of all rows, made once and written as raw little-endian doubles that every side reads."""

import pathlib

import numpy as np

SEED = 20211115


def write(folder: pathlib.Path, quick: bool) -> dict[str, int]:
    """Writes the files and returns the sizes of the rows."""
    scale = 100 if quick else 1
    sizes = {
        "values": 10_000_000 // scale, "qualities": 100_000 // scale, "draws": 10_000_000 // scale,
        "lives": 100_000 // scale, "studies": 1000 // scale, "units": 10_000 // scale,
    }
    generator = np.random.Generator(np.random.PCG64(SEED))

    def save(name: str, numbers: np.ndarray) -> None:
        np.ascontiguousarray(numbers, dtype="<f8").tofile(folder / f"{name}.f64")

    save("values", generator.normal(10, 2, sizes["values"]))
    save("qualities", np.linspace(0.0001, 0.12, sizes["qualities"]))
    save("draws", np.array([sizes["draws"]]))
    lives = 100 * generator.weibull(1.7, sizes["lives"])
    save("times", np.minimum(lives, 120))
    save("failed", lives < 120)
    # Half of the studies have an interaction that shows, half have none.
    studies = sizes["studies"]
    part, person = generator.normal(0, 2, (studies, 10, 1, 1)), generator.normal(0, 0.5, (studies, 1, 3, 1))
    both = generator.normal(0, 0.4, (studies, 10, 3, 1)) * (np.arange(studies) % 2).reshape(-1, 1, 1, 1)
    save("gauges", 50 + part + person + both + generator.normal(0, 0.5, (studies, 10, 3, 3)))
    truth = generator.integers(1, 6, (sizes["units"], 1))
    ratings = np.clip(truth + generator.integers(-1, 2, (sizes["units"], 4)), 1, 5).astype(float)
    ratings[generator.random(ratings.shape) < 0.1] = np.nan
    save("ratings", ratings)
    return sizes
