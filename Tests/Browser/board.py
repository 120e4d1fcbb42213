"""The board: items, counts, filters in the address, what to do next, exports."""
import csv
import io
import zipfile
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import TimeoutError

PLAN = "/plans/2021-1"
STANDINGS = ["late", "at-risk", "on-path", "not-started", "suspended", "finished-late", "finished"]


# The word of the state in each row.
STATES = ".board-table tr.row-link td > .status > span:not(.reason)"


def numbers(visitor, selector: str) -> list:
    return [int(text.replace(",", "")) for text in visitor.words(selector)]


def rows(visitor) -> int:
    return visitor.page.locator(".board-table tr.row-link").count()


def walk(visitor, checks):
    page = visitor.page
    whole(visitor, checks)
    filters(visitor, checks)
    search(visitor, checks)
    row(visitor, checks)
    actions(visitor, checks)
    exports(visitor, checks)
    visitor.open("/")
    checks.that(visitor.path().startswith("/plans/"), "the first page is a board", page.url)
    visitor.quiet("board")


def whole(visitor, checks):
    page = visitor.open(PLAN)
    checks.equal(rows(visitor), 22, "the board shows 22 items")
    checks.equal(page.locator(".board-table tr.group").count(), 4, "the board has 4 sections")
    checks.equal(page.locator(".counts .count").count(), 7, "the board counts seven states")
    checks.equal(sum(numbers(visitor, ".counts .count b")), 22, "the counts of the seven states add up to 22")
    shown = [parse_qs(urlsplit(link.get_attribute("href")).query)["standing"][0]
             for link in page.locator(".counts .count").all()]
    checks.equal(sorted(shown), sorted(STANDINGS), "every state has its count")
    tally = visitor.words(STATES)
    words = visitor.words(".counts .count .status")
    for number, word in zip(numbers(visitor, ".counts .count b"), words):
        checks.equal(tally.count(word), number, f"as many rows stand {word!r} as the count says")
    checks.that(page.locator(".banner").is_visible(), "demonstration data is marked as such")
    checks.equal(page.locator("html").get_attribute("lang"), "zh-Hans" if visitor.view.language == "zh" else "en",
                 "the page is in the language of the browser")


def filters(visitor, checks):
    page = visitor.page
    page.locator(".board-filters > summary").click()
    chip = page.locator('.board-filters a.chip[href$="?standing=at-risk"]')
    wanted = int(chip.locator(".chip-count").inner_text())
    checks.that(0 < wanted < 22, "the demonstration has some items at risk, not all", wanted)
    chip.click()
    page.wait_for_url("**" + PLAN + "?standing=at-risk")
    checks.equal(rows(visitor), wanted, "the filter shows as many rows as its chip counts")
    states = set(visitor.words(STATES))
    checks.equal(states, {visitor.text("web.status.atRisk")}, "only items at risk are shown")
    chosen = page.locator('.board-filters a.chip[aria-current="true"]')
    checks.equal(chosen.count(), 1, "the chosen filter says so")
    pattern = visitor.text.pattern("web.table.count").match(visitor.words(".table-count")[0])
    checks.that(pattern and (pattern["total"], pattern["count"]) == ("22", str(wanted)),
                "the line above the table counts all and shown items", visitor.words(".table-count"))

    page.locator('.board-filters a.chip[href*="section=1"]').click()
    page.wait_for_url("**section=1**")
    checks.that("standing=at-risk" in page.url, "a second filter keeps the first", page.url)
    checks.equal(page.locator(".board-table tr.group").count(), 1, "one section is left")
    both = rows(visitor)
    checks.that(0 < both <= wanted, "both filters hold", both)
    page.go_back()
    page.wait_for_url(lambda address: "section" not in address)
    checks.equal(rows(visitor), wanted, "the browser's way back undoes a filter")

    direct = visitor.context.new_page()
    visitor.open(PLAN + "?section=1&standing=at-risk", page=direct)
    checks.equal(direct.locator(".board-table tr.row-link").count(), both, "a filtered address opens directly")
    direct.close()

    page.locator(".table-clear").first.click()
    page.wait_for_url("**" + PLAN)
    checks.equal(rows(visitor), 22, "clearing shows all items again")
    page.locator('.counts a.count[href$="standing=late"]').click()
    page.wait_for_url("**standing=late")
    checks.equal(rows(visitor), numbers(visitor, '.counts a.count[aria-current="true"] b')[0],
                 "a count above the board filters too")
    page.locator('.counts a.count[aria-current="true"]').click()
    page.wait_for_url("**" + PLAN)
    visitor.open(PLAN + "?standing=finished")
    if rows(visitor) == 0:
        checks.that(visitor.text("commitments.board.none") in page.locator(".empty").inner_text(),
                    "a filter without items says so")
    visitor.open(PLAN + "?standing=nonsense")
    ignored = visitor.text("web.table.ignored", name="standing", value="nonsense")
    checks.equal((rows(visitor), visitor.words(".notices li")), (22, [ignored]),
                 "a filter that does not exist is named and does not count")


def search(visitor, checks):
    page = visitor.open(PLAN)
    page.locator(".board-tools input[type=search]").fill("食品")
    page.locator(".board-tools form.search button").click()
    page.wait_for_url("**q=**")
    titles = visitor.words(".board-table .main-link")
    checks.that(0 < len(titles) < 22, "looking for a word leaves some rows", titles)


def row(visitor, checks):
    """The whole row leads to the item; a link inside the row leads to its own page."""
    page = visitor.open(PLAN)
    third = page.locator(".board-table tr.row-link").nth(2)
    wanted = third.locator(".main-link").get_attribute("href")
    for place in [".item-number", "td[title]:not(.lead-cell)", "td.kind-date"]:
        visitor.open(PLAN)
        cell = page.locator(".board-table tr.row-link").nth(2).locator(place).first
        cell.scroll_into_view_if_needed()
        box = cell.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        try:
            page.wait_for_url("**" + wanted, timeout=3_000)
        except TimeoutError:
            checks.that(False, f"a click on {place} of a row opens its item", page.url)
        else:
            checks.that(page.locator("h1").is_visible(), f"a click on {place} of a row opens its item")
    visitor.open(PLAN)
    lead = page.locator(".board-table tr.row-link").nth(2).locator('a[href*="/units/"]').first
    target = lead.get_attribute("href")
    lead.click()
    page.wait_for_url("**" + target)
    checks.that(page.locator("h1").is_visible(), "the lead in a row opens the unit")


def actions(visitor, checks):
    """What must be acted on next: late before at risk, and each entry opens its deliverable."""
    page = visitor.open(PLAN)
    listed = page.locator(".actions > li")
    checks.that(listed.count() > 0, "the board lists what must be acted on next")
    order = [visitor.text("web.status.late"), visitor.text("web.status.atRisk")]
    states = visitor.words(".actions > li .status > span:not(.reason)")
    checks.that(set(states) <= set(order) and states == sorted(states, key=order.index),
                "what is late comes before what is at risk", states)
    link = listed.first.locator(':scope > a')
    words, target = link.inner_text().strip(), link.get_attribute("href")
    link.click()
    page.wait_for_url(lambda address: urlsplit(address).path == urlsplit(target).path)
    checks.equal(visitor.words("h1"), [" ".join(words.split())], "an entry of the list opens its deliverable")


def download(visitor, selector: str) -> tuple:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(selector).click()
    found = waiting.value
    with open(found.path(), "rb") as file:
        return file.read(), found.suggested_filename


def exports(visitor, checks):
    visitor.open(PLAN)
    content, name = download(visitor, '.table-exports a[href*="/csv"]')
    checks.that(name.endswith(".csv") and name.startswith("2021-1"), "the CSV file says what it is", name)
    checks.that(content.startswith(b"\xef\xbb\xbf"), "the CSV begins with the UTF-8 byte order mark", content[:8])
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    checks.equal(len(lines), 23, "the CSV has a head and 22 rows")
    head = [visitor.text(f"commitments.column.{key}") for key in ["number", "item", "standing", "progress"]]
    checks.equal(lines[0][:4], head, "the CSV's head names its columns in the language of the page")
    checks.equal({len(line) for line in lines}, {len(lines[0])}, "every line of the CSV is as long as its head")

    visitor.open(PLAN + "?standing=at-risk")
    shown = rows(visitor)
    titles = visitor.words(".board-table .main-link")
    content, _ = download(visitor, '.table-exports a[href*="/csv"]')
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    checks.equal([line[1] for line in lines[1:]], titles, "a CSV of a filtered board has the rows that are shown")
    content, name = download(visitor, '.table-exports a[href*="/xlsx"]')
    checks.that(name.endswith(".xlsx"), "the XLSX file says what it is", name)
    book = zipfile.ZipFile(io.BytesIO(content))
    checks.equal(book.testzip(), None, "the XLSX is a sound ZIP")
    sheets = sorted(part for part in book.namelist() if part.startswith("xl/worksheets/"))
    checks.equal(len(sheets), 2, "the XLSX has two sheets")
    data, origin = (book.read(part).decode() for part in sheets)
    checks.equal(data.count("<row "), shown + 1, "the XLSX carries the filter")
    checks.that("standing=at-risk" in origin, "the XLSX says which filter made it")
    checks.that(visitor.text("commitments.source.demonstration") in origin,
                "the XLSX says that its data are a demonstration's")
