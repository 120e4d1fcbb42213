"""Walks Heng with a real Chromium: the board, the wizard and every page, in Chinese and in English.

Starts a server of its own on loopback with the demonstration city in a temporary folder, and stops it.
Usage: journeys.py [part of a journey's name …]
Prints every check that failed, then `N passed, N failed`; answers 1 where something failed.
"""
import sys
import time

from playwright.sync_api import sync_playwright

import board
import drafts
import frame
import item
import life
import matrices
import meetings
import people
import plans
import registers
import settings
import sweep
import wizard
import year
from checks import Checks
from server import Heng
from visitor import VIEWS, Visitor

OFFICIAL = "the official plan goes through the wizard"


def walk(heng, browser, checks, view, wanted):
    """Every journey in one view, in the order in which one builds on another."""
    def journey(name: str, body, **options):
        if wanted and not any(part in name for part in wanted):
            return
        with checks.journey(name, view.name), Visitor(browser, heng, view, checks, **options) as visitor:
            body(visitor)

    own, official = plans.yunchuan(), plans.official()

    def through(visitor, plan):
        wizard.walk(visitor, checks, plan)
        visitor.quiet("wizard")

    def two_editors(visitor):
        with Visitor(browser, heng, view, checks) as other:
            draft = drafts.conflict(visitor, other, checks, own)
        drafts.kept(visitor, checks, draft)
        drafts.shared(visitor, checks, draft)
        drafts.discard(visitor, checks, draft)

    def commitment():
        if wanted and not any(part in "life of a commitment" for part in wanted):
            return
        with checks.journey("life of a commitment", view.name), Heng() as own_heng:
            with life.House(browser, own_heng, view, checks) as house:
                life.walk(house, checks, own)
                meetings.walk(house, checks)
            checks.none(own_heng.faults(), "the server logged no failure and runs on")

    def replayed():
        if wanted and not any(part in "the year" for part in wanted):
            return
        with checks.journey("the year", view.name):
            print(year.walk(checks, year.SOME))

    journey("signing in", lambda visitor: people.entrance(visitor, checks), account=None)
    journey("people and roles", lambda visitor: people.walk(visitor, checks), account=None)
    journey("people and roles without scripts", lambda visitor: people.walk(visitor, checks), account=None,
            scripts=False)
    journey("frame", lambda visitor: frame.walk(visitor, checks))
    journey("board", lambda visitor: board.walk(visitor, checks))
    journey("matrices", lambda visitor: matrices.walk(visitor, checks))
    journey("item", lambda visitor: item.walk(visitor, checks))
    commitment()
    if official:
        journey("wizard, official plan", lambda visitor: through(visitor, official))
    journey("wizard, own plan", lambda visitor: through(visitor, own))
    journey("wizard, a city without a pack", lambda visitor: wizard.made(visitor, checks, own))
    journey("wizard without scripts", lambda visitor: through(visitor, own), scripts=False)
    journey("wizard, two editors", two_editors)
    journey("wizard, unreadable files", lambda visitor: drafts.broken(visitor, checks))
    journey("comparison and search", lambda visitor: registers.walk(visitor, checks, own))
    journey("ledger and about", lambda visitor: registers.records(visitor, checks))
    journey("settings and problems", lambda visitor: settings.walk(visitor, checks))
    if view is VIEWS[0]:
        replayed()
    journey("every page", lambda visitor: sweep.walk(visitor, checks, own))
    journey("every link", lambda visitor: sweep.links(visitor, checks))


def main() -> int:
    began = time.monotonic()
    checks = Checks()
    if plans.official() is None:
        print(f'Test "{OFFICIAL}" skipped: no plans/shanghai-2021.txt under HENG_SHARED or ../shared')
    with Heng() as heng, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for view in VIEWS:
            walk(heng, browser, checks, view, sys.argv[1:])
            with checks.journey("server", view.name):
                checks.none(heng.faults(), "the server logged no failure and runs on")
        browser.close()
    print(f"\nbrowser: {time.monotonic() - began:.0f} s")
    print(f"{checks.passed} passed, {len(checks.failures)} failed")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
