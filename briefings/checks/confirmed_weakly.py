"""BRF-confirmed-weakly: a claim confirmed on fewer than two independent origins and with hardly a reason."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.site import LinkedAssessment, LinkedClaim
from briefings.model.claim import Verdict
from briefings.problems import Location, Problem

_ENOUGH = 2


def check_verdicts(checked: SiteInput) -> Iterator[Problem]:
    """Find verdicts `confirmed` that neither two origins carry nor a `basis` of enough words."""
    for claim in checked.site.claims.values():
        for linked in claim.assessments:
            if linked.assessment.status is Verdict.CONFIRMED and _is_weak(claim, linked, checked.limits.basis_words):
                yield _make_problem(claim, linked, checked)


def _count_origins(claim: LinkedClaim, linked: LinkedAssessment) -> int:
    return len({*claim.origins, *(origin for source in linked.sources for origin in source.origins)})


def _is_weak(claim: LinkedClaim, linked: LinkedAssessment, fewest: int) -> bool:
    return _count_origins(claim, linked) < _ENOUGH and len(linked.assessment.basis.split()) < fewest


def _make_problem(claim: LinkedClaim, linked: LinkedAssessment, checked: SiteInput) -> Problem:
    path = checked.site.briefings[linked.briefing].briefing.path
    recorded = checked.site.briefings[linked.briefing].briefing.claims
    index = next((index for index, part in enumerate(recorded) if part.id == claim.id), 0)
    origins = {0: "no source", 1: "one independent origin"}[_count_origins(claim, linked)]
    found = f"`{claim.id}` confirmed through {origins}, for the reason “{linked.assessment.basis}”"
    expected = f"two independent origins, or a reason of at least {checked.limits.basis_words} words"
    hint = "Add the sources to `via`, or write in `basis` why one is enough: who saw it, and how that is known."
    return Problem(
        "BRF-confirmed-weakly",
        Location(path, pointer=("claims", index, "assessment", "basis")),
        found,
        expected,
        hint,
    )
