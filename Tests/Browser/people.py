"""Signing in and out, a person from being added to being shut out, and what each administrator sees."""
import itertools
from urllib.parse import urlsplit

PLAN = "/plans/2021-1"
NUMBER = itertools.count(1)


def entrance(visitor, checks):
    """A page leads to the form and back; a wrong password is told once, in one place."""
    page = visitor.page
    page.goto(visitor.heng.address + PLAN + "?standing=at-risk")
    checks.equal(urlsplit(page.url).path, "/sign-in", "who is not signed in is led to the form")
    checks.equal(page.locator("details.top-person").count(), 0, "nobody is named")
    visitor.expects_refusal("/sign-in")
    page.locator("#sign-in-account").fill("office")
    page.locator("#sign-in-password").fill("not the password")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    checks.equal(visitor.words(".error-summary li"), [visitor.text("administration.sign-in.refused")],
                 "a wrong password is told")
    checks.equal(page.locator("#sign-in-password").input_value(), "", "the password is not sent back")
    checks.equal(page.locator("#sign-in-account").input_value(), "office", "the account name is kept")
    page.locator("#sign-in-password").fill(visitor.heng.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/**")
    checks.equal(visitor.path(), PLAN + "?standing=at-risk", "the form leads back to the page that was asked for")
    visitor.sign_out()
    visitor.flash("administration.flash.signed-out")
    page.goto(visitor.heng.address + PLAN)
    checks.equal(urlsplit(page.url).path, "/sign-in", "after signing out the page is closed again")
    visitor.quiet("signing in")


def walk(visitor, checks):
    account = f"visitor{next(NUMBER)}.{visitor.view.language}"
    one_time, person = added(visitor, checks, account)
    granted(visitor, checks, person)
    own = first_sign_in(visitor, checks, account, one_time)
    audited(visitor, checks, account)
    disabled(visitor, checks, account, person, own)
    visitor.quiet("people and roles")


def added(visitor, checks, account: str):
    """The system administrator adds a person and sees no business data."""
    page = visitor.page
    visitor.sign_in("sysadmin")
    checks.equal(urlsplit(page.url).path, "/administration/people", "an administrator begins with the people")
    visitor.open(PLAN, status=403)
    visitor.open("/administration/sign-ins", status=403)
    visitor.open("/administration/people")
    page.locator(".page-head a.button").click()
    page.locator("#new-person-account").fill(account)
    visitor.expects_refusal("/administration/people")
    page.locator("#new-person button[type=submit]").click()
    page.wait_for_selector(".error-summary")
    checks.equal(page.locator("#new-person-account").input_value(), account, "what was typed is kept")
    page.locator("#new-person-name-zh").fill("<b>=1+1</b>")
    page.locator("#new-person-unit").select_option("AMR_M")
    page.locator("#new-person button[type=submit]").click()
    page.wait_for_selector("code.digest")
    one_time = page.locator("code.digest").inner_text()
    checks.equal(len(one_time), 23, "a one-time password is shown")
    page.locator("main a.button").click()
    page.wait_for_url("**/administration/people/*-*")
    checks.equal(visitor.words("h1"), ["<b>=1+1</b>"], "the name is shown as it was typed")
    return one_time, urlsplit(page.url).path


def granted(visitor, checks, person: str):
    """The security administrator grants a role with a reason, and cannot add people."""
    page = visitor.page
    visitor.sign_in("secadmin")
    visitor.open("/administration/people/new", status=403)
    visitor.open(person + "/roles")
    visitor.expects_refusal(person + "/roles")
    page.locator("#grant-role-role").select_option("liaison")
    page.locator("#grant-role button[type=submit]").click()
    page.wait_for_selector(".error-summary")
    page.locator("#grant-role-reason").fill("接任联络员")
    page.locator("#grant-role button[type=submit]").click()
    page.wait_for_selector(".flash")
    visitor.flash("administration.flash.granted")
    page.locator('form[action$="/liaison/revocation"]').wait_for()
    checks.equal(page.locator("#grant-role-role option[value=system-administrator]").count(), 0,
                 "an administration is not offered beside another role")


def first_sign_in(visitor, checks, account: str, one_time: str) -> str:
    """The person must change the password first, and then sees what the role allows."""
    page = visitor.page
    own = "Frische-Brise-am-Fluss-3"
    visitor.sign_out()
    visitor.sign_in(account.upper(), one_time, address=PLAN)
    checks.equal(urlsplit(page.url).path, "/account/password", "a one-time password has to be changed first")
    page.goto(visitor.heng.address + PLAN)
    checks.equal(urlsplit(page.url).path, "/account/password", "no other page opens before")
    visitor.expects_refusal("/account/password")
    for new, again in [("short", "short"), (own, own + "x"), (own, own)]:
        page.locator("#password-password").fill(one_time)
        page.locator("#password-new-password").fill(new)
        page.locator("#password-repeated-password").fill(again)
        page.locator("#password button[type=submit]").click()
        page.wait_for_load_state()
    visitor.flash("administration.flash.password-changed")
    visitor.open(PLAN)
    visitor.open("/imports/new", status=403)
    visitor.open("/administration/people", status=403)
    return own


def audited(visitor, checks, account: str):
    """The audit administrator sees what happened and changes nothing."""
    page = visitor.page
    visitor.sign_in("auditadmin")
    visitor.open("/administration/sign-ins?q=" + account)
    checks.that(account in page.locator("main table").inner_text(), "the sign-in stands in the log")
    visitor.open("/ledger?verb=role.grant")
    page.locator(".work-table tbody .main-link").first.click()
    page.wait_for_url("**/ledger/*")
    checks.that("接任联络员" in page.locator("main").inner_text(), "the reason stands in the ledger")
    checks.equal(page.locator("main form").count(), 0, "there is nothing to change")


def disabled(visitor, checks, account: str, person: str, own: str):
    """Somebody who is shut out cannot sign in."""
    page = visitor.page
    visitor.sign_in("sysadmin")
    visitor.open(person)
    page.locator("#disable-person-reason").fill("离任")
    page.locator("#disable-person button[type=submit]").click()
    page.wait_for_selector(".flash")
    visitor.flash("administration.flash.disabled")
    visitor.expects_refusal("/sign-in")
    visitor.sign_in(account, own)
    checks.equal(visitor.words(".error-summary li"), [visitor.text("administration.sign-in.refused")],
                 "who is disabled cannot sign in")
