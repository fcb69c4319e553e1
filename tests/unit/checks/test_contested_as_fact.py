"""A headline takes no side: a contested claim stands in it with its speaker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefings.checks.control import find_control
from briefings.checks.sentences import find_words
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-contested-as-fact"
ACTORS = """
- {id: front, name: Northern Front, kind: organisation, party_to: [gate]}
- {id: ministry, name: Interior ministry, kind: organisation, party_to: [gate]}
- {id: resident, name: A resident, kind: person, unnamed: true}
"""
TOPIC = "---\ntitle: The gate\nsummary: {}\n---\nText.\n"
HELD = "The Northern Front holds the border town of Wesh."
ASSERTED = {"by": "front", "stance": "asserts", "said": "2021-07-14", "via": ["wire"]}
DENIED = {"by": "ministry", "stance": "denies", "said": "2021-07-14", "via": ["wire"]}
SOURCES = "[{id: wire, publisher: alpha, title: Report, url: https://alpha.example/1, published: 2021-07-14}]"


def _find(
    folder: Path, title: str, claim: str = HELD, *positions: dict[str, Any], topic: str = "Contested.", **keys: str
) -> list[Problem]:
    record = {"id": "held", "text": claim, "kind": "control", "positions": positions or (ASSERTED, DENIED)}
    record |= json.loads(keys.pop("claim_keys", "{}"))
    header = {"title": json.dumps(title), "topics": "[gate]", "sources": SOURCES, "claims": json.dumps([record])}
    files = {
        "registry/actors.yml": ACTORS,
        "topics/gate.md": TOPIC.format(json.dumps(topic)),
        "briefings/a.md": write_briefing(**header | keys),
    }
    return judge(folder, CODE, files)


@pytest.mark.parametrize(
    "title",
    [
        "Northern Front holds border town of Wesh",
        "Northern Front held the border town of Wesh on 14 July",
        "Northern Front’s men hold Wesh, a border town",
        "Breaking: Northern Front holds border town of Wesh",
        "Two days of fighting; Northern Front holds border town of Wesh",
        "Northern Front holds the border town of Wesh in the United States’ absence",
        "The Northern Front holds the [[wesh|border town of Wesh]]",
    ],
)
def test_headline_that_states_a_disputed_claim_is_found(tmp_path: Path, title: str) -> None:
    [problem] = _find(tmp_path, title)
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 2)
    assert "`held`" in problem.found
    assert "disputed" in problem.found


@pytest.mark.parametrize(
    "title",
    [
        "Northern Front says it holds the border town of Wesh",
        "Northern Front holds border town of Wesh, officials say",
        "Northern Front holds border town of Wesh, according to residents",
        "Northern Front: we hold the border town of Wesh",
        "Northern Front holds border town of Wesh – police",
        "Northern Front “holds the border town of Wesh”",
        "Northern Front reportedly holds border town of Wesh",
        "Does the Northern Front hold the border town of Wesh?",
        "Northern Front holds border town of Wesh, which the ministry denies",
        "Claim that the Northern Front holds the border town of Wesh is disputed",
        "Northern Front does not hold the border town of Wesh",
        "Northern Front and ministry fight over Wesh",
        "Border town of Wesh cut off from the north",
        "Gen. Amin of the Northern Front took Wesh, a border town he holds, police said",
    ],
)
def test_attribution_doubt_or_other_words_are_left_alone(tmp_path: Path, title: str) -> None:
    assert _find(tmp_path, title) == []


KELM = "The Northern Army controls the town of Kelm."


@pytest.mark.parametrize(
    "title",
    [
        "Northern Army takes Kelm",
        "Northern Army captures Kelm",
        "Northern Army has seized the strategic town of Kelm",
        "Kelm falls to Northern Army",
        "Kelm in Northern Army hands",
        "Kelm under Northern Army control",
        "Kelm taken by Northern Army",
        "Northern Army takes control of Kelm",
        "Northern Army controls the town of Kelm",
        "Northern Army took Kelm on 14 July 2021",
    ],
)
def test_control_has_many_words(tmp_path: Path, title: str) -> None:
    assert len(_find(tmp_path, title, KELM)) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Northern Army says it holds Kelm",
        "Fighting near Kelm",
        "Northern Army and council talk in Kelm",
        "Northern Army holds talks in Kelm",
        "Northern Army seizes weapons in Kelm",
        "Northern Army takes part in Kelm talks",
        "Northern Army takes Orun",
        "Southern Army takes Kelm",
        "Northern Army post in Kelm falls to rebels",
        "Northern Army loses control of Kelm",
        "Northern Army holds three soldiers in Kelm",
        "Northern Army fails to take Kelm",
        "Northern Army and council fight for control of Kelm",
        "Northern Army controls Kelm, council finds",
        "Northern Army controls Kelm, court rules",
        "Northern Army took Kelm, inquiry concludes",
        "Northern Army holds Kelm, satellite images show",
        "Northern Army holds Kelm, observers note",
        "What if the Northern Army takes Kelm",
    ],
)
def test_other_matters_and_findings_of_others_are_let_be(tmp_path: Path, title: str) -> None:
    assert _find(tmp_path, title, KELM) == []


def test_count_behind_a_month_is_no_day(tmp_path: Path) -> None:
    claim = "In March 12 soldiers crossed the border at Arundu."
    assert len(_find(tmp_path / "same", "12 soldiers cross border at Arundu in March", claim)) == 1
    assert _find(tmp_path / "other", "Soldiers cross border at Arundu in March", claim) == []


def test_same_deed_elsewhere_is_another_matter(tmp_path: Path) -> None:
    claim = "The Northern Army shelled the village of Kelm on 1 May 2024."
    assert len(_find(tmp_path / "same", "Northern Army shells Kelm", claim)) == 1
    assert _find(tmp_path / "other", "Northern Army shells Orun", claim) == []


def test_bodies_found_are_no_finding(tmp_path: Path) -> None:
    assert len(_find(tmp_path, "Northern Army takes Kelm, 12 bodies found", KELM)) == 1


@pytest.mark.parametrize(
    "day", ["on 1 May 2024", "on 14 July 2021", "on July 14, 2021", "on 13–14 July", "in July 2021"]
)
def test_day_of_a_claim_need_not_stand_in_the_headline(tmp_path: Path, day: str) -> None:
    claim = f"Forty-six soldiers crossed the border at Arundu {day}."
    assert len(_find(tmp_path / "same", "46 soldiers cross border at Arundu", claim)) == 1
    assert _find(tmp_path / "other", "14 soldiers cross border at Arundu", claim) == []


def test_sentence_without_a_speaker_is_found_although_the_next_one_denies_it(tmp_path: Path) -> None:
    summary = "The Northern Front holds the border town of Wesh. The ministry denies it."
    [problem] = _find(tmp_path, "Fighting at the border", summary=summary)
    assert problem.where.line == 7
    assert problem.found.startswith("“The Northern Front holds the border town of Wesh.”")


def test_summary_of_a_topic_is_found(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, "Fighting at the border", topic="The Northern Front holds the border town of Wesh.")
    assert (problem.where.path, problem.where.line) == ("topics/gate.md", 3)


def test_claim_of_parties_alone_is_contested_and_one_of_others_is_not(tmp_path: Path) -> None:
    title = "Northern Front holds border town of Wesh"
    [problem] = _find(tmp_path / "party", title, HELD, ASSERTED)
    assert "parties" in problem.found
    assert _find(tmp_path / "other", title, HELD, ASSERTED | {"by": "resident"}) == []


def test_claim_settled_later_was_contested_when_the_text_was_last_changed(tmp_path: Path) -> None:
    verdict = {"status": "confirmed", "basis": "Two reporters saw the flag over the gate.", "as_of": "2021-07-20"}
    later = write_briefing(date="2021-07-20T10:00Z", claims=json.dumps([{"id": "held", "assessment": verdict}]))
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "content/briefings/later.md").write_text(later, "utf-8")
    [problem] = _find(tmp_path, "Northern Front holds border town of Wesh")
    assert "was disputed when" in problem.found
    assert _find(tmp_path, "Northern Front holds border town of Wesh", modified="2021-07-21") == []


def test_deed_is_no_count(tmp_path: Path) -> None:
    claim = "Civilians were killed by an explosion in central Kabul."
    killed = ASSERTED | {"value": {"best": 4}}
    keys = {"claim_keys": '{"kind": "quantity", "quantity": {"measure": "killed"}}'}
    assert _find(tmp_path, "Explosion kills civilians in central Kabul", claim, killed, **keys) == []
    assert _find(tmp_path, "Explosion kills nine civilians in central Kabul", claim, killed, **keys) == []
    assert len(_find(tmp_path, "Explosion kills four civilians in central Kabul", claim, killed, **keys)) == 1


def test_numbers_of_a_claim_must_be_the_same(tmp_path: Path) -> None:
    claim = "Forty-six soldiers crossed the border at Arundu."
    assert len(_find(tmp_path, "46 soldiers cross border at Arundu", claim)) == 1
    assert _find(tmp_path, "12 soldiers cross border at Arundu", claim) == []


def test_word_of_the_claim_itself_attributes_nothing(tmp_path: Path) -> None:
    claim = "The safety of traders in Wesh is guaranteed."
    assert len(_find(tmp_path, "Safety of traders in Wesh guaranteed", claim)) == 1
    assert _find(tmp_path, "Front guarantees safety of traders in Wesh, it says", claim) == []


def test_other_languages_are_not_judged(tmp_path: Path) -> None:
    assert _find(tmp_path, "Northern Front holds border town of Wesh", lang="de") == []


def test_withdrawn_briefing_is_left_alone(tmp_path: Path) -> None:
    assert _find(tmp_path, "Northern Front holds border town of Wesh", stage="withdrawn") == []


def test_hostile_title_takes_no_time(tmp_path: Path) -> None:
    title = "Northern Front holds border town of Wesh " + "[@[[<'(\u201d. " * 20_000
    assert len(_find(tmp_path, title)) <= 1


def test_months_are_no_names_of_places() -> None:
    """A claim that is dated in words is stated by a headline without the date."""
    control = find_control("The Northern Army controls 85 per cent of Kelmish territory in July 2021.")
    assert control is not None
    assert control.held_names == find_words("Kelmish")
