"""A few whole files of the tiny site, as a person reads them in review. README.md says how they are made anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest


def normalise(text: str) -> str:
    """Text without what changes with every edit of the theme or every release: asset version, generator's version."""
    text = re.sub(r"\?v=[0-9a-f]{10}\b", "?v=ASSETS", text)
    return re.sub(r"Briefings \d+\.\d+[\w.]*", "Briefings VERSION", text)


def test_normalising_leaves_everything_else_alone() -> None:
    assert (
        normalise('href="/a.css?v=0123456789" Briefings 0.1.0.dev1 <a href="?v=2">')
        == 'href="/a.css?v=ASSETS" Briefings VERSION <a href="?v=2">'
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "index.html"),
        ("briefing", "briefings/2021-05-02-quay-closed/index.html"),
        ("topic", "topics/north-quay/index.html"),
        ("feed", "feed.atom"),
        ("sitemap", "sitemap.xml"),
    ],
)
def test_file_is_as_reviewed(golden_site: Path, file_regression: Any, name: str, path: str) -> None:
    file = golden_site / path
    file_regression.check(normalise(file.read_text("utf-8")), basename=name, extension=file.suffix, encoding="utf-8")
