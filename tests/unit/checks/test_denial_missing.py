"""Who is contradicted is heard: a text with an assertion has a word of the denial that was known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-denial-missing"
ACTORS = """
- {id: front, name: Northern Front, kind: organisation}
- id: ministry
  name: Ministry of Interior Affairs of Farland (until 2021)
  kind: organisation
  role: Interior ministry in Kabul, until 2021
  aliases: [MoI]
  names: {fa: "وزارت داخله"}
- {id: amin, name: Karim Amin, kind: person, role: Spokesman, of: ministry}
- {id: councillors, name: Officials of the province, kind: organisation, unnamed: true}
"""
SOURCES = "[{id: wire, publisher: alpha, title: Report, url: https://alpha.example/1, published: 2021-07-14}]"
ASSERTED = {"by": "front", "stance": "asserts", "said": "2021-07-14", "via": ["wire"]}
DENIED = {"by": "amin", "stance": "denies", "said": "2021-07-14", "via": ["wire"]}
BODY = "The Northern Front said that [its men hold the gate]{claim=held}."


def _write(body: str, *positions: dict[str, Any], **keys: str) -> str:
    claim = {"id": "held", "text": "The Northern Front holds the gate.", "kind": "control", "positions": positions}
    return write_briefing(body, **{"sources": SOURCES, "claims": json.dumps([claim])} | keys)


def _find(folder: Path, briefing: str, **others: str) -> list[Problem]:
    files = {"registry/actors.yml": ACTORS, "briefings/a.md": briefing}
    return judge(folder, CODE, files | {f"briefings/{name}.md": text for name, text in others.items()})


def test_denial_that_only_the_table_of_claims_shows_is_missing(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, _write(BODY, ASSERTED, DENIED))
    assert (problem.where.line, problem.where.column) == (7, 30)
    assert "Karim Amin (denies it, 2021-07-14)" in problem.found


def test_claim_recorded_without_marked_words_is_found_at_the_claim(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, _write("Its men hold the gate.", ASSERTED, DENIED))
    assert problem.where.line == 5


def test_doubt_counts_as_denial(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, _write(BODY, ASSERTED, DENIED | {"stance": "casts-doubt"}))
    assert "doubts it" in problem.found


@pytest.mark.parametrize(
    "words",
    [
        "A spokesman denied it.",
        "Others rejected that.",
        "That is not true, others say.",
        "Others contradict this.",
        "Karim Amin said the attack was repelled.",
        "Amin said the attack was repelled.",
        "The interior ministry said the attack was repelled.",
        "The MoI said the attack was repelled.",
        "[[amin]] said the attack was repelled.",
        "[[actor:ministry|The government]] said the attack was repelled.",
    ],
)
def test_word_of_denial_or_name_of_the_speaker_is_enough(tmp_path: Path, words: str) -> None:
    assert _find(tmp_path, _write(f"{BODY} {words}", ASSERTED, DENIED)) == []


@pytest.mark.parametrize("words", ["Aminullah went home.", "The ministry of trade was shut.", "`deny` is a command."])
def test_part_of_a_name_and_code_are_not_enough(tmp_path: Path, words: str) -> None:
    assert len(_find(tmp_path, _write(f"{BODY} {words}", ASSERTED, DENIED))) == 1


@pytest.mark.parametrize(
    "words",
    ["Amin planted the bomb.", "[[amin]] planted the bomb.", "The MoI’s men planted the bomb.\n\nPolice said nothing."],
)
def test_name_of_the_accused_is_no_denial(tmp_path: Path, words: str) -> None:
    body = f"The bomb went off [at the gate]{{claim=held}}.\n\n{words}"
    assert len(_find(tmp_path, _write(body, ASSERTED, DENIED))) == 1


def test_summary_or_update_can_say_it(tmp_path: Path) -> None:
    assert _find(tmp_path / "s", _write(BODY, ASSERTED, DENIED, summary="The ministry denies it.")) == []
    update = '[{at: "2021-07-15", note: The ministry denied it.}]'
    assert _find(tmp_path / "u", _write(BODY, ASSERTED, DENIED, updates=update)) == []


def test_speaker_without_a_name_is_known_by_what_it_is(tmp_path: Path) -> None:
    unnamed = DENIED | {"by": "councillors", "how": "a councillor, at the gate"}
    assert _find(tmp_path / "said", _write(f"{BODY} Two councillors saw the ministry's flag.", ASSERTED, unnamed)) == []
    assert len(_find(tmp_path / "unsaid", _write(BODY, ASSERTED, unnamed))) == 1


def test_denial_known_only_later_is_not_missed(tmp_path: Path) -> None:
    later = write_briefing(
        "The ministry denied it.",
        date="2021-07-15T10:00Z",
        sources=SOURCES,
        claims=json.dumps([{"id": "held", "positions": [DENIED]}]),
    )
    assert _find(tmp_path / "before", _write(BODY, ASSERTED), later=later) == []
    assert len(_find(tmp_path / "after", _write(BODY, ASSERTED, modified="2021-07-16"), later=later)) == 1
    assert _find(tmp_path / "same-day", _write(BODY, ASSERTED, modified="2021-07-15"), later=later) == []


def test_denial_taken_back_is_not_missed(tmp_path: Path) -> None:
    taken_back = DENIED | {"stance": "retracts"}
    assert _find(tmp_path, _write(BODY, ASSERTED, DENIED, taken_back)) == []


def test_denial_of_another_briefing_ends_with_a_verdict(tmp_path: Path) -> None:
    verdict = {"status": "confirmed", "basis": "Two reporters saw the flag.", "as_of": "2021-07-15"}
    record = {"id": "held", "positions": [DENIED], "assessment": verdict}
    later = write_briefing("The ministry denied it.", date="2021-07-15", sources=SOURCES, claims=json.dumps([record]))
    assert _find(tmp_path, _write(BODY, ASSERTED, modified="2021-07-20"), later=later) == []


def test_briefing_that_only_records_the_denial_states_nothing(tmp_path: Path) -> None:
    claim = json.dumps([{"id": "held", "positions": [DENIED]}])
    other = write_briefing("The gate was quiet.", date="2021-07-15", sources=SOURCES, claims=claim)
    assert _find(tmp_path, _write(f"{BODY} The ministry denied it.", ASSERTED), other=other) == []


def test_persian_text_is_judged_by_persian_words(tmp_path: Path) -> None:
    body = "جبهه گفت که [گذرگاه را گرفته است]{claim=held}."
    assert len(_find(tmp_path / "unsaid", _write(body, ASSERTED, DENIED, lang="fa"))) == 1
    assert _find(tmp_path / "denied", _write(f"{body} مقام‌ها آن را رد کردند.", ASSERTED, DENIED, lang="fa")) == []
    assert _find(tmp_path / "named", _write(f"{body} وزارت داخله چیز دیگری گفت.", ASSERTED, DENIED, lang="fa")) == []


def test_other_languages_and_withdrawn_briefings_are_not_judged(tmp_path: Path) -> None:
    assert _find(tmp_path / "de", _write(BODY, ASSERTED, DENIED, lang="de")) == []
    assert _find(tmp_path / "withdrawn", _write(BODY, ASSERTED, DENIED, stage="withdrawn")) == []


def test_persian_name_without_a_word_of_saying_is_no_denial(tmp_path: Path) -> None:
    body = "جبهه گفت که [گذرگاه را گرفته است]{claim=held}. وزارت داخله بمب گذاشت."
    assert len(_find(tmp_path, _write(body, ASSERTED, DENIED, lang="fa"))) == 1
