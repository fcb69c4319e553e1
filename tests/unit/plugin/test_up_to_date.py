"""A run that would change nothing is left out; whatever could change a byte brings it back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.building.workshop import find_workshop
from briefings.plugin import quick_build
from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican

LONG_AGO = 1_500_000_000
PAGE = "briefings/2021-05-09-survey.md"


class Desk:
    """The tiny site in a folder of its own, with a theme of its own; every file is old."""

    def __init__(self, root: Path, folder: Path, make: Callable[..., BriefingsPelican]) -> None:
        shutil.copytree(root / "tests/fixtures/tiny/content", folder / "content")
        shutil.copytree(root / "themes/dispatch", folder / "theme")
        self.content, self.theme, self.output = folder / "content", folder / "theme", folder / "output"
        self._make = make
        self.age()

    def age(self) -> None:
        """As if nobody had written anything for years."""
        for path in (*self.content.rglob("*"), *self.theme.rglob("*")):
            os.utime(path, (LONG_AGO, LONG_AGO))

    def build(self, **settings: Any) -> BriefingsPelican:
        """One run of the whole program."""
        is_strict = settings.pop("is_strict", False)
        given = {"THEME": str(self.theme), "SITEURL": "https://tiny.example", "TIMEZONE": "Asia/Kabul", **settings}
        site = self._make(self.content, **given)
        site.is_strict = is_strict
        site.run()
        return site


@pytest.fixture
def desk(root: Path, tmp_path: Path, make_pelican: Callable[..., BriefingsPelican]) -> Desk:
    return Desk(root, tmp_path, make_pelican)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for every run that looked at the content, whole or edit by edit. The program counts as old here."""
    found: list[bool] = []
    read, take = Build.read_and_link, quick_build._take_edits

    def note(build: Build, *arguments: Any) -> None:
        found.append(True)
        read(build, *arguments)

    def note_edits(*arguments: Any) -> Any:
        done = take(*arguments)
        found.extend([True] if done else [])
        return done

    monkeypatch.setattr(Build, "read_and_link", note)
    monkeypatch.setattr(quick_build, "_take_edits", note_edits)
    monkeypatch.setattr("briefings.building.up_to_date._MOMENT", -(10**20))  # whatever was written a second ago, too
    return found


def test_second_run_does_nothing(desk: Desk, runs: list[bool]) -> None:
    desk.build()
    site = desk.build()
    assert len(runs) == 1
    assert site.published is not None
    assert (site.published.written, site.published.removed) == (0, 0)
    assert site.published.unchanged > 40


def _edit_page(desk: Desk) -> None:
    page = desk.content / PAGE
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")


def _touch_page(desk: Desk) -> None:
    (desk.content / PAGE).touch()


def _delete_page(desk: Desk) -> None:
    (desk.content / PAGE).unlink()


def _add_picture(desk: Desk) -> None:
    (desk.content / "images").mkdir(exist_ok=True)
    (desk.content / "images/new.svg").write_text("<svg/>")


def _edit_template(desk: Desk) -> None:
    with (desk.theme / "templates/404.html").open("a") as file:
        file.write("<!-- more -->")


def _edit_output(desk: Desk) -> None:
    (desk.output / "index.html").write_text("somebody else's")


def _delete_output(desk: Desk) -> None:
    (desk.output / "index.html").unlink()


def _leave_workshop(desk: Desk) -> None:
    (find_workshop(desk.output) / "next").mkdir(parents=True)


def _lose_cache(desk: Desk) -> None:
    shutil.rmtree(desk.content.parent / ".briefings")


def _break_cache(desk: Desk) -> None:
    [note] = (desk.content.parent / ".briefings").glob("built-*.msgpack")
    note.write_bytes(b"\xff")


CHANGES = [
    _edit_page, _touch_page, _delete_page, _add_picture, _edit_template, _edit_output, _delete_output, _leave_workshop,
    _lose_cache, _break_cache,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_change_brings_the_run_back(desk: Desk, runs: list[bool], change: Callable[[Desk], None]) -> None:
    desk.build()
    before = (desk.output / "index.html").read_bytes()
    change(desk)
    desk.build()
    assert len(runs) == 2
    assert change is not _edit_output or (desk.output / "index.html").read_bytes() == before
    desk.build()
    assert len(runs) == 2


@pytest.mark.parametrize(
    "settings",
    [{"SITENAME": "Another"}, {"TIMEZONE": "UTC"}, {"BRIEFINGS_HOME_ENTRIES": 2}, {"BRIEFINGS_CACHE": False}],
)
def test_setting_brings_the_run_back(desk: Desk, runs: list[bool], settings: dict[str, Any]) -> None:
    desk.build()
    desk.build(**settings)
    assert len(runs) == 2


def test_end_of_an_embargo_brings_the_run_back_and_so_does_a_clock_set_back(
    desk: Desk, runs: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.content / PAGE
    page.write_text(page.read_text("utf-8").replace("\nstage:", "\nembargo: 2022-01-01T00:00Z\nstage:", 1), "utf-8")
    seen = []
    for moment in ("1631750400", "1640995199", "1640995200", "1650000000", "1631750400"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        desk.build(BRIEFINGS_ALLOW_SHRINK=True)
        seen.append((len(runs), len(list(desk.output.glob("briefings/*survey*")))))
    assert seen == [(1, 0), (1, 0), (2, 1), (2, 1), (3, 0)]


def test_file_that_changed_a_moment_ago_may_have_changed_again(
    desk: Desk, runs: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.building.up_to_date._MOMENT", 2_000_000_000)
    (desk.content / PAGE).touch()
    desk.build()
    desk.build()
    assert len(runs) == 2


def test_plugins_of_others_are_always_asked(desk: Desk, runs: list[bool], tmp_path: Path) -> None:
    (tmp_path / "counting.py").write_text("def register():\n    pass\n")
    for _ in range(2):
        desk.build(PLUGINS=["briefings", "counting"], PLUGIN_PATHS=[str(tmp_path)])
    assert len(runs) == 2


STRAY = "title: Lost\ndate: 2021-05-09\n\nNobody reads this.\n"


def _add_stray(desk: Desk) -> None:
    (desk.content / "lost.rst").write_text(STRAY)
    desk.age()


WARNED = [("an idle setting", {"FEED_ALL_RSS": "all.rss.xml"}), ("a text that nothing reads", {})]


@pytest.mark.parametrize(("what", "settings"), WARNED, ids=[what for what, _ in WARNED])
def test_warning_is_told_again_in_the_same_words_by_a_run_that_does_nothing(
    desk: Desk, runs: list[bool], capsys: pytest.CaptureFixture[str], what: str, settings: dict[str, Any]
) -> None:
    if not settings:
        _add_stray(desk)
    told = []
    for _ in range(3):
        desk.build(**settings)
        told.append(capsys.readouterr().err)
    assert len(runs) == 1
    assert "1 warning" in told[0]
    assert told == [told[0]] * 3


@pytest.mark.parametrize("is_mended", [True, False])
def test_warning_that_is_mended_is_not_told_again_and_one_that_is_not_is(
    desk: Desk, runs: list[bool], capsys: pytest.CaptureFixture[str], *, is_mended: bool
) -> None:
    _add_stray(desk)
    desk.build()
    first = capsys.readouterr().err
    if is_mended:
        (desk.content / "lost.rst").unlink()
    else:
        _edit_page(desk)
    desk.build()
    assert len(runs) == 2
    assert capsys.readouterr().err == ("" if is_mended else first)


def test_edit_of_words_tells_the_warnings_of_the_settings_again(
    desk: Desk, runs: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"FEED_ALL_RSS": "all.rss.xml"}
    desk.build(**settings)
    first = capsys.readouterr().err
    _edit_page(desk)
    site = desk.build(**settings)
    assert len(site.work.rendered) < 10
    assert capsys.readouterr().err == first
    assert "has no effect" in first
    desk.build(**settings)
    assert (len(runs), capsys.readouterr().err) == (2, first)


def test_strict_run_fails_for_a_warning_though_the_site_is_there(
    desk: Desk, runs: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    _add_stray(desk)
    desk.build()
    told = []
    for _ in range(2):
        capsys.readouterr()
        with pytest.raises(BuildFailed, match="1 warning; nothing was written"):
            desk.build(is_strict=True)
        told.append(capsys.readouterr().err)
    assert "lost.rst" in told[0]
    assert told[0] == told[1]


def test_run_that_tells_notes_tells_them_though_the_site_is_there(
    desk: Desk, runs: list[bool], capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    page = desk.content / PAGE
    page.write_text(page.read_text("utf-8").replace("T18:00+02:00", "T18:00", 1), "utf-8")
    desk.age()
    told = []
    for level in ("WARNING", "INFO", "INFO"):
        with caplog.at_level(level, "pelican"):
            desk.build()
        told.append(capsys.readouterr().err)
    assert "BRF-zone-missing" not in told[0]
    assert "BRF-zone-missing" in told[1]
    assert told[2] == told[1]
