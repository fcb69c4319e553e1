"""The home page: claims that moved, and the story that leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.model.ids import Id
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from briefings.views.home import HomeView, build_home_view
from briefings.views.topic import build_topic_pages
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
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_bridge(read_site, {**FILES, "briefings/b9-ferry.md": SAME_DAY})


@pytest.fixture
def home(context: ViewContext) -> HomeView:
    return build_home_view(context)


PASSED = """---
title: The council is asked
date: 2021-03-08
topics: [council]
upcoming:
  - {id: answers, what: The council answers., when: 2021-02}
---
Text.
"""


def test_a_window_that_has_passed_without_a_word_is_not_listed_as_to_watch(read_site: Callable[..., Build]) -> None:
    topic = "---\ntitle: The council\n---\n"
    lasting = PASSED.replace("when: 2021-02", "when: 2021-02/..")
    for text, shown in ((PASSED, []), (lasting, ["The council answers."])):
        files = {**FILES, "briefings/b9-council.md": text, "topics/council.md": topic}
        context = view_bridge(read_site, files)
        view = next(build_topic_pages(context, context.site.topics[Id("council")]))
        assert [item.what for item in view.watch] == shown


def test_a_claim_moves_once_a_day_from_what_was_known_before(home: HomeView) -> None:
    moves = {c.claim.text: (c.before and c.before.key, c.after.key) for c in home.changes}
    assert moves["The ferry has stopped."] == ("disputed", "confirmed")


def test_the_lead_was_updated_when_its_page_says_so(home: HomeView) -> None:
    assert home.lead is not None
    assert (home.lead.title, home.lead.updated.iso[:10]) == ("Ferry stops", "2021-03-09")


def test_a_topic_changes_with_a_move_of_a_claim_but_not_with_a_minor_update(
    context: ViewContext, home: HomeView, read_site: Callable[..., Build]
) -> None:
    """The newest briefing is of 8 March, an update of the morning after; a claim moved on that day's evidence."""
    (row,) = home.topics
    assert row.updated is not None
    assert (row.updated.iso, row.updated.clock != "") == ("2021-03-09T08:00+00:00", True)
    assert context.find_topic_update("bridge") == row.updated
    minor = view_bridge(read_site, {**FILES, "briefings/b9-ferry.md": SAME_DAY.replace("level: major", "level: minor")})
    found = minor.find_topic_update("bridge")
    assert found is not None
    assert (found.iso, found.clock) == ("2021-03-09", ""), "the day of the document that moved the claim"


def test_a_topic_without_briefings_has_not_changed(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, {**FILES, "topics/tunnel.md": "---\ntitle: The tunnel\n---\n"})
    assert context.find_topic_update("tunnel") is None
