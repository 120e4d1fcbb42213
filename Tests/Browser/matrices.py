"""The two matrices: keys move between the cells, a cell opens the list behind it."""
from urllib.parse import parse_qs, urlsplit

PLAN = "/plans/2021-1"

# Where the focus is: row and column of the cell, null outside of the matrix.
FOCUS = """() => {
    const cell = document.activeElement.closest('table[data-heat] tbody td');
    return cell ? [cell.parentElement.sectionRowIndex, cell.cellIndex] : null;
}"""

# Places of the cells that hold a link, row by row.
CELLS = """() => [...document.querySelector('table[data-heat]').tBodies[0].rows].map(row =>
    [...row.cells].filter(cell => cell.tagName === 'TD' && cell.querySelector('a')).map(cell => cell.cellIndex))"""


def walk(visitor, checks):
    units(visitor, checks)
    districts(visitor, checks)
    visitor.quiet("matrices")


def units(visitor, checks):
    page = visitor.open(PLAN + "/unit-matrix")
    checks.equal(page.locator(".heat-table tbody tr").count(), 22, "the unit matrix has a row for each of the 22 items")
    checks.that(page.locator(".heat-table thead th.heat-column:not(.heat-total)").count() >= 30,
                "the unit matrix has a column for each unit that answers for something")
    checks.that(page.locator(".legend").is_visible(), "the matrix explains its marks")
    keys(visitor, checks)
    drill(visitor, checks, "unit")


def keys(visitor, checks):
    page = visitor.page
    cells = page.evaluate(CELLS)
    checks.equal(page.locator('table[data-heat] tbody td a[tabindex="0"]').count(), 1,
                 "the matrix is one stop of the tabulator key")
    page.locator('table[data-heat] tbody td a[tabindex="0"]').focus()
    row, column = page.evaluate(FOCUS)

    def press(key: str, wanted, what: str):
        page.keyboard.press(key)
        checks.equal(page.evaluate(FOCUS), wanted, what)

    full = next(index for index, links in enumerate(cells) if len(links) > 3)
    page.locator("table[data-heat] tbody tr").nth(full).locator("td a").first.focus()
    links = cells[full]
    press("ArrowRight", [full, links[1]], "the right arrow goes to the next cell")
    press("ArrowRight", [full, links[2]], "the right arrow passes over empty cells")
    press("ArrowLeft", [full, links[1]], "the left arrow goes back")
    press("End", [full, links[-1]], "End goes to the row's last cell")
    press("Home", [full, links[0]], "Home goes to the row's first cell")
    below = next((index for index in range(full + 1, len(cells)) if links[0] in cells[index]), None)
    if checks.that(below is not None, "there is a cell below the first"):
        press("ArrowDown", [below, links[0]], "the down arrow goes to the next cell of the column")
        press("ArrowUp", [full, links[0]], "the up arrow goes back")
    focused = page.locator("table[data-heat] tbody td a:focus")
    style = focused.evaluate("link => { const s = getComputedStyle(link); return [s.outlineStyle, s.boxShadow] }")
    checks.that(style[0] != "none" or style[1] != "none", "the focused cell shows that it is", style)


def drill(visitor, checks, key: str):
    """Enter on a cell opens the deliverables of its item and unit or district, as many as the cell says."""
    page = visitor.page
    link = page.locator(f'table[data-heat] tbody td a[href*="/deliverables?"][href*="{key}="]').first
    label, number = link.get_attribute("aria-label"), " ".join(link.inner_text().split())
    target = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/deliverables?**")
    asked, wanted = parse_qs(urlsplit(page.url).query), parse_qs(urlsplit(target).query)
    checks.that(set(wanted) == {"item", key} and asked == wanted,
                f"Enter opens the list of this item and {key}", page.url)
    count = int(number.split("/")[-1])
    checks.equal(page.locator(".work-table tbody tr").count(), count, f"the list is as long as the cell says ({label})")
    chosen = page.locator('.filters a.chip[aria-current="true"]')
    checks.equal(chosen.count(), 2, "the list shows the two filters that made it")
    page.go_back()
    page.wait_for_url("**-matrix")


def districts(visitor, checks):
    page = visitor.open(PLAN + "/district-matrix")
    columns = page.locator(".heat-table thead th.heat-column:not(.heat-total)")
    checks.equal(columns.count(), 16, "the district matrix has a column for each of the 16 districts")
    checks.that(page.locator(".heat-table tbody tr").count() > 0, "the district matrix has rows")
    checks.equal(page.locator(".heat-table tbody td.heat-blank").count(), 0,
                 "work that each district owes stands in every district")
    drill(visitor, checks, "district")
