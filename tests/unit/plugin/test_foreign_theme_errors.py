"""A theme that is not made for briefings is rendered by Pelican; what fails in it is a problem with a place too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican


@pytest.mark.parametrize(
    ("template", "text", "line"),
    [("article.html", "<p>\n{{ nope.x.y }}", 2), ("index.html", "\n\n{% if %}", 3), ("page.html", "{{ 1 / 0 }}", 0)],
)
def test_error_in_a_template_is_named_with_its_line(
    root: Path, tmp_path: Path, make_pelican: Callable[..., BriefingsPelican], template: str, text: str, line: int
) -> None:
    shutil.copytree(root / "tests/fixtures/tiny/content", tmp_path / "content")
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / template).write_text(text)
    site = make_pelican(tmp_path / "content", THEME=str(theme))
    if not line:  # what a template does to Python is a fault of its program, and ends with a traceback
        with pytest.raises(ZeroDivisionError):
            site.run()
        return
    with pytest.raises(BuildFailed):
        site.run()
    found = [problem for problem in site.build.problems if problem.code == "BRF-template"]
    assert [(Path(p.where.path).name, p.where.line) for p in found] == [(template, line)]
