"""The small site with what data files must get right: uncertain dates, formulas, places, and what is not published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.views.small_site import FILES, view_bridge

EVERYTHING = ("json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml")
WATCHED = {
    "day": "2021-05-01",
    "month": "2021-06",
    "about": "2021-06-10~",
    "span": "2021-07-13/2021-07-15",
    "open": "2021-08-01/..",
    "until": "../2021-08-31",
    "either": "[2021-09-01,2021-09-03]",
    "clock": "2021-10-01T09:30+02:00",
}
"""Announcements by id, one for each sort of date."""
DATA_FILES: dict[str, str | bytes] = {
    **FILES,
    "registry/places.yml": """
- {id: river, name: River, kind: river}
- {id: toll-house, name: Toll house, kind: house, in: river, lat: -12.5, lon: 130.25, precision_km: 2,
   names: {de: Zollhaus}}
""",
    "registry/sources.yml": """
- {id: cable, publisher: wire, title: Cable, published: 2021-03-04}
- {id: secret, publisher: wire, title: zqsecret}
""",
    "briefings/b4-danger.md": """---
title: "=HYPERLINK(\\"x\\") & <b>“quoted”</b>"
date: 2021-03-07T10:00+00:00
event: 2021-03-05/2021-03-06
summary: "+1 *more*, see [the page](/briefings/b1-taken/)."
topics: [bridge]
actors: [ferryman]
places: [toll-house]
authors: ["@desk", Ann]
sources: [cable]
upcoming:
"""
    + "".join(f'  - {{id: {key}, what: "Word, {key}; a\\\\b.", when: "{when}"}}\n' for key, when in WATCHED.items())
    + """---
Body with [[toll-house]], [a link](/topics/bridge/) and [@cable].
""",
    "briefings/b5-fa.md": """---
title: پل
date: 2021-03-07T11:00+00:00
lang: fa
translation_key: taken
summary: خلاصه.
---
متن
""",
    "briefings/b6-draft.md": """---
title: zqdraft
date: 2021-03-08T10:00+00:00
status: draft
topics: [bridge]
sources: [secret]
upcoming: [{id: zq, what: zqwhat, when: 2021-12}]
---
zqbody
""",
}
DATA_FILES["briefings/b1-taken.md"] = str(FILES["briefings/b1-taken.md"]).replace(
    "topics: [bridge]\n", "topics: [bridge]\ntranslation_key: taken\n", 1
)


OVERTAKEN = {
    **FILES,
    "briefings/b1-taken.md": str(FILES["briefings/b1-taken.md"]).replace(
        "when: 2021-09, sources: [first]}",
        "when: 2021-09, sources: [first], outcome: There is no vote., overtaken: true}",
    ),
}
"""The small site; its vote was called off before its day."""


def view_data(read_site: Callable[..., Build], **settings: Any) -> ViewContext:
    """The site with every format, and its draft left out."""
    given = {"BRIEFINGS_DATA": EVERYTHING, "BRIEFINGS_JSON_FEEDS": True, **settings}
    return view_bridge(read_site, DATA_FILES, **given)
