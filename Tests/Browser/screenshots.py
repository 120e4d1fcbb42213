"""Pictures every page into screenshots/: 1366x768 in Chinese, 390x844 in English and dark.

Starts a server of its own on loopback with the demonstration city in a temporary folder, and stops it.
Usage: screenshots.py [part of a page's name …]
"""
import pathlib
import sys

from playwright.sync_api import sync_playwright

from server import Heng, ROOT

VIEWS = [
    ("zh", {"width": 1366, "height": 768}, "zh-CN", "light"),
    ("en-dark", {"width": 390, "height": 844}, "en-GB", "dark"),
]


def main() -> int:
    wanted = sys.argv[1:]
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with Heng() as heng, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pages = heng.pages()
        for name, size, locale, scheme in VIEWS:
            context = browser.new_context(viewport=size, locale=locale, color_scheme=scheme)
            page = context.new_page()
            for title, address in pages.items():
                if wanted and not any(part in title for part in wanted):
                    continue
                page.goto(heng.address + address)
                page.screenshot(path=folder / f"{title}.{name}.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                print(f"{title}.{name}.png" + ("  OVERFLOWS THE WINDOW" if wide else ""))
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
