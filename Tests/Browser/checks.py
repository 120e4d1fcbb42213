"""Counts what was checked and prints every check that failed, with its page, its view and the reason."""
import contextlib
import time
import traceback


class Checks:
    """A failed check does not stop the walk: everything that is wrong is to be seen in one run."""

    def __init__(self):
        self.passed = 0
        self.failures = []
        self.view = ""
        self.page = ""

    def that(self, condition, what: str, reason="") -> bool:
        """`what` says what ought to be so; `reason` what was found instead."""
        if condition:
            self.passed += 1
            return True
        text = f"✘ [{self.page}] [{self.view}] {what}" + (f": {reason}" if reason != "" else "")
        self.failures.append(text)
        print(text, flush=True)
        return False

    def equal(self, found, wanted, what: str) -> bool:
        return self.that(found == wanted, what, f"found {found!r}, wanted {wanted!r}")

    def none(self, found, what: str) -> bool:
        """Nothing may be in the list; what is in it is the reason."""
        found = list(found)
        return self.that(not found, what, "; ".join(str(one) for one in found[:5])
                         + (f" … and {len(found) - 5} more" if len(found) > 5 else ""))

    @contextlib.contextmanager
    def journey(self, name: str, view: str):
        """A walk through some pages. Where it cannot go on, that is one failure, and the next walk begins."""
        self.page, self.view = name, view
        began, before = time.monotonic(), len(self.failures)
        try:
            yield
        except Exception as error:  # a walk that breaks off for any reason has failed
            place = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in place if "/Tests/Browser/" in frame.filename] or place
            lines = str(error).strip().splitlines() or [type(error).__name__]
            kept = " | ".join(line.strip() for line in lines[:6])
            self.that(False, f"the walk goes to its end (line {own[-1].lineno} of {own[-1].name})", kept)
        wrong = len(self.failures) - before
        mark = "✔" if wrong == 0 else "✘"
        print(f"{mark} {name} [{view}] {time.monotonic() - began:.1f} s" + (f", {wrong} failed" if wrong else ""),
              flush=True)
