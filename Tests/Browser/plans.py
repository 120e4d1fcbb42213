"""The plan texts that go through the wizard."""
import dataclasses
import json
import os
import pathlib

from server import ROOT

WRITTEN = ROOT / "Foundations/PlanText/Tests/Plans"


@dataclasses.dataclass(frozen=True)
class PlanText:
    file: pathlib.Path
    title: str
    sections: int
    # The titles of the items; empty where only their number is known.
    titles: list
    items: int
    # The structure as it was made independently of the reader; None for the official plan.
    structure: dict | None

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


def yunchuan() -> PlanText:
    """The repository's own plan with its independently made structure."""
    structure = json.loads((WRITTEN / "yunchuan-2023.expected.json").read_text(encoding="utf-8"))
    titles = [item["title"] for item in structure["items"]]
    return PlanText(
        WRITTEN / "yunchuan-2023.txt", structure["document"]["title"], len(structure["sections"]), titles, len(titles),
        structure)


def official() -> PlanText | None:
    """The official plan, where the outside truth stands beside the repository."""
    folder = pathlib.Path(os.environ.get("HENG_SHARED") or ROOT.parent / "shared")
    file = folder / "plans/shanghai-2021.txt"
    if not file.is_file():
        return None
    return PlanText(file, "2021年上海市质量发展工作要点", 4, [], 22, None)
