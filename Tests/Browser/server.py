"""A Heng server on loopback for browser tests: the demonstration city in a temporary folder."""
import os
import pathlib
import re
import select
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Heng:
    """Starts `heng serve --demo` and stops it; `pages()` names an address for every kind of page."""

    # What all accounts of a demonstration have; the server prints it.
    password = "Heng-demo-2021"

    def __init__(self, as_of: str = "2021-09-15", data: str | None = None):
        """`data` is a data folder that outlives this server; without it there is a new one that goes with it."""
        self.as_of, self.data = as_of, data

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="heng-browser-")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = open(pathlib.Path(self.folder) / "server.log", "w+b")
        binary = os.environ.get("HENG_BINARY", str(ROOT / ".build/debug/heng"))
        self.process = subprocess.Popen(
            [binary, "serve", "--demo", "--as-of", self.as_of, "--data", self.data or self.folder + "/data",
             "--port", str(self.port)],
            stdout=self.log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.address + "/sign-in", timeout=2).read()
                return self
            except OSError:
                time.sleep(0.2)
        self.log.seek(0)
        message = self.log.read().decode(errors="replace")
        self.__exit__(None, None, None)
        raise RuntimeError("the server did not start:\n" + message)

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def signed_in(self, account: str = "office"):
        """Opens addresses as somebody who has signed in, without a browser."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        form = opener.open(self.address + "/sign-in").read().decode()
        token = re.search(r'name="csrf-token" value="([^"]+)"', form).group(1)
        fields = {"account": account, "password": self.password, "csrf-token": token}
        opener.open(self.address + "/sign-in", urllib.parse.urlencode(fields).encode()).read()
        return opener

    def faults(self) -> list:
        """Lines in which the server says that it failed; that it ended by itself is one too."""
        text = (pathlib.Path(self.folder) / "server.log").read_text(encoding="utf-8", errors="replace")
        found = [line for line in text.splitlines() if re.search(r" (error|critical) heng\b|Fatal error", line)]
        return found + ([] if self.process.poll() is None else [f"it ended with {self.process.returncode}"])

    def pages(self) -> dict:
        plan = "/plans/2021-1"
        return {
            "board": plan,
            "board-filtered": plan + "?standing=at-risk",
            "unit-matrix": plan + "/unit-matrix",
            "district-matrix": plan + "/district-matrix",
            "item": plan + "/items/17",
            "item-per-district": plan + "/items/2",
            "deliverables": plan + "/deliverables",
            "deliverable": plan + "/deliverables/quality-safety-supervision:spot-checks",
            "units": plan + "/units",
            "unit": plan + "/units/AMR_M",
            "unit-group": plan + "/units/AMR_D",
            "source": plan + "/source",
            "leads": plan + "/items/3/leads",
            "districts": plan + "/districts",
            "district": plan + "/districts/HUANGPU",
            "brief": plan + "/brief",
            "assignment": self.assignments("office")[0],
            "work": "/work",
            "work-empty": "/work?q=不存在的词语",
            "reviews": "/reviews",
            "supervision": "/supervision",
            "dues": "/dues",
            "due-feed": "/dues/subscription",
            "meetings": "/meetings",
            "meeting-new": "/meetings/new",
            "changes": "/changes",
            "bulletins": "/bulletins",
            "bulletin-new": "/bulletins/new",
            "messages": "/messages",
            "plans": "/plans",
            "import-new": "/imports/new",
            "comparison": "/comparison",
            "search": "/search?q=质量",
            "search-empty": "/search?q=不存在的词语",
            "ledger": "/ledger",
            "ledger-entry": "/ledger/2",
            "about": "/about",
            "sign-in": "/sign-in",
            "account": "/account",
            "password": "/account/password",
            "second-factor": "/account/second-factor",
            "problem": "/plans/1999-1",
        }

    def assignments(self, account: str, page: str = "/districts/HUANGPU") -> list:
        """Addresses of the assignments that a page of the demonstration's plan leads to, for that account."""
        text = self.signed_in(account).open(self.address + "/plans/2021-1" + page).read().decode()
        return list(dict.fromkeys(re.findall(r'href="(/assignments/[0-9a-f-]+)"', text)))

    def participants(self) -> dict:
        """Addresses for those who work on the plan besides the office, by account name."""
        officer = "district.huangpu"
        opener = self.signed_in(officer)
        for own in self.assignments(officer):
            report = own + "/reports/new"
            if report in opener.open(self.address + own).read().decode():
                break
        else:
            raise RuntimeError(f"nothing that {officer} could report on")
        return {
            officer: {
                "district-work": "/work",
                "district-assignment": own,
                "district-report": report,
                "district-changes": "/changes",
                "district-messages": "/messages",
            },
            "liaison.amr_m": {
                "unit-work": "/work",
                "unit-dues": "/dues",
                "unit-bulletins": "/bulletins",
            },
            "leader": {"leader-work": "/work"},
            "reviewer": {"reviewer-work": "/work"},
        }

    @staticmethod
    def administration() -> dict:
        """Addresses for each of the three administrators by account name."""
        return {
            "sysadmin": {
                "people": "/administration/people",
                "people-filtered": "/administration/people?role=liaison",
                "people-empty": "/administration/people?q=nobody-is-called-so",
                "person-new": "/administration/people/new",
                "sessions": "/administration/sessions",
                "policy": "/administration/policy",
            },
            "secadmin": {"permissions": "/administration/permissions"},
            "auditadmin": {
                "sign-ins": "/administration/sign-ins",
                "sign-ins-empty": "/administration/sign-ins?outcome=wrong-code",
                "audit-ledger": "/ledger",
            },
        }
