"""From when a document carried what is said: the one rule for positions, assessments, events and announcements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefings.linking.time_order import TimeOrder
from briefings.model.edtf import Edtf


def find_carried(published: Sequence[Edtf | None], order: TimeOrder) -> datetime | None:
    """Give the instant, in UTC, from which the first of some documents was out; None where no date says that.

    `published` are their dates. One without a date is as old as the record that names it, which then was carried from
    its beginning; so was a record that names no document.
    """
    instants = [order.instant(date) for date in published if date is not None]
    return min(instants) if instants and len(instants) == len(published) else None
