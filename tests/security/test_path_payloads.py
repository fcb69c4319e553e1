"""Hostile paths in every place that becomes a path or names one: refused in words, or kept inside."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tests.security.path_site import CANARY, PathSite, find_changes, read_tree
from tests.security.payload_files import Payload

pytestmark = pytest.mark.slow


DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def written_site(tmp_path_factory, path_payloads) -> PathSite:
    """The site with everything in it."""
    site = PathSite(tmp_path_factory.mktemp("paths"), path_payloads)
    site.write()
    return site


@pytest.fixture(scope="module")
def refused_run(written_site, run_briefings):
    """What the command said to all of it, and whether anything was changed by it."""
    before = read_tree(written_site.around, without=written_site.root / "output")
    result = run_briefings("build", "-s", "pelicanconf.py", "-o", "output", cwd=written_site.root)
    return result, find_changes(before, read_tree(written_site.around, without=written_site.root / "none"))


@pytest.fixture(scope="module")
def built_site(written_site, refused_run, run_briefings, run_pelican):
    """The site with what was accepted, built through both doors; nothing beside the output may change."""
    codes = written_site.take_out_the_refused()
    # `CON` and `con`, and an accent in two spellings, are one address on some systems; only writing pages shows it.
    result = run_briefings("build", "-s", "pelicanconf.py", "-o", "output", cwd=written_site.root)
    assert result.returncode == 1
    written_site.take_out_the_same(result.stderr)
    before = read_tree(written_site.around, without=written_site.root / "output")
    for run, output in ((run_briefings, "output"), (run_pelican, "output2")):
        arguments = ("build", "-s") if run is run_briefings else ("content", "-s")
        result = run(*arguments, "pelicanconf.py", "-o", output, cwd=written_site.root)
        assert result.returncode == 0, result.stderr[-3000:]
    (written_site.root / "output2").rename(written_site.around.parent / f"{written_site.around.name}-second")
    after = read_tree(written_site.around, without=written_site.root / "output")
    assert find_changes(before, after) == set()
    return written_site, codes


def test_payloads_are_many_and_all_different(path_payloads: list[Payload]) -> None:
    assert len({payload.text for payload in path_payloads}) == len(path_payloads) >= 200
    assert len({payload.idea for payload in path_payloads}) >= 7


def test_all_of_it_at_once_is_refused_in_words_and_changes_nothing(refused_run) -> None:
    result, changes = refused_run
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "fault in Briefings" not in result.stderr
    assert "BRF-plugin" not in result.stderr
    assert CANARY not in result.stderr + result.stdout
    assert changes == set()


def test_much_is_refused_and_much_is_kept(built_site, path_payloads: list[Payload]) -> None:
    site, codes = built_site
    number = len(path_payloads)
    assert codes >= {"BRF-invalid-value", "BRF-invalid-id", "BRF-unknown-key", "BRF-image-missing", "BRF-broken-link"}
    for field in ("save-as", "stock-save-as"):
        assert (site.refused[field], site.kept[field]) == (number, 0)
    for field in ("image", "topic-image", "static", "html-static", "attach", "filename", "old-filename"):
        assert site.refused[field] >= 0.9 * number, field
    for field in ("slug", "id", "topic-id", "page-slug", "source-id", "claim-id", "registry/actors.yml"):
        assert site.refused[field] >= 0.5 * number, field
    assert sum(site.kept.values()) > 3 * number, "so that there was something to judge"


def test_every_output_path_is_short_and_plain_and_inside(built_site) -> None:
    site, _ = built_site
    output = site.root / "output"
    paths = list(output.rglob("*"))
    assert len(paths) > 500
    for path in paths:
        assert not path.is_symlink()
        assert Path(os.path.realpath(path)).is_relative_to(os.path.realpath(output))
        assert all(len(part.encode()) <= 255 for part in path.relative_to(output).parts)
        unseen = [c for c in path.name if unicodedata.category(c) in ("Cc", "Co", "Cs", "Zl", "Zp") or c in DIRECTIONS]
        assert unseen == [], path


def test_nothing_from_outside_of_the_content_folder_is_published(built_site) -> None:
    site, _ = built_site
    files = {path: path.read_bytes() for path in (site.root / "output").rglob("*") if path.is_file()}
    assert any(b"Text." in data for data in files.values())
    for mark in (CANARY.encode(), b"root:x:0:0:", b"SOURCE_DATE_EPOCH="):
        assert [path for path, data in files.items() if mark in data] == []


def test_both_doors_write_the_same(built_site) -> None:
    site, _ = built_site
    second = site.around.parent / f"{site.around.name}-second"
    assert read_tree(second, without=second / "none") == read_tree(site.root / "output", without=second)
