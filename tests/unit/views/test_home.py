"""The home page: claims that moved, and the story that leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.plugin.build import Build
from briefings.views.home import HomeView, build_home_view
from tests.unit.views.small_site import FILES, view_bridge

SAME_DAY = """---
title: Ferry stops
date: 2021-03-08T10:00+00:00
event: 2021-03-08
topics: [bridge]
summary: The ferry is at rest.
sources:
  - {id: one, publisher: wire, title: One, published: 2021-03-08}
  - {id: two, publisher: paper, title: Two, published: 2021-03-09}
claims:
  - id: ferry
    text: The ferry has stopped.
    kind: movement
    positions:
      - {by: ferryman, stance: asserts, said: 2021-03-08, via: [one]}
      - {by: army, stance: denies, said: 2021-03-08, via: [one]}
      - {by: army, stance: asserts, said: 2021-03-09, via: [two]}
    assessment: {status: confirmed, basis: Both sides say so., as_of: 2021-03-09, via: [two]}
updates:
  - {at: 2021-03-09T08:00+00:00, level: major, note: The army agrees.}
---
Text.
"""


@pytest.fixture
def home(read_site: Callable[..., Build]) -> HomeView:
    return build_home_view(view_bridge(read_site, {**FILES, "briefings/b9-ferry.md": SAME_DAY}))


def test_a_claim_moves_once_a_day_from_what_was_known_before(home: HomeView) -> None:
    moves = {c.claim.text: (c.before and c.before.key, c.after.key) for c in home.changes}
    assert moves["The ferry has stopped."] == ("disputed", "confirmed")


def test_the_lead_was_updated_when_its_page_says_so(home: HomeView) -> None:
    assert home.lead is not None
    assert (home.lead.title, home.lead.updated.iso[:10]) == ("Ferry stops", "2021-03-09")
