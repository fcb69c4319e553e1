"""What may not change unseen once readers have it, and what may."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefings.checks.silent_edits import find_silent_edits
from briefings.linking.difference_records import State
from briefings.linking.differences import compare_sites
from briefings.model.briefing import Briefing, Correction, Stage, Status, Update
from briefings.model.claim import Estimate, Quantity, Stance, Verdict
from briefings.model.document import Document
from briefings.problems import Problem
from tests.unit.linking.factories import (
    assessment,
    briefing,
    claim,
    correction,
    document,
    fact,
    ids,
    image,
    link,
    moment,
    position,
    source,
    update,
)


def state(*records: Briefing) -> State:
    documents: list[Document] = [document(record) for record in records]
    return State(link(*documents), {found.path: found for found in documents})


def find(base: Any, head: Any) -> list[Problem]:
    before, after = (state(*(side if isinstance(side, tuple) else (side,))) for side in (base, head))
    return find_silent_edits(compare_sites(before, after))


def pointers(problems: list[Problem]) -> list[tuple]:
    return [problem.where.pointer for problem in problems]


LATER = replace(correction("2021-07-20"), now="Right again.")
SAID = replace(position(), quote="We hold it", value=Estimate(best=4))
CLAIM = claim(positions=(SAID,), texts={"fa": "ویش"}, quantity=Quantity("killed", "people"), assessment=assessment())
BASE = briefing(
    "a",
    sources=(source("wire"),),
    claims=(CLAIM,),
    image=image(caption="A post."),
    images=(image("other.jpg", caption="A gate."),),
    updates=(update("2021-07-15"),),
    corrections=(correction("2021-07-15"),),
)


def with_claim(**fields: Any) -> Briefing:
    return replace(BASE, claims=(replace(CLAIM, **fields),))


def with_position(**fields: Any) -> Briefing:
    return with_claim(positions=(replace(SAID, **fields),))


EDITS = {
    "text of a claim": (with_claim(text="They hold it."), ("claims", 0, "text")),
    "text in another language": (with_claim(texts={"fa": "شهر"}), ("claims", 0, "texts", "fa")),
    "what a figure counts": (with_claim(quantity=Quantity("wounded", "people")), ("claims", 0, "quantity")),
    "figure": (with_position(value=Estimate(best=5)), ("claims", 0, "positions", 0, "value")),
    "figure removed": (with_position(value=None), ("claims", 0, "positions", 0, "value")),
    "quote": (with_position(quote="We took it"), ("claims", 0, "positions", 0, "quote")),
    "quote removed": (with_position(quote=""), ("claims", 0, "positions", 0, "quote")),
    "speaker": (with_position(by=ids("kabul")[0]), ("claims", 0, "positions", 0, "by")),
    "stance": (with_position(stance=Stance.DENIES), ("claims", 0, "positions", 0, "stance")),
    "position removed": (with_claim(positions=(position("kabul", said="2021-08-01"),)), ("claims", 0)),
    "verdict": (
        with_claim(assessment=replace(assessment(), status=Verdict.REFUTED)),
        ("claims", 0, "assessment", "status"),
    ),
    "verdict removed": (with_claim(assessment=None), ("claims", 0)),
    "claim removed": (replace(BASE, claims=()), ("claims",)),
    "caption": (replace(BASE, image=image(caption="Another.")), ("image", "caption")),
    "caption of another picture": (replace(BASE, images=(image("other.jpg", caption="B"),)), ("images", 0, "caption")),
    "caption removed": (replace(BASE, image=image()), ("image", "caption")),
    "picture removed": (replace(BASE, image=None), ("image",)),
    "correction rewritten": (
        replace(BASE, corrections=(replace(BASE.corrections[0], now="Something else."),)),
        ("corrections", 0, "now"),
    ),
    "correction removed": (replace(BASE, corrections=()), ("corrections",)),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_without_a_word_is_one_problem_at_its_place(name: str) -> None:
    head, pointer = EDITS[name]
    [problem] = find(BASE, head)
    assert (problem.code, problem.where.path, problem.where.pointer) == ("BRF-silent-edit", "briefings/a.md", pointer)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_that_readers_are_told_of_is_none(name: str) -> None:
    head, _ = EDITS[name]
    assert find(BASE, replace(head, updates=(*BASE.updates, Update(moment("2021-07-20"), "It changed.")))) == []
    assert find(BASE, replace(head, corrections=(*head.corrections, LATER))) == []


@pytest.mark.parametrize("name", EDITS)
def test_a_correction_that_names_claims_tells_of_those_alone(name: str) -> None:
    head, pointer = EDITS[name]
    own = replace(LATER, claims=ids("wesh-captured"))
    other = replace(LATER, claims=ids("another"))
    beside = briefing("b", sources=(source("wire"),), claims=(claim("another", "Another.", positions=(position(),)),))

    def count(*notices: Correction) -> int:
        return len(find((BASE, beside), (replace(head, corrections=(*head.corrections, *notices)), beside)))

    assert count(own) == (0 if pointer[0] == "claims" else 1)
    assert count(other) == (0 if name == "claim removed" else 1)
    assert count(other, own, LATER) == 0


def test_hint_names_no_claim_that_is_gone() -> None:
    assert "claims:" not in find(BASE, replace(BASE, claims=()))[0].hint
    assert "claims: [wesh-captured]" in find(BASE, with_claim(text="They hold it."))[0].hint


def test_a_removed_correction_is_shown_with_its_words() -> None:
    [problem] = find(BASE, replace(BASE, corrections=()))
    assert problem.found == f"a published correction was removed: “{BASE.corrections[0].now}”"


@pytest.mark.parametrize("name", EDITS)
def test_a_new_wording_of_an_old_notice_is_no_notice(name: str) -> None:
    head, _ = EDITS[name]
    assert len(find(BASE, replace(head, updates=(Update(moment("2021-07-15"), "Even more."),)))) == 1
    assert len(find(BASE, replace(head, updates=(Update(moment("2021-07-20"), "More."),)))) == 1


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("fields", [{"status": Status.DRAFT}, {"embargo": moment("2023-01-01")}])
def test_what_readers_could_not_see_is_free_to_change(name: str, fields: dict) -> None:
    assert find(replace(BASE, **fields), EDITS[name][0]) == []


@pytest.mark.parametrize(
    "head",
    [
        with_claim(positions=(SAID, position("kabul", "denies"))),
        with_position(how="in a statement"),
        replace(BASE, claims=(CLAIM, claim("other", "Another."))),
        replace(BASE, title="New", summary="New.", events=(fact("2021-07-01"),)),
        replace(BASE, image=replace(image(caption="A post."), credit="Me", alt="A gate.")),
        with_position(quote="We  hold\nit"),
    ],
)
def test_what_is_added_or_said_around_it_is_no_edit(head: Briefing) -> None:
    assert find(BASE, head) == []


def test_what_was_empty_may_be_filled() -> None:
    empty = replace(BASE, image=image(), claims=(replace(CLAIM, texts={}, positions=(position(),)),))
    assert find(empty, BASE) == []


def test_a_deleted_briefing_is_one_problem_at_its_old_path() -> None:
    [problem] = find((BASE, briefing("b")), briefing("b"))
    assert (problem.where.path, problem.where.pointer) == ("briefings/a.md", ())
    assert "stage: withdrawn" in problem.hint


def test_a_briefing_taken_back_into_drafts_is_a_problem_at_that_key() -> None:
    assert pointers(find(BASE, replace(BASE, status=Status.DRAFT))) == [("status",)]
    assert pointers(find(BASE, replace(BASE, embargo=moment("2023-01-01")))) == [("embargo",)]


def test_a_briefing_under_another_id_is_told_to_keep_the_old_one() -> None:
    [problem] = find(BASE, replace(BASE, id=ids("z")[0]))
    assert problem.hint == "Is it `z` now? Then add `aliases: [a]` there."
    assert find(BASE, replace(BASE, id=ids("z")[0], aliases=("a",))) == []


def test_an_edit_under_a_new_id_is_still_one() -> None:
    head = replace(with_position(quote="Other"), id=ids("z")[0], aliases=("a",))
    assert [p.where.path for p in find(BASE, head)] == ["briefings/z.md"]


def test_withdrawing_is_no_silent_edit() -> None:
    assert find(BASE, replace(BASE, stage=Stage.WITHDRAWN, image=None, claims=())) == []


def test_deleting_a_notice_of_withdrawal_is_one() -> None:
    assert len(find((replace(BASE, stage=Stage.WITHDRAWN), briefing("b")), briefing("b"))) == 1


def test_every_briefing_answers_for_its_own_words() -> None:
    newer = briefing(
        "b",
        "2021-07-16",
        sources=(source("wire"),),
        claims=(claim(text="", positions=(replace(SAID, quote="Still"),)),),
    )
    told = replace(BASE, claims=(), updates=(*BASE.updates, update("2021-08-01")))
    [problem] = find((BASE, newer), (told, replace(newer, claims=())))
    assert (problem.where.path, problem.where.pointer) == ("briefings/b.md", ("claims",))


def test_a_caption_that_only_a_translation_has_counts() -> None:
    original = replace(BASE, translation_key="k", lang="en")
    before, after = (
        briefing("a-fa", translation_key="k", lang="fa", image=image(caption=c)) for c in ("پاسگاه", "دروازه")
    )
    [problem] = find((original, before), (original, after))
    assert (problem.where.path, problem.where.pointer) == ("briefings/a-fa.md", ("image", "caption"))
    told = replace(original, updates=(*original.updates, update("2021-08-01")))
    assert find((original, before), (told, after)) == []


def test_text_of_an_author_is_shortened() -> None:
    [problem] = find(BASE, with_position(quote="word " * 400))
    assert len(problem.found) < 300
