"""Pictures every page into screenshots/: 1366x768 in Chinese, 390x844 in English and dark.

Starts a server of its own on loopback with the demonstration city in a temporary folder, and stops it.
Usage: screenshots.py [part of a page's name …]
"""
import pathlib
import sys

from playwright.sync_api import sync_playwright

from server import Heng, ROOT

# With the month whose bulletin each of them draws up.
VIEWS = [
    ("zh", {"width": 1366, "height": 768}, "zh-CN", "light", "2021-07"),
    ("en-dark", {"width": 390, "height": 844}, "en-GB", "dark", "2021-08"),
]


def shot(page, folder: pathlib.Path, name: str) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    print(f"{name}.png" + ("  OVERFLOWS THE WINDOW" if wide else ""))


def sign_in(page, heng, account: str) -> None:
    page.goto(heng.address + "/sign-in")
    page.fill("#sign-in-account", account)
    page.fill("#sign-in-password", heng.password)
    page.locator("#sign-in button[type=submit]").click()
    page.wait_for_load_state()


def wizard(page, address: str):
    """Walks the wizard with a plan of the repository's own, stopping at each page."""
    page.goto(address + "/imports/new")
    page.locator("main form button[type=submit]").click()
    yield "wizard-1-error"
    page.set_input_files("input[type=file]", ROOT / "Foundations/PlanText/Tests/Plans/yunchuan-2023.txt")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/imports/*-*")
    preview = page.url.split("#")[0]
    yield "wizard-2-preview"
    page.goto(preview + "/items/3")
    yield "wizard-2-correct"
    page.fill("input[name=lead]", "no such unit")
    page.locator("main form button[type=submit]").click()
    yield "wizard-2-correct-error"
    page.goto(preview + "/bindings?show=all")
    yield "wizard-3-bind"
    page.goto(preview + "/commitment")
    yield "wizard-4-commit"


def bulletin(page, heng, month: str):
    """One month's bulletin from the draft to what was issued, stopping at each page."""
    page.goto(heng.address + "/bulletins/new")
    page.select_option("#bulletin-new-month", month)
    page.locator("#bulletin-new button[type=submit]").click()
    page.wait_for_url("**/bulletins/*-*")
    address = page.url.split("#")[0]
    yield "bulletin-1-draft"
    page.goto(address + "/text")
    yield "bulletin-2-text"
    sign_in(page, heng, "leader")
    page.goto(address)
    yield "bulletin-3-approval"
    page.locator("form#approve button[type=submit]").click()
    page.wait_for_selector(".flash")
    sign_in(page, heng, "office")
    page.goto(address)
    page.locator("form#issue button[type=submit]").click()
    page.wait_for_selector(".flash")
    yield "bulletin-4-issued"
    page.goto(heng.address + "/bulletins")
    yield "bulletin-5-list"


def meeting(page, heng):
    """A meeting that was called, with minutes and a resolution, stopping at each page."""
    page.goto(heng.address + "/meetings/new")
    page.fill("#meeting-new-title", "三季度质量工作调度会")
    page.select_option("#meeting-new-kind", "special")
    page.fill("#meeting-new-lines", "第四季度重点工作安排")
    page.locator("#meeting-new button[type=submit]").click()
    page.wait_for_url("**/meetings/*-*")
    yield "meeting-1-called"
    page.locator("details.act", has=page.locator("form#minutes")).locator("summary").click()
    page.fill("#minutes-text", "会议听取了各单位三季度工作情况汇报。\n会议明确，逾期任务于十月底前办结。")
    page.locator("form#minutes button[type=submit]").click()
    page.wait_for_selector(".flash")
    page.locator("details.act", has=page.locator("form#resolution")).locator("summary").click()
    yield "meeting-2-forms"
    page.fill("#resolution-text", "补齐三季度抽检材料")
    page.select_option("#resolution-owner", "unit:AMR_M")
    page.fill("#resolution-due", "2021-11-30")
    page.locator("form#resolution button[type=submit]").click()
    page.wait_for_selector(".flash")
    yield "meeting-3-resolved"
    page.locator(".meeting-table").nth(1).locator("tbody a").first.click()
    page.wait_for_load_state()
    yield "meeting-4-assignment"
    page.goto(heng.address + "/meetings")
    yield "meeting-5-list"


def main() -> int:
    wanted = sys.argv[1:]
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with Heng() as heng, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pages = heng.pages()
        for name, size, locale, scheme, month in VIEWS:
            context = browser.new_context(viewport=size, locale=locale, color_scheme=scheme)
            page = context.new_page()
            if not wanted or any(part in "sign-in-stranger" for part in wanted):
                page.goto(heng.address + "/sign-in")
                shot(page, folder, f"sign-in-stranger.{name}")
            sign_in(page, heng, "office")
            for title, address in pages.items():
                if wanted and not any(part in title for part in wanted):
                    continue
                page.goto(heng.address + address)
                shot(page, folder, f"{title}.{name}")
            if not wanted or any("wizard" in part for part in wanted):
                for title in wizard(page, heng.address):
                    shot(page, folder, f"{title}.{name}")
            if not wanted or any("bulletin" in part for part in wanted):
                for title in bulletin(page, heng, month):
                    shot(page, folder, f"{title}.{name}")
            if not wanted or any("meeting" in part for part in wanted):
                for title in meeting(page, heng):
                    shot(page, folder, f"{title}.{name}")
            for account, addresses in [*heng.participants().items(), *heng.administration().items()]:
                chosen = [title for title in addresses if not wanted or any(part in title for part in wanted)]
                if chosen:
                    sign_in(page, heng, account)
                for title in chosen:
                    page.goto(heng.address + addresses[title])
                    shot(page, folder, f"{title}.{name}")
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
