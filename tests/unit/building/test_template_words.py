from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefings.building.template_words import list_page_names

PAGES = ("topic.html", "briefing.html", "actor.html")


def list_names(tmp_path: Path, templates: Mapping[str, str]) -> dict[str, frozenset[str]]:
    for name, text in templates.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list_page_names([tmp_path / "templates"], PAGES)


def test_a_page_has_its_own_words_and_not_those_of_other_pages(tmp_path: Path) -> None:
    found = list_names(tmp_path, {"topic.html": "{{ view.title }}", "briefing.html": "{{ view.claims }}"})
    assert found == {"topic.html": {"view", "title"}, "briefing.html": {"view", "claims"}}


@pytest.mark.parametrize(
    "tag",
    [
        "{% extends 'base.html' %}",
        '{%- include "base.html" ignore missing -%}',
        "{% include 'base.html' without context +%}",
        "{% from 'base.html' import cards %}",
        "{% import 'base.html' as base %}",
        "{% set layout = 'base.html' %}{% extends layout %}",
    ],
)
def test_a_page_has_the_words_of_what_it_takes_in_and_of_what_that_takes_in(tmp_path: Path, tag: str) -> None:
    templates = {"topic.html": tag, "base.html": "{% include 'parts/foot.html' %}", "parts/foot.html": "{{ claims }}"}
    assert "claims" in list_names(tmp_path, templates)["topic.html"]


@pytest.mark.parametrize(
    "tag",
    [
        "{% include view.kind ~ '.html' %}",
        "{% include 'base' ~ '.html' %}",
        "{% extends 'other.html' if view.claims else 'topic.html' %}",
        "{% include ['a.html', view.kind] %}",
        "{%- from layout import card -%}",
    ],
)
def test_a_page_that_works_out_what_it_takes_in_may_take_in_everything(tmp_path: Path, tag: str) -> None:
    templates = {"topic.html": tag, "card.html": "{{ denied }}", "briefing.html": "{{ positions }}"}
    assert list_names(tmp_path, templates)["topic.html"] >= {"denied", "positions"}


def test_of_templates_with_one_name_in_two_folders_both_count(tmp_path: Path) -> None:
    for folder, text in (("own", "{{ said }}"), ("theme", "{{ denied }}")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "actor.html").write_text(text, "utf-8")
    found = list_page_names([tmp_path / "own", tmp_path / "theme"], PAGES)
    assert found == {"actor.html": {"said", "denied"}}


def test_a_filter_is_no_name(tmp_path: Path) -> None:
    found = list_names(tmp_path, {"topic.html": "{{ view.links | map(attribute='href') |list }} {{ a|join(b) }}"})
    assert found["topic.html"] == {"view", "links", "attribute", "href", "a", "b"}
