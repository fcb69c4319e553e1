"""Our code of a template prints what Jinja's own prints, for every construct that it treats in a way of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from briefings.building.render import build_environment, equip_environment
from briefings.views.language import load_language
from briefings.views.parts import Link

PARTS = {
    "parts.html": "{% macro link(to, class='') %}<a{% if class %} class='{{ class }}'{% endif %} href='{{ to.href }}'>"
    "{{ to.text }}</a>{% endmacro %}"
    "{% macro when(date='?', long=false) %}<time>{{ date }}{{ ' in full' if long }}</time>{% endmacro %}"
    "{% macro box(title) %}<b>{{ title }}</b>{{ caller() }}{% endmacro %}"
    "{% macro many() %}{{ varargs | join('-') }}{{ kwargs.x }}{% endmacro %}"
    "{% macro both(a) %}{{ when(date=a) }}{{ link(to=none or {'href': a, 'text': '&'}) }}{% endmacro %}",
    "base.html": "[{% block main %}{% endblock %}]",
    "part.html": "{{ view.text }} {{ here }}",
}
IMPORT = "{% from 'parts.html' import link, when as day, box, many, both %}"

_FILE = Path(__file__).with_suffix("") / "snippets.txt"
SNIPPETS = {
    name: text.removesuffix("\n").replace("IMPORT ", IMPORT)
    for name, _, text in (part.partition("\n") for part in _FILE.read_text().split("## ")[1:])
}
"""Templates by what is particular about them; `IMPORT` stands for the import of all macros."""


def _view() -> SimpleNamespace:
    return SimpleNamespace(
        text="A < B & 'C'",
        markup=Markup("<i>&amp;</i>"),
        none=None,
        data={"key": "<k>", "inner": {"x": 1}},
        link=Link(text="T & U", href="/a?b&c"),
        make=lambda text: Link(text=text, href=""),
        shout=lambda text: f"{text}!",
        ask=_ask,
    )


def _ask() -> str:
    return "<asked>"


Run = Callable[[str], str]


@pytest.fixture
def ours() -> Run:
    """Print a template as pages are."""

    def run(text: str) -> str:
        base = Environment(loader=DictLoader({**PARTS, "page.html": text}))  # noqa: S701 - turned on for pages
        environment = build_environment(base, load_language("fa"), SimpleNamespace())  # type: ignore[arg-type]
        return environment.get_template("page.html").render(view=_view())

    return run


@pytest.fixture
def stock() -> Run:
    """Print a template with Jinja as it comes."""

    def run(text: str) -> str:
        environment = Environment(
            loader=DictLoader({**PARTS, "page.html": text}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        equip_environment(environment, load_language("fa"), SimpleNamespace())  # type: ignore[arg-type]
        return environment.get_template("page.html").render(view=_view())

    return run


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_template_prints_the_same_as_with_jinja(name: str, ours: Run, stock: Run) -> None:
    assert ours(SNIPPETS[name]) == stock(SNIPPETS[name])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ view.nothing }}", "no attribute 'nothing'"),
        ("{{ view.nothing.more }}", "no attribute 'nothing'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% from 'parts.html' import nothing %}{{ nothing(a=1) }}", "does not export the requested name 'nothing'"),
        ("{% from 'parts.html' import both %}{{ both() }}", "parameter 'a' was not provided"),
        ("{{ ('{a}' | e).format(a=nothing) }}", "'nothing' is undefined"),
    ],
)
def test_what_is_not_there_is_an_error_that_names_it(text: str, message: str, ours: Run, stock: Run) -> None:
    for run in (stock, ours):
        with pytest.raises(UndefinedError, match=message):
            run(text)


def test_an_argument_that_a_component_does_not_take_is_an_error_that_names_both(ours: Run) -> None:
    with pytest.raises(TypeError, match=r"macro 'both'.* unexpected keyword argument 'size'"):
        ours(IMPORT + "{{ both(a=1, size=2) }}")


def test_a_template_that_changes_is_compiled_again(ours: Run) -> None:
    assert [ours("{{ 1 }}"), ours("{{ 2 }}"), ours("{{ 1 }}")] == ["1", "2", "1"]


def test_words_are_those_of_the_language_in_every_environment() -> None:
    base = Environment(loader=DictLoader({"page.html": "{{ _('Topics') }}"}))  # noqa: S701
    texts: list[Any] = [
        build_environment(base, load_language(code), SimpleNamespace()).get_template("page.html").render()  # type: ignore[arg-type]
        for code in ("en", "fa", "en")
    ]
    assert texts == ["Topics", load_language("fa").gettext("Topics"), "Topics"]
    assert len(set(texts)) == 2
