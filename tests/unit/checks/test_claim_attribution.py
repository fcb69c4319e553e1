"""The text of a claim is a proposition; who says so stands in its positions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-claim-attribution"


def _find(tmp_path: Path, text: str, kind: str = "control", **keys: str) -> list[Problem]:
    claim = {"id": "held", "text": text, "kind": kind, "positions": [{"by": "a", "stance": "asserts", "said": "2021"}]}
    return judge(tmp_path, CODE, {"briefings/a.md": write_briefing(claims=json.dumps([claim | keys]))})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The front says it holds the gate.", "says"),
        ("Rebels said they hold the gate.", "said"),
        ("They say the gate is open.", "say"),
        ("The front claims to hold the gate.", "claims to hold"),
        ("The front claimed responsibility for the attack.", "claimed responsibility"),
        ("The ministry announced that the gate is shut.", "announced that"),
        ("The ministry denied any role in the killing.", "denied any role"),
        ("The ministry denies that the gate is shut.", "denies that"),
        ("It stated that the gate is shut.", "stated that"),
        ("The gate has reportedly been shut.", "reportedly"),
        ("The gate was allegedly shut.", "allegedly"),
        ("Kabul accused its neighbour of aiding the front.", "accused its neighbour of"),
        ("According to the ministry, the gate is shut.", "According to"),
        ("Two men were reported killed.", "were reported killed"),
        ("The gate is reported to be shut.", "is reported to"),
        ("Guards told reporters the gate is shut.", "told reporters"),
        ("Officials warned that the gate will be shut.", "warned that"),
        ("The ministry claims 40 fighters died.", "claims 40 fighters died"),
        ("The council insists the vote was fair.", "insists the vote was"),
        ("The front maintains it holds the gate.", "maintains it holds"),
        ("Officials: the dam is safe.", "Officials: the"),
        ("The ministry told the council that the gate is shut.", "told the council that"),
    ],
)
def test_verb_of_saying_is_found(tmp_path: Path, text: str, words: str) -> None:
    [problem] = _find(tmp_path, text)
    assert problem.found == f"`{words}` in the text of `held`"
    assert problem.where.line == 4


@pytest.mark.parametrize(
    "text",
    [
        "The front announced a ceasefire.",
        "The blast claimed four lives.",
        "Four families claimed asylum.",
        "Travellers were denied entry at the gate.",
        "Women have no say in the council.",
        "The council has the final say over the gate.",
        "The accused were freed.",
        "Three people accused of smuggling were freed.",
        "Four people were reported missing.",
        "Troops left without telling the commander.",
        "The gate opens according to the timetable.",
        "Land claims were settled.",
        "The two states that border the river closed it.",
        "The gate was given up hours before the announcement.",
        "The report was published on 14 July 2021.",
        "The front threatened the governor.",
        "The sign “the ministry says no” hangs at the gate.",
        "The two sides said nothing at the talks.",
        "The blast claimed the lives of 40 men who were at the gate.",
        "Claims of the families were settled.",
        "The claims the families made were settled.",
        "The army maintains the bridge that was built in 2010.",
        "The front claimed the town held by the army.",
        "The court confirmed a sentence of four years.",
        "Three posts were shut: Wesh, Arundu and Torkham.",
        "Two posts were shut by the police: Wesh and Arundu.",
        "The Sayed district is held by the front.",
    ],
)
def test_deeds_and_other_senses_are_let_be(tmp_path: Path, text: str) -> None:
    assert _find(tmp_path, text) == []


def test_claims_about_statements_may_say_who_spoke(tmp_path: Path) -> None:
    assert _find(tmp_path, "The ministry said that talks go on.", kind="statement") == []


def test_claim_whose_kind_nobody_wrote_is_judged_as_any_other(tmp_path: Path) -> None:
    claims = (
        "[{id: talks, text: The ministry said that talks go on., positions: [{by: a, stance: asserts, said: 2021}]}]"
    )
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(claims=claims)})
    assert problem.found == "`said` in the text of `talks`"
    assert "write `kind: statement`" in problem.hint


def test_texts_in_other_languages_are_judged_by_their_own_words(tmp_path: Path) -> None:
    texts = {"fa": "وزارت گفت که دروازه بسته است.", "de": "Das Ministerium said so."}
    [problem] = _find(tmp_path, "The gate is shut.", texts=texts)  # type: ignore[arg-type]
    assert problem.found == "`گفت` in the text of `held`"


@pytest.mark.parametrize("text", ["گفت‌وگوها در دوحه پایان یافت.", "گفتگوها ادامه دارد.", "دروازه بسته است."])
def test_persian_talks_are_no_attribution(tmp_path: Path, text: str) -> None:
    assert _find(tmp_path, "The gate is shut.", texts={"fa": text}) == []  # type: ignore[arg-type]


def test_translation_has_the_kind_of_its_original(tmp_path: Path) -> None:
    claims = "[{id: talks, kind: KIND, text: Talks go on., positions: [{by: a, stance: asserts, said: 2021}]}]"
    translated = "[{id: talks, text: وزارت گفت که گفت‌وگوها ادامه دارد.}]"
    for kind, count in (("statement", 0), ("movement", 1)):
        files = {
            "briefings/a.md": write_briefing(translation_key="a", claims=claims.replace("KIND", kind)),
            "briefings/a.fa.md": write_briefing(translation_key="a", lang="fa", claims=translated),
        }
        assert len(judge(tmp_path, CODE, files)) == count
