"""What must hold on every page: axe, width, one heading, texts, targets of links, a quiet console."""
from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}

# References inside the page that lead nowhere: links, icons, labels, descriptions.
LOST = """() => {
    const lost = [];
    const has = name => document.getElementById(name) !== null;
    document.querySelectorAll('a[href^="#"], use').forEach(element => {
        const target = element.getAttribute('href') || '';
        if (!target.startsWith('#') || !has(decodeURIComponent(target.slice(1)))) {
            lost.push(element.tagName.toLowerCase() + ' ' + target);
        }
    });
    ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].forEach(name =>
        document.querySelectorAll('[' + name + ']').forEach(element =>
            element.getAttribute(name).split(/\\s+/).filter(target => target && !has(target)).forEach(target =>
                lost.push(name + ' ' + target))));
    return [...new Set(lost)];
}"""

# The document must not be wider than the window; names what sticks out.
WIDE = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) { return null; }
    const inside = element => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== 'visible') { return true; }
        }
        return false;
    };
    const out = [...document.body.querySelectorAll('*')].filter(element =>
        element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})
        && element.getBoundingClientRect().right > root.clientWidth + 1 && !inside(element));
    return root.scrollWidth + ' > ' + root.clientWidth + ': ' + out.slice(0, 3).map(element =>
        element.tagName.toLowerCase() + '.' + element.getAttribute('class')).join(', ');
}"""

# Words that are cut because their box hides what is too long for it.
CUT = """() => [...document.querySelectorAll('main button, main a.button, main .chip, main .count, main h1, main h2')]
    .filter(element => getComputedStyle(element).overflowX === 'hidden'
        && element.scrollWidth > element.clientWidth + 1)
    .map(element => element.textContent.trim().slice(0, 40))"""

# Fields that are squeezed until nothing can be read in them.
SQUEEZED = """() => [...document.querySelectorAll('input, select, textarea')]
    .filter(field => !['hidden', 'checkbox', 'radio'].includes(field.type) && field.clientWidth < 90
        && field.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
    .map(field => `${field.name} ${field.clientWidth} px`)"""

# Official words are Chinese on every page; on an English page they must say so (WCAG 3.1.2).
UNSAID = """() => [...document.querySelectorAll('main .official')]
    .filter(element => /[\\u4e00-\\u9fff]/.test(element.textContent) && !element.closest('[lang]').lang.startsWith('zh')
        && ![...element.querySelectorAll('[lang^=zh]')].length)
    .map(element => `${element.tagName.toLowerCase()}.${element.className}: `
        + element.textContent.trim().slice(0, 20))"""


class Inspection:
    def __init__(self, visitor, checks):
        self.visitor, self.checks = visitor, checks
        self.axe = Axe()

    def page(self, name: str):
        """Looks at the page that is shown."""
        page, checks = self.visitor.page, self.checks
        before, checks.page = checks.page, f"{name} {unquote(self.visitor.path())[:70]}"
        found = self.axe.run(page, options=OPTIONS).response["violations"]
        checks.none([self._told(violation) for violation in found], "axe finds nothing")
        wide = page.evaluate(WIDE)
        checks.that(wide is None, "the document is not wider than the window", wide)
        checks.none(page.evaluate(CUT), "no words are cut")
        checks.none(page.evaluate(SQUEEZED), "every field is wide enough to type in")
        checks.none(page.evaluate(UNSAID), "official words are marked as Chinese")
        headings = self.visitor.words("h1")
        checks.that(len(headings) == 1 and headings[0], "the page has exactly one h1, and it says something", headings)
        source = page.content()
        missing = source.find("⟦")
        checks.that(missing < 0, "no text is missing", source[missing:missing + 60])
        checks.none(page.evaluate(LOST), "everything that refers to a place of the page finds it")
        self.visitor.quiet("page")
        checks.page = before

    @staticmethod
    def _told(violation) -> str:
        nodes = violation["nodes"]
        first = nodes[0]
        message = next((entry["message"] for kind in ("any", "all", "none") for entry in first[kind]), "")
        places = ", ".join(str(node["target"][0]) for node in nodes[:3])
        return f"{violation['id']} ({violation['impact']}, {len(nodes)}): {places}: {message}"
