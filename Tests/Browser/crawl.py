"""Follows every link inside of Heng, from page to page, up to a limit."""
import collections
import html.parser
import re
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit


class Links(html.parser.HTMLParser):
    """The addresses and the named places of one page."""

    def __init__(self, text: str):
        super().__init__()
        self.addresses, self.places, self.files = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.places.add(values["id"])
        if tag == "a" and values.get("href"):
            self.addresses.append(values["href"])
        elif tag in ("link", "script", "img"):
            self.files.append(values.get("href") or values.get("src") or "")


def shape(address: str) -> str:
    """Addresses of one kind of page: numbers and names become *, a query keeps only its names."""
    parts = urlsplit(address)
    path = re.sub(r"(?<=/)(items|units|deliverables|ledger|imports|plans|districts|assignments|bulletins)/[^/]+", r"\1/*", parts.path)
    return path + "?" + "&".join(sorted(parse_qs(parts.query, keep_blank_values=True)))


def crawl(ask, start: list, limit: int = 300, of_one_kind: int = 8):
    """Asks for addresses breadth first; `ask(address)` gives status, media type and text.

    Kinds of pages that many addresses share are visited only a few times each.
    Returns how many answered, what failed, and links to a place of a page that is not there.
    """
    waiting = collections.deque((address, "start") for address in start)
    seen, kinds = set(start), collections.Counter()
    answered, failed, fragments, places = 0, [], [], {}
    while waiting and answered < limit:
        address, origin = waiting.popleft()
        status, media, text = ask(address)
        answered += 1
        if status >= 400:
            failed.append(f"{address} answers {status} (linked from {origin})")
            continue
        if not media.startswith("text/html"):
            continue
        page = Links(text)
        places[address] = page.places
        for link in page.addresses + page.files:
            whole, fragment = urldefrag(urljoin(address, link))
            if urlsplit(whole).netloc != urlsplit(address).netloc or not whole.startswith("http"):
                failed.append(f"{address} links to another place: {link}")
                continue
            if fragment:
                fragments.append((whole, unquote(fragment), address))
            if whole in seen:
                continue
            kind = shape(whole)
            if kinds[kind] >= of_one_kind:
                continue
            kinds[kind] += 1
            seen.add(whole)
            waiting.append((whole, urlsplit(address).path))
    lost = sorted({f"{urlsplit(whole).path}#{fragment} (linked from {urlsplit(origin).path})"
                   for whole, fragment, origin in fragments if whole in places and fragment not in places[whole]})
    return answered, failed, lost
