"""A blog of Pelican's own articles, without registries or YAML, becomes a site of briefings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefings.plugin.pelican_class import BriefingsPelican

MakePelican = Callable[..., BriefingsPelican]
Write = Callable[[dict[str, str]], Path]


def test_folder_of_stock_articles_builds(write_content: Write, make_pelican: MakePelican, tmp_path: Path) -> None:
    content = write_content(
        {
            "first.md": "Title: First\nDate: 2023-05-02 10:00\nTags: Harbour works, ferries\n\n"
            "See [two]({filename}second.md).\n",
            "sub/third.md": "Title: Third\nDate: 2023-05-04\nCategory: ferries\nStatus: draft\n\nNot yet.\n",
            "second.md": "Title: Second\nDate: 2023-05-03\nAuthor: Ana Ng\nSlug: Number Two\n\n"
            "![Map]({static}images/map.svg)\n",
            "images/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "pages/about.md": "Title: About\n\nWho we are.\n",
        }
    )
    make_pelican(content).run()
    output = tmp_path / "output"
    assert 'href="/briefings/number-two/"' in (output / "briefings/first/index.html").read_text()
    assert "images/map.svg" in (output / "briefings/number-two/index.html").read_text()
    assert (output / "images/map.svg").is_file()
    assert "Harbour works" in (output / "topics/harbour-works/index.html").read_text()
    assert "Who we are." in (output / "pages/about/index.html").read_text()
    assert not (output / "briefings/third").exists()
