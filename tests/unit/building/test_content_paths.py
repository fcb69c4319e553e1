"""What Pelican's settings say about the content folder: which files are briefings and pages, and which are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.building.content_paths import read_paths
from briefings.building.discover import classify
from briefings.model.document import FileKind
from briefings.plugin.pelican_class import BriefingsPelican
from tests.incremental.rebuilding import digest_tree

QUAY = "---\ntitle: The quay\ndate: 2023-05-02T10:00Z\n---\nText.\n"


@pytest.mark.parametrize(
    ("settings", "path", "kind"),
    [
        ({"ARTICLE_PATHS": ["blog"]}, "blog/2021/a.md", FileKind.BRIEFING),
        ({"ARTICLE_PATHS": ["./blog/"]}, "blog/a.md", FileKind.BRIEFING),
        ({"ARTICLE_PATHS": ["blog"]}, "briefings/a.md", FileKind.BRIEFING),
        ({"ARTICLE_PATHS": ["blog"]}, "blogs/a.md", FileKind.STATIC),
        ({"ARTICLE_PATHS": ["blog"]}, "misc/a.md", FileKind.STATIC),
        ({"ARTICLE_PATHS": ["blog"]}, "topics/a.md", FileKind.TOPIC),
        ({"ARTICLE_PATHS": ["blog"]}, "blog/a.rst", FileKind.STATIC),
        ({"ARTICLE_PATHS": ["blog"], "ARTICLE_EXCLUDES": ["blog/private"]}, "blog/private/a.md", FileKind.STATIC),
        ({"ARTICLE_PATHS": ["blog"], "ARTICLE_EXCLUDES": ["blog/private"]}, "blog/privately.md", FileKind.BRIEFING),
        ({"ARTICLE_PATHS": ["blog"], "ARTICLE_EXCLUDES": ["blog"]}, "blog/a.md", FileKind.BRIEFING),
        ({"ARTICLE_EXCLUDES": ["pages", "briefings/private"]}, "briefings/private/a.md", FileKind.STATIC),
        ({"ARTICLE_PATHS": [""], "ARTICLE_EXCLUDES": ["private"]}, "private/a.md", FileKind.STATIC),
        ({"PAGE_EXCLUDES": ["pages/old"]}, "pages/old/a.md", FileKind.STATIC),
        ({"PAGE_EXCLUDES": [""]}, "pages/a.md", FileKind.PAGE),
        ({"PAGE_PATHS": ["info"]}, "info/a.md", FileKind.PAGE),
        ({"PAGE_PATHS": [""], "ARTICLE_PATHS": ["blog"], "PAGE_EXCLUDES": ["blog"]}, "about.md", FileKind.PAGE),
        ({"PAGE_PATHS": [""], "ARTICLE_PATHS": ["blog"], "PAGE_EXCLUDES": ["blog"]}, "blog/a.md", FileKind.BRIEFING),
        ({"PAGE_PATHS": ["docs"], "ARTICLE_PATHS": ["docs/news"], "PAGE_EXCLUDES": ["docs/news"],
          "ARTICLE_EXCLUDES": ["docs"]}, "docs/news/a.md", FileKind.BRIEFING),
        ({"ARTICLE_PATHS": 5, "ARTICLE_EXCLUDES": [None], "IGNORE_FILES": None}, "a.md", FileKind.BRIEFING),
    ],
)  # fmt: skip
def test_settings_say_what_a_file_is(settings: dict[str, Any], path: str, kind: FileKind) -> None:
    assert classify(path, has_briefings_folder=False, places=read_paths(settings)) is kind


@pytest.mark.parametrize(
    "settings",
    [
        {"IGNORE_FILES": ["*-private.md"]},
        {"IGNORE_FILES": ["held"]},
        {"ARTICLE_EXCLUDES": ["blog/held"]},
        {"ARTICLE_PATHS": ["blog/out"]},
    ],
)
def test_what_the_settings_leave_out_is_not_published_now_nor_after_it_was(
    write_content: Callable[..., Path], make_pelican: Callable[..., BriefingsPelican], tmp_path: Path,
    settings: dict[str, Any],
) -> None:  # fmt: skip
    content = write_content({"blog/out/quay.md": QUAY, "blog/held/held-private.md": QUAY.replace("Text", "Secret")})
    before = tmp_path / "output"
    given = {"SITEURL": "https://desk.example", "BRIEFINGS_ALLOW_SHRINK": True}
    make_pelican(content, **given).run()
    assert (before / "briefings/held-private/index.html").exists()
    make_pelican(content, **given, **settings).run()
    make_pelican(content, **given, **settings, OUTPUT_PATH=str(tmp_path / "clean"), BRIEFINGS_CACHE=False).run()
    assert (before / "briefings/quay/index.html").exists()
    assert not any("Secret" in path.read_text() for path in before.rglob("*.html"))
    assert digest_tree(before) == digest_tree(tmp_path / "clean")
