"""A small site about a bridge: three briefings, two parties, a claim that moves, a count that grows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefings.plugin.build import Build
from briefings.views.context import ViewContext

FILES: dict[str, str | bytes] = {
    "registry/publishers.yml": """
- {id: wire, name: Wire, kind: wire}
- {id: paper, name: Paper, kind: newspaper}
- {id: radio, name: Radio, kind: broadcaster}
- {id: gazette, name: Gazette, kind: newspaper}
""",
    "registry/actors.yml": """
- {id: army, name: Army, kind: organisation, party_to: [bridge]}
- {id: rebels, name: Rebels, kind: organisation, party_to: [bridge]}
- {id: ferryman, name: Ferryman, kind: person, role: Keeps the ferry}
- {id: observers, name: Observers, kind: organisation}
""",
    "topics/bridge.md": "---\ntitle: The bridge\n---\n",
    "briefings/b1-taken.md": """---
title: Rebels say they hold the bridge
date: 2021-03-01T10:00+00:00
summary: Both sides claim the bridge.
topics: [bridge]
sources:
  - {id: dispatch, publisher: wire, title: Dispatch, published: 2021-03-01}
  - {id: first, publisher: paper, title: First copy, published: 2021-03-01, derived_from: [dispatch]}
  - {id: second, publisher: radio, title: Second copy, published: 2021-03-01, derived_from: [dispatch]}
  - {id: third, publisher: gazette, title: Third copy, published: 2021-03-01, derived_from: [dispatch]}
claims:
  - id: bridge-held
    text: Rebels hold the bridge.
    kind: control
    positions:
      - {by: rebels, stance: asserts, said: 2021-03-01, via: [dispatch, first, second, third], quote: It is ours}
      - {by: army, stance: denies, said: 2021-03-02, via: [first]}
  - id: wounded
    text: People were wounded at the bridge.
    kind: quantity
    quantity: {measure: wounded, unit: people}
    positions:
      - {by: army, stance: asserts, said: 2021-03-01, how: first count, via: [first], value: {best: 5}}
      - {by: army, stance: asserts, said: 2021-03-02, how: second count, via: [second], value: {best: 11}}
      - {by: ferryman, stance: asserts, said: 2021-03-04, via: [third], value: {low: 8, high: 20}}
unknowns:
  - {text: Who holds the toll house., claim: bridge-held}
upcoming:
  - {id: talks, what: Talks about the bridge., when: 2021-03-05, sources: [first]}
  - {id: repair, what: The bridge is repaired., when: 2021-03-03, sources: [first], outcome: It was closed instead.}
  - {id: vote, what: A vote on the bridge., when: 2021-09, sources: [first]}
updates:
  - {at: 2021-03-02T08:00+00:00, level: minor, note: The army denies it.}
  - {at: 2021-03-06T08:00+00:00, level: major, note: Observers have been there.}
---
Text.
""",
    "briefings/b2-toll.md": """---
title: Ferryman sees rebels at the toll house
date: 2021-03-03T09:00+00:00
summary: A witness supports one side.
topics: [bridge]
follows: [b1-taken]
sources:
  - {id: call, publisher: radio, title: Call, published: 2021-03-03}
claims:
  - id: bridge-held
    positions:
      - {by: ferryman, stance: corroborates, said: 2021-03-03, via: [call]}
events:
  - {date: 2021-03-02, text: Shots are heard., topics: [bridge], sources: [call]}
  - {date: 2021-03-04, text: The ferry stops., topics: [bridge], sources: [call]}
---
Text.
""",
    "briefings/b3-observers.md": """---
title: Observers cross the bridge
date: 2021-03-06T09:00+00:00
summary: The observers saw who holds it.
topics: [bridge]
follows: [b2-toll]
sources:
  - {id: report, publisher: gazette, title: Report, published: 2021-03-06}
claims:
  - id: bridge-held
    positions:
      - {by: observers, stance: corroborates, said: 2021-03-06, via: [report]}
    assessment: {status: confirmed, basis: Observers crossed it under their flag., as_of: 2021-03-06, via: [report]}
corrections:
  - at: 2021-03-07T09:00+00:00
    kind: correction
    was: The ferry stopped on 5 March.
    now: The ferry stopped on 4 March.
    claims: [bridge-held]
---
Text.
""",
}
SETTINGS: dict[str, Any] = {"TIMEZONE": "UTC", "SITENAME": "Bridge news", "SITEURL": "https://bridge.example"}


def view_bridge(read_site: Callable[..., Build], files: dict[str, str | bytes] = FILES, **settings: Any) -> ViewContext:
    """Read and link the site, in which there is nothing to mend."""
    build = read_site(files, **{**SETTINGS, **settings})
    assert build.located_problems() == []
    return build.build_views("0")
