"""Words of the interface that stand around names."""

from __future__ import annotations

import pytest

from briefings.model.claim import Stance
from briefings.model.ids import Id
from briefings.model.registry import Actor, ActorKind
from briefings.views.language import load_language
from briefings.views.language_marks import mark_text
from briefings.views.words import STANCE_PHRASES, STANCE_WORDS, lower_article


@pytest.mark.parametrize(
    ("kind", "name", "within"),
    [
        ("person", "A shopkeeper", "a shopkeeper"),
        ("organisation", "An Afghan court", "an Afghan court"),
        ("organisation", "The harbour office", "the harbour office"),
        ("organisation", "The Nation (UK edition)", "The Nation (UK edition)"),
        ("organisation", "The Hague", "The Hague"),
        ("person", "An Nguyen", "An Nguyen"),
        ("person", "An Nguyen the younger", "An Nguyen the younger"),
        ("person", "A", "A"),
        ("person", "Amin", "Amin"),
    ],
)
def test_only_a_description_loses_its_capital_within_a_sentence(kind: str, name: str, within: str) -> None:
    assert lower_article(name, _actor(kind), load_language("en")) == within


@pytest.mark.parametrize("name", ["An Afghan official", "A Taliban fighter", "The Reuters source", "A Kandahari"])
def test_a_speaker_whom_nobody_names_is_described(name: str) -> None:
    within = name[0].lower() + name[1:]
    assert lower_article(name, _actor("person", unnamed=True), load_language("en")) == within
    assert lower_article("A", _actor("person", unnamed=True), load_language("en")) == "A"


def _actor(kind: str, *, unnamed: bool = False) -> Actor:
    return Actor(Id("a"), "", ActorKind(kind), unnamed=unnamed)


def test_names_in_other_languages_keep_their_capitals() -> None:
    unnamed = _actor("person", unnamed=True)
    assert lower_article("A senhora", unnamed, load_language("de")) == "A senhora"
    marked = mark_text("A senhora", "pt")
    assert lower_article(marked, unnamed, load_language("en")) is marked


def test_every_stance_has_words_above_a_name_and_around_one() -> None:
    assert set(STANCE_WORDS) == set(STANCE_PHRASES) == set(Stance)
    assert all("{name}" in phrase for phrase in STANCE_PHRASES.values())
