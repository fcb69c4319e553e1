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
"""One page of each main kind."""


def choose_settings(lang: str) -> list[str]:
    """Options of `briefings build` for the desk in a language: everything that adds a page or a part of one."""
    chosen = {"DEFAULT_LANG": f'"{lang}"', "BRIEFINGS_EMBEDS": "true", "BRIEFINGS_DATA": '["json"]'}
    chosen |= {"BRIEFINGS_JSON_FEEDS": "true", "BRIEFINGS_SEARCH": "true"}
    return [word for key, value in chosen.items() for word in ("-e", f"{key}={value}")]
