"""A theme with few templates: what it has none for is neither written nor listed anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]


@pytest.fixture
def build_small(desk: Path, make_pelican: MakePelican) -> Callable[..., set[str]]:
    """Build the desk's site in a theme of two templates and a stylesheet; gives the paths of what was written."""

    def build(**settings: object) -> set[str]:
        theme = desk / "theme"
        (theme / "templates").mkdir(parents=True)
        (theme / "static" / "css").mkdir(parents=True)
        (theme / "static" / "css" / "style.css").write_text("p{margin:0}\n")
        (theme / "templates" / "briefing.html").write_text("<h1>{{ view.title }}</h1>")
        (theme / "templates" / "latest.html").write_text("{% for e in view.entries %}{{ e.title }}{% endfor %}")
        make_pelican(desk / "content", THEME=str(theme), SITEURL="https://desk.example", **settings).run()
        return {p.relative_to(desk / "output").as_posix() for p in (desk / "output").rglob("*") if p.is_file()}

    return build


def _visible(paths: set[str]) -> set[str]:
    return {path for path in paths if not path.startswith((".", "_"))}


def test_nothing_is_written_for_which_there_is_no_template(build_small: Callable[..., set[str]]) -> None:
    assert _visible(build_small()) == {
        "index.html",
        "briefings/quay/index.html",
        "feed.atom",
        "sitemap.xml",
        "robots.txt",
        "theme/dispatch.css",
    }


def test_sitemap_lists_what_was_written(build_small: Callable[..., set[str]], desk: Path) -> None:
    build_small()
    text = (desk / "output" / "sitemap.xml").read_text()
    assert text.count("<loc>") == 2
    assert "<loc>https://desk.example/briefings/quay/</loc>" in text


def test_template_put_before_the_theme_brings_its_pages(build_small: Callable[..., set[str]], desk: Path) -> None:
    mine = desk / "mine"
    mine.mkdir()
    (mine / "topics.html").write_text("<h1>{{ view.title }}</h1>")
    (mine / "page.html").write_text("<h1>{{ view.title }}</h1>")
    paths = build_small(THEME_TEMPLATES_OVERRIDES=[str(mine)])
    assert {"topics/index.html", "pages/about/index.html"} <= paths
    assert "topics/harbour/index.html" not in paths
