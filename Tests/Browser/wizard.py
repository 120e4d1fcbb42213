"""The import wizard with a plan's text: upload, preview, correct, bind, commit, and the board that comes of it."""
import re

from playwright.sync_api import TimeoutError

from plans import PlanText

# The choice that makes a pack from the text.
NEW_PACK = "+new"

DRAFT = re.compile(r"/imports/[^/?#]+$")


def walk(visitor, checks, plan: PlanText) -> str:
    """Takes a plan through the whole wizard; returns the address of its board."""
    draft = upload(visitor, checks, plan)
    back(visitor, checks, draft)
    preview(visitor, checks, plan)
    correct(visitor, checks, draft)
    bind(visitor, checks, draft)
    board = commit(visitor, checks, draft)
    result(visitor, checks, plan, board)
    return board


def made(visitor, checks, plan: PlanText):
    """A city that has no pack: the plan's text makes one, with a deliverable for each task clause."""
    page = visitor.page
    draft = upload(visitor, checks, plan, pack=NEW_PACK)
    preview(visitor, checks, plan)
    tasks = page.locator(".preview-clauses > li").count() - page.locator(".preview-clauses .goal").count()
    wanted = sum(clause["kind"] == "task" for item in plan.structure["items"] for clause in item["clauses"])
    checks.that(abs(tasks - wanted) <= wanted * 0.2, "the text has about as many task clauses as it should",
                f"{tasks} for {wanted}")
    visitor.open(draft + "/bindings")
    counts = [int(text) for text in visitor.words(".counts .count b")]
    checks.equal((counts[0], counts[-1]), (0, tasks), "each task clause has its deliverable and none is in doubt")
    board = commit(visitor, checks, draft)
    result(visitor, checks, plan, board)
    visitor.open(board)
    without = visitor.text("commitments.board.no-deliverables")
    checks.equal(page.locator(".board-table tr.row-link .missing", has_text=without).count(), 0,
                 "every item has deliverables")
    visitor.open(board + "/deliverables")
    shown = visitor.text.pattern("web.table.count").match(visitor.words(".table-count")[0])
    checks.that(shown and shown["total"] == str(tasks), "the list has as many deliverables",
                visitor.words(".table-count"))
    visitor.open(board + "/unit-matrix")
    checks.equal(page.locator(".heat-table tbody tr").count(), plan.items, "the matrix of the new pack has its items")
    visitor.open(board + "/deliverables")
    page.locator(".work-table tbody .main-link").first.click()
    page.wait_for_url("**/deliverables/*")
    checks.that(visitor.text("commitments.basis.assumption") in page.locator("main").inner_text(),
                "what the text does not say is marked as assumed")


def upload(visitor, checks, plan: PlanText, pasted: bool = False, pack: str = "shanghai-2021") -> str:
    """Sends the file, or its text; returns the path of the draft."""
    page = visitor.open("/imports/new")
    checks.that(page.locator("#upload-pack").input_value() != "", "a pack is chosen beforehand")
    page.locator("#upload-pack").select_option(pack)
    if pasted:
        page.locator("#upload-text").fill(plan.text)
    else:
        page.locator("#upload-file").set_input_files(plan.file)
    page.locator("#upload button[type=submit]").click()
    page.wait_for_url(DRAFT)
    page.wait_for_selector(".preview-item")
    visitor.flash("commitments.flash.read", items=plan.items)
    checks.equal(page.title().split(" · ")[0], visitor.text("commitments.import.preview"),
                 "the window's title follows the upload")
    return visitor.path()


def back(visitor, checks, draft: str):
    """The upload replaces the page by a script; the browser's way back must still lead back."""
    page = visitor.page
    page.go_back()
    page.wait_for_url("**/imports/new")
    try:
        page.wait_for_selector("#upload", timeout=2_000)
    except TimeoutError:
        checks.that(False, "the browser's way back shows the form again", visitor.words("h1"))
    else:
        checks.that(True, "the browser's way back shows the form again")
    visitor.open(draft)


def preview(visitor, checks, plan: PlanText):
    page = visitor.page
    checks.equal(visitor.words(".preview-document h2"), [plan.title], "the preview names the document")
    items = page.locator(".preview-item")
    checks.equal(items.count(), plan.items, "the preview shows every item")
    sections = page.locator(".preview-item").first.locator("xpath=..").locator(":scope > h3.official")
    checks.equal(sections.count(), plan.sections, "the preview shows every section")
    if plan.structure:
        structure(visitor, checks, plan.structure)
    lines = page.locator(".side-by-side .source-lines li")
    checks.equal(lines.count(), len(plan.text.rstrip("\n").split("\n")), "the source stands beside it, every line")
    checks.that(page.locator(".doubts li").count() > 0, "doubtful places are listed")
    checks.that(page.locator(".line-doubtful").count() > 0, "doubtful lines are marked in the source")
    checks.that(page.locator(".preview-doubtful").count() > 0, "doubtful items are marked")
    boxes = [page.locator(".side-by-side > *").nth(index).bounding_box() for index in (0, 1)]
    if visitor.view.width > 1000:
        checks.that(abs(boxes[0]["y"] - boxes[1]["y"]) < 2 and boxes[1]["x"] > boxes[0]["x"],
                    "source and reading stand side by side", boxes)
    link = items.nth(4).locator(".preview-tools a").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url("**" + target)
    title = items.nth(4).locator("h4").inner_text()
    line = page.locator(target).inner_text()
    checks.that(title[-4:] in line, "an item leads to its line in the source", f"{title} -> {line[:60]}")


def structure(visitor, checks, wanted: dict):
    """What the preview shows against the structure that was made independently of the reader."""
    page = visitor.page
    numeral = re.compile(r"^（[一二三四五六七八九十]+）")
    titles = [numeral.sub("", text) for text in visitor.words(".preview-item h4")]
    checks.equal(titles, [item["title"] for item in wanted["items"]], "the titles are those of the text")
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.preview-item')].map(item =>"
        " [...item.querySelectorAll('.unit-chip')].map(chip => chip.firstChild.textContent.trim()))")
    open_words = visitor.text("commitments.open-list.words")
    for units, item in zip(shown, wanted["items"]):
        names = item["responsible"]["units"] + ([open_words] if item["responsible"]["open"] else [])
        checks.equal(units, names, f"item {item['number']} names its units in the order of the text")


def correct(visitor, checks, draft: str):
    """Splits a clause, makes half of it a goal, first with a lead that is not among the units."""
    page = visitor.open(draft)
    item = page.locator(".preview-item").first
    before = item.locator(".preview-clauses > li").count()
    marked = page.locator(".preview-doubtful").count()
    edit = item.locator(".preview-tools a").nth(1).get_attribute("href")

    item.locator(".preview-tools a").nth(1).click()
    page.wait_for_url("**" + edit)
    checks.that(page.locator(".source-lines li").count() > 0, "the correction shows the lines of the source")
    with_scripts = visitor.scripts
    clauses = page.locator("#correct-item-clauses").input_value().splitlines()
    place = next(index for index, line in enumerate(clauses) if "|" not in line and len(line) > 8)
    half = len(clauses[place]) // 2
    goal = "目的" if visitor.view.language == "zh" else "goal"
    first, second = clauses[place][:half], clauses[place][half:]
    clauses[place:place + 1] = [first, f"{second} | {goal}"]
    written = "\n".join(clauses)
    units = page.locator("#correct-item-units").input_value().splitlines()

    page.locator("#correct-item-clauses").fill(written)
    page.locator("#correct-item-lead").fill("不存在的单位")
    visitor.expects_refusal(edit)
    page.locator("#correct-item button[type=submit]").click()
    page.wait_for_selector(".error-summary")
    message = visitor.text("commitments.correct.problem.lead", lead="不存在的单位")
    refused(visitor, checks, "correct-item-lead", message, with_scripts)
    checks.equal(page.locator("#correct-item-clauses").input_value().strip(), written, "what was typed is kept")

    page.locator("#correct-item-lead").fill(units[-1])
    page.locator("#correct-item button[type=submit]").click()
    page.wait_for_url("**" + draft + "**")
    visitor.flash("commitments.flash.corrected")
    item = page.locator(".preview-item").first
    checks.equal(item.locator(".preview-clauses > li").count(), before + 1, "the clause is two clauses now")
    goals = [" ".join(text.split()) for text in item.locator(".preview-clauses .goal").all_inner_texts()]
    checks.that(second in goals, "the second half is a goal", goals)
    checks.that(units[-1] in item.locator(".preview-units > .help").last.inner_text(), "the lead is the one chosen")
    checks.that(visitor.text("commitments.import.corrected") in item.locator(".preview-tools").inner_text(),
                "the item is marked as corrected")
    checks.that(page.locator(".preview-doubtful").count() <= marked, "what was corrected is not marked as doubtful")

    document = draft + "/document"
    visitor.open(document)
    page.locator("#correct-document-number").fill("改〔2023〕9号")
    page.locator("#correct-document button[type=submit]").click()
    page.wait_for_url("**" + draft + "**")
    checks.that("改〔2023〕9号" in page.locator(".preview-document").inner_text(), "the document's head is corrected")


def refused(visitor, checks, field: str, message: str, with_scripts: bool = True):
    """A form came back: one error, at the top and beside its field, and the way from one to the other."""
    page = visitor.page
    listed = page.locator(".error-summary li a")
    checks.equal([" ".join(text.split()) for text in listed.all_inner_texts()], [message],
                 "the summary names the one error")
    if with_scripts:
        checks.equal(page.evaluate("document.activeElement.className"), "error-summary",
                     "the summary of errors takes the focus")
    checks.equal(listed.first.get_attribute("href"), "#" + field, "the summary links to the field")
    checks.equal(visitor.words(f"#{field}-error"), [message], "the error stands beside its field")
    wrong = page.locator(f"#{field}")
    checks.equal(wrong.get_attribute("aria-invalid"), "true", "the field says that it is wrong")
    checks.that(f"{field}-error" in (wrong.get_attribute("aria-describedby") or ""), "the field names its error")
    listed.first.click()
    checks.equal(page.evaluate("document.activeElement.id"), field, "the link puts the focus into the field")


def bind(visitor, checks, draft: str):
    page = visitor.open(draft + "/bindings")
    counts = [int(text) for text in visitor.words(".counts .count b")]
    checks.equal(len(counts), 4, "the bindings are counted: open, matched, confirmed, all")
    checks.equal(sum(counts[:3]), counts[3], "open, matched and confirmed bindings are all bindings")
    open_rows = page.locator(".binding").count()
    checks.equal(open_rows, counts[0], "what is open is listed")
    visitor.open(draft + "/bindings?show=all")
    checks.equal(page.locator(".binding").count(), counts[3], "all bindings can be listed")
    used = set(page.locator(".binding select").evaluate_all("selects => selects.map(select => select.value)"))
    visitor.open(draft + "/bindings")
    for select in page.locator(".binding select").all():
        values = select.evaluate("select => [...select.options].map(option => option.value)")
        free = [value for value in values if value and value not in used]
        if free:
            break
    else:
        checks.that(False, "an open binding offers a clause that is free")
        return
    name = select.get_attribute("name")
    select.select_option(free[0])
    page.locator("form.bindings button[type=submit]").click()
    page.wait_for_url("**/bindings?**")
    visitor.flash("commitments.flash.bound")
    after = [int(text) for text in visitor.words(".counts .count b")]
    checks.equal(after, [0, counts[1], counts[2] + counts[0], counts[3]], "every binding that was shown is confirmed")
    visitor.open(draft + "/bindings?show=confirmed")
    checks.equal(page.locator(f'.binding select[name="{name}"]').input_value(), free[0], "the chosen clause is kept")
    states = set(visitor.words(".binding .binding-state > .mark-note"))
    checks.equal(states, {visitor.text("commitments.binding.confirmed")}, "they are marked as confirmed")


# Sends the form that is on the page twice at the same time, as an impatient double click does.
TWICE = """async () => {
    const form = document.querySelector('#commit');
    const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))})
        .then(answer => [answer.status, new URL(answer.url).pathname]);
    return Promise.all([send(), send()]);
}"""


def plan_rows(visitor) -> list:
    visitor.open("/plans")
    return visitor.words(".work-table tbody tr th")


def commit(visitor, checks, draft: str) -> str:
    page = visitor.page
    before = plan_rows(visitor)
    visitor.open(draft + "/commitment")
    facts = visitor.words("main .facts dd")
    checks.that(len(facts) >= 3, "the last step says what will be written", facts)
    if not visitor.scripts:
        page.locator("#commit button[type=submit]").click()
        page.wait_for_url("**/plans/*")
        board = visitor.path()
        visitor.flash("commitments.flash.committed")
    else:
        answers = page.evaluate(TWICE)
        checks.equal([status for status, _ in answers], [200, 200], "both of two submissions at once are answered")
        checks.equal(len({path for _, path in answers}), 1, "both submissions lead to the same plan")
        page.locator("#commit button[type=submit]").click()
        page.wait_for_url("**/plans/*")
        board = visitor.path()
        checks.equal(board, answers[0][1], "a third submission of the same form leads there too")
    after = plan_rows(visitor)
    checks.equal(len(after), len(before) + 1, "submitting several times made one plan")
    visitor.open(draft + "/bindings", status=409)
    visitor.open(draft)
    checks.equal(visitor.path(), board, "the draft's address leads to the plan that it became")
    visitor.flash("commitments.flash.was-committed")
    return board


def result(visitor, checks, plan: PlanText, board: str):
    page = visitor.open(board)
    checks.equal(visitor.words("h1"), [plan.title], "the board is the new plan's")
    titles = visitor.words(".board-table .main-link")
    checks.equal(len(titles), plan.items, "the board of the new plan shows its items")
    checks.equal(page.locator(".board-table tr.group").count(), plan.sections, "and its sections")
    if plan.titles:
        checks.equal(titles, plan.titles, "with the titles of the text")
        body = plan.structure["items"][4]["body"]
        visitor.open(board + "/items/5")
        shown = page.evaluate("""() => {
            const text = document.querySelector('.plan-text').cloneNode(true);
            text.querySelectorAll('.hidden-text').forEach(hidden => hidden.remove());
            return text.textContent;
        }""")
        checks.equal(shown, body, "an item's page has every character of the text")
    visitor.open(board + "/source")
    checks.that(plan.title in page.locator(".source-lines").inner_text(), "the source is kept with the plan")
    visitor.open(board + "/items/1")
    checks.that(page.locator("a.clause-none, a.clause").count() > 0, "the item has its clauses")
    checks.equal(page.locator(".pack-label").count(), 0, "an imported plan is not labelled as a paraphrase")
