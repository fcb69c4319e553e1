"""A card is rendered once for each set of arguments, and looks as if it had been rendered every time."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment

from briefings.building.render import build_environment
from briefings.views.language import load_language
from briefings.views.parts import Link

CARD = "{% macro card(item, level=2) %}{{ tick() }}<h{{ level }}>{{ item.text }}</h{{ level }}>{% endmacro %}"
ONCE = "{% set card = once(card) %}"
IMPORT = "{% from 'card.html' import card %}"


class Ticks:
    """Counts how often something is rendered."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return ""


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def render(ticks: Ticks) -> Callable[..., str]:
    def run(text: str, card: str = CARD + ONCE, **names: object) -> str:
        base = Environment(loader=DictLoader({"card.html": card, "page.html": IMPORT + text}))  # noqa: S701
        base.globals["tick"] = ticks
        environment = build_environment(base, load_language("en"), SimpleNamespace())  # type: ignore[arg-type]
        template = environment.get_template("page.html")
        pages = [template.render(**names) for _ in range(2)]
        assert pages[0] == pages[1]
        return pages[0]

    return run


def test_a_card_is_rendered_once_for_all_pages(render: Callable[..., str], ticks: Ticks) -> None:
    assert render("{{ card(item=a) }}{{ card(item=a) }}", a=Link(text="A & B", href="")) == "<h2>A &amp; B</h2>" * 2
    assert ticks.count == 1


def test_records_of_the_same_value_have_one_card(render: Callable[..., str], ticks: Ticks) -> None:
    render("{{ card(item=a) }}{{ card(item=b) }}", a=Link(text="A", href=""), b=Link(text="A", href=""))
    assert ticks.count == 1


def test_a_macro_without_once_is_rendered_each_time(render: Callable[..., str], ticks: Ticks) -> None:
    render("{{ card(item=a) }}", card=CARD, a=Link(text="A", href=""))
    assert ticks.count == 2


def test_other_arguments_are_another_card(render: Callable[..., str], ticks: Ticks) -> None:
    a, b = Link(text="A", href=""), Link(text="B", href="")
    text = render("{{ card(item=a) }}{{ card(item=b) }}{{ card(item=a, level=3) }}{{ card(a, 4) }}", a=a, b=b)
    assert text == "<h2>A</h2><h2>B</h2><h3>A</h3><h4>A</h4>"
    assert ticks.count == 4


def test_numbers_that_are_equal_and_look_different_are_told_apart(render: Callable[..., str]) -> None:
    a = Link(text="A", href="")
    assert render("{{ card(item=a, level=1) }}{{ card(item=a, level=1.0) }}", a=a) == "<h1>A</h1><h1.0>A</h1.0>"


def test_what_has_no_lasting_value_is_rendered_each_time(render: Callable[..., str], ticks: Ticks) -> None:
    assert render("{{ card(item={'text': 'A'}) }}") == "<h2>A</h2>"
    assert ticks.count == 2


def test_a_card_in_a_sentence_or_an_argument_is_not_escaped_again(render: Callable[..., str]) -> None:
    a = Link(text="<A>", href="")
    card = "<h2>&lt;A&gt;</h2>"
    assert render("{{ 'x{c}'.format(c=1) }}{{ card(item=a) ~ '<' }}{{ card(a) | trim }}", a=a) == f"x1{card}&lt;{card}"


def test_a_macro_with_a_caller_is_rendered_each_time(render: Callable[..., str]) -> None:
    card = "{% macro card(item) %}<b>{{ caller() }}</b>{% endmacro %}" + ONCE
    text = "{% call card(item=1) %}{{ x }}{% endcall %}{% call card(item=1) %}y{% endcall %}"
    assert render(text, card=card, x="&") == "<b>&amp;</b><b>y</b>"


def test_an_error_in_a_card_is_that_of_the_card(render: Callable[..., str]) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        render("{{ card(item=1) }}", card="{% macro card(item) %}{{ item + 'a' }}{% endmacro %}" + ONCE)
