"""Words of the interface that stand around names."""

from __future__ import annotations

import pytest

from briefings.model.claim import Stance
from briefings.views.language import load_language
from briefings.views.language_marks import mark_text
from briefings.views.words import STANCE_PHRASES, STANCE_WORDS, lower_article


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("A shopkeeper", "a shopkeeper"),
        ("An Afghan official", "an Afghan official"),
        ("The harbour office", "the harbour office"),
        ("The Hague", "The Hague"),
        ("An Nguyen", "An Nguyen"),
        ("A", "A"),
        ("Amin", "Amin"),
    ],
)
def test_only_a_description_loses_its_capital_within_a_sentence(name: str, within: str) -> None:
    assert lower_article(name, load_language("en")) == within


def test_names_in_other_languages_keep_their_capitals() -> None:
    assert lower_article("A senhora", load_language("de")) == "A senhora"
    marked = mark_text("A senhora", "pt")
    assert lower_article(marked, load_language("en")) is marked


def test_every_stance_has_words_above_a_name_and_around_one() -> None:
    assert set(STANCE_WORDS) == set(STANCE_PHRASES) == set(Stance)
    assert all("{name}" in phrase for phrase in STANCE_PHRASES.values())
