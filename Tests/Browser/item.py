"""An item: its words on the left, what stands behind each clause on the right; and one deliverable."""
from urllib.parse import unquote, urlsplit

PLAN = "/plans/2021-1"


def walk(visitor, checks):
    sides(visitor, checks)
    light(visitor, checks)
    deliverable(visitor, checks)
    neighbours(visitor, checks)
    visitor.quiet("item")


def in_window(page, selector: str) -> bool:
    return page.locator(selector).evaluate(
        "element => { const box = element.getBoundingClientRect();"
        " return box.bottom > 0 && box.top < window.innerHeight }")


def sides(visitor, checks):
    page = visitor.open(PLAN + "/items/17")
    clauses, notes = page.locator("a.clause"), page.locator("li.note")
    checks.that(clauses.count() > 5, "the item's words are cut into clauses", clauses.count())
    checks.equal(clauses.count(), notes.count(), "every clause has its note")
    pairs = [(clause.get_attribute("id"), clause.get_attribute("href")) for clause in clauses.all()]
    missing = [target for _, target in pairs if page.locator(f'[id="{target[1:]}"]').count() != 1]
    checks.none(missing, "every clause leads to its note")
    for clause, target in pairs:
        back = page.locator(f'[id="{target[1:]}"] .note-head a').first.get_attribute("href")
        if not checks.equal(back, "#" + clause, f"the note of {clause} leads back to it"):
            break
    words = [text.rsplit("[", 1)[0].strip() for text in visitor.words("a.clause")]
    checks.equal(words, visitor.words("li.note .note-text"), "a note repeats the words of its clause")

    clause, target = pairs[-1]
    page.locator(f'[id="{clause}"]').click()
    page.wait_for_url("**" + target)
    checks.that(in_window(page, f'[id="{target[1:]}"]'), "a click on a clause brings its note into the window")
    page.locator(f'[id="{target[1:]}"] .note-head a').first.click()
    page.wait_for_url("**#" + clause)
    checks.that(in_window(page, f'[id="{clause}"]'), "a click on a note's number brings its clause into the window")


def light(visitor, checks):
    """Pointing at one side lights the other, by mouse and by keyboard."""
    page = visitor.open(PLAN + "/items/17")
    clause = page.locator("a.clause").nth(1)
    note = page.locator(f'[id="{clause.get_attribute("href")[1:]}"]')
    other = page.locator("li.note").nth(3)
    look = ("element => { const s = getComputedStyle(element);"
            " return [s.backgroundColor, s.outlineStyle, s.boxShadow, s.borderColor].join(' ') }")

    def is_lit(element) -> bool:
        return "is-lit" in (element.get_attribute("class") or "")

    plain = note.evaluate(look)
    clause.hover()
    checks.that(is_lit(note) and is_lit(clause), "pointing at a clause lights its note", note.get_attribute("class"))
    checks.that(note.evaluate(look) != plain, "a lit note looks different", plain)
    checks.that(not is_lit(other), "the other notes stay dark")
    page.mouse.move(1, 1)
    checks.that(not is_lit(note), "the note goes dark again", note.get_attribute("class"))
    note.locator(".note-text").hover()
    checks.that(is_lit(clause), "pointing at a note lights its clause", clause.get_attribute("class"))
    page.mouse.move(1, 1)
    clause.focus()
    checks.that(is_lit(note), "a clause that has the focus lights its note")


def deliverable(visitor, checks):
    page = visitor.open(PLAN + "/items/17")
    links = page.locator("li.note .note-deliverables a.note-title")
    checks.that(links.count() > 3, "deliverables stand under their clauses", links.count())
    first = links.first
    note = page.locator("li.note", has=page.locator("a.note-title")).first
    clause = note.locator(".note-text").inner_text().strip()
    target = first.get_attribute("href")
    first.click()
    page.wait_for_url(lambda address: unquote(urlsplit(address).path) == unquote(target))
    reason = visitor.words(".why")
    checks.that(len(reason) == 1 and len(reason[0]) > len(visitor.text("commitments.why")) + 8,
                "the deliverable says why it stands as it does", reason)
    rule = visitor.text.pattern("commitments.rule")
    checks.that(any(rule.match(text) for text in visitor.words("main .help")), "the deliverable shows its rule",
                visitor.words("main .help"))
    checks.that(clause in page.locator(".clause-quote").inner_text(), "the deliverable quotes its clause")
    table = page.locator(".work-table", has=page.locator("th", has_text=visitor.text("commitments.column.note")))
    checks.that(table.locator("tbody tr").count() > 0, "the deliverable shows its reports")
    checks.that(visitor.text("commitments.source.demonstration") in visitor.words(".work-table tbody td:last-child"),
                "a report of the demonstration says so")
    checks.that(page.locator(".evidence li").count() > 0, "the deliverable lists the evidence that is expected")
    page.locator(".clause-quote a").click()
    page.wait_for_url("**/items/17#clause-**")
    checks.that(in_window(page, f'[id="{urlsplit(page.url).fragment}"]'),
                "the clause of a deliverable opens in its item")

    visitor.open(PLAN + "/deliverables")
    checks.equal(page.locator(".work-table tbody tr").count() > 20, True, "the list of deliverables has rows")
    page.locator('.work-table thead a[href*="sort="]').first.click()
    page.wait_for_url("**sort=**")
    checks.equal(page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count(), 1,
                 "a sorted table says by which column")


def neighbours(visitor, checks):
    page = visitor.open(PLAN + "/items/17")
    page.locator(".neighbours a[rel=next]").click()
    page.wait_for_url("**/items/18")
    page.locator(".neighbours a[rel=prev]").click()
    page.wait_for_url("**/items/17")
    visitor.open(PLAN + "/items/1")
    checks.equal(page.locator(".neighbours a[rel=prev]").count(), 0, "nothing stands before the first item")
    visitor.open(PLAN + "/items/99", status=404)
