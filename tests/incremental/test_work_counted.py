"""Work done for one change: files parsed, pages rendered, files written. Counted, not timed.

`INCREMENTAL_CORPUS=10000` counts on an archive of that size.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefings.plugin.pelican_class import BriefingsPelican
from tests.bench.corpus import Corpus
from tests.bench.flavours import find_path, write_corpus, write_record
from tests.incremental.rebuilding import Digests, Times, digest_tree, read_times
from tests.incremental.stock import DISPATCH, ROOT

SIZE = int(os.environ.get("INCREMENTAL_CORPUS", "60"))
MINIMAL = str(ROOT / "tests" / "bench" / "themes" / "minimal")
LONG_AGO = 1_400_000_000
AT_MOST = 4
"""How many times as many pages may be rendered as change: not every page that shows a briefing shows what changed."""


class Done(NamedTuple):
    """What a build did: by its own count, and as the output folder tells."""

    parsed: list[str]
    rendered: list[str]
    written: int
    removed: int
    changed: set[str]
    """Files of the site that are new or have other bytes."""
    moved: set[str]
    """Files of the site with another time."""
    gone: set[str]
    """Files that were on the site before."""
    tree: Digests

    @property
    def changed_pages(self) -> set[str]:
        """Those that are HTML."""
        return {path for path in self.changed if path.endswith(".html")}

    @property
    def rendered_pages(self) -> list[str]:
        """Those that are HTML; feeds are not made with templates, but a build may count them."""
        return sorted(path for path in self.rendered if path.endswith(".html"))


class Archive:
    """A made-up archive in a folder, built once. All its files are old."""

    def __init__(self, folder: Path, theme: str, size: int) -> None:
        self.content, self.output, self.theme = folder / "content", folder / "output", folder / "theme"
        self.corpus, self._is_race = Corpus(size), theme == MINIMAL
        write_corpus(self.corpus, "briefings", self.content)
        shutil.copytree(theme, self.theme)
        self._ticks = 0
        self.age()
        self._tree: Digests = {}
        self._times: Times = {}
        self.cold = self.build()

    def age(self) -> None:
        """As if all had been written long ago, but not when it was written last time."""
        for path in (*self.content.rglob("*"), *self.theme.rglob("*")):
            self.set_old(path)

    def set_old(self, path: Path) -> None:
        """The same for one file."""
        self._ticks += 1
        os.utime(path, (LONG_AGO + self._ticks, LONG_AGO + self._ticks))

    def build(self, output: Path | None = None, **settings: Any) -> Done:
        """One run of the whole program."""
        from pelican.settings import read_settings

        given = {"PATH": str(self.content), "OUTPUT_PATH": str(output or self.output), "THEME": str(self.theme)}
        given |= {"SITEURL": "https://example.org", "TIMEZONE": "UTC", "SITENAME": "Briefings", "STATIC_PATHS": []}
        given |= {"PLUGINS": ["briefings"], "BRIEFINGS_ALLOW_SHRINK": True, "BRIEFINGS_JOBS": 1}
        if self._is_race:  # nobody else splits the page of an actor or a topic
            given["BRIEFINGS_TIMELINE_LIMIT"] = 1_000_000
        site = BriefingsPelican(
            read_settings(None, override=given | {"LOG_FILTER": [(logging.WARNING, "%s")]} | settings)
        )
        site.run()
        assert site.published is not None
        tree, times = digest_tree(output or self.output), read_times(output or self.output)
        changed = {path for path in tree if tree[path] != self._tree.get(path)}
        moved = {path for path in tree if times[path] != self._times.get(path)}
        published = site.published
        counts = (list(site.work.parsed), list(site.work.rendered), published.written, published.removed)
        done = Done(*counts, changed, moved, self._tree.keys() - tree.keys(), tree)
        if output is None:
            self._tree, self._times = tree, times
        return done

    def briefing(self, place: int) -> Path:
        """A file of the archive."""
        return find_path(self.corpus.record(place), "briefings", self.content)

    def page(self, place: int) -> str:
        """The page of a briefing."""
        return f"briefings/{self.corpus.record(place).slug}/index.html"

    def name(self, path: Path) -> str:
        """A content file, as builds name it."""
        return path.relative_to(self.content).as_posix()


@pytest.fixture(scope="module", params=["minimal", "dispatch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that every test leaves as it was, built."""
    is_full = request.param == "dispatch"
    if is_full and SIZE > 1000:
        pytest.skip("the full theme is counted on small archives")
    path, handlers = list(sys.path), list(logging.getLogger().handlers)
    try:
        folder = tmp_path_factory.mktemp(request.param)
        yield Archive(folder, DISPATCH if is_full else MINIMAL, SIZE // 5 if is_full else SIZE)
    finally:
        sys.path[:] = path
        logging.getLogger().handlers[:] = handlers


@pytest.fixture
def change(archive: Archive) -> Iterator[Callable[[Path, Callable[[str], str] | None], None]]:
    """Change the text of a file, or delete it; at the end it is as it was, and built."""
    kept: dict[Path, tuple[str, int]] = {}

    def change(file: Path, edit: Callable[[str], str] | None) -> None:
        text = file.read_text("utf-8")
        kept[file] = (text, file.stat().st_mtime_ns)
        if edit is None:
            file.unlink()
            return
        assert edit(text) != text
        file.write_text(edit(text), "utf-8")
        archive.set_old(file)

    yield change
    for file, (text, moment) in kept.items():
        file.write_text(text, "utf-8")
        os.utime(file, ns=(moment, moment))
    if kept:
        archive.build()


def _compare_with_clean(archive: Archive, done: Done, tmp_path: Path, **settings: Any) -> None:
    if archive.corpus.size <= 100:
        clean = archive.build(tmp_path / "clean", CACHE_PATH=str(tmp_path / "cache"), **settings)
        assert done.tree == clean.tree


def test_first_build_parses_and_renders_everything(archive: Archive) -> None:
    content = {archive.name(path) for path in archive.content.rglob("*") if path.is_file()}
    pages = {path for path in archive.cold.tree if path.endswith(".html")}
    assert sorted(archive.cold.parsed) == sorted(content)
    assert archive.cold.rendered_pages == sorted(pages)
    assert archive.cold.written in (len(archive.cold.tree), len(archive.cold.tree) - 1)  # with the manifest, or without


def test_nothing_is_done_after_no_change(archive: Archive) -> None:
    done = archive.build()
    assert (done.parsed, done.rendered, done.written, done.removed) == ([], [], 0, 0)
    assert done.moved == set()


def test_nothing_is_done_after_all_files_were_touched(archive: Archive) -> None:
    """As in a fresh checkout: other times, the same bytes."""
    archive.age()
    done = archive.build()
    assert (done.parsed, done.rendered, done.written, done.removed) == ([], [], 0, 0)
    assert done.moved == set()


@pytest.mark.parametrize("jobs", [1, 2])
def test_body_edit_renders_the_pages_that_show_the_body(
    archive: Archive, change: Callable[..., None], tmp_path: Path, jobs: int
) -> None:
    file = archive.briefing(7)
    change(file, lambda text: f"{text}\nOne more line.\n")
    done = archive.build(BRIEFINGS_JOBS=jobs)
    assert done.parsed == [archive.name(file)]
    assert done.changed_pages == {archive.page(7)}
    assert done.rendered_pages == [archive.page(7)]
    assert done.written == len(done.changed)
    assert done.moved == done.changed
    _compare_with_clean(archive, done, tmp_path)


def _edit_title(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    return archive.briefing(7), lambda text: text.replace('title: "', 'title: "Again: ', 1)


def _edit_topics(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    topic = min((archive.content / "topics").iterdir()).stem
    return archive.briefing(7), lambda text: re.sub(r"\ntopics: .*", f"\ntopics: [{topic}]", text, count=1)


def _edit_summary(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    return archive.briefing(7), lambda text: text.replace('summary: "', 'summary: "Again: ', 1)


def _rename_actor(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    return archive.content / "registry/actors.yml", lambda text: re.sub(r'name: "[^"]*"', 'name: "Ana"', text, count=1)


def _edit_topic(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    return min((archive.content / "topics").iterdir()), lambda text: text + "\nMore background.\n"


def _delete_briefing(archive: Archive) -> tuple[Path, Callable[[str], str] | None]:
    return archive.briefing(11), None


@pytest.mark.parametrize(
    "edit", [_edit_title, _edit_topics, _edit_summary, _rename_actor, _edit_topic, _delete_briefing]
)
def test_edit_renders_what_changes_and_little_more(
    archive: Archive, change: Callable[..., None], tmp_path: Path, edit: Callable[..., Any]
) -> None:
    file, text = edit(archive)
    change(file, text)
    done = archive.build()
    assert done.parsed == ([] if text is None else [archive.name(file)])
    assert done.changed_pages <= set(done.rendered)
    assert len(done.rendered) == len(set(done.rendered))
    assert len(done.rendered_pages) <= AT_MOST * len(done.changed_pages) + 1
    assert done.written == len(done.changed - {".briefings.json"})
    assert done.moved == done.changed
    assert done.removed == len(done.gone)
    _compare_with_clean(archive, done, tmp_path)


def test_added_briefing_is_the_only_one_parsed(archive: Archive, change: Callable[..., None], tmp_path: Path) -> None:
    added = write_record(archive.corpus.record(archive.corpus.size), "briefings", archive.content)
    try:
        archive.set_old(added)
        done = archive.build()
        assert done.parsed == [archive.name(added)]
        assert done.changed_pages <= set(done.rendered)
        assert len(done.rendered_pages) <= AT_MOST * len(done.changed_pages) + 1
        _compare_with_clean(archive, done, tmp_path)
    finally:
        added.unlink()
        archive.build()


def test_template_and_setting_parse_nothing(archive: Archive, change: Callable[..., None], tmp_path: Path) -> None:
    change(archive.theme / "templates/base.html", lambda text: text.replace("</body>", "<!-- more --></body>"))
    done = archive.build()
    assert done.parsed == []
    assert len(done.changed_pages) == len([path for path in done.tree if path.endswith(".html")])
    assert done.changed_pages <= set(done.rendered)
    named = archive.build(SITENAME="Another")
    assert named.parsed == []
    assert named.changed_pages <= set(named.rendered)
    _compare_with_clean(archive, named, tmp_path, SITENAME="Another")
    assert archive.build().parsed == []


def test_reverted_edit_is_back_without_a_trace(archive: Archive, change: Callable[..., None]) -> None:
    file, before = archive.briefing(3), archive.build().tree
    text, moment = file.read_text("utf-8"), file.stat().st_mtime_ns
    change(file, lambda text: f"{text}\nA mistake.\n")
    archive.build()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(moment, moment))
    done = archive.build()
    assert done.tree == before
    assert len(done.parsed) <= 1
    assert done.rendered_pages == [archive.page(3)]
