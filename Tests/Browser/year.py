"""The year of the demonstration city, month by month: what the lights say on each 15th, and that it makes sense.

One data folder is taken forward through the year, as a house's is. Prints the items and the tasks by standing.
Usage: year.py [month …] (all twelve by default)
"""
import csv
import io
import re
import shutil
import sys
import tempfile
import time
from collections import Counter

from checks import Checks
from server import Heng
from texts import Texts

YEAR = 2021
PLAN = f"/plans/{YEAR}-1"
ITEMS = 22
# The standings by the keys of their words.
STANDINGS = ["notStarted", "onPath", "atRisk", "late", "finished", "finishedLate", "suspended"]
# What there is time for among the other journeys; by itself this walks through all twelve.
SOME = [1, 4, 7, 9, 12]


def walk(checks: Checks, months=range(1, 13)) -> str:
    """Checks the months in order; returns the table of counts as text."""
    lines = [f"{'':>16}" + "".join(f"{name:>14}" for name in STANDINGS)]
    folder = tempfile.mkdtemp(prefix="heng-year-")
    finished = set()
    try:
        for month in months:
            day = f"{YEAR}-{month:02}-15"
            with Heng(as_of=day, data=folder) as heng:
                items, tasks, board = lights(heng)
                checks.none(heng.faults(), f"{day}: the server logged no failure and runs on")
            for name, rows in [("items", items), ("tasks", tasks)]:
                counts = Counter(row["standing"] for row in rows)
                lines.append(f"{day:<11}{name:<5}" + "".join(f"{counts[one]:>14}" for one in STANDINGS))
            counts = Counter(row["standing"] for row in items)
            checks.equal(board, {one: counts[one] for one in board}, f"{day}: the board counts what its table has")
            sensible(checks, day, items, tasks)
            done = {row["task"] for row in tasks if row["standing"] in ("finished", "finishedLate")}
            checks.none(finished - done, f"{day}: what was finished stays finished")
            finished = done
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return "\n".join(lines)


def lights(heng) -> tuple:
    """Items and deliverables with their standings as exported, and the board's own counts by standing."""
    opener = heng.signed_in("office")
    text = Texts("zh")
    words = {text(f"web.status.{one}"): one for one in STANDINGS}
    column = {name: text(f"commitments.column.{name}") for name in ["standing", "progress", "due", "number", "item"]}

    def rows(address: str) -> list:
        answer = opener.open(heng.address + address).read().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(answer)))

    opener.open(heng.address + PLAN + "?lang=zh-Hans").read()
    items = [{"item": row[column["number"]], "standing": words[row[column["standing"]]]}
             for row in rows(PLAN + "/board/csv")]
    tasks = [{"item": row[column["item"]], "task": " ".join(list(row.values())[:2]),
              "standing": words[row[column["standing"]]], "due": row[column["due"]],
              "percent": float(row[column["progress"]] or 0)} for row in rows(PLAN + "/deliverables-file/csv")]
    page = opener.open(heng.address + PLAN).read().decode()
    counted = {}
    for number, label in re.findall(r'class="count[^"]*".*?<b>(\d+)</b>(.*?)</a>', page, re.S):
        word = next(word for word in sorted(words, key=len, reverse=True) if f">{word}<" in label)
        counted[words[word]] = int(number)
    return items, tasks, counted


def sensible(checks: Checks, day: str, items: list, tasks: list):
    """What must hold of the lights on any day of the year."""
    checks.equal(len(items), ITEMS, f"{day}: the board has every item")
    checks.that(all(row["due"] for row in tasks), f"{day}: every task has its due day")
    checks.none([row for row in tasks if row["standing"] in ("late", "finishedLate") and row["due"] >= day],
                f"{day}: nothing is late before its due day is over")
    settled = ("late", "finished", "finishedLate", "suspended")
    checks.none([row for row in tasks if row["due"] < day and row["standing"] not in settled and row["percent"] < 1],
                f"{day}: what is past its due day and not done is late")
    checks.none([row for row in tasks if row["standing"] in ("finished", "finishedLate") and row["percent"] < 1],
                f"{day}: what is finished stands at 100 %")
    late = {row["item"] for row in tasks if row["standing"] == "late"}
    checks.equal({row["item"] for row in items if row["standing"] == "late"}, late,
                 f"{day}: an item is late exactly where one of its tasks is")
    standings = Counter(row["standing"] for row in tasks)
    if day < f"{YEAR}-03":
        checks.equal(standings["late"] + standings["finishedLate"], 0, f"{day}: the year does not begin late")
        checks.that(standings["onPath"] + standings["notStarted"] > len(tasks) * 0.8,
                    f"{day}: early in the year most is on path or has not started", standings)
    if day > f"{YEAR}-12":
        checks.equal(standings["notStarted"], 0, f"{day}: late in the year everything has started")
    checks.that(standings["late"] <= len(tasks) * 0.15, f"{day}: red is the exception", standings)


def main() -> int:
    began = time.monotonic()
    checks = Checks()
    with checks.journey("the year", "zh"):
        print(walk(checks, [int(month) for month in sys.argv[1:]] or range(1, 13)))
    print(f"\nyear: {time.monotonic() - began:.0f} s")
    print(f"{checks.passed} passed, {len(checks.failures)} failed")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
