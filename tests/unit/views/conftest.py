"""A small dossier, complete enough for every builder of views: a closed quay, and who says what about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefings.views.context import ViewContext

QUAY = """---
title: The quay is closed
date: 2023-05-02T09:30+04:30
event: 2023-05-02
stage: developing
summary: The *harbour office* shut the quay.
topics: [harbour]
actors: [harbour-office, union]
places: [north-quay]
image: {file: images/quay.svg, alt: The quay., caption: A *map*., credit: "Desk <desk>"}
sources:
  - {id: note, publisher: harbour-office-press, title: A note, url: "https://a.example/note",
     published: 2023-05-02, lang: fa}
  - {id: agency-1, publisher: agency, title: "Quay \\"safe\\""}
  - {id: gazette-1, publisher: gazette, title: Agency report, derived_from: [agency-1]}
  - {id: herald-1, publisher: herald, title: Another report}
claims:
  - id: quay-safe
    text: The quay is safe & sound.
    texts: {fa: اسکله امن است.}
    positions:
      - {by: harbour-office, stance: asserts, said: 2023-05-02, via: [note, agency-1], quote: Safe., cred: 3}
      - {by: union, stance: denies, said: 2023-05-02, via: [gazette-1]}
      - {by: harbour-office, stance: asserts, said: 2023-05-03, via: [note]}
  - id: cracks
    text: Cracks were found.
    kind: quantity
    quantity: {measure: cracks, unit: cracks}
    positions:
      - {by: ana-ng, stance: asserts, said: 2023-05-02, via: [agency-1], value: {low: 4, high: 6}, how: by telephone}
      - {by: union, stance: corroborates, said: 2023-05-02, via: [herald-1]}
unknowns:
  - {text: Who shut it., claim: quay-safe}
events:
  - {date: 2023-04, text: A diver sees cracks., topics: [harbour]}
upcoming:
  - {id: opening, what: The quay opens., when: 2023-08~, topics: [harbour], sources: [note]}
---
The [[union]] and [[harbour|the harbour]] [disagree]{claim=quay-safe} [@gazette-1; @note, p. 2], and again [@note].

On [Tuesday]{date=2023-05-02}.

![[quay]]

See [the survey]({filename}survey.md#cracks) and [a map]({static}/images/quay.svg).
"""
SURVEY = """---
title: The survey
date: 2023-06-09
summary: It confirms cracks.
topics: [ferries]
places: [north-quay]
follows: [quay]
sources:
  - {id: report, publisher: agency, title: The report}
claims:
  - id: cracks
    positions:
      - {by: harbour-office, stance: asserts, said: 2023-06-08, via: [report], value: {best: 5}}
    assessment: {status: confirmed, basis: The report lists them., as_of: 2023-06-09}
corrections:
  - {at: 2023-06-10T10:00Z, was: six, now: five, claims: [cracks]}
---
## Cracks

As [[quay|we wrote]], [cracks]{claim=cracks} were found.
"""
QUAY_FA = """---
title: اسکله بسته است
date: 2023-05-03
lang: fa
translation_key: quay
---
متن.
"""
FILES: dict[str, str | bytes] = {
    "briefings/quay.md": QUAY.replace("stage:", "translation_key: quay\nstage:"),
    "briefings/quay.fa.md": QUAY_FA,
    "briefings/survey.md": SURVEY,
    "topics/harbour.md": "---\ntitle: The harbour\nsummary: Closed.\nnames: {fa: بندر}\n---\n"
    "Background on [[north-quay]].\n",
    "topics/ferries.md": "---\ntitle: Ferries\nparent: harbour\naliases: [boats]\n---\n",
    "pages/about.md": "---\ntitle: About\nsummary: Who we *are*.\n---\nSee [[topic:harbour]].\n",
    "images/quay.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "registry/actors.yml": "- {id: harbour-office, name: Harbour office, kind: organisation, party_to: [harbour],\n"
    "   names: {fa: دفتر بندر}}\n"
    "- {id: union, name: Dockers' union, kind: organisation}\n"
    "- {id: ana-ng, name: Ana Ng, kind: person, role: engineer, of: union}\n",
    "registry/places.yml": "- {id: north-quay, name: North quay, kind: quay, in: town, lat: 10.5, lon: 20.5}\n"
    "- {id: town, name: The town, kind: town, lat: 10.0, lon: 20.0}\n"
    "- {id: country, name: The country, kind: country, lat: 12, lon: 22, precision_km: 300}\n",
    "registry/publishers.yml": "- {id: harbour-office-press, name: Office press, kind: official}\n"
    "- {id: agency, name: Agency, kind: wire, reliability: {grade: B, why: Long record.}}\n"
    "- {id: press-group, name: Press group, kind: newspaper}\n"
    "- {id: gazette, name: Gazette, kind: newspaper, owner: press-group}\n"
    "- {id: herald, name: Herald, kind: newspaper, owner: press-group}\n",
}


@pytest.fixture
def view_dossier(view_site: Callable[..., ViewContext]) -> Callable[..., ViewContext]:
    """The dossier with other settings, and with files changed or added."""

    def view(files: dict[str, str | bytes] | None = None, **settings: Any) -> ViewContext:
        return view_site({**FILES, **(files or {})}, **{"TIMEZONE": "Asia/Kabul", **settings})

    return view


@pytest.fixture
def dossier(view_dossier: Callable[..., ViewContext]) -> ViewContext:
    """The dossier as its builders of views see it."""
    return view_dossier(SITEURL="https://desk.example/news", SITENAME="Desk")
