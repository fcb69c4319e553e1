"""What a build writes: how much of what, where, and nothing that is not to be published."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Build = Callable[..., Path]


def count(files: set[str], pattern: str) -> int:
    """How many output paths match as a whole."""
    return sum(bool(re.fullmatch(pattern, path)) for path in files)


@pytest.mark.parametrize(
    ("least", "pattern"),
    [
        (45, r"briefings/[^/]+/index\.html"),
        (2, r"fa/briefings/[^/]+/index\.html"),
        (100, r"actors/[^/]+/index\.html"),
        (40, r"places/[^/]+/index\.html"),
        (40, r"publishers/[^/]+/index\.html"),
        (100, r"claims/[^/]+/index\.html"),
        (7, r"claims/status/[^/]+/index\.html"),
        (10, r"claims/topic/[^/]+/index\.html"),
        (100, r"topics/[^/]+/as-of/\d{4}-\d\d-\d\d/index\.html"),
        (6, r"changes/\d{4}-\d\d/index\.html"),
        (3, r"pages/[^/]+/index\.html"),
        (4, r"images/[^/]+\.svg"),
    ],
)
def test_the_dossier_has_many_pages_of_a_kind(files: set[str], least: int, pattern: str) -> None:
    assert count(files, pattern) >= least


@pytest.mark.parametrize(
    "path",
    [
        "404.html",
        "actors/index.html",
        "changes/index.html",
        "claims/index.html",
        "corrections/index.html",
        "feed.atom",
        "index.html",
        "places/index.html",
        "publishers/index.html",
        "robots.txt",
        "sitemap.xml",
        "theme/dispatch.css",
        "theme/js/app.js",
        "timeline/index.html",
        "timeline/published/index.html",
        "topics/index.html",
        "upcoming/index.html",
    ],
)
def test_the_dossier_has_the_one_page_of_a_kind(files: set[str], path: str) -> None:
    assert path in files


def test_every_source_file_has_its_page(files: set[str], dossier_content: Path) -> None:
    topics = sorted(path.stem for path in (dossier_content / "topics").glob("*.md"))
    assert len(topics) == 10
    for topic in topics:
        assert {
            f"topics/{topic}/index.html",
            f"topics/{topic}/published/index.html",
            f"topics/{topic}/feed.atom",
        } <= files
    briefings = list((dossier_content / "briefings").rglob("*.md"))
    assert count(files, r"(fa/)?briefings/[^/]+/index\.html") == len(briefings)
    for kind in ("actors", "places", "publishers"):
        text = (dossier_content / f"registry/{kind}.yml").read_text("utf-8")
        ids = re.findall(r"^- \{?\s*id: ([a-z0-9-]+)", text, flags=re.MULTILINE)
        assert len(ids) > 20
        assert {f"{kind}/{identifier}/index.html" for identifier in ids} <= files


def test_nothing_but_the_site_is_in_the_output(files: set[str]) -> None:
    allowed = r"(html|atom|opml|xml|txt|css|js|svg|png|jpg|webp|avif|json|csv|geojson|ics)"
    assert [
        path for path in files if not re.fullmatch(rf"(\.briefings\.json|_headers|[A-Za-z0-9_/.-]+\.{allowed})", path)
    ] == []
    assert [path for path in files if re.search(r"\.(md|yml|py|jinja)$|/\.|~$", path)] == []
    assert [path for path in files if "//" in path or path.startswith("/") or ".." in path] == []


def test_the_manifest_lists_every_other_file(dossier_site: Path, files: set[str]) -> None:
    manifest = json.loads((dossier_site / ".briefings.json").read_text("utf-8"))
    assert set(manifest["files"]) == files - {".briefings.json"}


def test_paths_differ_in_more_than_case(files: set[str]) -> None:
    """A site must survive a disk that does not tell upper from lower case."""
    assert len({path.casefold() for path in files}) == len(files)


def test_nothing_is_written_outside_the_output(
    tiny: Path, tmp_path: Path, run_briefings: Callable[..., object]
) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(tiny, desk, ignore=shutil.ignore_patterns(".briefings"))
    before = {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts}
    run_briefings("build", "-o", "site", cwd=desk)
    after = {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts}
    assert (desk / "site/index.html").is_file()
    assert {path.relative_to(desk).parts[0] for path in after - before} - {".briefings"} == {"site"}
    assert before <= after


def test_drafts_and_embargoed_briefings_leave_no_trace(tiny_site: Path, tiny: Path) -> None:
    assert len([p for p in (tiny / "content").rglob("*.md") if "UNPUBLISHED-" in p.read_text("utf-8")]) == 3
    found = [
        path.relative_to(tiny_site).as_posix()
        for path in tiny_site.rglob("*")
        if path.is_file()
        and re.search(rb"UNPUBLISHED|embargoed|draft-(rumour|page)", path.read_bytes() + path.as_posix().encode())
    ]
    assert found == []


def test_a_hidden_briefing_is_nowhere_in_the_output(tiny_site: Path) -> None:
    files = [path for path in tiny_site.rglob("*") if path.is_file()]
    found = [path for path in files if b"HIDDEN-NOTE" in path.read_bytes() or b"hidden-note" in path.read_bytes()]
    assert len(files) > 20
    assert found == []
