"""Themes of other people: stock Pelican renders articles, through our reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pelican
import pytest

from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]


@pytest.fixture
def simple(desk: Path, make_pelican: MakePelican) -> Path:
    """The desk's site in Pelican's own theme "simple"."""
    theme = Path(pelican.__file__).parent / "themes" / "simple"
    (desk / "content/briefings/later.md").write_text(
        "---\ntitle: 'Later: <b>&'\ndate: 2023-06-02\ntopics: [harbour]\n---\nSee [[quay]].\n\n## A heading\n"
    )
    make_pelican(desk / "content", THEME=str(theme)).run()
    return desk / "output"


def test_articles_are_rendered_by_stock_pelican(simple: Path) -> None:
    page = (simple / "briefings/later/index.html").read_text()
    assert '<a class="entity" href="/briefings/quay/">The quay is closed</a>' in page
    assert "<h2" in page
    assert "&lt;h2" not in page
    assert "\ue000" not in page


def test_index_and_tags_are_those_of_pelican(simple: Path) -> None:
    names = {path.relative_to(simple).as_posix() for path in simple.rglob("*.html")}
    assert {"index.html", "archives.html", "tag/harbour.html", "pages/about/index.html"} <= names
    assert not names & {"timeline/index.html", "topics/harbour/index.html"}
    assert "Later:" in (simple / "index.html").read_text()


def test_nothing_of_our_own_theme_is_left_behind(simple: Path) -> None:
    assert not list(simple.rglob("dispatch.css"))
