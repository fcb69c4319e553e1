"""Whatever stands in a content folder, in settings, or on the command line: typed problems, soon, and nothing else.

The suite tries a few examples, the same every time. `make fuzz SECONDS=3600` looks for new ones.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import html5lib
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from briefings.building.policies import load_policy
from briefings.building.reports.formats import FORMATS
from briefings.building.reports.report import OUTSIDE, Report
from briefings.building.reports.text import format_problems
from briefings.cli import main
from briefings.cli.site_settings import parse_overrides
from briefings.linking.link import LinkOptions, link_site
from briefings.model.document import Document
from briefings.model.edtf import EdtfError, earliest, format_edtf, latest, parse_edtf, sort_key
from briefings.plugin.build import Build, BuildFailed
from briefings.plugin.check import check_build
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.problems import CATALOGUE, Location, Problem, Severity
from briefings.reading.locate import locate_problems
from briefings.reading.markdown.convert import convert_body, convert_inline
from briefings.reading.markdown.sanitise import _BLOCK, INLINE_TAGS
from briefings.reading.read import ReadingOptions, read_document
from briefings.settings import Settings, parse_settings, setting_key
from tests.fuzz.bounds import bounded, examples, is_time_up
from tests.fuzz.clean_sites import clean_sites
from tests.fuzz.strategies import (
    ADDRESSES,
    EDTF_TEXTS,
    KINDS,
    ODD_VALUES,
    PATHS,
    POLICIES,
    TEXT_OR_BODY,
    Folder,
    files,
    folders,
)
from tests.fuzz.words import HOSTILE, JSON
from tests.site.html_pages import HtmlPage

# Long inputs are the point of some examples.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
NOW = datetime(2023, 12, 31, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Kabul")
OPTIONS = ReadingOptions(ZONE)
ALLOWED = INLINE_TAGS | _BLOCK | {"DOCUMENT_FRAGMENT"}
SETTINGS = {"TIMEZONE": "Asia/Kabul", "SITEURL": "https://desk.example"}


# -- What always holds ------------------------------------------------------------------------------------------------


def _check_problems(problems: Iterable[Problem], texts: Mapping[str, str | None]) -> None:
    """Every problem has a code of the catalogue, says something, and lies inside its file."""
    for problem in problems:
        where = problem.where
        assert problem.code in CATALOGUE, problem
        assert problem.found, problem
        assert problem.expected, problem
        if where.line:
            lines = (
                (texts[where.path] or "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            )
            assert where.line <= len(lines), problem
            assert 1 <= where.column <= len(lines[where.line - 1]) + 1, problem


def _check_html(html: str) -> None:
    """Parses, and holds only what the sanitiser lets through."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ALLOWED, html


def _check_reports(problems: list[Problem], paths: Iterable[str], texts: Mapping[str, str | None]) -> None:
    report = Report(
        problems=tuple(problems),
        files=tuple(paths),
        read_text=texts.get,
        prefix="content/",
        failing=frozenset({Severity.ERROR}),
    )
    for write in FORMATS.values():
        write(report).encode()


def _texts(folder: Mapping[str, bytes]) -> dict[str, str | None]:
    return {path: data.decode("utf-8", "replace") for path, data in folder.items()}


# -- One file, one text, one date -------------------------------------------------------------------------------------


@examples(250)
@given(data=st.data())
def test_any_file_gives_records_or_problems_inside_it(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    raw, path = data.draw(files(kind)), PATHS[kind]
    if is_time_up():
        return
    texts = _texts({path: raw})
    with bounded("file", lambda: (kind.value, raw)):
        document = read_document(path, kind, raw, OPTIONS)
        located = locate_problems(document.problems, texts.get)
        _check_problems(located, texts)
        _check_reports(located, [path], texts)
        assert bool(located) == bool(format_problems(located, texts.get))
        assert read_document(path, kind, raw, OPTIONS) == document
        assert _link([document], NOW).problems == _link([document], NOW).problems
    _check_html(document.body.html)


@examples(200)
@given(text=TEXT_OR_BODY, lang=st.sampled_from(("en", "fa", "de", "xx")))
def test_any_text_becomes_allowed_html(text: str, lang: str) -> None:
    if is_time_up():
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as reading does
    with bounded("text", lambda: (lang, text)):
        body, problems = convert_body(text, path="a.md", lang=lang, first_line=1)
        _check_problems(problems, {"a.md": text})
        line = convert_inline(text, lang=lang)
    _check_html(body.html)
    _check_html(line)


@examples(250)
@given(text=EDTF_TEXTS, zone=st.sampled_from((ZONE, UTC, ZoneInfo("Pacific/Apia"))))
def test_any_date_is_read_or_refused(text: str, zone: Any) -> None:
    if is_time_up():
        return
    with bounded("date", lambda: text):
        try:
            found = parse_edtf(text)
        except EdtfError:
            return
        assert parse_edtf(format_edtf(found)) == found
        begin, end = earliest(found, zone), latest(found, zone)
        assert begin is None or end is None or begin <= end
        sort_key(found, zone)


# -- Folders ----------------------------------------------------------------------------------------------------------


def _link(documents: Iterable[Document], now: datetime) -> Any:
    return link_site(documents, LinkOptions(zone=ZONE, default_lang="en", now=now))


@contextlib.contextmanager
def _written(folder: Folder) -> Iterator[Path]:
    """The folder on disk, as `content` in a folder of its own, which is the current one."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        for path, data in folder.items():
            target = Path(place, "content", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        Path(place, "content").mkdir(exist_ok=True)
        os.chdir(place)
        try:
            yield Path(place, "content")
        finally:
            os.chdir(before)


def _check_folder(content: Path, policy: Any) -> tuple[Build, list[Problem]]:
    build = Build({"PATH": str(content), **SETTINGS}, "settings")
    return build, check_build(build, policy, NOW, {"wire.txt": "Rebels say they hold the crossing"})


@examples(60)
@given(folder=folders(), seed=st.integers(0, 9))
def test_any_folder_can_be_checked(folder: Folder, seed: int) -> None:
    if is_time_up():
        return
    policy, _ = load_policy("newsroom", Path())
    with _written(folder) as content, bounded("folder", lambda: folder, seconds=20):
        build, problems = _check_folder(content, policy)
        texts = {**_texts(folder), "": None}
        _check_problems(problems, texts)
        for problem in problems:
            assert problem.where.path in texts or problem.code in OUTSIDE | {"BRF-unreadable"}, problem
        _check_reports(problems, build.documents, texts)
        assert _check_folder(content, policy)[1] == problems
        documents = list(build.documents.values())
        random.Random(seed).shuffle(documents)
        assert _link(documents, NOW).problems == _link(build.documents.values(), NOW).problems
    for document in build.documents.values():
        _check_html(document.body.html)


@pytest.mark.parametrize("end", ["\n", ""], ids=["many lines", "one line"])
def test_thousands_of_equal_problems_are_reported_soon(end: str) -> None:
    where = [Location("briefings/a.md", i if end else 1, 1 if end else i * 9) for i in range(1, 15_001)]
    problems = [Problem("BRF-invisible-character", place, "U+2066", "text that readers can see") for place in where]
    with bounded("equal problems", lambda: len(problems)):
        _check_reports(problems, ["briefings/a.md"], {"briefings/a.md": f"\u2066 a word{end}" * 15_000})


@contextlib.contextmanager
def _kept_state() -> Iterator[None]:
    """Pelican changes the search path and the loggers."""
    path, root = list(sys.path), logging.getLogger()
    handlers, level, filters = list(root.handlers), root.level, list(root.filters)
    try:
        yield
    finally:
        sys.path[:] = path
        root.handlers[:], root.filters[:] = handlers, filters
        root.setLevel(level)


def _build_site(content: Path) -> dict[str, bytes]:
    """The whole site, built by Pelican as the command does it."""
    from pelican.settings import read_settings

    output = content.parent / "output"
    quiet = {"LOG_FILTER": [(logging.WARNING, "%s")], "PLUGINS": ["briefings"], "BRIEFINGS_AS_OF_DAYS": 2}
    given = {"PATH": str(content), "OUTPUT_PATH": str(output), **SETTINGS, **quiet}
    with _kept_state(), contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
        pelican = BriefingsPelican(read_settings(None, override=given))
        try:
            pelican.run()
        except BuildFailed:
            codes = {problem.code for problem in pelican.build.problems if problem.severity is Severity.ERROR}
            assert codes <= {"BRF-duplicate-output", "BRF-image-unreadable"}, pelican.build.problems
            return {}
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@examples(8)
@given(folder=clean_sites())
def test_folder_without_errors_becomes_a_site(folder: Folder) -> None:
    if is_time_up():
        return
    policy, _ = load_policy("plain", Path())
    with _written(folder) as content:
        with bounded("check before a site", lambda: folder, seconds=20):
            build, _ = _check_folder(content, policy)
        if build.has_errors():
            return
        with bounded("site", lambda: folder, seconds=60):
            pages = _build_site(content)
        for path, data in pages.items():
            if path.endswith(".html"):
                page = HtmlPage(path, data.decode())
                assert page.errors == []
                assert not {e.get("id") for e in page.elements if e.get("id") and page.ids.count(e.get("id")) > 1}


# -- Settings, policies, the command ----------------------------------------------------------------------------------

_KEYS = [setting_key(name) for name in Settings.__struct_fields__]
_URLS = st.sampled_from(
    ("https://desk.example", "https://desk.example/a/", "http://[::1]", "https://[", "ftp://x", "https://é.x/%")
)


@examples(200)
@given(
    raw=st.dictionaries(
        st.sampled_from(_KEYS) | st.text(max_size=6).map("BRIEFINGS_{}".format),
        ODD_VALUES | ADDRESSES | _URLS,
        max_size=5,
    )
)
def test_any_settings_give_usable_ones(raw: dict[str, Any]) -> None:
    if is_time_up():
        return
    with bounded("settings", lambda: raw):
        found, problems = parse_settings(raw, "settings")
        _check_problems(problems, {})
        _check_reports(problems, [], {})
        assert found.zone.utcoffset(NOW) is not None
        assert isinstance(found.base, str)
        found.briefing_url.format(slug="a", lang="en", date=NOW)


@examples(200)
@given(
    data=POLICIES,
    table=ODD_VALUES,
    name=st.sampled_from(("policy.toml", "", ".", "a.toml", "\x00.toml", "x" * 300 + ".toml", "/")),
)
def test_any_policy_is_read_or_refused(data: bytes, table: Any, name: str) -> None:
    if is_time_up():
        return
    with _written({}) as content, bounded("policy", lambda: (data, table, name)):
        (content / "policy.toml").write_bytes(data)
        for asked in ("policy.toml", table, {"extends": name}, name):
            policy, problems = load_policy(asked, content)
            _check_problems(problems, {})
            _check_reports(problems, [], {})
            policy.judge(problems)
            policy.is_on(CATALOGUE)


_VALUES = st.sampled_from(HOSTILE) | st.lists(st.sampled_from(JSON), max_size=5).map("".join)
_PAIRS = st.builds("{}={}".format, st.sampled_from(("SITENAME", "A", "é", "")), _VALUES)


@examples(100)
@given(pairs=st.lists(st.text(max_size=12) | _PAIRS, max_size=3))
def test_any_override_is_read_or_refused(pairs: list[str]) -> None:
    if is_time_up():
        return
    with bounded("override", lambda: pairs), contextlib.suppress(click.BadParameter):
        assert set(parse_overrides(tuple(pairs))) == {pair.partition("=")[0] for pair in pairs}


_CODES = st.sampled_from((*CATALOGUE, *(code.lower() for code in CATALOGUE), "", "BRF-", "brf-brf-x", "../BRF-x"))


@examples(60)
@given(code=_CODES | st.sampled_from(HOSTILE) | st.text(max_size=20))
def test_explain_knows_a_code_or_says_so(code: str) -> None:
    if is_time_up():
        return
    with bounded("explain", lambda: code):
        result = CliRunner().invoke(main, ["explain", "--", code])
    assert result.exit_code in (0, 2), result.output


@examples(8)
@given(
    folder=folders(),
    form=st.sampled_from(sorted(FORMATS)),
    more=st.sampled_from(([], ["--strict"], ["--policy", "plain"])),
)
def test_check_command_ends_well_on_any_folder(folder: Folder, form: str, more: list[str]) -> None:
    if is_time_up():
        return
    with _written(folder), _kept_state(), bounded("command", lambda: (folder, form, more), seconds=20):
        result = CliRunner().invoke(main, ["check", "content", "--format", form, *more])
    assert result.exit_code in (0, 1), (result.output, result.stderr)
