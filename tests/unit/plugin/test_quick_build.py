"""An edit of words links nothing; whatever else an edit does brings the whole build back. The bytes are the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.building.manifest import list_files
from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican

LONG_AGO = 1_500_000_000
QUAY = """\
---
title: The quay is closed
date: 2021-03-02T09:40+02:00
summary: Nobody may enter.
topics: [harbour]
sources:
  - {id: gazette, publisher: gazette, title: Quay closed, url: "https://gazette.example/1", published: 2021-03-02}
---

The quay is closed [@gazette].
"""
PIER = """\
---
title: The pier
date: 2021-03-03
topics: [harbour]
follows: [quay]
---

It followed [[quay]].
"""
FILES = {
    "briefings/quay.md": QUAY,
    "briefings/pier.md": PIER,
    "briefings/kay.md": PIER.replace("The pier", "Der Kai").replace(
        "follows: [quay]", "lang: de\ntranslation_key: pier2"
    ),
    "pages/about.md": "---\ntitle: About\n---\n\nRead [[quay]].\n",
    "images/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


class Desk:
    """A small site, built once, with all of its files old."""

    def __init__(self, folder: Path, make: Callable[..., BriefingsPelican]) -> None:
        self.content, self._make, self._ticks = folder / "content", make, 0
        for path, text in FILES.items():
            self.write(path, text)
        self.build()

    def write(self, path: str, text: str) -> None:
        """Write a file as if long ago, but not when it was written before."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        self._ticks += 1
        os.utime(file, (LONG_AGO + self._ticks, LONG_AGO + self._ticks))

    def build(self, **settings: Any) -> BriefingsPelican:
        """One run of the whole program."""
        given = {"SITEURL": "https://desk.example", "TIMEZONE": "UTC", "STATIC_PATHS": ["images"], **settings}
        site = self._make(self.content, **given)
        site.run()
        return site

    def tree(self, site: BriefingsPelican) -> dict[str, bytes]:
        """All files of the output."""
        output = Path(site.settings["OUTPUT_PATH"])
        return {name: (output / name).read_bytes() for name in list_files(output)}


@pytest.fixture
def desk(tmp_path: Path, make_pelican: Callable[..., BriefingsPelican]) -> Desk:
    return Desk(tmp_path, make_pelican)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for every time that the site is linked. What was written a moment ago counts as old."""
    found: list[bool] = []
    read = Build.read_and_link

    def note(build: Build, *arguments: Any) -> None:
        found.append(True)
        read(build, *arguments)

    monkeypatch.setattr(Build, "read_and_link", note)
    monkeypatch.setattr("briefings.building.up_to_date._MOMENT", -(10**20))
    return found


def _replace(path: str, old: str, new: str) -> tuple[str, str]:
    assert old in FILES[path]
    return path, FILES[path].replace(old, new)


WORDS = {
    "body": _replace("briefings/quay.md", "The quay is closed [", "The quay is shut ["),
    "new paragraph before a reference": _replace("briefings/quay.md", "\n\nThe quay", "\n\nFirst.\n\nThe quay"),
    "heading": _replace("briefings/pier.md", "It followed", "## After\n\nIt followed"),
    "summary": _replace("briefings/pier.md", "topics:", "summary: Nobody may enter.\ntopics:"),
    "nothing but the time": ("briefings/quay.md", QUAY),
}
MORE = {
    "another reference": _replace("briefings/pier.md", "[[quay]].", "[[quay]] and [[pier]]."),
    "no reference any more": _replace("briefings/pier.md", "[[quay]]", "it"),
    "another sentence around a reference": _replace("briefings/pier.md", "It followed", "It came after"),
    "a picture by its address": _replace(
        "briefings/quay.md", "\n\nThe quay", "\n\n![Map](/images/map.svg)\n\nThe quay"
    ),
    "a date": _replace("briefings/quay.md", "09:40", "09:41"),
    "the same instant in another zone": _replace("briefings/quay.md", "09:40+02:00", "07:40+00:00"),
    "a topic": _replace("briefings/quay.md", "topics: [harbour]", "topics: [harbour, strike]"),
    "a draft": _replace("briefings/quay.md", "topics:", "status: hidden\ntopics:"),
    "an ordinary page": _replace("pages/about.md", "Read", "See"),
    "the title of a briefing that an ordinary page links to": _replace("briefings/quay.md", "is closed\n", "is shut\n"),
    "a new briefing": ("briefings/new.md", PIER.replace("The pier", "New")),
    "a picture": ("images/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"),
}


@pytest.mark.parametrize("case", [*WORDS, *MORE])
def test_site_is_that_of_a_build_from_nothing(desk: Desk, linked: list[bool], case: str, tmp_path: Path) -> None:
    path, text = (WORDS | MORE)[case]
    desk.write(path, text)
    if case == "a draft":
        desk.write("briefings/pier.md", PIER.replace("follows: [quay]\n", "").replace("[[quay]]", "it"))
        desk.write("pages/about.md", "---\ntitle: About\n---\n\nRead.\n")
        (desk.content / "briefings/kay.md").unlink()
    site = desk.build(BRIEFINGS_ALLOW_SHRINK=True)
    assert len(linked) == (case in MORE)
    clean = desk.build(OUTPUT_PATH=str(tmp_path / "clean"), CACHE_PATH=str(tmp_path / "cache"))
    assert desk.tree(site) == desk.tree(clean)
    desk.build(BRIEFINGS_ALLOW_SHRINK=True)
    assert len(linked) == 1 + (case in MORE)


def test_edits_go_on_from_each_other(desk: Desk, linked: list[bool], tmp_path: Path) -> None:
    for number in range(4):
        desk.write("briefings/quay.md", QUAY.replace("is closed [", f"is closed since {number} [", 1))
        desk.write("briefings/pier.md", PIER.replace("title: The pier", f"title: The pier {number}"))
        site = desk.build()
        assert site.work.parsed == ["briefings/pier.md", "briefings/quay.md"]
    assert linked == []
    clean = desk.build(OUTPUT_PATH=str(tmp_path / "clean"), CACHE_PATH=str(tmp_path / "cache"))
    assert desk.tree(site) == desk.tree(clean)


def test_damaged_shelf_costs_time_and_nothing_else(desk: Desk, linked: list[bool], tmp_path: Path) -> None:
    for shelf in (desk.content.parent / ".briefings").glob("parts-*.bin"):
        shelf.write_bytes(shelf.read_bytes().replace(b"Nobody", b"Sombody"))
    path, text = WORDS["body"]
    desk.write(path, text)
    site = desk.build()
    assert len(linked) == 1
    clean = desk.build(OUTPUT_PATH=str(tmp_path / "clean"), CACHE_PATH=str(tmp_path / "cache"))
    assert desk.tree(site) == desk.tree(clean)


@pytest.mark.parametrize("command", ["check", "build that fails"])
def test_what_others_have_read_meanwhile_is_still_built(
    desk: Desk, linked: list[bool], tmp_path: Path, command: str
) -> None:
    path, text = WORDS["body"]
    desk.write(path, text)
    if command == "check":
        desk.build(OUTPUT_PATH=str(tmp_path / "other"))
    else:
        desk.write("briefings/wrong.md", "---\ntitle: Wrong\ndate: never\n---\n")
        with pytest.raises(BuildFailed):
            desk.build()
        (desk.content / "briefings/wrong.md").unlink()
    site = desk.build()
    clean = desk.build(OUTPUT_PATH=str(tmp_path / "clean"), CACHE_PATH=str(tmp_path / "cache"))
    assert desk.tree(site) == desk.tree(clean)
    assert b"is shut" in desk.tree(site)["briefings/quay/index.html"]


def test_the_cache_remembers_a_few_outputs_and_no_more(desk: Desk, linked: list[bool], tmp_path: Path) -> None:
    for number in range(6):
        desk.build(OUTPUT_PATH=str(tmp_path / f"output-{number}"))
    cache = desk.content.parent / ".briefings"
    kinds = ("built-*", "pages-*", "parts-*")
    assert [len(list(cache.glob(kind))) for kind in kinds] == [4, 4, 4]
    linked.clear()
    desk.build(OUTPUT_PATH=str(tmp_path / "output-5"))
    desk.build(OUTPUT_PATH=str(tmp_path / "output-2"))
    assert linked == []
    desk.build(OUTPUT_PATH=str(tmp_path / "output-0"))
    assert linked == [True]
