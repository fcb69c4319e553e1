"""Templates that a user puts before the theme: they may go on from the theme's, and a fault in one names its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.plugin.build import BuildFailed
from briefings.plugin.pelican_class import BriefingsPelican
from briefings.problems import Problem

BuildWith = Callable[..., BriefingsPelican]


@pytest.fixture
def build_with(desk: Path, make_pelican: Callable[..., BriefingsPelican], monkeypatch: pytest.MonkeyPatch) -> BuildWith:
    """Build the desk's site with `my-templates` before the theme, in which these files lie."""
    monkeypatch.chdir(desk)

    def build(templates: dict[str, bytes], **settings: Any) -> BriefingsPelican:
        for name, data in templates.items():
            (desk / "my-templates" / name).parent.mkdir(parents=True, exist_ok=True)
            (desk / "my-templates" / name).write_bytes(data)
        given = {"THEME_TEMPLATES_OVERRIDES": ["my-templates"], **settings}
        site = make_pelican(desk / "content", **given)
        site.run()
        return site

    return build


def _find_problem(build_with: BuildWith, *arguments: Any, **settings: Any) -> Problem:
    with pytest.raises(BuildFailed) as caught:
        build_with(*arguments, **settings)
    frame = caught.traceback[1].frame
    [problem] = frame.f_locals["site"].build.problems
    assert isinstance(problem, Problem)
    return problem


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b"<p>\n{{ view.nowhere }}", 2, "nowhere"),
        (b"<p>\n\n{% if %}", 3, "Expected an expression"),
        (b"<p>\n{{ view.title | loud }}", 2, "No filter named 'loud'"),
        (b"{% extends 'gone.html' %}", 1, "no template gone.html"),
        (b"<p>\ncaf\xe9", 2, "not UTF-8 text"),
        (b"{% extends 'topics.html' %}", 1, "the theme's own template is `!theme/topics.html`"),
    ],
)
def test_fault_names_the_file_that_was_put_before_the_theme(
    build_with: BuildWith, desk: Path, capsys: pytest.CaptureFixture[str], text: bytes, line: int, reason: str
) -> None:
    problem = _find_problem(build_with, {"topics.html": text})
    assert (problem.code, problem.where.path) == ("BRF-template", str(desk / "my-templates/topics.html"))
    assert problem.where.line == line
    assert reason in problem.found
    shown = text.decode("utf-8", "replace").split("\n")[line - 1]
    assert f"{line:5} | {shown}\n" in capsys.readouterr().err


def test_fault_in_the_theme_that_an_override_goes_on_from_names_the_theme(build_with: BuildWith, desk: Path) -> None:
    theme = desk / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "briefing.html").write_text("<p>{{ view.title }}</p>")
    (theme / "topics.html").write_text("<p>\n\n{{ view.nowhere }}</p>")
    text = {"topics.html": b"{% extends '!theme/topics.html' %}"}
    problem = _find_problem(build_with, text, THEME=str(desk / "theme"))
    assert (problem.where.path, problem.where.line) == (str(theme / "topics.html"), 3)


def test_override_may_add_to_the_template_of_the_theme(build_with: BuildWith, desk: Path) -> None:
    """With a setting of the user's own, and a component of the user's."""
    templates = {
        "topics.html": b"{% extends '!theme/topics.html' %}{% block main %}{{ super() }}{{ motto }}{% endblock %}",
        "partials/_footer.html": b"<footer>Ours alone</footer>",
        "components/topic_row.html": b"{% macro topic_row(row, level) %}<b>{{ row.title }}!</b>{% endmacro %}",
    }
    build_with(templates, JINJA_GLOBALS={"motto": "More haste, less speed"})
    page = (desk / "output/topics/index.html").read_text()
    assert "<b>Harbour!</b>" in page
    assert "More haste, less speed" in page
    assert "Ours alone" in page


def test_folder_that_is_not_there_is_named(build_with: BuildWith) -> None:
    problem = _find_problem(build_with, {}, THEME_TEMPLATES_OVERRIDES=["my-tmplates"])
    assert problem.code == "BRF-settings"
    assert problem.found == "`THEME_TEMPLATES_OVERRIDES` names `my-tmplates`, which is no folder"


def test_page_of_the_settings_without_a_template_is_a_setting_to_mend(build_with: BuildWith) -> None:
    problem = _find_problem(build_with, {"x.html": b""}, TEMPLATE_PAGES={"a.html": "a.html"})
    assert (problem.code, problem.where.path) == ("BRF-settings", "settings")
    assert problem.found == "`TEMPLATE_PAGES` names `a.html`, which is not there"


def test_page_of_the_settings_with_a_fault_names_its_file(build_with: BuildWith, desk: Path) -> None:
    (desk / "content/a.html").write_text("<p>\n{{ nope.x.y }}")
    problem = _find_problem(build_with, {"x.html": b""}, TEMPLATE_PAGES={"a.html": "a.html"})
    assert (problem.code, problem.where.path) == ("BRF-template", str(desk / "content/a.html"))
    assert problem.where.line == 2
    assert "not made for Briefings" not in problem.hint


def test_other_folder_for_the_files_of_the_theme_is_refused(build_with: BuildWith) -> None:
    """Pages name `/theme/`: without it they would have no style."""
    problem = _find_problem(build_with, {"x.html": b""}, THEME_STATIC_DIR="assets")
    assert (problem.code, problem.found) == ("BRF-settings", "`THEME_STATIC_DIR = 'assets'`")
