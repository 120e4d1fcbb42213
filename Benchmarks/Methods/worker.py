"""One Python side of the bench: answers the commands of bench.py, one line each (see methods-bench)."""

import importlib
import pathlib
import sys
import time
import traceback

import numpy as np


def main() -> None:
    """Serves the rows of a module: `worker.py MODULE FOLDER`; each row is a function of the folder that returns the work."""
    folder = pathlib.Path(sys.argv[2])
    # Peers print; their words must not be taken for answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    rows = importlib.import_module(sys.argv[1]).ROWS
    work = None
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "prepare":
                row = rows.get(words[1])
                work = row(folder) if row else None
                said = "ok" if row else "absent"
            elif words[0] == "run":
                start = time.perf_counter()
                result = work()
                said = f"seconds {time.perf_counter() - start}"
                del result
            elif words[0] == "answer":
                result = work()
                numbers = result() if callable(result) else result
                np.asarray(numbers, dtype="<f8").ravel().tofile(folder / words[1])
                said = "ok"
            else:
                work, said = None, "ok"
        except Exception as problem:  # a side that fails is named, and the run fails
            traceback.print_exc()
            said = f"error {type(problem).__name__}: {problem}".replace("\n", " ")
        print(said, file=answers, flush=True)


def numbers(folder: pathlib.Path, name: str) -> np.ndarray:
    """Reads a file of doubles."""
    return np.fromfile(folder / f"{name}.f64", dtype="<f8")


if __name__ == "__main__":
    main()
