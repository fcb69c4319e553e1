"""The tiny desk with its interface in any language: what tests and `make scores` look at besides the dossier."""

from __future__ import annotations

from pathlib import Path

_LOCALE = Path(__file__).resolve().parents[2] / "briefings" / "locale"
LANGUAGES = ("en", *sorted(path.stem for path in _LOCALE.glob("*.po")))
"""Languages of the interface: English, and whatever has a catalogue."""

DESK_PAGES = {
    "home": "/",
    "briefing": "/briefings/2021-05-02-quay-closed/",
    "topic": "/topics/north-quay/",
    "timeline": "/timeline/",
    "claims": "/claims/",
    "claim": "/claims/wall-moved/",
    "changes": "/changes/",
    "place": "/places/marrow-point/",
    "search": "/search/",
    "not found": "/404.html",
}
"""One page of each main kind: what tests look at in every language."""

ALL_DESK_PAGES = DESK_PAGES | {
    "topics": "/topics/",
    "topic by publication": "/topics/north-quay/published/",
    "topic as of a day": "/topics/north-quay/as-of/2021-05-09/",
    "timeline by publication": "/timeline/published/",
    "actor": "/actors/pilots-guild/",
    "actors": "/actors/",
    "places": "/places/",
    "publisher": "/publishers/port-press/",
    "publishers": "/publishers/",
    "claims of a status": "/claims/status/confirmed/",
    "claims of a topic": "/claims/topic/north-quay/",
    "what to watch": "/upcoming/",
    "corrections": "/corrections/",
    "page": "/pages/about/",
    "data": "/data/",
    "embedded claim": "/embed/claims/wall-moved/",
    "embedded timeline": "/embed/timelines/north-quay/",
    "embedded map": "/embed/maps/north-quay/",
}
"""One page of every kind that the desk has: what `make scores` looks at."""


def choose_settings(lang: str) -> list[str]:
    """Options of `briefings build` for the desk in a language: everything that adds a page or a part of one."""
    chosen = {"DEFAULT_LANG": f'"{lang}"', "BRIEFINGS_EMBEDS": "true", "BRIEFINGS_DATA": '["json"]'}
    chosen |= {"BRIEFINGS_JSON_FEEDS": "true", "BRIEFINGS_SEARCH": "true"}
    return [word for key, value in chosen.items() for word in ("-e", f"{key}={value}")]
