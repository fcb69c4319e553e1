"""BRF-contested-as-fact: a headline or summary that states a contested claim as if it were settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from briefings.checks.attribution import is_attributed
from briefings.checks.bounds import last_change
from briefings.checks.control import CONTROL, Control, find_control
from briefings.checks.rule import SiteInput
from briefings.checks.sentences import (
    find_named_places,
    find_words,
    has_negation,
    split_clauses,
    split_sentences,
    without_kinds_of_place,
)
from briefings.linking.ledger import status_on
from briefings.linking.site import ClaimStatus, LinkedBriefing, LinkedClaim
from briefings.model.body import ReferenceKind
from briefings.model.ids import Id
from briefings.problems import Location, Problem

_SHARE, _FEWEST = 0.66, 3
"""How much of a claim's words a clause must hold to state it, and how many words at least."""
_SYNTAX = re.compile(
    r"\[@[^\[\]\n]*\]|!?\[\[(?:[^\[\]|\n]*\|)?|\]\]|(?<=\])(?:\([^()\n]*\)|\{[^{}\n]*\})|[\[\]*_`]|<[^<>]*>"
)


class _Proposition(msgspec.Struct, frozen=True):
    """The words of a contested claim, and why it is contested. Of a count, one of its `figures` must be stated too."""

    claim: Id
    words: frozenset[str]
    figures: frozenset[str]
    is_negative: bool
    why: str
    control: Control | None
    places: frozenset[str]


def check_headlines(checked: SiteInput) -> Iterator[Problem]:
    """Find sentences of titles and summaries that hold most words of a contested claim and no word of who says so."""
    for linked in checked.site.briefings.values():
        document = checked.documents.get(linked.briefing.path)
        if document is None or document.briefing is None or linked.is_withdrawn or not _is_english(linked.lang):
            continue
        end = last_change(linked.briefing)
        claims = [checked.site.claims[key] for key in _list_claims(linked, checked) if key in checked.site.claims]
        contested = list(_list_contested(claims, end, checked))
        yield from _check(document.path, "title", document.briefing.title, contested)
        yield from _check(document.path, "summary", document.briefing.summary, contested)
    if _is_english(checked.default_lang):
        for topic in checked.site.topics.values():
            if topic.topic.path and topic.topic.summary:
                claims = [checked.site.claims[key] for key in checked.site.by_topic[topic.topic.id].claims]
                contested = list(_list_contested(claims, None, checked))
                yield from _check(topic.topic.path, "summary", topic.topic.summary, contested)


def _is_english(lang: str) -> bool:
    return lang.partition("-")[0].lower() == "en"


def _list_claims(linked: LinkedBriefing, checked: SiteInput) -> Iterable[Id]:
    body = checked.site.bodies[linked.briefing.path]
    marked = (Id(r.target) for r in body.references if r.kind is ReferenceKind.CLAIM)
    return dict.fromkeys((*linked.claims, *marked))


def _list_contested(claims: Iterable[LinkedClaim], end: datetime | None, checked: SiteInput) -> Iterator[_Proposition]:
    for claim in claims:
        text = claim.text if _is_english(claim.lang) else claim.texts.get("en", "")
        why = _find_reason(claim, end, checked) if text else ""
        if why:
            words, control = _weigh(text)
            yield _Proposition(
                claim.id, words, _list_figures(claim), has_negation(text), why, control, find_named_places(text)
            )


def _weigh(text: str) -> tuple[frozenset[str], Control | None]:
    """The words of a claim that a headline must hold, and what it says of control; a few words are weighed as all."""
    control = find_control(text)
    words = control.words if control else find_words(text)
    weighty = words & (find_words(without_kinds_of_place(text)) | CONTROL)
    return (weighty if len(weighty) >= _FEWEST else words), control


def _list_figures(claim: LinkedClaim) -> frozenset[str]:
    values = [position.position.value for position in claim.positions if position.position.value is not None]
    return frozenset(f"{n:.15g}" for value in values for n in (value.low, value.best, value.high) if n is not None)


def _find_reason(claim: LinkedClaim, end: datetime | None, checked: SiteInput) -> str:
    if claim.status is ClaimStatus.DISPUTED:
        return "is disputed"
    if claim.status is ClaimStatus.CLAIMED and all(position.is_party for position in claim.positions):
        return "rests on parties to the matter alone"
    was_disputed = end is not None and status_on(claim, end, checked.zone) is ClaimStatus.DISPUTED
    return "was disputed when the text was last changed" if was_disputed else ""


def _check(path: str, key: str, text: str, contested: list[_Proposition]) -> Iterator[Problem]:
    for sentence in split_sentences(_SYNTAX.sub("", text)) if contested else ():
        stated = _find_stated(sentence, contested)
        if stated is not None and not is_attributed(sentence, stated.words):
            found = f"“{sentence}”, which states `{stated.claim}` as a fact; that claim {stated.why}"
            expected = "in the same sentence, who says so or that it is disputed"
            hint = "Such as: “…, the ministry says”, “… say they hold …”, “…, which the ministry denies”."
            yield Problem("BRF-contested-as-fact", Location(path, pointer=(key,)), found, expected, hint)


def _find_stated(sentence: str, contested: list[_Proposition]) -> _Proposition | None:
    """The claim that a clause states, the closest where there are more."""
    best, closest = 0.0, None
    for clause in split_clauses(sentence):
        plain, is_negative, control = find_words(clause), has_negation(clause), find_control(clause)
        for proposition in contested:
            words = control.words if control and proposition.control else plain
            shared = len(words & proposition.words)
            share = shared / max(1, len(proposition.words))
            is_close = shared >= _FEWEST and share >= _SHARE and is_negative == proposition.is_negative
            is_same = _has_figures(words, proposition) and _has_control(words, control, proposition)
            if is_close and share > best and is_same:
                best, closest = share, proposition
    return closest


def _has_figures(words: frozenset[str], proposition: _Proposition) -> bool:
    """Whether a clause states the same numbers: where the count is contested, the deed may not be."""
    if proposition.figures and words.isdisjoint(proposition.figures):
        return False
    return all(word in words for word in proposition.words if word.isdigit())


def _has_control(words: frozenset[str], stated: Control | None, proposition: _Proposition) -> bool:
    """Whether a clause is about the same place, and where control is claimed, says that the same side has it."""
    claimed = proposition.control
    if claimed is None:
        # Without its `town of`, the same deed elsewhere would have words enough.
        return not proposition.places or not proposition.places.isdisjoint(words)
    if stated is None or stated.beside.isdisjoint(claimed.words):
        return False
    return all(
        len(names & found) >= _SHARE * len(names)
        for names, found in ((claimed.holder_names, stated.holder), (claimed.held_names - claimed.holder_names, words))
    )
