"""What stands around every page: the way past the head, the navigation, panels that Escape closes."""
from urllib.parse import urlsplit


def walk(visitor, checks):
    skip(visitor, checks)
    navigation(visitor, checks)
    panels(visitor, checks)
    visitor.quiet("frame")


def skip(visitor, checks):
    page = visitor.open("/about")
    page.keyboard.press("Tab")
    checks.equal(page.evaluate("document.activeElement.className"), "skip", "the first stop is the way to the content")
    box = page.locator("a.skip").bounding_box()
    checks.that(box and box["y"] >= 0 and box["x"] >= 0, "the way to the content shows when it has the focus", box)
    page.keyboard.press("Enter")
    checks.equal(page.evaluate("document.activeElement.id"), "content", "it leads to the content")


def entries(visitor):
    """The entries of the navigation as this window shows it: a rail, or a menu that is opened first."""
    page = visitor.page
    if page.locator(".menu > summary").is_visible():
        page.locator(".menu > summary").click()
        return page.locator(".menu .entry")
    return page.locator(".rail .entry")


def navigation(visitor, checks):
    page = visitor.open("/about")
    targets = [entry.get_attribute("href") for entry in entries(visitor).all()]
    checks.that(len(targets) >= 4, "the navigation has its entries", targets)
    for index, target in enumerate(targets):
        visitor.open("/about")
        entries(visitor).nth(index).click()
        page.wait_for_load_state()
        checks.equal(page.locator("h1").count(), 1, f"the entry {target} opens a page")
        current = [entry.get_attribute("href") for entry in page.locator(".rail .entry[aria-current=page]").all()]
        checks.equal(current, [target], f"the entry {target} is marked as the current page")
    crumbs = page.locator(".crumbs [aria-current=page]")
    checks.equal(crumbs.count(), 1, "the page says where it is")
    visitor.open("/plans/2021-1/items/17")
    page.locator(".crumbs a").first.click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/plans/2021-1")


def panels(visitor, checks):
    page = visitor.open("/about")
    panel = page.locator("details.top-details").first
    panel.locator("summary").click()
    checks.that(panel.locator("form.settings").is_visible(), "the settings open")
    inside = panel.locator("form.settings").evaluate(
        "form => { const box = form.getBoundingClientRect(); return box.left >= 0 && box.right <= window.innerWidth }")
    checks.that(inside, "the settings stand inside the window")
    page.keyboard.press("Escape")
    checks.that(not panel.locator("form.settings").is_visible(), "Escape closes them")
    visitor.open("/plans/2021-1")
    reason = page.locator(".board-table .has-reason").first
    reason.focus()
    checks.that(reason.locator(".reason").is_visible(), "a state tells its reason to the keyboard too")
