"""A meeting from the agenda that the red items make to a resolution that a unit signs for."""
import re

from life import UNIT, act, done, look, refused

RESOLUTION = "补齐三季度抽检材料"
OTHER_MATTER = "第四季度重点工作安排"


def walk(house, checks):
    office, unit = house["office"], house[UNIT]
    address = called(office, checks)
    minuted(office, checks, address)
    task = resolved(office, checks, address)
    followed(unit, checks, address, task)
    listed(unit, checks, address)
    for visitor in (office, unit):
        visitor.quiet("meetings")


def called(office, checks) -> str:
    """Everything red stands ticked; an empty agenda is refused; what was taken away stays away."""
    page = office.open("/meetings")
    checks.that(office.text("meeting.none") in " ".join(office.words("main")), "a list without meetings says so",
                office.words("main"))
    page.locator('a[href="/meetings/new"]').first.click()
    page.wait_for_url("**/meetings/new")
    boxes = page.locator('#meeting-new input[name="agenda"]')
    count = boxes.count()
    checks.that(count > 1, "the red items are there to choose from", count)
    checks.equal(page.locator('#meeting-new input[name="agenda"]:checked').count(), count, "all of them are ticked")
    look(office, checks, "a new meeting")
    for index in range(count):
        boxes.nth(index).uncheck()
    page.locator("#meeting-new-title").fill("三季度调度会")
    page.locator("#meeting-new-kind").select_option("special")
    office.expects_refusal("/meetings")
    page.locator("#meeting-new button[type=submit]").click()
    refused(office, checks, "meeting.problem.no-agenda", "a meeting about nothing is not called")
    boxes = page.locator('#meeting-new input[name="agenda"]')
    checks.equal(page.locator("#meeting-new-title").input_value(), "三季度调度会", "what was typed is kept")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.locator("#meeting-new-lines").fill(OTHER_MATTER)
    page.locator("#meeting-new button[type=submit]").click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{30,}$"))
    done(office, checks, "meeting.flash.called")
    agenda = page.locator(".meeting-table").first.locator("tbody tr")
    checks.equal(agenda.count(), 3, "the agenda has what was chosen and what was written")
    checks.that(OTHER_MATTER in agenda.nth(2).inner_text(), "what was written comes last")
    return office.path()


def minuted(office, checks, address: str):
    """Each keeping is a version; who saw an older one is told, with what was typed."""
    page = office.page
    act(office, checks, "minutes", text="会议听取了汇报。")
    done(office, checks, "meeting.flash.minuted")
    stale = office.context.new_page()
    stale.goto(office.heng.address + address)
    page.goto(office.heng.address + address)
    act(office, checks, "minutes", text="会议听取了汇报，明确了时限。")
    done(office, checks, "meeting.flash.minuted")
    checks.equal(page.locator(".meeting-older details").count(), 1, "the earlier version is kept")
    office.expects_refusal(address + "/minutes")
    panel = stale.locator("details.act", has=stale.locator("form#minutes"))
    panel.locator("summary").click()
    stale.locator("#minutes-text").fill("会议另有决定。")
    with stale.expect_response(lambda answer: answer.request.method == "POST") as answer:
        stale.locator("form#minutes button[type=submit]").click()
    checks.equal(answer.value.status, 409, "who saw an older version gets a conflict")
    checks.equal(stale.locator(".conflict").count(), 1, "and is told who was faster")
    checks.equal(stale.locator("#minutes-text").input_value(), "会议另有决定。", "and loses nothing of what was typed")
    stale.close()


def resolved(office, checks, address: str) -> str:
    """A resolution is an assignment that was sent."""
    page = office.open(address)
    form = page.locator("form#resolution")
    page.locator("details.act", has=form).locator("summary").click()
    page.locator("#resolution-text").fill(RESOLUTION)
    page.locator("#resolution-owner").select_option("unit:AMR_M")
    page.locator("#resolution-due").fill("2021-11-30")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    done(office, checks, "meeting.flash.resolved")
    link = page.locator(".meeting-table").nth(1).locator("tbody a")
    checks.equal(office.words(".meeting-table >> nth=1 >> tbody a"), [RESOLUTION], "the resolution is listed")
    look(office, checks, "a meeting")
    return link.first.get_attribute("href")


def followed(unit, checks, address: str, task: str):
    """The unit finds it in its own work, signs for it, and comes back to the meeting."""
    page = unit.open("/work?q=" + RESOLUTION)
    checks.that(page.locator(f'.work-table .main-link[href="{task}"]').count() == 1, "it stands in the unit's own work",
                unit.words(".work-table tbody"))
    unit.open(task)
    act(unit, checks, "receipt")
    done(unit, checks, "assignment.flash.receipt")
    page.locator(f'dl.facts a[href="{address}"]').click()
    page.wait_for_url("**" + address)
    checks.equal(page.locator("form#minutes, form#resolution").count(), 0, "a unit writes nothing about a meeting")
    checks.equal(page.locator(f'.meeting-table a[href="{task}"]').count(), 1, "its own resolution leads on")
    look(unit, checks, "a meeting as a unit sees it")
    page = unit.open("/search?q=" + RESOLUTION)
    checks.that(page.locator(f'main a[href="{address}"]').count() == 1, "the meeting is found by what it resolved")


def listed(unit, checks, address: str):
    page = unit.open("/meetings")
    row = page.locator(".work-table tbody tr", has=page.locator(f'a[href="{address}"]'))
    checks.equal(row.count(), 1, "the meeting is in the list")
    look(unit, checks, "meetings")
    for kind, head in [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]:
        answer = unit.context.request.get(unit.heng.address + f"/meetings-file/{kind}")
        checks.that(answer.status == 200 and answer.body().startswith(head), f"the list can be taken out as {kind}",
                    answer.status)
