"""The life of a commitment through its pages: agreed, assigned, signed for, reported, returned, accepted, closed.

Walks in a house of its own, so that what it signs, closes and issues changes nothing for the other journeys.
"""
import re
import urllib.error
import urllib.request

import wizard
from checks import Checks
from inspection import Inspection
from plans import PlanText
from visitor import Visitor

PLAN = "/plans/2021-1"
DISTRICTS = 16
UNIT = "liaison.amr_m"
OTHER = "liaison.commerce"
# Bytes that tell a file's kind by themselves; what the store takes in, it must hand out unchanged.
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
       b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
       b"startxref\n164\n%%EOF\n")


class House:
    """Everybody who takes part, each at a browser of their own, signed in when first needed."""

    def __init__(self, browser, heng, view, checks: Checks):
        self._enter = lambda account: Visitor(browser, heng, view, checks, account=account)
        self._people = {}

    def __getitem__(self, account: str) -> Visitor:
        if account not in self._people:
            self._people[account] = self._enter(account)
        return self._people[account]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for visitor in self._people.values():
            visitor.context.close()

    def quiet(self):
        for account, visitor in self._people.items():
            visitor.quiet(f"life of a commitment, {account}")


def walk(house: House, checks: Checks, plan: PlanText):
    assignment = own_work(house[UNIT], checks)
    extended(house, checks, assignment)
    reported(house, checks, assignment)
    hidden(house, checks, assignment)
    urged(house, checks)
    bulletin(house, checks)
    lists(house, checks)
    board = committed(house["office"], checks, plan)
    item = agreed(house["office"], checks, board, plan)
    assigned(house, checks, item)
    house.quiet()


def done(visitor, checks, key: str, **values):
    """The step was taken, and the page says so."""
    visitor.page.locator(".column > .flash").first.wait_for()
    visitor.flash(key, **values)


def told(visitor, checks, key: str):
    """A sentence of the page's flash whose {places} are not known beforehand."""
    visitor.page.locator(".column > .flash").first.wait_for()
    found = [text.removeprefix(visitor.text("web.flash")).strip() for text in visitor.words(".column > .flash")]
    checks.that(len(found) == 1 and visitor.text.pattern(key).match(found[0]),
                f"the page says once what was done ({key})", found)


def look(visitor, checks, name: str):
    """The page that is shown must hold as every page must."""
    visitor.quiet(name)
    Inspection(visitor, checks).page(name)


def phase(visitor, checks, assignment: str, wanted: str):
    """Opens the assignment and looks at how far it has come."""
    visitor.open(assignment)
    checks.equal(visitor.words(".page-facts > .mark-note")[:1], [visitor.text(f"assignment.phase.{wanted}")],
                 f"the assignment is in the phase {wanted}")


def act(visitor, checks, name: str, **fields):
    """Opens what may be done under that name, fills it in and sends it."""
    page = visitor.page
    form = page.locator(f"form#{name}")
    if not checks.that(form.count() == 1, f"{name} may be done", visitor.words(".acts summary, .acts .button")):
        raise RuntimeError(f"no form {name} on {visitor.path()}")
    panel = page.locator("details.act", has=form)
    if panel.count() and panel.get_attribute("open") is None:
        panel.locator("summary").click()
    for field, value in fields.items():
        page.locator(f"#{name}-{field}").fill(value)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        form.locator("button[type=submit]").click()


def refused(visitor, checks, message: str, what: str, **values):
    """The form came back and names the one error."""
    visitor.page.wait_for_selector(".error-summary")
    checks.equal(visitor.words(".error-summary li"), [visitor.text(message, **values)], what)


def steps(visitor) -> int:
    return visitor.page.locator(".assignment-history tbody tr").count()


# MARK: One assignment from the unit's list to its closure

def own_work(visitor, checks) -> str:
    """A liaison finds own work only, and opens the first."""
    page = visitor.open("/work")
    checks.equal(visitor.words("h1"), [visitor.text("work.title")], "the liaison has a list of work")
    links = page.locator(".work-table tbody .main-link")
    checks.that(links.count() > 0, "the demonstration leaves something to do")
    checks.that(visitor.text("work.need.overdue") in " ".join(visitor.words(".work-table tbody tr:first-child")),
                "what is overdue comes first")
    shown = visitor.text.pattern("web.table.count").match(visitor.words(".table-count")[0])
    checks.that(shown and int(shown["total"]) == links.count(), "the count is that of the rows",
                visitor.words(".table-count"))
    assignment = links.first.get_attribute("href")
    for kind, head in [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]:
        answer = visitor.context.request.get(visitor.heng.address + f"/work-file/{kind}")
        checks.that(answer.status == 200 and answer.body().startswith(head), f"the list can be taken out as {kind}",
                    answer.status)
    links.first.click()
    page.wait_for_url("**" + assignment)
    checks.that(steps(visitor) >= 2, "the assignment shows its history")
    return assignment


def extended(house, checks, assignment: str):
    """The unit asks for more time, the office grants less than was asked, and the page says who, when and why."""
    unit, office = house[UNIT], house["office"]
    phase(unit, checks, assignment, "in-progress")
    unit.expects_refusal(assignment + "/extension-request")
    act(unit, checks, "extension-request", due="2021-09-01", reason="需与外单位会签")
    refused(unit, checks, "assignment.problem.due-past", "a day in the past is no extension", today="2021-09-15")
    checks.equal(unit.page.locator("#extension-request-reason").input_value(), "需与外单位会签", "the reason is kept")
    look(unit, checks, "an extension refused")
    act(unit, checks, "extension-request", due="2021-10-20")
    done(unit, checks, "assignment.flash.extension-request")
    checks.equal(unit.page.locator("form#extension-request").count(), 0, "one request waits at a time")

    page = office.open("/work?need=extension-decision")
    checks.equal([link.get_attribute("href") for link in page.locator(".work-table tbody .main-link").all()],
                 [assignment], "the office finds the request among its decisions")
    office.open(assignment)
    page.locator('form#extension-decision input[value="grant"]').check()
    act(office, checks, "extension-decision", due="2021-10-15", reason="情况属实")
    done(office, checks, "assignment.flash.extension-decision")
    facts = " ".join(office.words("dl.facts"))
    checks.that("2021-10-15" in facts and office.text("assignment.due.moved") in facts, "the due day has moved", facts)
    moves = " ".join(office.words(".plain-list"))
    checks.that("情况属实" in moves, "the page says why the day was moved", moves)


def report(visitor, checks, assignment: str, percent: str, text: str):
    """Fills in the report of the period that is due, with a file."""
    page = visitor.open(assignment + "/reports/new")
    page.locator("#report-percent").fill(percent)
    page.locator("#report-text").fill(text)
    for number in page.locator('#report input[name^="number-"]').all():
        number.fill("3")
    page.locator('#report input[type="file"]').first.set_input_files(
        [{"name": "佐证材料.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    page.locator("#report button[type=submit]").click()


def reported(house, checks, assignment: str):
    unit, reviewer, office = house[UNIT], house["reviewer"], house["office"]
    unit.expects_refusal(assignment + "/reports")
    report(unit, checks, assignment, "140", "已完成全部工作")
    refused(unit, checks, "assignment.problem.percent", "more than everything is not taken")
    checks.equal(unit.page.locator("#report-text").input_value(), "已完成全部工作", "what was typed is kept")
    look(unit, checks, "a report with an error")
    report(unit, checks, assignment, "100", "已完成全部工作 <i>=1+1</i>")
    unit.page.wait_for_url("**" + assignment)
    told(unit, checks, "assignment.flash.report")
    checks.equal(unit.page.locator(".report-text i").count(), 0, "a report's text is text")
    phase(unit, checks, assignment, "reported")
    checks.that(unit.page.locator(f'a[href="{assignment}/reports/new"]').count() == 0, "one report waits at a time")

    page = reviewer.open("/reviews")
    mine = page.locator(f'.work-table a.main-link[href="{assignment}"]')
    checks.equal(mine.count(), 1, "the reviewer finds the report in the list")
    mine.click()
    page.wait_for_url("**" + assignment)
    checks.equal(page.locator("form#closure, form#urge, form#suspension").count(), 0, "a reviewer only reviews")
    office.open(assignment)
    reviewer.expects_refusal(assignment + "/rejection")
    act(reviewer, checks, "rejection")
    refused(reviewer, checks, "assignment.problem.reason", "a report is not returned without a reason")
    act(reviewer, checks, "rejection", reason="佐证材料不全，补充后再报")
    done(reviewer, checks, "assignment.flash.rejection")
    office.expects_refusal(assignment + "/acceptance")
    act(office, checks, "acceptance", reason="材料已阅")
    office.page.wait_for_selector(".conflict")
    clash = " ".join(office.words(".conflict"))
    checks.that("佐证材料不全" in clash and "材料已阅" in clash,
                "who was overtaken sees what was done and what they typed", clash)
    look(office, checks, "two editors")

    page = unit.open("/work?need=mending")
    checks.equal([link.get_attribute("href") for link in page.locator(".work-table tbody .main-link").all()],
                 [assignment], "the unit finds what was returned")
    phase(unit, checks, assignment, "returned")
    checks.that("佐证材料不全" in " ".join(unit.words(".pending")), "the reason of the return stands first")
    look(unit, checks, "a returned report")
    report(unit, checks, assignment, "100", "已补充佐证材料")
    unit.page.wait_for_url("**" + assignment)
    told(unit, checks, "assignment.flash.report")

    reviewer.open(assignment)
    act(reviewer, checks, "acceptance", reason="材料齐全")
    done(reviewer, checks, "assignment.flash.acceptance")
    phase(unit, checks, assignment, "accepted")
    checks.equal(unit.page.locator("form#closure").count(), 0, "a unit closes nothing")

    page = office.open("/work?need=closure")
    checks.that(page.locator(f'.work-table a.main-link[href="{assignment}"]').count() == 1,
                "the office finds what is to be closed")
    before = steps(office.open(assignment) and office)
    act(office, checks, "closure", reason="")
    done(office, checks, "assignment.flash.closure")
    phase(office, checks, assignment, "closed")
    checks.equal(office.page.locator(".acts form").count(), 0, "nothing follows a closure")
    checks.equal(steps(office), before + 1, "the closure is one more step of the history")
    checks.that(office.text("web.status.finished") in " ".join(office.words(".page-facts .status")),
                "what is closed in time is finished", office.words(".page-facts .status"))
    look(office, checks, "a closed assignment")
    files(unit, checks, house[OTHER])


def files(unit, checks, other):
    """Files come out as they went in, and only for who may see the assignment."""
    links = unit.page.locator(".report-list .report-file a")
    unit.page.locator(".report-list").wait_for()
    checks.equal(links.count(), 2, "both reports keep their file")
    address = unit.heng.address + links.first.get_attribute("href")
    answer = unit.context.request.get(address)
    checks.equal((answer.status, answer.body()), (200, PDF), "the file comes out as it went in")
    checks.that("attachment" in answer.headers.get("content-disposition", ""), "a file is handed over, not shown",
                answer.headers.get("content-disposition"))
    checks.equal(other.context.request.get(address).status, 404, "another unit does not find the file")


# MARK: A second sign-in sees only what it may

def rail(visitor) -> set:
    visitor.open("/work")
    return {entry.get_attribute("href") for entry in visitor.page.locator(".rail .entry").all()}


def hidden(house, checks, assignment: str):
    other, officer = house[OTHER], house["district.huangpu"]
    for visitor in (other, officer):
        for address in [assignment, assignment + "/reports/new", assignment + "/history/csv"]:
            answer = visitor.context.request.get(visitor.heng.address + address)
            checks.equal(answer.status, 404, f"{address.rsplit('/', 1)[1][:8]} of another unit is not there")
        for address in ["/supervision", "/reviews", PLAN + "/items/2/leads", "/bulletins/new", "/ledger-file/csv"]:
            answer = visitor.context.request.get(visitor.heng.address + address)
            checks.equal(answer.status, 403, f"{address} is closed to a unit")
        entries = rail(visitor)
        checks.that({"/work", "/dues", "/changes"} <= entries, "the rail leads to one's own work", entries)
        checks.none(entries & {"/supervision", "/reviews"}, "the rail names nothing that is closed")
        visitor.open(PLAN + "/items/2")
        checks.equal(visitor.page.locator('main a[href$="/leads"]').count(), 0, "an item offers no agreement of leads")
    token = other.page.locator('input[name="csrf-token"]').first.get_attribute("value")
    answer = other.context.request.post(other.heng.address + assignment + "/receipt", form={
        "csrf-token": token, "idempotency-key": "a" * 32, "version": "1"})
    checks.equal(answer.status, 404, "signing for another unit's assignment finds none")
    page = officer.open(PLAN + "/districts/HUANGPU")
    own = page.locator("main .work-table tbody .main-link").evaluate_all("all => all.map(one => one.pathname)")
    checks.that(own, "an officer sees the own district's assignments")
    checks.that("/supervision" in rail(house["office"]), "the office does have the supervision list")


# MARK: Supervision

def urged(house, checks):
    """Two are urged at once; the units are told; what was urged before is escalated."""
    office = house["office"]
    page = office.open("/supervision?need=urge")
    office.expects_refusal("/supervision")
    page.locator('.bulk button[value="urge"]').click()
    page.wait_for_selector(".error-summary")
    checks.equal(office.words(".error-summary li"), [office.text("assignment.problem.nothing-chosen")],
                 "nothing chosen is told")
    look(office, checks, "supervision with an error")
    office.open("/supervision?need=urge")
    boxes = page.locator('.bulk input[name="chosen"]')
    if not checks.that(boxes.count() >= 2, "the demonstration leaves two to urge", boxes.count()):
        return
    targets = [link.get_attribute("href") for link in page.locator(".bulk .main-link").all()[:2]]
    for index in (0, 1):
        boxes.nth(index).check()
    page.locator("#bulk-reason").fill("十月底前办结")
    page.locator('.bulk button[value="urge"]').click()
    page.wait_for_load_state()
    done(office, checks, "work.supervision.done.urge", count=2)
    for target in targets:
        office.open(target)
        history = " ".join(office.words(".assignment-history tbody"))
        checks.that("十月底前办结" in history, "the urging stands in the history")
    page = office.open(targets[0])
    act(office, checks, "escalation", reason="催办后仍无进展")
    done(office, checks, "assignment.flash.escalation")
    title = office.words("h1")[0]
    unit = page.locator('dl.facts a[href*="/units/"]').first.get_attribute("href").rsplit("/", 1)[1]
    leader = house["leader." + unit.lower()]
    leader.open("/messages")
    checks.that(title in " ".join(leader.words("main")), "the unit's leader is told")


# MARK: The monthly bulletin

def bulletin(house, checks):
    """Written by one, approved by another, numbered and issued; then everybody can read it."""
    office, leader, unit = house["office"], house["leader"], house[UNIT]
    page = office.open("/bulletins/new")
    page.locator("#bulletin-new-month").select_option("2021-08")
    page.locator("#bulletin-new button[type=submit]").click()
    page.wait_for_url(re.compile(r"/bulletins/[0-9a-f-]{30,}$"))
    done(office, checks, "commitments.bulletin.flash.drafted")
    address = office.path()
    checks.equal(page.locator("form#approve").count(), 0, "nobody approves what they wrote")
    unit.open(address, status=404)
    checks.that(page.locator("article.sheet table").count() > 0, "the draft has its tables")
    look(office, checks, "a bulletin's draft")

    page = office.open(address + "/text")
    demands = page.locator("#bulletin-text-demands")
    demands.fill(demands.input_value() + "\n各单位九月底前报送整改情况。")
    page.locator("#bulletin-text button[type=submit]").click()
    page.wait_for_url("**" + address)
    done(office, checks, "commitments.bulletin.flash.edited")
    checks.equal(page.locator("form#issue").count(), 0, "a draft is not issued before it is approved")

    leader.open(address)
    act(leader, checks, "approve")
    done(leader, checks, "commitments.bulletin.flash.approved")
    office.open(address)
    act(office, checks, "issue")
    told(office, checks, "commitments.bulletin.flash.issued")
    number = office.words("h1")[0]
    checks.that(re.fullmatch(r".+〔2021〕1号", number), "the first bulletin of the year has the number 1", number)

    page = unit.open("/bulletins")
    link = page.locator(f'main a[href="{address}"]')
    checks.that(link.count() > 0, "what was issued is listed for a unit")
    link.first.click()
    page.wait_for_url("**" + address)
    checks.that("整改情况" in " ".join(unit.words("article.sheet")), "the sheet has what was written")
    checks.equal(page.locator(".bulletin-actions form").count(), 0, "a unit decides nothing about it")
    look(unit, checks, "an issued bulletin")
    for kind, head in [("docx", b"PK"), ("pdf", b"%PDF-")]:
        answer = unit.context.request.get(unit.heng.address + f"{address}/files/{kind}", timeout=30_000)
        checks.that(answer.status == 200 and answer.body().startswith(head), f"it can be taken out as {kind}",
                    answer.status)
    unit.open("/messages")
    checks.that(number in " ".join(unit.words("main")), "the unit was told of it")
    look(unit, checks, "messages")


# MARK: Lists

def lists(house, checks):
    office, unit = house["office"], house[UNIT]
    page = unit.open("/dues")
    checks.equal(page.locator("table.dues thead th").count(), 7, "the calendar has seven days a week")
    checks.equal(page.locator("table.dues .day-today").count(), 1, "today is marked")
    answer = unit.context.request.get(unit.heng.address + page.locator('main a[href*="dues.ics"]').get_attribute("href"))
    body = answer.body().decode()
    checks.that(answer.status == 200 and body.startswith("BEGIN:VCALENDAR\r\n") and body.count("BEGIN:VEVENT") > 0,
                "the calendar can be taken out", body[:60])
    subscribed(unit, checks)
    page = office.open("/changes")
    checks.that(page.locator(".work-table tbody tr").count() > 0, "what changed is listed")
    page.locator('main form[action="/changes/visits"] button').click()
    page.wait_for_load_state()
    checks.equal(page.locator(".work-table tbody tr").count(), 0, "what was marked as seen is gone")
    page = office.open(PLAN + "/districts")
    checks.equal(page.locator(".work-table tbody tr").count(), DISTRICTS, "every district has its line")
    link = page.locator(".work-table tbody .main-link").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url("**" + target)
    checks.that(page.locator("#score-heading").count() == 1, "a district's page explains its score")
    page = office.open(PLAN + "/brief")
    counted = [int(text) for text in office.words(".brief-counts").pop(0).split() if text.isdigit()]
    checks.equal(sum(counted), 22, "the brief counts every item")
    checks.that(page.locator(".brief-lines li").count() > 0, "the brief names what is late")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    checks.equal(len(sheets), 1, "the brief is printed on one sheet")


def subscribed(unit, checks):
    """An address for calendar programs: shown once, read without signing in, gone when it is stopped."""
    page = unit.open("/dues")
    page.locator('main a[href="/dues/subscription"]').click()
    page.wait_for_url("**/dues/subscription")
    page.locator("form#open-feed button[type=submit]").click()
    page.locator("#feed-address").wait_for()
    look(unit, checks, "the address of a subscription")
    address = page.locator("#feed-address").inner_text().strip()
    checks.that(address.startswith(unit.heng.address + "/feeds/dues.ics?key="), "the address is whole", address[:60])
    answer = urllib.request.urlopen(address)
    checks.that(answer.status == 200 and b"BEGIN:VEVENT" in answer.read(), "it is read without a cookie")
    unit.open("/dues/subscription")
    checks.equal(page.locator("#feed-address").count(), 0, "the address is not shown again")
    page.locator("form#withdraw-feed button[type=submit]").click()
    page.wait_for_load_state()
    done(unit, checks, "work.flash.feed-withdrawn")
    try:
        found = urllib.request.urlopen(address).status
    except urllib.error.HTTPError as error:
        found = error.code
    checks.equal(found, 404, "a subscription that was stopped is not there")


# MARK: Leads agreed, work sent to 16 districts

def committed(visitor, checks, plan: PlanText) -> str:
    draft = wizard.upload(visitor, checks, plan)
    wizard.bind(visitor, checks, draft)
    return wizard.commit(visitor, checks, draft)


def agreed(visitor, checks, board: str, plan: PlanText) -> str:
    """Changes the lead of one deliverable, with a reason, and keeps it; returns the address of the leads."""
    page = visitor.page
    everywhere = visitor.text("assignment.leads.per-district", count=DISTRICTS)
    for number in range(1, plan.items + 1):
        address = f"{board}/items/{number}/leads"
        visitor.open(address)
        if page.locator(".lead-row", has_text=everywhere).count() and page.locator(".lead-row").count() > 1:
            break
    else:
        raise RuntimeError("no item of the plan has a deliverable for each district")
    rows = page.locator(".lead-row")
    checks.equal(set(visitor.words(".lead-choice > p.help")) and page.locator(".lead-choice details").count(), 0,
                 "a plan that was only just committed has assigned nothing")
    visitor.expects_refusal(address)
    page.locator('form#agree button[value="all"]').click()
    page.wait_for_selector(".error-summary")
    checks.equal(visitor.words(".error-summary li"), [visitor.text("assignment.problem.reason")],
                 "leads are not agreed without a reason")
    look(visitor, checks, "leads with an error")
    row = page.locator(".lead-row").filter(has_not_text=everywhere).first
    row.locator("select").select_option("COMMERCE")
    page.locator("#agree-reason").fill("会商一致")
    page.locator('form#agree button[value="all"]').click()
    page.wait_for_load_state()
    done(visitor, checks, "assignment.flash.agreement", count=rows.count())
    row = page.locator(".lead-row").filter(has_not_text=everywhere).first
    checks.equal(row.locator("select").input_value(), "COMMERCE", "the agreed lead is kept")
    checks.that("会商一致" in row.inner_text(), "the reason stands beside the agreement")
    return address


def assigned(house, checks, leads: str):
    """One form sends an assignment to each of the districts; each signs for its own."""
    office = house["office"]
    page = office.open(leads)
    everywhere = office.text("assignment.leads.per-district", count=DISTRICTS)
    page.locator(".lead-row", has_text=everywhere).first.locator('input[name="deliverable"]').check()
    page.locator('form#send button[value="chosen"]').click()
    page.wait_for_load_state()
    done(office, checks, "assignment.flash.sent")
    row = page.locator(".lead-row", has_text=everywhere).first
    row.locator("details > summary").click()
    links = row.locator("details a")
    checks.equal(links.count(), DISTRICTS, "every district has its assignment")
    waiting = [text for text in row.locator("details li .mark-note").all_inner_texts()]
    checks.equal(set(waiting), {office.text("assignment.phase.assigned")}, "each waits for its receipt")
    targets = {link.get_attribute("href") for link in links.all()}

    officer = house["district.huangpu"]
    page = officer.open("/work?need=receipt")
    own = page.locator(".work-table tbody .main-link").evaluate_all("all => all.map(one => one.pathname)")
    if not checks.that(len(own) == 1 and own[0] in targets, "the officer finds the one of the own district", own):
        return
    officer.open(own[0])
    act(officer, checks, "receipt")
    done(officer, checks, "assignment.flash.receipt")
    phase(officer, checks, own[0], "in-progress")
    other = sorted(targets - set(own))[0]
    officer.open(other, status=404)
    office.open(leads)
    row = office.page.locator(".lead-row", has_text=everywhere).first
    row.locator("details > summary").click()
    states = row.locator("details li .mark-note").all_inner_texts()
    checks.equal(states.count(office.text("assignment.phase.in-progress")), 1, "the office sees that one has signed")
