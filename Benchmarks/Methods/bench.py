"""Runs our methods, tight numpy or scipy, and the peers side by side, checks that they agree, and prints times and ratios.

Every side is a process that reads the same files, and gets the same commands in turn: read the data, do the work once for
the check and to warm up, then do it again RUNS times, one side after the other, so that what else the machine does hits all
alike. It judges nothing by speed; two sides that disagree fail the run.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import numpy as np

import data
from rows import ROWS, Row

HERE = pathlib.Path(__file__).parent


class Side:
    """A process that answers commands."""

    def __init__(self, name: str, command: list[str], **environment: str):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})

    def say(self, command: str) -> str:
        """Sends one command and returns its answer; a side that fails ends the run."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer or answer.startswith("error"):
            sys.exit(f"bench-methods: {self.name}: {command}: {answer or 'the process ended'}")
        return answer

    def close(self) -> None:
        """Ends the process."""
        self.process.stdin.close()
        self.process.wait()


def differences(row: Row, reference: np.ndarray, found: np.ndarray, side: str, quick: bool) -> str | None:
    """Says where two sides disagree; None where they agree."""
    if row.by_prefix:
        shortest = min(len(reference), len(found))
        reference, found = reference[:shortest], found[:shortest]
    if reference.shape != found.shape:
        return f"{found.size} numbers in place of {reference.size}"
    with np.errstate(invalid="ignore"):
        off = np.abs(found - reference) > row.tolerances(reference, side, quick)
    off |= np.isnan(found) != np.isnan(reference)
    if not off.any():
        return None
    place = int(np.flatnonzero(off)[0])
    return f"{int(off.sum())} of {off.size} numbers; number {place} is {found[place]!r} in place of {reference[place]!r}"


def measure(
    row: Row, sides: list[Side], folder: pathlib.Path, runs: int, quick: bool
) -> dict[str, list[float]]:
    """Checks a row's answers, then times them; exits where two sides disagree."""
    present = [side for side in sides if side.say(f"prepare {row.name}") == "ok"]
    answers = {}
    for side in present:
        side.say("answer answer.f64")
        answers[side.name] = np.fromfile(folder / "answer.f64", dtype="<f8")
    reference = answers.get("tight", answers["ours, 2 threads"])
    for name, found in answers.items():
        problem = differences(row, reference, found, name, quick)
        if problem:
            sys.exit(f"bench-methods: {row.name}: {name} does not agree ({row.tolerance_words}): {problem}")
    if not np.array_equal(answers["ours, 1 thread"], answers["ours, 2 threads"], equal_nan=True):
        sys.exit(f"bench-methods: {row.name}: one and two threads give different bits")
    times = {side.name: [] for side in present}
    for _ in range(runs):
        for side in present:
            times[side.name].append(float(side.say("run").split()[1]))
    for side in present:
        side.say("drop")
    return times


def seconds(value: float) -> str:
    """Three digits."""
    return f"{value:#.3g}".rstrip(".") if value < 1000 else f"{value:.0f}"


def machine() -> str:
    """The processor and what else it does."""
    model = "processor unknown"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
    return f"{model}, {os.cpu_count()} processors, load before the run {os.getloadavg()[0]:.1f}"


def main() -> None:
    """Runs all rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True, help="the program methods-bench")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each side, at least 5")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the data: to try the bench itself")
    parser.add_argument("--rows", nargs="*", help="only these rows")
    arguments = parser.parse_args()
    runs = max(arguments.runs, 5)
    chosen = [row for row in ROWS if not arguments.rows or row.name in arguments.rows]
    python = [sys.executable, str(HERE / "worker.py")]
    with tempfile.TemporaryDirectory(prefix="methods-bench-") as name:
        folder = pathlib.Path(name)
        data.write(folder, arguments.quick)
        print(f"machine: {machine()}")
        print(f"runs of each side: {runs}, medians shown" + ("; quick: a hundredth of the data" if arguments.quick else ""))
        # One thread for the linear algebra under numpy: its helpers would spin beside the other sides, and wait longer than
        # they compute.
        alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
        sides = [
            Side("ours, 2 threads", [arguments.ours, name, "2"]), Side("ours, 1 thread", [arguments.ours, name, "1"]),
            Side("tight", [*python, "tight", name], **alone), Side("PyPI", [*python, "peers", name], **alone),
            Side("reliability", [*python, "peers_reliability", name], **alone),
            Side("R", ["Rscript", "--vanilla", str(HERE / "peers.R"), name]),
        ]
        print()
        print("| row | ours, 2 threads | ours, 1 thread | tight | tight/ours | peers |")
        print("| --- | --- | --- | --- | --- | --- |")
        for row in chosen:
            found = measure(row, sides, folder, runs, arguments.quick)
            times = {side: statistics.median(taken) for side, taken in found.items()}
            ours = times["ours, 2 threads"]
            tight = times.get("tight")
            peers = [
                f"{row.peers[side]} {seconds(times[side])} ({times[side] / ours:.3g} x)"
                for side in ("PyPI", "reliability", "R") if side in times
            ]
            # Not measured here: those packages cannot be installed from the registries.
            peers += [f"{peer}: not in the registries, {figure} by the guide" for peer, figure in row.absent]
            print(
                f"| {row.title} | {seconds(ours)} | {seconds(times['ours, 1 thread'])} | "
                + (f"{seconds(tight)} | {tight / ours:.3g}" if tight else "- | -") + f" | {'; '.join(peers) or '-'} |",
                flush=True)
        for side in sides:
            side.close()
        print()
        print("checked first, all numbers of all sides:")
        for row in chosen:
            print(f"  {row.name}: {row.tolerance_words}")


if __name__ == "__main__":
    main()
