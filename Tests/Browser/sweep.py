"""Every page of Heng, the wizard's with them, looked at one after the other; and every link followed."""
import crawl
import registers
import wizard
from inspection import Inspection
from plans import PlanText


def walk(visitor, checks, plan: PlanText):
    inspection = Inspection(visitor, checks)
    for name, address in visitor.heng.pages().items():
        visitor.open(address, status=404 if name == "problem" else 200)
        inspection.page(name)
    for account, addresses in visitor.heng.participants().items():
        visitor.sign_in(account)
        for name, address in addresses.items():
            visitor.open(address)
            inspection.page(name)
    administered(visitor, inspection)
    visitor.sign_in("office")
    opened(visitor, inspection)
    imported(visitor, checks, inspection, plan)
    steps(visitor, checks, inspection, plan)


def administered(visitor, inspection):
    """The pages of the three administrators, one person's with them."""
    for account, addresses in visitor.heng.administration().items():
        visitor.sign_in(account)
        for name, address in addresses.items():
            visitor.open(address)
            inspection.page(name)
        visitor.open("/administration/people?q=reviewer")
        person = visitor.page.locator(".work-table tbody .main-link").first.get_attribute("href")
        visitor.open(person)
        inspection.page(f"a person, for {account}")
        for step in {"sysadmin": ["/details"], "secadmin": ["/roles"]}.get(account, []):
            visitor.open(person + step)
            inspection.page(f"a person {step}")
    visitor.open("/plans/2021-1", status=403)
    inspection.page("denied")


def opened(visitor, inspection):
    """Pages whose panels are open: what is behind a summary must hold as well."""
    page = visitor.page
    for name, address in [("board", "/plans/2021-1"), ("deliverables", "/plans/2021-1/deliverables?item=9")]:
        visitor.open(address)
        page.evaluate("() => document.querySelectorAll('main details').forEach(panel => { panel.open = true })")
        inspection.page(f"{name}, panels open")
    visitor.open("/search?q=" + "长" * 101, status=422)
    inspection.page("search, too long")


def imported(visitor, checks, inspection, plan: PlanText):
    """The pages of a plan that came in through the wizard, with work that no clause answers to."""
    board = registers.imported(visitor, checks, plan)
    for name in ["", "/unit-matrix", "/items/1", "/deliverables?item=1"]:
        visitor.open(board + name)
        inspection.page("imported plan")
    visitor.open("/plans")
    inspection.page("plans, several")
    visitor.open(f"/comparison?old=2021-1&new={board.rsplit('/', 1)[1]}")
    inspection.page("comparison of two plans")


def steps(visitor, checks, inspection, plan: PlanText):
    """The wizard's steps, its forms with errors, and what a finished draft says."""
    page = visitor.page
    visitor.open("/imports/new")
    visitor.expects_refusal("/imports")
    page.locator("#upload button[type=submit]").click()
    page.wait_for_selector(".error-summary")
    inspection.page("upload with an error")

    draft = wizard.upload(visitor, checks, plan)
    inspection.page("preview after the upload")
    for name, address in [("preview", draft), ("head of the document", draft + "/document"),
                          ("item", draft + "/items/1"), ("bindings", draft + "/bindings"),
                          ("all bindings", draft + "/bindings?show=all"), ("commitment", draft + "/commitment"),
                          ("plans with a draft", "/plans")]:
        visitor.open(address)
        inspection.page(f"wizard: {name}")
    visitor.open(draft + "/items/1")
    visitor.expects_refusal(draft + "/items/1")
    page.locator("#correct-item-lead").fill("不存在的单位")
    page.locator("#correct-item button[type=submit]").click()
    page.wait_for_selector(".error-summary")
    inspection.page("wizard: item with an error")
    visitor.open(draft)
    page.locator(f'form[action="{draft}/withdrawal"] button').click()
    page.wait_for_url("**/plans")
    inspection.page("plans after a draft was given up")
    visitor.open(draft + "/bindings", status=409)
    inspection.page("wizard: finished draft")


def links(visitor, checks):
    visitor.open("/")

    def ask(address: str):
        answer = visitor.context.request.get(address, timeout=10_000)
        media = answer.headers.get("content-type", "")
        return answer.status, media, answer.text() if media.startswith("text/html") else ""

    start = [visitor.heng.address + "/", visitor.heng.address + "/plans/2021-1"]
    # The links are the same in both languages: the second walk is a sample.
    limit = 300 if visitor.view.language == "zh" else 100
    answered, failed, lost = crawl.crawl(ask, start, limit)
    checks.that(answered > 90, "the crawl comes far", answered)
    checks.none(failed, "every link inside of Heng answers")
    checks.none(lost, "every link to a place of a page finds it")
