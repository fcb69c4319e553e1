"""Templates and views become text, and a failing template says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from briefings.building.render import Renderer, RenderError
from briefings.views.language import load_language
from briefings.views.page import Page
from briefings.views.parts import Html, PageMeta, View
from briefings.views.site import build_site_view


class _View(View):
    page: PageMeta
    title: str = "A < B & C"
    body: Html = Html("<p>A</p>")
    count: int = 1234


def _page(template: str, lang: str = "en") -> Page:
    meta = PageMeta("a/index.html", "/a/", "", "A", "", lang, "ltr")
    return Page("a/index.html", template, _View(page=meta))


@pytest.fixture
def render(view_site: Callable[..., Any], tmp_path: Path) -> Callable[..., str]:
    """Render a template, given by its text, for one page: `render("{{ view.title }}", lang="fa")`."""
    context = view_site({"briefings/a.md": "---\ntitle: A\ndate: 2023-05-02\n---\n"}, SITENAME="Desk & Co")

    def run(text: str, lang: str = "en", base: Environment | None = None) -> str:
        folder = tmp_path / "theme" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        if text:
            (folder / "page.html").write_text(text)
        environment = base or Environment(loader=FileSystemLoader(folder))  # noqa: S701 - the renderer turns it on
        renderer = Renderer(environment, load_language, lambda code: build_site_view(context.in_language(code)))
        return renderer.render(_page("page.html", lang))

    return run


def test_text_is_escaped_and_html_of_a_view_is_not(render: Callable[..., str]) -> None:
    assert (
        render("{{ view.title }} {{ view.body|html }} {{ view.body }}")
        == "A &lt; B &amp; C <p>A</p> &lt;p&gt;A&lt;/p&gt;"
    )


def test_escaping_is_on_whatever_the_environment_of_pelican_says(render: Callable[..., str]) -> None:
    base = Environment(loader=DictLoader({"page.html": "{{ view.title }}"}), autoescape=False)  # noqa: S701
    assert render("", base=base) == "A &lt; B &amp; C"


def test_template_sees_the_site_the_page_and_the_words_of_its_language(render: Callable[..., str]) -> None:
    text = "{{ site.name }}|{{ page.url }}|{{ _('summer') }}|{{ number(view.count) }}"
    text += "|{{ ngettext('{n} claim', '{n} claims', 2) }}"
    assert render(text) == "Desk &amp; Co|/a/|summer|1,234|{n} claims"
    assert render(text, lang="fa").split("|")[2:4] == ["تابستان", "۱٬۲۳۴"]


def test_filters_and_globals_of_other_plugins_stay(render: Callable[..., str]) -> None:
    base = Environment(loader=DictLoader({"page.html": "{{ 'x'|shout }}{{ extra }}"}), autoescape=True)
    base.filters["shout"] = str.upper
    base.globals["extra"] = "!"
    assert render("", base=base) == "X!"
    assert "html" not in base.filters


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n{{ view.titel }}", 2, "titel"),
        ("a\n\n{{ nothing }}", 3, "nothing"),
        ("{% if %}", 1, "Expected"),
        ("a\n{{ view.title|nofilter }}", 2, "nofilter"),
        ("a\n{{ view.count + 'x' }}", 2, "unsupported"),
        ("a\n{{ 1 / 0 }}", 2, "division"),
        ("a\n{{ view.title[99999] }}", 2, ""),
        ("{% include 'gone.html' %}", 1, "gone.html"),
    ],
)
def test_failing_template_names_page_line_and_reason(
    render: Callable[..., str], text: str, line: int, reason: str
) -> None:
    with pytest.raises(RenderError) as caught:
        render(text)
    assert (caught.value.page, caught.value.template, caught.value.line) == ("a/index.html", "page.html", line)
    assert reason in caught.value.reason


def test_failure_inside_a_component_names_the_component(render: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "theme" / "templates"
    (folder / "components").mkdir(parents=True)
    (folder / "page.html").write_text("{% from 'components/tag.html' import tag %}\n{{ tag(view) }}")
    (folder / "components" / "tag.html").write_text("{% macro tag(view) %}\n\n{{ view.none }}{% endmacro %}")
    with pytest.raises(RenderError) as caught:
        render("", base=Environment(loader=FileSystemLoader(folder)))  # noqa: S701
    assert (caught.value.template, caught.value.line) == ("components/tag.html", 3)


def test_missing_template_is_named(render: Callable[..., str]) -> None:
    with pytest.raises(RenderError, match=r"page\.html"):
        render("", base=Environment(loader=DictLoader({})))  # noqa: S701
