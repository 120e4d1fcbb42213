"""The interface's texts out of the string files, so that a check names a text by its key and not by its words."""
import re

from server import ROOT

FOLDERS = ["Platform", "Engines", "Server"]
LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def read(language: str) -> dict:
    """Every `key: value` line of the string files of one language."""
    texts = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob(f"**/Strings/{LANGUAGES[language]}.yaml")):
            for line in path.read_text(encoding="utf-8").splitlines():
                match = re.match(r"([\w.-]+): +(.*)$", line)
                if match:
                    value = match[2].strip()
                    if len(value) > 1 and value[0] == value[-1] == '"':
                        value = value[1:-1].replace('\\"', '"')
                    texts[match[1]] = value
    return texts


class Texts:
    def __init__(self, language: str):
        self.language = language
        self.texts = read(language)

    def __call__(self, key: str, **values) -> str:
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def pattern(self, key: str) -> re.Pattern:
        """The text with a named group for each of its {places}."""
        pieces = re.split(r"\{([\w-]+)\}", self.texts[key])
        written = "".join(
            re.escape(piece) if index % 2 == 0 else f"(?P<{piece.replace('-', '_')}>.+?)"
            for index, piece in enumerate(pieces))
        return re.compile("^" + written + "$", re.S)
