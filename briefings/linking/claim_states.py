"""A claim at every moment: folded once for each state that readers could know, not once for each day that asks."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from briefings.linking.ledger import Step, claim_on, known_at
from briefings.linking.site import LinkedClaim
from briefings.linking.time_order import TimeOrder


class ClaimStates:
    """The states of one claim. `on(moment)` gives what `ledger.claim_on` gives for that moment."""

    def __init__(self, claim: LinkedClaim, order: TimeOrder) -> None:
        self._claim, self._zone = claim, order.zone
        steps: list[Step] = [*claim.positions, *claim.assessments]
        # Between two of these instants nothing is said, published or carried, so the claim stays as it is.
        known = {known_at(step, order) for step in steps}
        carried = {order.instant(s.source.published) for step in steps for s in step.sources if s.source.published}
        self._instants = sorted(known | carried)
        self._states: dict[int, LinkedClaim | None] = {}

    def on(self, moment: datetime) -> LinkedClaim | None:
        """Give the claim as readers could know it at an aware moment; None where nobody had said anything."""
        index = bisect_right(self._instants, moment)
        if index not in self._states:
            instant = self._instants[index - 1] if index else None
            self._states[index] = claim_on(self._claim, instant, self._zone) if instant else None
        return self._states[index]
