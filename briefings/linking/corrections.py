"""Corrections that reach further than the briefing that made them: to every briefing that cites the corrected claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefings.linking.site import LinkedCorrection
from briefings.linking.translations import Edition
from briefings.model.ids import Id


def find_corrected(
    editions: Iterable[Edition], cited: Mapping[Id, Iterable[Id]]
) -> dict[Id, tuple[LinkedCorrection, ...]]:
    """Give each briefing the corrections that others made to claims it records or cites, oldest first.

    `editions` are without translations, oldest published first; `cited` are the claims that the body of each briefing
    names.
    """
    members = list(editions)
    by_claim: dict[Id, list[LinkedCorrection]] = {}
    for edition in members:
        for correction in edition.briefing.corrections:
            for claim in correction.claims:
                by_claim.setdefault(claim, []).append(LinkedCorrection(edition.id, correction))
    if not by_claim:
        return {}
    return {edition.id: _of_others(edition, by_claim, cited.get(edition.id, ())) for edition in members}


def _of_others(
    edition: Edition, by_claim: Mapping[Id, list[LinkedCorrection]], cited: Iterable[Id]
) -> tuple[LinkedCorrection, ...]:
    claims = dict.fromkeys((*(claim.id for claim in edition.briefing.claims), *cited))
    found = (linked for claim in claims for linked in by_claim.get(claim, ()) if linked.briefing != edition.id)
    return tuple(sorted(dict.fromkeys(found), key=lambda linked: (linked.correction.at.utc, linked.briefing)))
