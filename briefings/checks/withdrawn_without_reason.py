"""BRF-withdrawn-without-reason: a briefing that was taken back without a word about why."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.content import is_withdrawn
from briefings.linking.withdrawal import list_reasons
from briefings.problems import Location, Problem


def check_withdrawals(checked: SiteInput) -> Iterator[Problem]:
    """Find notices that give no reason; that of a translation may stand in its withdrawn original."""
    briefings = checked.site.briefings
    for path, document in checked.documents.items():
        briefing = document.briefing
        linked = briefings.get(briefing.id) if briefing is not None and is_withdrawn(briefing) else None
        if briefing is None or linked is None or list_reasons(linked.briefing):
            continue
        if linked.original != briefing.id and briefings[linked.original].is_withdrawn:
            continue
        found = "`stage: withdrawn` without a retraction"
        if briefing.corrections:
            found += "; corrections of another kind are not shown"
        hint = "Add `corrections: [{at: …, kind: retraction, now: …}]`: what `now` says is all that readers are told."
        where = Location(path, pointer=("stage",))
        yield Problem("BRF-withdrawn-without-reason", where, found, "why the briefing was taken back", hint)
