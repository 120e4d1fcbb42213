"""Plans compared, search, the ledger, and what the about page says."""
import re
from urllib.parse import parse_qs, urlsplit

from plans import PlanText

VERBS = ["plan-import.start", "plan-import.correct", "plan-import.bind", "plan.commit", "plan-import.discard"]


def walk(visitor, checks, plan: PlanText):
    board = imported(visitor, checks, plan)
    comparison(visitor, checks, board)
    search(visitor, checks, plan, board)
    visitor.quiet("comparison and search")


def imported(visitor, checks, plan: PlanText) -> str:
    """The board of the plan that the wizard brought in last."""
    page = visitor.open("/plans")
    row = page.locator(".work-table tbody tr", has_text=plan.title).first
    checks.that(visitor.text("commitments.words.imported") in row.inner_text(), "an imported text says that it is one")
    return row.locator("a.main-link, th a").first.get_attribute("href")


def comparison(visitor, checks, board: str):
    page = visitor.open("/comparison")
    page.locator("select[name=old]").select_option("2021-1")
    page.locator("select[name=new]").select_option(board.rsplit("/", 1)[1])
    page.locator(".compare-form button").click()
    page.wait_for_url("**old=2021-1**")
    counts = [int(text) for text in visitor.words(".counts .count b")]
    items = page.locator(".compare-item")
    checks.that(items.count() >= 22, "the comparison goes through all items of both plans", items.count())
    checks.equal(sum(counts), items.count(), "the counts add up to the items compared")
    checks.that(page.locator("del").count() > 0 and page.locator("ins").count() > 0,
                "what was taken out and what was added is marked")
    words = {visitor.text(f"commitments.change.{change}") for change in ["unchanged", "changed", "added", "removed"]}
    checks.that(set(visitor.words(".compare-item > summary > .mark-note")) <= words, "each item says what changed")
    closed = page.locator(".compare-item:not([open]) > summary")
    if closed.count():
        closed.first.click()
    visitor.open("/comparison?old=2021-1&new=2021-1")
    checks.equal(page.locator(".compare-item ins, .compare-item del").count(), 0, "a plan does not differ from itself")
    visitor.open("/comparison?old=1999-1&new=2021-1", status=404)


def found(visitor, text: str, kind: str = "") -> list:
    """Addresses of all that was found, over all pages of the answer."""
    visitor.open(f"/search?q={text}" + (f"&kind={kind}" if kind else ""))
    hits = []
    for _ in range(30):
        hits += [link.get_attribute("href") for link in visitor.page.locator(".hit-title a").all()]
        following = visitor.page.locator(".pages a[rel=next]")
        if following.count() == 0:
            return hits
        visitor.open(following.get_attribute("href"))
    return hits


def search(visitor, checks, plan: PlanText, board: str):
    page = visitor.open("/")
    # The field of the top bar; where the window is narrow it stands in the menu.
    if not page.locator(".top-search input").is_visible():
        page.locator(".menu > summary").click()
    field = page.locator("header input[type=search]:visible").first
    field.fill("质量")
    field.press("Enter")
    page.wait_for_url("**/search?**")
    checks.equal(parse_qs(urlsplit(page.url).query)["q"], ["质量"], "the field in the head searches")

    for words in ["品", "质量"]:
        hits = found(visitor, words, "item")
        own = sorted(hit for hit in hits if hit.startswith(board + "/"))
        wanted = sorted(f"{board}/items/{entry['number']}" for entry in plan.structure["items"]
                        if words in entry["title"] + entry["body"])
        checks.equal(own, wanted, f"{words} finds exactly the items that have it")
        visitor.open(f"/search?q={words}&kind=item")
        total = int(re.search(r"\d+", visitor.words(".table-count")[0].replace(",", ""))[0])
        checks.equal(len(hits), total, f"{words}: as many hits as the count says")
        visitor.open(f"/search?q={words}")
        # Two finds that touch are one mark: 优质品品牌.
        wrong = [mark for mark in visitor.words(".hits mark") if mark.replace(words, "")]
        checks.that(page.locator(".hits mark").count() > 0, f"{words} is marked where it was found")
        bodies = [text for mark in wrong for text in visitor.words(".hits li") if mark in text]
        checks.none([f"{mark} in {bodies[:1]}" for mark in wrong], f"{words}: nothing else is marked")
        hit = page.locator(".hit-title a").first
        target = hit.get_attribute("href")
        hit.click()
        page.wait_for_url("**" + target)
        checks.that(page.locator("h1").is_visible(), "a hit opens")

    checks.equal(found(visitor, "冷链"), [], "冷链 finds nothing, though 链 and 冷 occur")
    checks.that(visitor.text("server.search.none") in page.locator("main").inner_text(), "the page says so")
    units = found(visitor, "商务委", "unit")
    checks.that(any(address.endswith("/units/COMMERCE") for address in units), "a unit is found by its name", units)
    visitor.open("/search?q=商务委&kind=unit")
    page.locator('.hit-title a[href$="/units/COMMERCE"]').first.click()
    page.wait_for_url("**/units/COMMERCE")
    visitor.open("/search?q=")
    checks.equal(page.locator(".hits").count(), 0, "an empty search asks for nothing")


def records(visitor, checks):
    ledger(visitor, checks)
    about(visitor, checks)
    visitor.quiet("ledger and about")


def ledger(visitor, checks):
    page = visitor.open("/ledger")
    line = visitor.words("main > .flash, main .flash")
    match = visitor.text.pattern("evidence.check.sound").match(line[0]) if line else None
    checks.that(match, "the ledger says that all entries agree", line)
    count = visitor.text.pattern("web.table.count").match(visitor.words(".table-count")[0])
    if match and count:
        checks.equal(match["size"], count["total"], "every entry was checked")
    for verb in VERBS:
        visitor.open(f"/ledger?verb={verb}&size=200")
        rows = page.locator(".work-table tbody tr")
        checks.that(rows.count() > 0, f"what was done left an entry: {verb}")
        checks.equal(set(visitor.words(".work-table tbody td:nth-child(4)")), {visitor.text(f"verb.{verb}")},
                     f"the entry names its verb: {verb}")
    visitor.open("/ledger?verb=plan.commit")
    page.locator(".work-table tbody .main-link").first.click()
    page.wait_for_url(re.compile(r"/ledger/\d+$"))
    entry = page.locator("pre.code").first.inner_text()
    checks.that('"plan.commit"' in entry.replace(" ", ""), "an entry shows its exact text", entry[:200])
    position = int(urlsplit(page.url).path.rsplit("/", 1)[1])
    checks.equal(visitor.words("h1"), [visitor.text("evidence.entry", position=position)], "the entry has its number")
    visitor.open("/ledger/999999", status=404)


def about(visitor, checks):
    page = visitor.open("/about")
    row = page.locator(".work-table tbody tr", has=page.locator("th", has_text=re.compile(r"^\s*2021\s*$")))
    checks.equal(row.count(), 1, "the calendar of 2021 is loaded")
    cells = [" ".join(text.split()) for text in row.first.locator("td").all_inner_texts()]
    checks.equal(cells[0], "250", "2021 has 250 workdays")
    checks.equal(len(re.findall(r"2021-\d\d-\d\d", cells[1])), 7, "2021 has seven make-up days")
    facts = visitor.words("main dl.facts dd")
    checks.that(any(text == visitor.heng.folder + "/data" for text in facts), "the page names the data folder", facts)
    checks.that("shanghai-2021" in page.locator("main").inner_text(), "the page names the pack")
