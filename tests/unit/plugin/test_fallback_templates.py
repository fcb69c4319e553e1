"""Templates that Pelican itself may ask for: each is shipped, and renders in Pelican's own context."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from briefings.plugin.pelican_class import BriefingsPelican

FILES = {
    "briefings/quay.md": (
        "---\ntitle: <b>Quay</b> shut\ndate: 2023-05-02\nsummary: Shut & bolted.\n"
        "authors: [Ann]\ntopics: [harbour]\n---\nShut."
    ),
    "topics/harbour.md": "---\ntitle: Harbour\n---\n",
}
STOCK = {
    "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives"],
    "TAG_SAVE_AS": "tag/{slug}.html",
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
    "MONTH_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%b}/index.html",
}


@pytest.fixture
def stock_pages(tmp_path: Path, make_pelican: Callable[..., BriefingsPelican], write_content: Any) -> dict[str, str]:
    """What stock Pelican writes with our theme's templates, by path."""
    found: dict[str, str] = {}

    def write_stock(generator: Any, writer: Any) -> None:
        target = Writer(str(tmp_path / "stock"), settings=generator.settings)
        write = partial(target.write_file, relative_urls=False)
        ArticlesGenerator.generate_articles(generator, write)
        ArticlesGenerator.generate_period_archives(generator, write)
        ArticlesGenerator.generate_direct_templates(generator, write)
        ArticlesGenerator.generate_tags(generator, write)
        ArticlesGenerator.generate_categories(generator, write)
        ArticlesGenerator.generate_authors(generator, write)
        for path in (tmp_path / "stock").rglob("*.html"):
            found[path.relative_to(tmp_path / "stock").as_posix()] = path.read_text("utf-8")

    site = make_pelican(write_content(FILES), OUTPUT_PATH=str(tmp_path / "output"), **STOCK)
    with signals.article_writer_finalized.connected_to(write_stock):
        site.run()
    return found


def test_every_stock_page_renders(stock_pages: dict[str, str]) -> None:
    expected = {"index.html", "tags.html", "categories.html", "authors.html", "archives.html", "tag/harbour.html"}
    assert expected <= set(stock_pages)
    assert {"2023/index.html", "author/ann.html", "briefings/quay/index.html"} <= set(stock_pages)


def test_titles_are_escaped_there_too(stock_pages: dict[str, str]) -> None:
    page = stock_pages["briefings/quay/index.html"]
    assert "&lt;b&gt;Quay&lt;/b&gt;" in page
    assert "<b>Quay</b>" not in page
