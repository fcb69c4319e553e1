"""Claims of the whole site: what several briefings say of one claim, merged, with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefings.linking.citations import Citations
from briefings.linking.editions import Draft
from briefings.linking.ids import Resolver
from briefings.linking.ledger import Step, build_ledger
from briefings.linking.registries import Registries
from briefings.linking.site import (
    ClaimStatus,
    EntityKind,
    LinkedAssessment,
    LinkedClaim,
    LinkedPosition,
    LinkedSource,
)
from briefings.linking.time_order import TimeOrder
from briefings.linking.translations import Edition
from briefings.model.claim import Claim, ClaimKind, Position, Quantity
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.registry import Actor
from briefings.problems import Location, Pointer, Problem


class Part(msgspec.Struct, frozen=True, gc=False):
    """What one briefing says of a claim: its edition, the claim as written there, and its index in `claims`.

    `counts` is false for a withdrawn briefing: it may still define the claim, but what it recorded is no evidence.
    """

    edition: Edition
    index: int
    claim: Claim
    counts: bool = True

    @property
    def where(self) -> Pointer:
        """Its place in the front matter."""
        return ("claims", self.index)


class ClaimContext(msgspec.Struct, frozen=True):
    """What claims are linked against. `translated` holds texts in other languages from translations of briefings."""

    registries: Registries
    citations: Mapping[Id, Citations]
    order: TimeOrder
    translated: Mapping[Id, Mapping[str, str]]


def list_parts(drafts: Mapping[Id, Draft], editions: Mapping[Id, Edition]) -> list[Part]:
    """List what all briefings say of all claims, oldest published first; translations say nothing of their own.

    `editions` are newest published first.
    """
    parts: list[Part] = []
    for edition in reversed(list(editions.values())):
        if not edition.is_translation:
            parts += [Part(edition, index, claim) for index, claim in enumerate(edition.briefing.claims)]
            parts += [Part(edition, index, claim, False) for index, claim in enumerate(drafts[edition.id].retired)]
    return parts


def link_claims(parts: Sequence[Part], context: ClaimContext, ids: Resolver) -> dict[Id, LinkedClaim]:
    """Merge the parts of every claim, and fold its ledger; the claims are in the order of their definition.

    `parts` are oldest published first. A claim without a text is noted and left out; so is, without a problem, one that
    only withdrawn briefings record.
    """
    by_id: dict[Id, list[Part]] = defaultdict(list)
    for part in parts:
        by_id[part.claim.id].append(part)
    definers: dict[Id, Part] = {}
    for key, members in by_id.items():
        if any(part.counts for part in members):
            definer = _find_definer(members, by_id, ids)
            _check_positions(members, definer, ids.problems)
            if definer is not None:
                definers[key] = definer
    parties = _Parties(context.registries)
    defined = [part for part in parts if definers.get(part.claim.id) is part]
    return {definer.claim.id: _link_claim(definer, by_id[definer.claim.id], context, parties) for definer in defined}


def _find_definer(parts: Sequence[Part], all_parts: Mapping[Id, Sequence[Part]], ids: Resolver) -> Part | None:
    if len(parts) == 1 and parts[0].claim.text:
        return parts[0]
    written = [part for part in parts if part.claim.text]
    definers = [part for part in written if part.counts] or written[:1]
    for part in definers[1:]:
        where = Location(part.edition.path, pointer=(*part.where, "text"))
        hint = f"It stands in {definers[0].edition.path}; here, leave `text` out."
        expected = "the text of a claim in one briefing only"
        ids.problems.append(Problem("BRF-claim-text-twice", where, f"`{part.claim.id}` with a text", expected, hint))
    key = parts[0].claim.id
    if not definers and not ids.is_unjudged(EntityKind.CLAIM, key):
        known = (key for key, members in all_parts.items() if any(part.claim.text for part in members))
        near = ids.excuse(EntityKind.CLAIM, key) or ids.suggestions.near(key, known)
        hint = near or "Add its `text` here, or mend the id."
        expected = "a claim whose `text` stands in one briefing"
        for part in parts:
            where = Location(part.edition.path, pointer=(*part.where, "id"))
            ids.problems.append(Problem("BRF-claim-text-missing", where, f"`{key}` without a text", expected, hint))
    return definers[0] if definers else None


def _check_positions(parts: Sequence[Part], definer: Part | None, problems: list[Problem]) -> None:
    if definer is not None and not any(part.claim.positions for part in parts):
        where = Location(definer.edition.path, pointer=definer.where)
        expected = "at least one position: who says it, and through which source"
        problems.append(Problem("BRF-claim-without-position", where, f"`{definer.claim.id}`", expected))


class _Parties:
    """Which topics an actor is a party to, itself or through the organisations that it speaks for."""

    def __init__(self, registries: Registries) -> None:
        self._parents = registries.topic_parents
        self._matters = {
            key: frozenset(
                topic for part in (key, *registries.organisations[key]) for topic in registries.actors[part].party_to
            )
            for key in registries.actors
        }
        self._known: dict[tuple[Id, ...], frozenset[Id]] = {}

    def is_party(self, actor: Id, topics: frozenset[Id]) -> bool:
        return not self._matters[actor].isdisjoint(topics)

    def matters(self, topics: tuple[Id, ...]) -> frozenset[Id]:
        """Give topics with everything above them: a party to a war is a party to each of its battles."""
        found = self._known.get(topics)
        if found is None:
            found = frozenset([above for topic in topics for above in (topic, *self._parents[topic])])
            self._known[topics] = found
        return found


def _link_claim(definer: Part, parts: Sequence[Part], context: ClaimContext, parties: _Parties) -> LinkedClaim:
    counted = [part for part in parts if part.counts]
    home = definer if definer.counts else counted[0]
    topics = parties.matters(home.edition.briefing.topics)
    ledger = build_ledger(_list_steps(counted, topics, context, parties), context.order)
    claims = [definer.claim, *[part.claim for part in counted if part is not definer]]
    kind, quantity, due = _merge_facts(claims)
    return LinkedClaim(
        id=definer.claim.id,
        text=definer.claim.text,
        kind=kind,
        texts=_merge_texts(claims, context.translated.get(definer.claim.id, {})),
        quantity=quantity,
        due=due,
        lang=definer.edition.lang,
        defined_in=home.edition.id,
        briefings=tuple(dict.fromkeys([part.edition.id for part in counted])),
        topics=home.edition.briefing.topics,
        positions=tuple([step for step in ledger.steps if isinstance(step, LinkedPosition)]),
        assessments=tuple([step for step in ledger.steps if isinstance(step, LinkedAssessment)]),
        history=ledger.history,
        status=ledger.history[-1].after if ledger.history else ClaimStatus.CLAIMED,
        origins=ledger.origins,
    )


def _merge_facts(claims: Iterable[Claim]) -> tuple[ClaimKind, Quantity | None, Edtf | None]:
    kind, quantity, due = None, None, None
    for claim in claims:
        kind, quantity, due = kind or claim.kind, quantity or claim.quantity, due or claim.due
    return kind or ClaimKind.STATEMENT, quantity, due


def _merge_texts(claims: Iterable[Claim], translated: Mapping[str, str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for written in (*[claim.texts for claim in claims], translated):
        for lang, text in written.items():
            texts.setdefault(lang, text)
    return dict(sorted(texts.items())) if texts else texts


def _list_steps(
    parts: Iterable[Part], topics: frozenset[Id], context: ClaimContext, parties: _Parties
) -> Iterable[Step]:
    for part in parts:
        listed = context.citations[part.edition.id].by_id
        for index, position in enumerate(part.claim.positions):
            is_party = parties.is_party(position.by, topics)
            yield _link_position(position, part, index, is_party, listed, context.registries.actors)
        assessment = part.claim.assessment
        if assessment is not None:
            sources = tuple([listed[word] for word in assessment.via])
            yield LinkedAssessment(assessment, part.edition.id, part.edition.briefing.date, sources)


def _link_position(
    position: Position,
    part: Part,
    index: int,
    is_party: bool,
    listed: Mapping[Id, LinkedSource],
    actors: Mapping[Id, Actor],
) -> LinkedPosition:
    speaker = actors[position.by]
    return LinkedPosition(
        position=position,
        actor=speaker,
        organisation=None if speaker.of is None else actors.get(speaker.of),
        sources=tuple([listed[word] for word in position.via]),
        briefing=part.edition.id,
        known=part.edition.briefing.date,
        is_party=is_party,
        index=index,
    )
