"""Every mistake that the program knows, made once in a small folder, and the exact words a writer gets for it.

`tests/fixtures/broken/<code without BRF->/` holds the folder and `expected.txt`. Where settings, a theme, a plugin or
the output folder have a part in it, they lie beside `content`, and the whole build runs. What only the rules of
`briefings check` find has its examples in the explanations (test_explanations.py) and in tests/site/seeded_faults.py.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefings.building.reports.text import format_problems
from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.problems import CATALOGUE, Severity, Stage

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "broken"
NAMES = sorted(folder.name for folder in FIXTURES.iterdir())
NEEDS_BUILD = ("settings.json", "output")
ELSEWHERE = {
    "BRF-locked": "tests/faults/test_machine.py: two builds at once",
    "BRF-search": "tests/unit/building/test_search_index.py: no Pagefind, and one that fails",
}


def _copy(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / name
    shutil.copytree(FIXTURES / name, folder, symlinks=True)
    sizes = folder / "size.json"
    for path, size in (json.loads(sizes.read_text()) if sizes.exists() else {}).items():
        text = (folder / path).read_bytes()
        (folder / path).write_bytes(text.ljust(size))
    monkeypatch.chdir(folder)
    return folder


def _read_settings(folder: Path) -> dict[str, Any]:
    """Settings of a fixture; paths in it are made absolute, as Pelican does for those of a settings file."""
    file = folder / "settings.json"
    found = json.loads(file.read_text()) if file.exists() else {}
    if "THEME" in found:
        found["THEME"] = str(folder / found["THEME"])
    return {**found, "OUTPUT_PATH": str(folder / "output")}


@pytest.mark.parametrize("name", NAMES)
def test_mistake_is_explained(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_pelican: Callable[..., BriefingsPelican],
    capsys: pytest.CaptureFixture[str],
    file_regression: Any,
) -> None:
    folder = _copy(name, tmp_path, monkeypatch)
    if any((folder / path).exists() for path in NEEDS_BUILD):
        site = make_pelican(folder / "content", **_read_settings(folder))
        with pytest.raises(BuildFailed):
            site.run()
        text = capsys.readouterr().err
    else:
        build = Build({"PATH": "content", "TIMEZONE": "Asia/Kabul"}, "settings")
        build.read_and_link(datetime(2023, 12, 31, tzinfo=UTC))
        text = format_problems(build.located_problems(), build.read_text, "content/") + "\n"
    assert f"[BRF-{name}]" in text
    file_regression.check(text, fullpath=FIXTURES / name / "expected.txt", encoding="utf-8")


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    built = {code.code for code in CATALOGUE.values() if code.stage is not Stage.CHECKING} - set(ELSEWHERE)
    assert {f"BRF-{name}" for name in NAMES} == built


@pytest.mark.parametrize("name", NAMES)
def test_place_of_a_mistake_lies_inside_its_file(name: str) -> None:
    """What `expected.txt` shows has its caret under a character of the line, or right behind its end."""
    lines = (FIXTURES / name / "expected.txt").read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        if line.startswith("      | ") and line.strip("| ") == "^":
            shown = lines[number - 1]
            assert line.index("^") <= len(shown), shown


def test_meaning_of_every_code_is_one_sentence() -> None:
    for code in CATALOGUE.values():
        assert code.meaning.endswith(".")
        assert isinstance(code.severity, Severity)
