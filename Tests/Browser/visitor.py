"""One person at one browser: a view (window, language, light or dark), what they asked for and what went wrong."""
import dataclasses
from urllib.parse import urljoin, urlsplit

from texts import Texts


@dataclasses.dataclass(frozen=True)
class View:
    language: str
    width: int
    height: int
    locale: str
    scheme: str

    @property
    def name(self) -> str:
        return f"{self.language} {self.width}x{self.height} {self.scheme}"


VIEWS = [
    View("zh", 1366, 768, "zh-CN", "light"),
    View("en", 390, 844, "en-GB", "dark"),
]

# What goes wrong must show soon; a page answers in far less.
PATIENCE = 8_000


class Visitor:
    """A browser context of its own, so its own cookies. Watches console, errors and requests of every page in it.

    Signs in as `account` through the form; None stays a stranger.
    """

    def __init__(self, browser, heng, view: View, checks, scripts: bool = True, account: str | None = "office"):
        self.heng, self.view, self.checks, self.scripts = heng, view, checks, scripts
        self.text = Texts(view.language)
        self.context = browser.new_context(
            viewport={"width": view.width, "height": view.height}, locale=view.locale, color_scheme=view.scheme,
            java_script_enabled=scripts, reduced_motion="reduce")
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._asked)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.noise.append(f"script error: {error.error}"))
        self.noise, self.foreign, self.refused = [], [], set()
        self.page = self.context.new_page()
        if account:
            self.sign_in(account)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def _asked(self, request):
        address = request.url
        if not address.startswith((self.heng.address + "/", "data:", "blob:", "about:")):
            self.foreign.append(address)

    def _said(self, message):
        if message.type not in ("error", "warning"):
            return
        place = (message.location or {}).get("url", "")
        # Chromium reports the page's own 4xx answer on the console; where it is expected it is no error.
        if message.text.startswith("Failed to load resource") and urlsplit(place).path in self.refused:
            return
        self.noise.append(f"{message.type}: {message.text[:300]} ({urlsplit(place).path})")

    def expects_refusal(self, address: str):
        """Declares that an address is going to answer 4xx."""
        self.refused.add(urlsplit(urljoin(self.heng.address, address)).path)

    def open(self, address: str, status: int = 200, page=None):
        """Goes to an address and checks what it answers."""
        page = page or self.page
        if status >= 400:
            self.expects_refusal(address)
        answer = page.goto(urljoin(self.heng.address, address))
        found = answer.status if answer else None
        # An address that differs from the one shown only behind # gives no answer of its own.
        if answer is not None:
            self.checks.equal(found, status, f"{address[:70]} answers {status}")
        return page

    def sign_in(self, account: str, password: str | None = None, address: str = "/sign-in"):
        """Fills in the form, in place of whoever is signed in; `address` is a page that leads to it."""
        page = self.page
        page.goto(urljoin(self.heng.address, address))
        page.locator("#sign-in-account").fill(account)
        page.locator("#sign-in-password").fill(password or self.heng.password)
        page.locator("#sign-in button[type=submit]").click()
        page.wait_for_load_state()

    def sign_out(self):
        """Uses the button under one's own name, wherever this window shows it."""
        self.menu()
        self.page.locator('form[action="/sign-out"] button:visible').click()
        self.page.wait_for_url("**/sign-in")

    def menu(self):
        """Opens what stands under one's own name: a panel of its own, or the end of the menu."""
        panel = self.page.locator(".top-person > summary")
        (panel if panel.is_visible() else self.page.locator(".menu > summary")).click()

    def quiet(self, what: str):
        """Nothing on the console, nothing to another host since the last time this was asked."""
        self.checks.none(self.noise, f"{what}: no error on the console, no violation of the content policy")
        self.checks.none(self.foreign, f"{what}: no request to another host")
        self.noise, self.foreign = [], []

    def path(self, page=None) -> str:
        """Path and query of the address shown."""
        parts = urlsplit((page or self.page).url)
        return parts.path + ("?" + parts.query if parts.query else "")

    def words(self, selector: str, page=None) -> list:
        """The visible words of every element, white space made single."""
        found = (page or self.page).locator(selector).all_inner_texts()
        return [" ".join(text.split()) for text in found]

    def flash(self, key: str, page=None, **values):
        """The sentence that tells once what was done."""
        hidden = self.text("web.flash")
        found = [text.removeprefix(hidden).strip() for text in self.words(".column > .flash", page)]
        self.checks.equal(found, [self.text(key, **values)], f"the page says once what was done ({key})")
