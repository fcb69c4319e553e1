"""Texts that say which of their words are in another language."""

from __future__ import annotations

import pickle

from jinja2 import Environment
from markupsafe import escape

from briefings.views.language_marks import MixedText, fill_text, join_texts, mark_text

MARKED = '<bdi lang="en" dir="ltr">Dockers&#39; union</bdi>'


def test_words_of_another_language_are_plain_as_text_and_marked_as_html() -> None:
    text = mark_text("Dockers' union", "en")
    assert f"{text}" == "Dockers' union"
    assert escape(text) == MARKED
    assert Environment(autoescape=True).from_string("<p>{{ text }}</p>").render(text=text) == f"<p>{MARKED}</p>"


def test_direction_is_that_of_the_language() -> None:
    assert escape(mark_text("بندر", "fa-AF")) == '<bdi lang="fa-AF" dir="rtl">بندر</bdi>'
    assert 'dir="ltr"' in escape(mark_text("?", "xx"))


def test_words_of_the_page_stay_what_they_are() -> None:
    assert type(mark_text("a < b", "")) is str
    assert type(join_texts(", ", ["a", "b"])) is str
    assert type(fill_text("{x}!", x="a")) is str


def test_lists_and_messages_keep_the_languages_of_their_words() -> None:
    listed = join_texts("، ", ["<بندر>", mark_text("Dockers' union", "en")])
    filled = fill_text("{who} می‌گوید <", who=listed)
    assert str.__str__(filled) == "<بندر>، Dockers' union می‌گوید <"
    assert escape(filled) == f"&lt;بندر&gt;، {MARKED} می‌گوید &lt;"


def test_a_text_with_marks_is_another_than_the_same_without() -> None:
    english, german = mark_text("Union", "en"), mark_text("Union", "de")
    assert english == mark_text("Union", "en")
    assert english != german
    assert english != "Union"
    assert len({english, german, mark_text("Union", "en")}) == 2


def test_text_comes_back_from_another_process_with_its_marks() -> None:
    text = mark_text("Union", "en")
    again = pickle.loads(pickle.dumps(text))
    assert isinstance(again, MixedText)
    assert again == text
