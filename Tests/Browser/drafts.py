"""What can go wrong with a draft: two editors, a draft given up, files that cannot be read."""
import wizard
from plans import PlanText


def conflict(visitor, other, checks, plan: PlanText) -> str:
    """Two editors open one item; the second to save is told, and nothing of theirs is written."""
    draft = wizard.upload(visitor, checks, plan, pasted=True)
    edit = draft + "/items/2"
    page, second = visitor.open(edit), other.open(edit)
    page.locator("#correct-item-title").fill("第一位编辑的标题")
    page.locator("#correct-item button[type=submit]").click()
    page.wait_for_url("**" + draft + "**")
    second.locator("#correct-item-title").fill("第二位编辑的标题")
    other.expects_refusal(edit)
    with second.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        second.locator("#correct-item button[type=submit]").click()
    checks.equal(waiting.value.status, 409, "the second editor's old version is refused")
    second.wait_for_selector(".problem")
    checks.that(other.text("commitments.problem.import-changed") in second.locator("main").inner_text(),
                "the second editor is told that somebody else changed it", second.locator("main").inner_text())
    visitor.open(draft)
    title = page.locator(".preview-item h4").nth(1).inner_text()
    checks.that("第一位编辑的标题" in title, "the first editor's words stand", title)

    # Whoever opens the page again sees the new words and may change them.
    other.open(edit)
    checks.equal(second.locator("#correct-item-title").input_value(), "第一位编辑的标题",
                 "opened again, the form has the newest words")
    other.quiet("two editors")
    visitor.quiet("two editors")
    return draft


def kept(visitor, checks, draft: str):
    """What was typed and not sent is there again when the form is opened once more."""
    edit = draft + "/items/3"
    page = visitor.open(edit)
    title = page.locator("#correct-item-title")
    first = title.input_value()
    title.fill("写了一半的标题")
    visitor.open(draft)
    visitor.open(edit)
    checks.equal(title.input_value(), "写了一半的标题", "words that were not sent are kept")
    checks.equal(visitor.words(".draft-note"), [visitor.text("web.form.draft")], "the form says that it kept them")
    title.fill(first)
    page.locator("#correct-item button[type=submit]").click()
    page.wait_for_url("**" + draft + "**")
    visitor.open(edit)
    checks.equal(page.locator(".draft-note").count(), 0, "what was sent is not kept")


def shared(visitor, checks, draft: str):
    """Two deliverables may rest on one clause: a clause that asks for several things is shared."""
    page = visitor.open(draft + "/bindings?show=all")
    group = next((group for group in page.locator(".binding-group").all() if group.locator("select").count() > 1
                  and group.locator("select").first.locator("option").count() > 1), None)
    if not checks.that(group is not None, "an item has two deliverables"):
        return
    selects = group.locator("select")
    names = [selects.nth(index).get_attribute("name") for index in (0, 1)]
    value = selects.first.locator("option").nth(1).get_attribute("value")
    for index in (0, 1):
        selects.nth(index).select_option(value)
    page.locator("form.bindings button[type=submit]").click()
    page.wait_for_url("**/bindings?**")
    visitor.flash("commitments.flash.bound")
    visitor.open(draft + "/bindings?show=all")
    kept = [page.locator(f'select[name="{name}"]').input_value() for name in names]
    checks.equal(kept, [value, value], "two deliverables may share a clause")


def discard(visitor, checks, draft: str):
    page = visitor.open("/plans")
    checks.equal(page.locator(f'.drafts a[href="{draft}"]').count(), 1, "the open draft is listed")
    plans = wizard.plan_rows(visitor)
    page.locator(f'.drafts a[href="{draft}"]').click()
    page.wait_for_url("**" + draft)
    page.locator(f'form[action="{draft}/withdrawal"] button').click()
    page.wait_for_url("**/plans")
    visitor.flash("commitments.flash.discarded")
    checks.equal(page.locator(f'.drafts a[href="{draft}"]').count(), 0, "a draft given up is not listed any more")
    checks.equal(wizard.plan_rows(visitor), plans, "a draft given up made no plan")
    visitor.open(draft)
    checks.equal(visitor.path(), "/plans", "the address of a draft given up leads to the plans")
    visitor.flash("commitments.flash.was-discarded")
    visitor.open(draft + "/bindings", status=409)
    checks.that(visitor.text("commitments.problem.import-finished") in page.locator("main").inner_text(),
                "a step of a draft given up says what became of it")
    visitor.quiet("discard")


def broken(visitor, checks):
    """Each input that cannot be read: one clear error beside the field, nothing written."""
    page = visitor.page
    drafts = open_drafts(visitor)
    cases = [
        ("no file and no text", "file", None, ""),
        ("a broken .docx", "file", ("plan.docx", b"PK\x03\x04 this is no archive"), ""),
        ("an empty file", "file", ("plan.txt", b" \n \n"), ""),
        ("a broken .pdf", "file", ("plan.pdf", b"%PDF-1.7 broken"), ""),
        ("a file of another kind", "file", ("plan.exe", b"MZ\x90\x00\x03\x00\x00\x00"), ""),
        ("a file without items", "file", ("plan.txt", "这是一封信。\n没有条目。\n".encode()), ""),
        ("a text without items", "text", None, "这是一封信。\n没有条目。\n"),
    ]
    for name, field, file, text in cases:
        visitor.open("/imports/new")
        checks.page = f"wizard: {name}"
        if file:
            page.locator("#upload-file").set_input_files(
                {"name": file[0], "mimeType": "application/octet-stream", "buffer": file[1]})
        page.locator("#upload-text").fill(text)
        visitor.expects_refusal("/imports")
        page.locator("#upload button[type=submit]").click()
        page.wait_for_selector(".error-summary")
        summary = visitor.words(".error-summary li a")
        checks.equal(len(summary), 1, "there is one error")
        checks.that(len(summary[0]) > 8 and "⟦" not in summary[0] and "Error" not in summary[0],
                    "the error is a sentence for people", summary)
        wizard.refused(visitor, checks, f"upload-{field}", summary[0])
        checks.equal(page.locator("#upload-text").input_value().strip(), text.strip(), "the pasted text is kept")
        if not file and not text:
            checks.equal(summary, [visitor.text("commitments.import.problem.nothing")], "it says what is missing")
    checks.page = "wizard"
    checks.equal(open_drafts(visitor), drafts, "what cannot be read leaves no draft")
    # The form that came back still works.
    visitor.quiet("unreadable files")


def open_drafts(visitor) -> int:
    visitor.open("/plans")
    return visitor.page.locator(".drafts li").count()
