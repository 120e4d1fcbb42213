"""Language, light and dark, large print; and what a wrong address says."""


def walk(visitor, checks):
    language(visitor, checks)
    appearance(visitor, checks)
    problems(visitor, checks)
    visitor.quiet("settings")


def attribute(visitor, name: str) -> str:
    return visitor.page.locator("html").get_attribute(name)


def language(visitor, checks):
    page = visitor.open("/plans/2021-1/items/17?lang=" + ("zh-Hans" if visitor.view.language == "zh" else "en"))
    here = attribute(visitor, "lang")
    there = "en" if here == "zh-Hans" else "zh-Hans"
    link = page.locator(f'a[hreflang="{there}"]:visible')
    if link.count() == 0:
        page.locator(".menu > summary").click()
    if not checks.that(link.count() > 0, "the other language is one click away"):
        return
    link.first.click()
    page.wait_for_selector(f'html[lang="{there}"]')
    checks.that("/plans/2021-1/items/17" in page.url, "the other language shows the same page", page.url)
    visitor.open("/plans")
    checks.equal(attribute(visitor, "lang"), there, "the language stays")
    page.locator(f'a[hreflang="{here}"]').first.evaluate("link => link.click()")
    page.wait_for_selector(f'html[lang="{here}"]')
    checks.equal(attribute(visitor, "lang"), here, "and back")


def choose(visitor, field: str, value: str):
    page = visitor.page
    panel = page.locator(".top-details", has=page.locator("form.settings"))
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.locator(f'input[name="{field}"][value="{value}"]').check()
    panel.locator("button[type=submit]").click()
    page.wait_for_load_state()


def appearance(visitor, checks):
    page = visitor.open("/plans/2021-1?standing=at-risk")
    ground = "getComputedStyle(document.body).backgroundColor"
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    checks.equal(attribute(visitor, "data-theme"), "auto", "the theme follows the system at first")
    colours = {}
    for theme in ["light", "dark"]:
        choose(visitor, "theme", theme)
        page.wait_for_selector(f'html[data-theme="{theme}"]')
        colours[theme] = page.evaluate(ground)
        checks.equal(visitor.path(), "/plans/2021-1?standing=at-risk", "the settings return to the same page")
    checks.that(colours["light"] != colours["dark"], "light and dark differ", colours)
    bright = {theme: sum(int(part) for part in colour.strip("rgba()").split(",")[:3])
              for theme, colour in colours.items()}
    checks.that(bright["light"] > 600 and bright["dark"] < 200, "light is light and dark is dark", colours)
    normal = page.evaluate(size)
    choose(visitor, "print", "large")
    page.wait_for_selector('html[data-print="large"]')
    large = page.evaluate(size)
    checks.that(large >= normal * 1.15, "large print is larger", f"{normal} -> {large}")
    checks.that(not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"),
                "large print does not widen the page")
    visitor.open("/ledger")
    checks.equal((attribute(visitor, "data-theme"), attribute(visitor, "data-print")), ("dark", "large"),
                 "the settings hold on every page")
    choose(visitor, "print", "normal")
    choose(visitor, "theme", "auto")
    checks.equal((attribute(visitor, "data-theme"), attribute(visitor, "data-print")), ("auto", "normal"),
                 "the settings can be taken back")


def problems(visitor, checks):
    page = visitor.page
    for address, title in [("/nowhere", "web.problem.title.request-404"),
                           ("/plans/1999-1", "web.problem.title.not-found")]:
        visitor.open(address, status=404)
        checks.equal(visitor.words("h1"), [visitor.text(title)], f"{address} says that there is no such page")
        checks.equal(attribute(visitor, "lang"), "zh-Hans" if visitor.view.language == "zh" else "en",
                     f"{address} says it in the visitor's language")
        checks.that(page.locator(".problem code").inner_text().strip(), f"{address} has the number of the request")
    visitor.open("/plans/1999-1", status=404)
    checks.that(visitor.text("commitments.problem.no-plan", plan="1999-1") in page.locator("main").inner_text(),
                "it says which plan there is not")
    page.locator(".problem a.button").click()
    page.wait_for_url("**/plans/**")
